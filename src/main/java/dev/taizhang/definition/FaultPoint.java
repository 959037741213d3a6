package dev.taizhang.definition;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;

/**
 * A named place at which a test can end the process, as a power cut would, fail a run inside its own process, or let it hang. Set
 * by the system property {@code taizhang.fault} to {@code <point>}, {@code <point>:throw} or {@code <point>:hang}; nothing
 * happens where it is not set.
 */
public final class FaultPoint {
    private static final int KILLED = 137;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private FaultPoint() {}

    /** Ends the process, fails, or hangs until the property changes, where the property names this point. */
    public static void at(String point) {
        String fault = System.getProperty("taizhang.fault");
        if (point.equals(fault)) {
            Runtime.getRuntime().halt(KILLED);
        } else if ((point + ":throw").equals(fault)) {
            throw new IllegalStateException("The run was made to fail at " + point + ".");
        }
        while ((point + ":hang").equals(System.getProperty("taizhang.fault"))) {
            Uninterruptibles.sleepUninterruptibly(LOOK_AGAIN);
        }
    }
}
