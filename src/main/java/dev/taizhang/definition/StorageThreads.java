package dev.taizhang.definition;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** A few threads for work on several files or tables, most of which is waiting for their storage. */
public final class StorageThreads implements AutoCloseable {
    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> begun = new ArrayList<>();

    /** Begins some work. The result waits for its end, and throws what the work has thrown. */
    public <R> Supplier<R> begin(Supplier<R> work) {
        Future<R> future = threads.submit(work::get);
        begun.add(future);
        return () -> {
            try {
                return Uninterruptibles.getUninterruptibly(future);
            } catch (ExecutionException failed) {
                Throwables.throwIfUnchecked(failed.getCause());
                throw new IllegalStateException(failed.getCause());
            }
        };
    }

    /**
     * Does the same for each of several things, and returns the results in their order when all of it has ended. If
     * some of it fails, the first failure in this order is thrown.
     */
    public static <T, R> List<R> each(List<T> things, Function<T, R> work) {
        if (things.size() < 2) {
            return things.stream().map(work).toList();
        }
        try (StorageThreads threads = new StorageThreads()) {
            List<Supplier<R>> results = things.stream()
                    .map(thing -> threads.begin(() -> work.apply(thing)))
                    .toList();
            return results.stream().map(Supplier::get).toList();
        }
    }

    /**
     * Leaves out the work that has not begun, and waits for the rest: no thread commits afterwards. That work is not
     * interrupted, because this would close the files that it writes.
     */
    @Override
    public void close() {
        begun.forEach(future -> future.cancel(false));
        threads.shutdown();
        Uninterruptibles.awaitTerminationUninterruptibly(threads);
    }
}
