package dev.taizhang.validated;

/** The sums of some rows by amount column, in smallest units. */
final class AmountSums {
    private final long[] totals;
    private long rows;
    private long faulty;

    AmountSums(int columns) {
        totals = new long[columns];
    }

    /** Adds a row with its amounts, of which blank ones are null. */
    void add(Long[] amounts, boolean hasProblems) {
        rows++;
        faulty += hasProblems ? 1 : 0;
        for (int nth = 0; nth < totals.length; nth++) {
            totals[nth] += amounts[nth] == null ? 0 : amounts[nth];
        }
    }

    AmountSums add(AmountSums other) {
        for (int nth = 0; nth < totals.length; nth++) {
            totals[nth] += other.totals[nth];
        }
        rows += other.rows;
        faulty += other.faulty;
        return this;
    }

    long rows() {
        return rows;
    }

    /** The number of rows with a problem, which may not be fully included. */
    long faulty() {
        return faulty;
    }

    long total(int column) {
        return totals[column];
    }

    /** Whether an amount is the sum of these rows, each of which may have been rounded to the smallest unit. */
    boolean isSum(long stated, int column) {
        return rows > 0 && Math.abs(stated - totals[column]) <= rows / 2 + 1;
    }

    /** Whether all amounts of a row are the sums of these rows, and at least one of them is more than rounding. */
    boolean areSums(Long[] amounts) {
        boolean some = false;
        for (int nth = 0; nth < totals.length; nth++) {
            if (amounts[nth] != null) {
                if (!isSum(amounts[nth], nth)) {
                    return false;
                }
                some |= amounts[nth] > rows / 2 + 1;
            }
        }
        return some;
    }
}
