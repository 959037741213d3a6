package dev.taizhang.query;

import dev.taizhang.definition.Failure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;

/**
 * Runs a query on a thread of its own, so that it ends when its time is up or memory runs out, whichever part of Spark
 * is running.
 */
public final class BoundedQuery {
    /** How long a stopped query may continue, so that it does not print after the final message. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private BoundedQuery() {}

    /**
     * Runs the query and returns when it has ended.
     *
     * @throws Failure if its time is up, or if the calling thread is interrupted
     * @throws Throwable if the query throws it, or if any thread throws it meanwhile without catching it
     */
    public static void run(SparkContext spark, Duration limit, Callable<Void> query) throws Throwable {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        spark.setInterruptOnCancel(true);
                        end.complete(query.call());
                    } catch (Throwable failed) {
                        end.completeExceptionally(failed);
                    }
                },
                "query");
        // Some code, such as a regular expression, ignores interruption. A daemon thread does not keep the process
        // alive.
        thread.setDaemon(true);
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        // Memory can run out in any thread of Spark, which would print a stack trace and leave the query waiting for
        // it.
        Thread.setDefaultUncaughtExceptionHandler((other, thrown) -> {
            try {
                end.completeExceptionally(thrown);
            } catch (OutOfMemoryError again) {
                // Memory is too low even for this. The query's own thread fails in the same way, or its time runs out.
            }
        });
        thread.start();
        try {
            end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            stop(spark, thread);
            throw failed.getCause();
        } catch (TimeoutException late) {
            stop(spark, thread);
            throw QueryMessages.tooSlow(limit);
        } catch (InterruptedException ended) {
            stop(spark, thread);
            throw QueryMessages.ended();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private static void stop(SparkContext spark, Thread thread) throws InterruptedException {
        thread.interrupt();
        try {
            spark.cancelAllJobs();
        } catch (OutOfMemoryError exhausted) {
            // The jobs fail in the same way and end.
        }
        thread.join(GRACE.toMillis());
    }
}
