package dev.taizhang.sample;

import java.math.BigDecimal;

/**
 * An exact amount of money, in hundreds of yuan: the step of a spreadsheet that gives 万元 with two decimals.
 *
 * @param hundreds how many hundreds of yuan
 */
record Amount(long hundreds) implements Comparable<Amount> {
    static final Amount NOTHING = new Amount(0);
    private static final long HUNDREDS_IN_TEN_THOUSAND = 100;

    static Amount ofTenThousands(long tenThousands) {
        return new Amount(Math.multiplyExact(tenThousands, HUNDREDS_IN_TEN_THOUSAND));
    }

    Amount plus(Amount other) {
        return new Amount(Math.addExact(hundreds, other.hundreds));
    }

    Amount minus(Amount other) {
        return new Amount(Math.subtractExact(hundreds, other.hundreds));
    }

    /** So many hundredths of this amount, cut to whole hundreds of yuan. */
    Amount percent(long percent) {
        return new Amount(Math.multiplyExact(hundreds, percent) / 100);
    }

    /** In whole millions of yuan (百万元), rounded half up: plans and estimates are made in round figures. */
    Amount roundedToMillions() {
        return new Amount((hundreds + 5_000) / 10_000 * 10_000);
    }

    /** In units of ten to the {@code power} yuan, exactly and without trailing zeros. */
    BigDecimal inPowerOfTen(int power) {
        BigDecimal exact = BigDecimal.valueOf(hundreds, power - 2).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /** In yuan with two decimals, as the known facts state amounts. */
    String yuan() {
        return BigDecimal.valueOf(hundreds, -2).setScale(2).toPlainString();
    }

    @Override
    public int compareTo(Amount other) {
        return Long.compare(hundreds, other.hundreds);
    }
}
