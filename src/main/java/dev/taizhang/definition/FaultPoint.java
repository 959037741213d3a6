package dev.taizhang.definition;

/**
 * A named place at which a test can end the process, as a power cut would, or fail a run inside its own process. Set by the
 * system property {@code taizhang.fault} to {@code <point>} or {@code <point>:throw}; nothing happens where it is not set.
 */
public final class FaultPoint {
    private static final int KILLED = 137;

    private FaultPoint() {}

    /** Ends the process, or fails, where the property names this point. */
    public static void at(String point) {
        String fault = System.getProperty("taizhang.fault");
        if (point.equals(fault)) {
            Runtime.getRuntime().halt(KILLED);
        } else if ((point + ":throw").equals(fault)) {
            throw new IllegalStateException("The run was made to fail at " + point + ".");
        }
    }
}
