package dev.taizhang.sample;

import java.util.Arrays;
import java.util.List;

/** Deals categories in fixed proportions and mixed order, so that even a small city has every category. */
final class Quotas {
    private Quotas() {}

    /**
     * Returns the index of a category for each of {@code count} projects, in proportion to the weights. Each category
     * occurs at least once if there are enough projects.
     */
    static int[] deal(int count, List<Integer> weights, Dice dice) {
        int[] shares = shares(count, weights);
        int[] dealt = new int[count];
        int next = 0;
        for (int category = 0; category < shares.length; category++) {
            Arrays.fill(dealt, next, next + shares[category], category);
            next += shares[category];
        }
        shuffle(dealt, dice);
        return dealt;
    }

    private static int[] shares(int count, List<Integer> weights) {
        long whole = weights.stream().mapToLong(Integer::longValue).sum();
        int[] shares = weights.stream()
                .mapToInt(weight -> (int) Math.max(1, count * (long) weight / whole))
                .toArray();
        // A surplus or shortfall goes to the largest share, where its relative effect is smallest.
        shares[largest(shares)] += count - Arrays.stream(shares).sum();
        return shares;
    }

    private static int largest(int[] values) {
        int best = 0;
        for (int index = 1; index < values.length; index++) {
            if (values[index] > values[best]) {
                best = index;
            }
        }
        return best;
    }

    private static void shuffle(int[] values, Dice dice) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = dice.between(0, last);
            int kept = values[last];
            values[last] = values[other];
            values[other] = kept;
        }
    }
}
