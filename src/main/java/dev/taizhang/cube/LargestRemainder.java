package dev.taizhang.cube;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Divides an amount in whole smallest units by weights. Each part is its exact share rounded down. The units left over
 * go, one each, to the parts with the largest remainders; among equal remainders the first part wins.
 */
final class LargestRemainder {
    private LargestRemainder() {}

    /**
     * Returns the parts, which always add up to the amount.
     *
     * @param weights one weight per part, possibly negative; the amount is divided by their sum
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
