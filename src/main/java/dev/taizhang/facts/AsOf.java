package dev.taizhang.facts;

import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Elapsed;
import dev.taizhang.definition.PlanYear;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * The date that figures refer to, and the dates derived from it. Only this date decides which data apply: no stage
 * reads a clock.
 *
 * @param date the as-of date
 * @param years the year of plans
 */
public record AsOf(LocalDate date, PlanYear years) {
    /** Covers this five-year plan and the previous one. */
    private static final int YEARS = 10;

    /**
     * Returns the first day of the latest month that has ended. On the last day of a month this is the month of the
     * as-of date, otherwise the month before.
     */
    public LocalDate reportMonth() {
        LocalDate first = date.withDayOfMonth(1);
        return endsMonth() ? first : first.minusMonths(1);
    }

    private boolean endsMonth() {
        return date.equals(date.with(TemporalAdjusters.lastDayOfMonth()));
    }

    /** Returns how many months of the as-of date's year have ended, 0 to 12. */
    public int monthsElapsed() {
        return years.of(reportMonth()) == year() ? years.month(reportMonth()) : 0;
    }

    /** Returns the elapsed part of the year as a fraction in Spark SQL. */
    public String timeElapsed(Elapsed elapsed) {
        return elapsed.fraction(
                monthsElapsed(),
                ChronoUnit.DAYS.between(yearStart(), date) + 1,
                ChronoUnit.DAYS.between(yearStart(), yearEnd()) + 1);
    }

    /** Returns the year of plans that contains the date. */
    public int year() {
        return years.of(date);
    }

    /** Returns the first day of its year. */
    public LocalDate yearStart() {
        return years.firstDay(year());
    }

    /** Returns the last day of its year. */
    public LocalDate yearEnd() {
        return years.lastDay(year());
    }

    /** Returns another date in the same kind of years. */
    AsOf at(LocalDate other) {
        return new AsOf(other, years);
    }

    /** Returns the last day of the previous month. */
    public AsOf previousMonth() {
        return at(date.withDayOfMonth(1).minusDays(1));
    }

    /** Returns the same day of the previous year; for the last day of a month, the last day of that month. */
    public AsOf sameMonthLastYear() {
        LocalDate before = date.minusYears(1);
        return at(endsMonth() ? before.with(TemporalAdjusters.lastDayOfMonth()) : before);
    }

    /** Returns the last days of the earlier years, the earliest first. */
    public List<AsOf> yearEnds() {
        return IntStream.range(year() - YEARS + 1, year())
                .mapToObj(earlier -> at(years.lastDay(earlier)))
                .toList();
    }

    /** Returns one row per date: {@code as_of_date}, {@code ended}, its {@link #reportMonth}, and {@code year_start}. */
    static Column each(List<AsOf> dates) {
        return expr(dates.stream()
                .map(asOf -> "named_struct('as_of_date', " + literal(asOf.date()) + ", 'ended', "
                        + literal(asOf.reportMonth()) + ", 'year_start', " + literal(asOf.yearStart()) + ")")
                .collect(Collectors.joining(", ", "inline(array(", "))")));
    }

    /**
     * Whether the record of one date is the latest one on a given day. The next record, if any, has a different date.
     */
    static Column isLatest(String day, String recorded, String nextRecorded) {
        return expr("%1$s >= %2$s AND (%3$s IS NULL OR %1$s < %3$s)".formatted(day, recorded, nextRecorded));
    }

    /** Returns the date as a Spark SQL literal. */
    public static String literal(LocalDate date) {
        return "DATE'" + date + "'";
    }
}
