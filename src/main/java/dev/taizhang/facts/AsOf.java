package dev.taizhang.facts;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * The date that figures speak of, and what follows from it. Nothing else decides what is true: no stage reads a clock.
 *
 * @param date the as-of date
 */
public record AsOf(LocalDate date) {
    /** This plan of five years and the one before it. */
    private static final int YEARS = 10;

    /** The first day of the latest month that has ended: the as-of date's own on its last day, else the month before. */
    public LocalDate reportMonth() {
        LocalDate first = date.withDayOfMonth(1);
        return endsMonth() ? first : first.minusMonths(1);
    }

    private boolean endsMonth() {
        return date.equals(date.with(TemporalAdjusters.lastDayOfMonth()));
    }

    /** Months of the as-of date's year that have ended, 0 to 12. */
    public int monthsElapsed() {
        return reportMonth().getYear() == date.getYear() ? reportMonth().getMonthValue() : 0;
    }

    public int year() {
        return date.getYear();
    }

    /** The last day of the month before. */
    public AsOf previousMonth() {
        return new AsOf(date.withDayOfMonth(1).minusDays(1));
    }

    /** The same day a year before; for the last day of a month the last day of that month. */
    public AsOf sameMonthLastYear() {
        LocalDate before = date.minusYears(1);
        return new AsOf(endsMonth() ? before.with(TemporalAdjusters.lastDayOfMonth()) : before);
    }

    /** The last days of the years before, the earliest first. */
    public List<AsOf> yearEnds() {
        return IntStream.range(year() - YEARS + 1, year())
                .mapToObj(earlier -> new AsOf(LocalDate.of(earlier, 12, 31)))
                .toList();
    }

    /** One row for each of the dates: {@code as_of_date}, and {@code ended}, its {@link #reportMonth}. */
    static Column each(List<AsOf> dates) {
        return expr(dates.stream()
                .map(asOf -> "named_struct('as_of_date', " + literal(asOf.date()) + ", 'ended', "
                        + literal(asOf.reportMonth()) + ")")
                .collect(Collectors.joining(", ", "inline(array(", "))")));
    }

    /** Whether a word of one date is the latest on a day; the next word, if any, is of the other date. */
    static Column isLatest(String day, String said, String saidNext) {
        return expr("%1$s >= %2$s AND (%3$s IS NULL OR %1$s < %3$s)".formatted(day, said, saidNext));
    }

    /** The date as a Spark SQL literal. */
    public static String literal(LocalDate date) {
        return "DATE'" + date + "'";
    }
}
