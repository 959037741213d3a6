package dev.taizhang.sample;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Draws total investments: many small ones and a few very large ones that add up to an exact sum. */
final class Sizes {
    private static final List<Band> BANDS = List.of(
            new Band(3_000, 5_000, 140),
            new Band(5_000, 10_000, 200),
            new Band(10_000, 20_000, 180),
            new Band(20_000, 30_000, 110),
            new Band(30_000, 50_000, 150),
            new Band(50_000, 100_000, 150),
            new Band(100_000, 200_000, 40),
            new Band(200_000, 490_000, 17),
            new Band(510_000, 1_200_000, 13));

    /** 384.6 billion yuan for 797 projects, in 万元. */
    private static final long SAMPLE_TOTAL = 38_460_000;

    private static final long SAMPLE_PROJECTS = 797;

    static final Amount LARGE = Amount.ofTenThousands(300_000);

    private Sizes() {}

    /** A band of investments in 万元, with the number of projects per thousand that lie in it. */
    private record Band(int lowest, int highest, int weight) {}

    /** Returns the total of a number of projects, in proportion to the default city and in whole 万元. */
    static Amount total(int projects) {
        return Amount.ofTenThousands((SAMPLE_TOTAL * projects * 2 + SAMPLE_PROJECTS) / (2 * SAMPLE_PROJECTS));
    }

    /**
     * Returns an investment for each project. They add up exactly to {@link #total}, not counting the project that is
     * left out.
     */
    static Amount[] draw(int projects, int leftOut, Dice dice) {
        int[] bands = Quotas.deal(projects, BANDS.stream().map(Band::weight).toList(), dice);
        long[] drawn = Arrays.stream(bands)
                .mapToObj(BANDS::get)
                .mapToLong(band -> dice.between(band.lowest(), band.highest()))
                .toArray();
        Amount[] sizes = scaled(drawn, total(projects), dice);
        fit(sizes, total(projects).plus(sizes[leftOut]));
        return sizes;
    }

    private static Amount[] scaled(long[] drawn, Amount total, Dice dice) {
        BigInteger sum = BigInteger.valueOf(Arrays.stream(drawn).sum());
        return Arrays.stream(drawn)
                .mapToObj(size -> BigInteger.valueOf(size)
                        .multiply(BigInteger.valueOf(total.fen()))
                        .divide(sum)
                        .longValueExact())
                .map(size -> rounded(new Amount(size), dice))
                .toArray(Amount[]::new);
    }

    /** Adds the difference from a sum to the largest size, where its relative effect is smallest. */
    private static void fit(Amount[] sizes, Amount sum) {
        int largest = 0;
        for (int index = 1; index < sizes.length; index++) {
            if (sizes[index].compareTo(sizes[largest]) > 0) {
                largest = index;
            }
        }
        Amount missing = sum.minus(Arrays.stream(sizes).reduce(Amount.NOTHING, Amount::plus));
        sizes[largest] = sizes[largest].plus(missing);
    }

    /**
     * Rounds a size. Most offices plan in millions of yuan, some in 万元, and a few in hundredths of 万元. The largest
     * projects have estimates to the fen.
     */
    private static Amount rounded(Amount size, Dice dice) {
        int habit = dice.between(1, 100);
        if (size.compareTo(LARGE) >= 0) {
            return size;
        }
        if (habit <= 60) {
            return size.roundedToMillions();
        }
        return habit <= 85 ? size.cutToTenThousands() : size.cutToHundreds();
    }
}
