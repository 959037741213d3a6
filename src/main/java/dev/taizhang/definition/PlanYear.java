package dev.taizhang.definition;

import java.time.LocalDate;
import java.time.Month;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The year of plans and targets, which may begin in another month than January. It is named by the calendar year in
 * which it begins: if it begins in April, 2025-03-31 is the last day of 2024.
 *
 * @param begins its first month
 */
public record PlanYear(Month begins) {
    public static final PlanYear OF_THE_CALENDAR = new PlanYear(Month.JANUARY);

    /** Returns the year that begins in the month of a name in lower case; empty if there is no such month. */
    static Optional<PlanYear> beginningIn(String month) {
        return Stream.of(Month.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(month))
                .findFirst()
                .map(PlanYear::new);
    }

    /** Returns the year that contains a date. */
    public int of(LocalDate date) {
        return date.minusMonths(monthsBefore()).getYear();
    }

    /** Returns the place of a date's month in its year, 1 to 12. */
    public int month(LocalDate date) {
        return date.minusMonths(monthsBefore()).getMonthValue();
    }

    public LocalDate firstDay(int year) {
        return LocalDate.of(year, begins, 1);
    }

    public LocalDate lastDay(int year) {
        return firstDay(year + 1).minusDays(1);
    }

    /** Returns the year of a date, in Spark SQL. */
    public String yearOf(String date) {
        return "year(" + shifted(date) + ")";
    }

    /** Returns the place of a date's month in its year, in Spark SQL. */
    public String monthOf(String date) {
        return "month(" + shifted(date) + ")";
    }

    /** Returns the first day of the year of a date, in Spark SQL. */
    public String firstDayOf(String date) {
        return "make_date(" + yearOf(date) + ", " + begins.getValue() + ", 1)";
    }

    private String shifted(String date) {
        return monthsBefore() == 0 ? date : "add_months(" + date + ", -" + monthsBefore() + ")";
    }

    private int monthsBefore() {
        return begins.getValue() - 1;
    }
}
