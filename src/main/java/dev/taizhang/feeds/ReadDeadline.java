package dev.taizhang.feeds;

import java.util.concurrent.TimeUnit;

/**
 * The time limit for reading one file. It is far longer than any regular file takes, so that only a hostile file is
 * refused and the run goes on.
 */
final class ReadDeadline {
    static final long MAX_SECONDS = 900;

    /** The number of steps between two looks at the clock. */
    private static final int STEPS = 256;

    private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_SECONDS);
    private int steps;

    /**
     * Returns its argument unchanged.
     *
     * @throws Refusal after the deadline
     */
    <T> T check(T read) {
        if (++steps % STEPS == 0 && System.nanoTime() - end > 0) {
            throw RefusalMessages.tooSlow(MAX_SECONDS / 60);
        }
        return read;
    }
}
