package dev.taizhang.definition;

/** The way to compute the elapsed part of the year. */
public enum Elapsed {
    /** By months that have ended, which is the practice of the office: three twelfths on 31 March and on 29 April. */
    BY_MONTH,
    /** By days, including the as-of date. */
    BY_DAY;

    /**
     * Returns the elapsed part as a fraction in Spark SQL.
     *
     * @param monthsElapsed the months of the year that have ended
     * @param daysElapsed the days of the year up to the as-of date
     * @param daysOfYear the days of the complete year
     */
    public String fraction(int monthsElapsed, long daysElapsed, long daysOfYear) {
        return this == BY_MONTH
                ? monthsElapsed + " / CAST(12 AS DECIMAL(20, 0))"
                : daysElapsed + " / CAST(" + daysOfYear + " AS DECIMAL(20, 0))";
    }
}
