package dev.taizhang.definition;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * The stages, tables and files that the process is working on. It is one record for the whole process, because work
 * also runs on the threads of Spark and of planners.
 */
public final class Progress implements AutoCloseable {
    private static final AtomicLong STEPS = new AtomicLong();
    private static final Map<Long, Work> OPEN = new ConcurrentSkipListMap<>();

    /** The key of the innermost piece of work of a thread among what its lines of a log carry. */
    public static final String LOGGED = "work";

    private final long number = STEPS.incrementAndGet();
    private final String outer = MDC.get(LOGGED);

    private Progress() {}

    /**
     * A piece of work.
     *
     * @param name a stage, table or file
     * @param since its start in {@link System#nanoTime}
     */
    public record Work(String name, long since) {}

    /** Begins a piece of work, which is open until it is closed. */
    public static Progress begin(String name) {
        Progress progress = new Progress();
        progress.next(name);
        return progress;
    }

    /** Does a piece of work and returns its result. */
    public static <T> T of(String name, Supplier<T> work) {
        Progress progress = begin(name);
        try (progress) {
            return work.get();
        }
    }

    /** Continues with another piece of work, such as the next file. */
    public void next(String name) {
        step();
        OPEN.put(number, new Work(name, System.nanoTime()));
        MDC.put(LOGGED, name);
    }

    /** Counts a step, such as a finished task. */
    public static void step() {
        STEPS.incrementAndGet();
    }

    /** Returns the number of steps so far; if it does not change, there is no progress. */
    public static long steps() {
        return STEPS.get();
    }

    /** Returns the open pieces of work, the outermost first. */
    public static Collection<Work> open() {
        return List.copyOf(OPEN.values());
    }

    @Override
    public void close() {
        step();
        OPEN.remove(number);
        if (outer == null) {
            MDC.remove(LOGGED);
        } else {
            MDC.put(LOGGED, outer);
        }
    }
}
