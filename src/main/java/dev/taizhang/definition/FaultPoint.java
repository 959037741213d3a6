package dev.taizhang.definition;

/**
 * A named place at which a test can end the process, as a power cut would. Set by the system property {@code taizhang.fault};
 * nothing happens where it is not set.
 */
public final class FaultPoint {
    private static final int KILLED = 137;

    private FaultPoint() {}

    /** Ends the process here where the property names this point. */
    public static void at(String point) {
        if (point.equals(System.getProperty("taizhang.fault"))) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
