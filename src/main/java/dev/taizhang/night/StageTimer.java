package dev.taizhang.night;

import dev.taizhang.definition.Progress;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Measures the time of the stages of a run and logs one line after each. */
final class StageTimer {
    private static final Logger LOG = LoggerFactory.getLogger(StageTimer.class);

    /** The key of the stage among what the lines of a log carry. */
    static final String LOGGED = "stage";

    private final SortedMap<String, String> seconds = new TreeMap<>();
    private final Runnable afterEach;

    /**
     * Begins to measure.
     *
     * @param afterEach what to do at the end of each stage, after its line is logged
     */
    StageTimer(Runnable afterEach) {
        this.afterEach = afterEach;
    }

    /** Runs one stage; {@code description} describes its result in both languages. */
    <T> T run(String stage, Supplier<T> work, Function<T, String> description) {
        // If the stage fails, the lines about that still carry its name.
        MDC.put(LOGGED, stage);
        long start = System.nanoTime();
        T result = Progress.of(stage, work);
        double spent = (System.nanoTime() - start) / 1e9;
        seconds.merge(stage, String.format(Locale.ROOT, "%.3f", spent), (earlier, now) -> now);
        LOG.info("{}", String.format(Locale.ROOT, "%-12s %6.2f s  %s", stage, spent, description.apply(result)));
        MDC.remove(LOGGED);
        afterEach.run();
        return result;
    }

    SortedMap<String, String> seconds() {
        return seconds;
    }
}
