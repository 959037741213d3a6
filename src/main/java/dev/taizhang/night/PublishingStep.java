package dev.taizhang.night;

import com.google.common.collect.Iterables;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.stream.Stream;

/** How far apart the dates are that an office publishes. */
public enum PublishingStep {
    /** Every day. */
    day,
    /** The last day of every month. */
    month;

    /** The number of the latest dates from which the step follows, so that an office may change it. */
    private static final int ENOUGH = 3;

    /**
     * Returns the step of an office, which no setting states, because its scheduler decides it: months if it last
     * published the ends of months alone.
     *
     * @param published all dates that it has published, in ascending order
     */
    public static PublishingStep of(Collection<LocalDate> published) {
        return Iterables.all(Iterables.skip(published, Math.max(0, published.size() - ENOUGH)), PublishingStep::endsMonth)
                ? month
                : day;
    }

    /** Returns the dates of this step from one date to another, both included; the last may be the day before the first. */
    public Stream<LocalDate> dates(LocalDate first, LocalDate last) {
        Stream<LocalDate> days = first.datesUntil(last.plusDays(1));
        return this == day ? days : days.filter(PublishingStep::endsMonth);
    }

    private static boolean endsMonth(LocalDate date) {
        return date.equals(YearMonth.from(date).atEndOfMonth());
    }
}
