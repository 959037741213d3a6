package dev.taizhang.sample;

import java.math.BigDecimal;

/**
 * An exact amount of money.
 *
 * @param fen the number of hundredths of a yuan
 */
record Amount(long fen) implements Comparable<Amount> {
    static final Amount NOTHING = new Amount(0);
    private static final long FEN_IN_TEN_THOUSAND = 1_000_000;
    private static final long FEN_IN_MILLION = 100_000_000;

    /** A hundred yuan: the step of a spreadsheet that shows 万元 with two decimals. */
    private static final long FEN_IN_STEP = 10_000;

    static Amount ofTenThousands(long tenThousands) {
        return new Amount(Math.multiplyExact(tenThousands, FEN_IN_TEN_THOUSAND));
    }

    Amount plus(Amount other) {
        return new Amount(Math.addExact(fen, other.fen));
    }

    Amount minus(Amount other) {
        return new Amount(Math.subtractExact(fen, other.fen));
    }

    /** Returns {@code parts} parts of {@code whole} of this amount, rounded down to hundreds of yuan. */
    Amount times(long parts, long whole) {
        return new Amount(Math.multiplyExact(fen, parts) / whole).cutTo(FEN_IN_STEP);
    }

    /** Returns a percentage of this amount, rounded down to hundreds of yuan. */
    Amount percent(long percent) {
        return times(percent, 100);
    }

    Amount cutToTenThousands() {
        return cutTo(FEN_IN_TEN_THOUSAND);
    }

    Amount cutToHundreds() {
        return cutTo(FEN_IN_STEP);
    }

    private Amount cutTo(long step) {
        return new Amount(fen / step * step);
    }

    /**
     * Returns the amount in whole millions of yuan (百万元), rounded half up, because plans and estimates use round
     * figures.
     */
    Amount roundedToMillions() {
        return new Amount(fen + FEN_IN_MILLION / 2).cutTo(FEN_IN_MILLION);
    }

    Amount roundedUpToTenMillions() {
        long step = 10 * FEN_IN_MILLION;
        return new Amount(fen + step - 1).cutTo(step);
    }

    /** Returns the amount in units of ten to the {@code power} yuan, exactly and without trailing zeros. */
    BigDecimal inPowerOfTen(int power) {
        BigDecimal exact = BigDecimal.valueOf(fen, power + 2).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /** Returns the amount in yuan with two decimals, as the known facts state amounts. */
    String yuan() {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }

    @Override
    public int compareTo(Amount other) {
        return Long.compare(fen, other.fen);
    }
}
