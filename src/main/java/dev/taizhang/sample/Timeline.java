package dev.taizhang.sample;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The months that the sample covers, up to March 2025.
 *
 * @param firstMonth the first month with progress reports
 */
record Timeline(YearMonth firstMonth) {
    static final YearMonth LAST_MONTH = YearMonth.of(2025, Month.MARCH);
    static final LocalDate END = LAST_MONTH.atEndOfMonth();

    static Timeline ofMonths(int months) {
        if (months < 1 || months > 60) {
            throw new IllegalArgumentException("The sample city can have 1 to 60 months, not " + months + ".");
        }
        return new Timeline(LAST_MONTH.minusMonths(months - 1L));
    }

    /**
     * Returns the dates of full project lists, oldest first: the ends of years, March 2024 for the comparison with the
     * previous year, February and March 2025. Only dates within the months are included.
     */
    List<LocalDate> listDates() {
        Stream<YearMonth> yearEnds =
                IntStream.rangeClosed(firstMonth.getYear(), 2024).mapToObj(year -> YearMonth.of(year, Month.DECEMBER));
        Stream<YearMonth> others = Stream.of(YearMonth.of(2024, Month.MARCH), LAST_MONTH.minusMonths(1), LAST_MONTH);
        return Stream.concat(yearEnds, others)
                .filter(month -> !month.isBefore(firstMonth))
                .sorted()
                .map(YearMonth::atEndOfMonth)
                .toList();
    }

    List<YearMonth> months() {
        return Stream.iterate(firstMonth, month -> !month.isAfter(LAST_MONTH), month -> month.plusMonths(1))
                .toList();
    }

    List<Integer> years() {
        return IntStream.rangeClosed(firstMonth.getYear(), END.getYear())
                .boxed()
                .toList();
    }

    /** Returns the latest list of a year. Every year of the timeline has one. */
    LocalDate lastListOf(int year) {
        return listDates().stream()
                .filter(date -> date.getYear() == year)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("No project list in " + year + "."));
    }
}
