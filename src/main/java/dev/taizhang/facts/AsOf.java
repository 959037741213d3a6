package dev.taizhang.facts;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/**
 * The date that figures speak of, and what follows from it. Nothing else decides what is true: no stage reads a clock.
 *
 * @param date the as-of date
 */
public record AsOf(LocalDate date) {
    /** The first day of the latest month that has ended: the as-of date's own on its last day, else the month before. */
    public LocalDate reportMonth() {
        LocalDate first = date.withDayOfMonth(1);
        return date.equals(date.with(TemporalAdjusters.lastDayOfMonth())) ? first : first.minusMonths(1);
    }

    /** Months of the as-of date's year that have ended, 0 to 12. */
    public int monthsElapsed() {
        return reportMonth().getYear() == date.getYear() ? reportMonth().getMonthValue() : 0;
    }

    public int year() {
        return date.getYear();
    }

    /** The date as a Spark SQL literal. */
    public static String literal(LocalDate date) {
        return "DATE'" + date + "'";
    }
}
