package dev.taizhang.definition;

import java.time.LocalDate;

/** How the part of a year that has passed is counted. */
public enum Elapsed {
    /** By months that have ended, as the office does: three twelfths on 31 March and on 29 April. */
    BY_MONTH,
    /** By days, the as-of date's among them. */
    BY_DAY;

    /**
     * The part as a Spark SQL fraction.
     *
     * @param monthsElapsed the months of the date's year that have ended
     */
    public String fraction(LocalDate date, int monthsElapsed) {
        return this == BY_MONTH
                ? monthsElapsed + " / CAST(12 AS DECIMAL(20, 0))"
                : date.getDayOfYear() + " / CAST(" + date.lengthOfYear() + " AS DECIMAL(20, 0))";
    }
}
