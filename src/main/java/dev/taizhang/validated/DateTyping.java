package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.Column.WholeMonth;
import dev.taizhang.definition.DateForms;
import dev.taizhang.feeds.ColumnSource;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.SourceRow;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Types the dates and months of the rows of one delivery, and warns of those that leave something open. */
final class DateTyping {
    private final Feed feed;
    private final Dates dates;
    private final MonthDigits digits;

    /**
     * Prepares to type the rows of one delivery.
     *
     * @param zone the zone whose days count for moments with an offset
     * @param again reads the rows of the delivery again, if only the other cells of a column make a month clear
     */
    DateTyping(Feed feed, ZoneId zone, Supplier<Iterator<SourceRow>> again) {
        this.feed = feed;
        this.dates = new Dates(
                feed.dateForms().stream()
                        .filter(form -> !form.equals(DateForms.SERIAL))
                        .map(DateForms::formatter)
                        .toList(),
                zone);
        this.digits = new MonthDigits(feed.dataset().columns().size(), again);
    }

    /**
     * A day. In a column that permits it, a month without a day means its first or last day, with a warning. In any
     * other column a day that the cell stores and does not show counts, with a warning.
     */
    Date date(Column column, String text, List<Finding> warnings) throws Unreadable {
        Dates.Reading reading = dates.read(text);
        boolean hidden =
                reading.precision() == Dates.Precision.DAY_BEHIND_MONTH && column.wholeMonth() == WholeMonth.NO_DATE;
        if (hidden || reading.precision() == Dates.Precision.DAY_BEHIND_YEAR) {
            warnings.add(DateMessages.dayNotShown(column, text, reading.day()));
            return reading.date();
        }
        if (!reading.isMonth()) {
            warnOfZone(column, text, reading, warnings);
            return reading.date();
        }
        if (column.wholeMonth() == WholeMonth.NO_DATE) {
            throw DateMessages.monthInsteadOfDate(text);
        }
        LocalDate first = firstDay(column, text, reading, warnings);
        LocalDate day =
                column.wholeMonth() == WholeMonth.FIRST_DAY ? first : first.with(TemporalAdjusters.lastDayOfMonth());
        warnings.add(DateMessages.monthAsDate(column, text, day));
        return Date.valueOf(day);
    }

    /** A month as its first day. */
    Date month(Column column, String text, List<Finding> warnings) throws Unreadable {
        Dates.Reading reading = dates.read(text);
        if (reading.precision() == Dates.Precision.MONTH) {
            return reading.date();
        }
        if (reading.precision() == Dates.Precision.DAY_BEHIND_YEAR) {
            warnings.add(DateMessages.dayNotShown(column, text, reading.day()));
        }
        warnOfZone(column, text, reading, warnings);
        return Date.valueOf(firstDay(column, text, reading, warnings));
    }

    private static void warnOfZone(Column column, String text, Dates.Reading reading, List<Finding> warnings) {
        if (reading.precision() == Dates.Precision.MOMENT_OF_OTHER_DAY) {
            warnings.add(DateMessages.dayInZone(column, text, reading.day()));
        }
    }

    private LocalDate firstDay(Column column, String text, Dates.Reading reading, List<Finding> warnings)
            throws Unreadable {
        LocalDate first = reading.day().with(TemporalAdjusters.firstDayOfMonth());
        // A name or a title is text, in which 2025.1 is January.
        boolean cell = feed.columns().get(column.name()) instanceof ColumnSource.Header;
        if (reading.precision() != Dates.Precision.JANUARY_OR_OCTOBER || !cell) {
            return first;
        }
        LocalDate month = switch (digits.of(feed.dataset().indexOf(column.name()))) {
            case ONE -> first;
            case TWO -> first.withMonth(10);
            case UNCLEAR -> throw DateMessages.januaryOrOctober(text);
        };
        warnings.add(DateMessages.monthByColumn(column, text, month));
        return month;
    }
}
