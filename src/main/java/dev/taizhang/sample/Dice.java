package dev.taizhang.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/**
 * Chance that is the same in every run: a stream of draws that depends on a seed and on the number of the stream alone.
 *
 * <p>{@link Random} is used for its algorithm, which its contract fixes for every Java; newer generators promise less.
 */
final class Dice {
    private final Random random;

    /** Streams of one seed are independent of each other, so that one more draw for a project moves no other project. */
    Dice(long seed, long stream) {
        this.random = new Random(scrambled(seed + 0x9E3779B97F4A7C15L * (stream + 1)));
    }

    /** Neighbouring seeds give nearly equal first draws in {@link Random}; SplitMix64's finisher pulls them apart. */
    private static long scrambled(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** A whole number between both bounds, each of them included. */
    int between(int lowest, int highest) {
        return lowest + random.nextInt(highest - lowest + 1);
    }

    /** Whether something happens that happens so many times in a thousand. */
    boolean happens(int perThousand) {
        return random.nextInt(1000) < perThousand;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A day between both, each of them included; the first of them where they are in the wrong order. */
    LocalDate day(LocalDate first, LocalDate last) {
        int days = (int) Math.max(0, ChronoUnit.DAYS.between(first, last));
        return first.plusDays(between(0, days));
    }
}
