package dev.taizhang.definition;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;

/**
 * A named point at which a test can end the process as a power cut would, make a run fail, or let it hang. The system
 * property {@code taizhang.fault} selects it, as {@code <point>}, {@code <point>:throw} or {@code <point>:hang}. If the
 * property is not set, nothing happens.
 */
public final class FaultPoint {
    private static final int KILLED = 137;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private FaultPoint() {}

    /** Ends the process, fails, or hangs until the property changes, if the property names this point. */
    public static void at(String point) {
        String fault = System.getProperty("taizhang.fault");
        if (point.equals(fault)) {
            Runtime.getRuntime().halt(KILLED);
        } else if ((point + ":throw").equals(fault)) {
            throw new IllegalStateException("The run was made to fail at " + point + ".");
        }
        while ((point + ":hang").equals(System.getProperty("taizhang.fault"))) {
            Uninterruptibles.sleepUninterruptibly(POLL_INTERVAL);
        }
    }
}
