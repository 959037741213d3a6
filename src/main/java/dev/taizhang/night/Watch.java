package dev.taizhang.night;

import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.Names;
import dev.taizhang.definition.Progress;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the progress of a run every half minute, and saves the stacks of all threads if there has been no progress for
 * too long.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** Logs to the run's log only. If standard error is not a terminal, cron would mail every line. */
    private static final Logger QUIET = LoggerFactory.getLogger("taizhang.watch");

    private static final Logger LINES = Boolean.getBoolean("taizhang.terminal") ? LOG : QUIET;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);
    private static final int MOST_NAMES = 8;

    private final Warehouse warehouse;
    private final Path folder;
    private final long stalledAfter;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "watch");
        thread.setDaemon(true);
        return thread;
    });
    private final SparkListener tasks = new SparkListener() {
        @Override
        public void onTaskEnd(SparkListenerTaskEnd ended) {
            Progress.step();
        }
    };

    private SparkContext watched;
    private long steps = Progress.steps();
    private long moved = System.nanoTime();
    private boolean stalled;
    private int dumps;

    private Watch(Warehouse warehouse, Path folder, Duration stalledAfter) {
        this.warehouse = warehouse;
        this.folder = folder;
        this.stalledAfter = stalledAfter.toNanos();
    }

    /**
     * Begins to watch.
     *
     * @param folder the run's folder, to which the stacks are written
     * @param stalledAfter the time without progress after which they are saved
     */
    static Watch begin(Warehouse warehouse, Path folder, Duration stalledAfter) {
        Watch watch = new Watch(warehouse, folder, stalledAfter);
        long wait = Math.min(BETWEEN_LINES.toNanos(), stalledAfter.toNanos());
        Future<?> unused = watch.clock.scheduleWithFixedDelay(watch::look, wait, wait, TimeUnit.NANOSECONDS);
        return watch;
    }

    /** Counts the finished tasks of a session as progress. */
    synchronized SparkSession tasksOf(SparkSession spark) {
        watched = spark.sparkContext();
        watched.addSparkListener(tasks);
        return spark;
    }

    private void look() {
        long now = System.nanoTime();
        if (Progress.steps() != steps) {
            steps = Progress.steps();
            moved = now;
            stalled = false;
        }
        String work = work(now);
        LINES.info("仍在运行 still running: {}", work);
        if (now - moved >= stalledAfter && !stalled) {
            stalled = true;
            dumps++;
            Path file = new Path(folder, "threads-" + dumps + ".txt");
            LOG.warn(NightMessages.noProgress(seconds(now - moved), work, FileAddress.shown(file))
                    .line());
            save(file);
        }
    }

    /**
     * Describes the open work and its duration, the stage first; three dots if no stage is running. A table that is
     * open twice, for computing and committing, counts once.
     */
    private static String work(long now) {
        Map<String, Long> since = new LinkedHashMap<>();
        Progress.open().forEach(work -> since.putIfAbsent(work.name(), work.since()));
        String named = since.entrySet().stream()
                .limit(MOST_NAMES)
                .map(work -> Names.shown(work.getKey()) + " " + seconds(now - work.getValue()) + " s")
                .collect(Collectors.joining(", "));
        return since.isEmpty() ? "…" : since.size() > MOST_NAMES ? named + ", … (" + since.size() + ")" : named;
    }

    private static long seconds(long nanoseconds) {
        return TimeUnit.NANOSECONDS.toSeconds(nanoseconds);
    }

    private void save(Path file) {
        try (OutputStream out = warehouse.files().create(file, true)) {
            out.write(stacks().getBytes(StandardCharsets.UTF_8));
        } catch (IOException | JMException stuck) {
            LOG.warn(NightMessages.stacksNotWritten(stuck).line());
        }
    }

    /** Returns the stacks in the form of {@code jstack}, with locks and deadlocks. */
    private static String stacks() throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "threadPrint",
                        new Object[] {new String[] {"-l"}},
                        new String[] {String[].class.getName()});
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        if (watched != null) {
            watched.removeSparkListener(tasks);
        }
    }
}
