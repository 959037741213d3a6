package dev.taizhang.cube;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Divides an amount in whole smallest units by weights: each part is its exact share rounded down, and what is then left over
 * goes, one unit each, to the parts with the largest remainders; among equal remainders to the one that stands first.
 */
final class LargestRemainder {
    private LargestRemainder() {}

    /**
     * The parts, which always add up to the amount.
     *
     * @param weights one for each part, some of them negative perhaps; their sum is what the amount is divided by
     */
    static long[] divide(long amount, long[] weights) {
        BigInteger whole = BigInteger.valueOf(Arrays.stream(weights).sum());
        long[] parts = new long[weights.length];
        BigInteger[] remainders = new BigInteger[weights.length];
        long left = amount;
        for (int index = 0; index < weights.length; index++) {
            BigInteger product = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(weights[index]));
            remainders[index] = product.mod(whole);
            parts[index] = product.subtract(remainders[index]).divide(whole).longValueExact();
            left -= parts[index];
        }
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.<Integer, BigInteger>comparing(index -> remainders[index])
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(left)
                .forEach(index -> parts[index]++);
        return parts;
    }
}
