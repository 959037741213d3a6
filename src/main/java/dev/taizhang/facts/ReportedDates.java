package dev.taizhang.facts;

import dev.taizhang.definition.Elapsed;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The time that the progress reports of the portfolio have reached as of a date. Rates of investment are compared with
 * it: reports up to June are compared with June, even if July has ended.
 */
public final class ReportedDates {
    private final NavigableSet<LocalDate> months;

    /** Receives the first day of each month for which any report states an investment. */
    ReportedDates(Collection<LocalDate> months) {
        this.months = new TreeSet<>(months);
    }

    /**
     * Returns the date with which rates are compared: the as-of date if its latest month that has ended is reported,
     * otherwise the last day of the latest reported month of its year. A year without any report has no rates, so its
     * time is that of the as-of date.
     */
    public AsOf of(AsOf asOf) {
        LocalDate latest = months.floor(asOf.reportMonth());
        boolean isMissing = latest != null && !latest.isBefore(asOf.yearStart()) && latest.isBefore(asOf.reportMonth());
        return isMissing ? asOf.at(latest.with(TemporalAdjusters.lastDayOfMonth())) : asOf;
    }

    /** Returns the latest month that {@link #of} covers, as a Spark SQL expression over {@code as_of_date}. */
    String month(List<AsOf> dates) {
        return each(dates, asOf -> AsOf.literal(of(asOf).reportMonth()));
    }

    /** Returns the elapsed part of the year at {@link #of}, as a Spark SQL expression over {@code as_of_date}. */
    String timeElapsed(List<AsOf> dates, Elapsed elapsed) {
        return each(dates, asOf -> of(asOf).timeElapsed(elapsed));
    }

    private static String each(List<AsOf> dates, Function<AsOf, String> value) {
        return dates.stream()
                .map(asOf -> "WHEN " + AsOf.literal(asOf.date()) + " THEN " + value.apply(asOf))
                .collect(Collectors.joining(" ", "(CASE as_of_date ", " END)"));
    }
}
