package dev.taizhang.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/**
 * Reproducible random numbers: a stream of draws that depends only on a seed and on the number of the stream.
 *
 * <p>{@link Random} is used for its algorithm, which its contract fixes for every Java version; newer generators
 * guarantee less.
 */
final class Dice {
    private final Random random;

    /**
     * Creates a stream. Streams of one seed are independent, so that an additional draw for one project does not change
     * any other project.
     */
    Dice(long seed, long stream) {
        this.random = new Random(scrambled(seed + 0x9E3779B97F4A7C15L * (stream + 1)));
    }

    /**
     * Scrambles the seed. Neighbouring seeds give nearly equal first draws in {@link Random}; SplitMix64's finisher
     * separates them.
     */
    private static long scrambled(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Returns a whole number between both bounds, inclusive. */
    int between(int lowest, int highest) {
        return lowest + random.nextInt(highest - lowest + 1);
    }

    /** Whether an event occurs that occurs this many times in a thousand. */
    boolean happens(int perThousand) {
        return random.nextInt(1000) < perThousand;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Returns a day between both days, inclusive; the first one if they are in the wrong order. */
    LocalDate day(LocalDate first, LocalDate last) {
        int days = (int) Math.max(0, ChronoUnit.DAYS.between(first, last));
        return first.plusDays(between(0, days));
    }
}
