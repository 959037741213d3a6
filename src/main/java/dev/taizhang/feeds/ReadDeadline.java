package dev.taizhang.feeds;

import java.util.concurrent.TimeUnit;

/** How long one file may be read: far longer than any honest one takes, so that a hostile one costs itself and not the night. */
final class ReadDeadline {
    static final long MOST_SECONDS = 900;

    /** How often the clock is looked at. */
    private static final int STEPS = 256;

    private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    private int steps;

    /** Hands on what was read, or refuses the file when its time is over. */
    <T> T with(T read) {
        if (++steps % STEPS == 0 && System.nanoTime() - end > 0) {
            throw new Refusal(
                    "too_slow",
                    "读取超过 " + MOST_SECONDS / 60 + " 分钟，已放弃。请拆成几个较小的文件重新报送。",
                    "Reading took more than " + MOST_SECONDS / 60
                            + " minutes and was given up. Take it apart into smaller files and send them.");
        }
        return read;
    }
}
