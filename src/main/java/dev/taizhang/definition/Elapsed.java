package dev.taizhang.definition;

import java.time.LocalDate;

/** The way to compute the elapsed part of the year. */
public enum Elapsed {
    /** By months that have ended, which is the practice of the office: three twelfths on 31 March and on 29 April. */
    BY_MONTH,
    /** By days, including the as-of date. */
    BY_DAY;

    /**
     * Returns the elapsed part as a fraction in Spark SQL.
     *
     * @param monthsElapsed the months of the date's year that have ended
     */
    public String fraction(LocalDate date, int monthsElapsed) {
        return this == BY_MONTH
                ? monthsElapsed + " / CAST(12 AS DECIMAL(20, 0))"
                : date.getDayOfYear() + " / CAST(" + date.lengthOfYear() + " AS DECIMAL(20, 0))";
    }
}
