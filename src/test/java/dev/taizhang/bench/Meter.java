package dev.taizhang.bench;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Measures pieces of work within this process, one after another. */
final class Meter extends SparkListener {
    private final SparkSession spark;
    private final ThreadClock clock = new ThreadClock("self");
    private final AtomicLong taskNanoseconds = new AtomicLong();
    private ThreadClock.Reading reading;
    private long start;
    private long tasks;

    Meter(SparkSession spark) {
        this.spark = spark;
        spark.sparkContext().addSparkListener(this);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd ended) {
        TaskMetrics metrics = ended.taskMetrics();
        if (metrics != null) {
            taskNanoseconds.addAndGet(metrics.executorCpuTime() + metrics.executorDeserializeCpuTime());
        }
    }

    void begin() {
        tasks = tasks();
        reading = clock.read();
        start = System.nanoTime();
    }

    /** Ends a piece of work of the program, and begins the next. */
    TableCost program() {
        double seconds = seconds();
        TableCost cost = new TableCost(seconds, clock.read().cpuSince(reading), (tasks() - tasks) / 1e9);
        begin();
        return cost;
    }

    /** Ends a piece of work of DuckDB, to which Java's compilers and collector do not belong, and begins the next. */
    TableCost duckDb() {
        double seconds = seconds();
        ThreadClock.Reading now = clock.read();
        double java = now.cpuSince(reading, ThreadClock.Purpose.COMPILERS)
                + now.cpuSince(reading, ThreadClock.Purpose.COLLECTOR);
        TableCost cost = new TableCost(seconds, Math.max(0, now.cpuSince(reading) - java), 0);
        begin();
        return cost;
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Spark reports the end of a task later than the result of its query. */
    private long tasks() {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty();
        } catch (TimeoutException stuck) {
            throw new IllegalStateException(stuck);
        }
        return taskNanoseconds.get();
    }
}
