package dev.taizhang.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Elapsed;
import dev.taizhang.definition.PlanYear;
import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from a date, by hand at the ends of months and of years, and what holds on every day. */
class AsOfTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # day      | month      | ended | month before | same month last year
            2023-12-31 | 2023-12-01 | 12    | 2023-11-30   | 2022-12-31
            2024-01-01 | 2023-12-01 | 0     | 2023-12-31   | 2023-01-01
            2024-01-30 | 2023-12-01 | 0     | 2023-12-31   | 2023-01-30
            2024-01-31 | 2024-01-01 | 1     | 2023-12-31   | 2023-01-31
            2024-02-28 | 2024-01-01 | 1     | 2024-01-31   | 2023-02-28
            2024-02-29 | 2024-02-01 | 2     | 2024-01-31   | 2023-02-28
            2024-03-01 | 2024-02-01 | 2     | 2024-02-29   | 2023-03-01
            2025-02-27 | 2025-01-01 | 1     | 2025-01-31   | 2024-02-27
            2025-02-28 | 2025-02-01 | 2     | 2025-01-31   | 2024-02-29
            2025-03-31 | 2025-03-01 | 3     | 2025-02-28   | 2024-03-31
            2028-02-29 | 2028-02-01 | 2     | 2028-01-31   | 2027-02-28
            """)
    void datesThatFollow(LocalDate day, LocalDate month, int ended, LocalDate before, LocalDate lastYear) {
        AsOf asOf = new AsOf(day, PlanYear.OF_THE_CALENDAR);
        assertThat(asOf.reportMonth()).isEqualTo(month);
        assertThat(asOf.monthsElapsed()).isEqualTo(ended);
        assertThat(asOf.previousMonth().date()).isEqualTo(before);
        assertThat(asOf.sameMonthLastYear().date()).isEqualTo(lastYear);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # day      | year | months | first day  | last day   | of its days
            2024-03-31 | 2023 | 12     | 2023-04-01 | 2024-03-31 | 366 / 366
            2024-04-01 | 2024 | 0      | 2024-04-01 | 2025-03-31 | 1 / 365
            2024-12-31 | 2024 | 9      | 2024-04-01 | 2025-03-31 | 275 / 365
            2025-01-30 | 2024 | 9      | 2024-04-01 | 2025-03-31 | 305 / 365
            2025-03-31 | 2024 | 12     | 2024-04-01 | 2025-03-31 | 365 / 365
            2025-04-29 | 2025 | 0      | 2025-04-01 | 2026-03-31 | 29 / 365
            2025-04-30 | 2025 | 1      | 2025-04-01 | 2026-03-31 | 30 / 365
            """)
    void aYearThatBeginsInApril(LocalDate day, int year, int months, LocalDate first, LocalDate last, String days) {
        AsOf asOf = new AsOf(day, new PlanYear(Month.APRIL));
        assertThat(asOf.year()).isEqualTo(year);
        assertThat(asOf.monthsElapsed()).isEqualTo(months);
        assertThat(asOf.yearStart()).isEqualTo(first);
        assertThat(asOf.yearEnd()).isEqualTo(last);
        assertThat(asOf.timeElapsed(Elapsed.BY_DAY)).isEqualTo(days.replace("/ ", "/ CAST(") + " AS DECIMAL(20, 0))");
        assertThat(asOf.timeElapsed(Elapsed.BY_MONTH)).isEqualTo(months + " / CAST(12 AS DECIMAL(20, 0))");
        assertThat(asOf.yearEnds()).last().isEqualTo(new AsOf(first.minusDays(1), asOf.years()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2024-02-29 | 60 / CAST(366 AS DECIMAL(20, 0))
            2025-01-01 | 1 / CAST(365 AS DECIMAL(20, 0))
            """)
    void daysAreCountedOfTheDaysOfTheYear(LocalDate day, String elapsed) {
        assertThat(new AsOf(day, PlanYear.OF_THE_CALENDAR).timeElapsed(Elapsed.BY_DAY))
                .isEqualTo(elapsed);
    }

    @Test
    void monthsEndOneByOneAndAYearBeginsWithNone() {
        LocalDate.of(2023, 12, 26).datesUntil(LocalDate.of(2028, 3, 6)).forEach(day -> {
            int before =
                    day.getDayOfYear() == 1 ? 0 : new AsOf(day.minusDays(1), PlanYear.OF_THE_CALENDAR).monthsElapsed();
            boolean lastOfMonth = day.plusDays(1).getDayOfMonth() == 1;
            assertThat(new AsOf(day, PlanYear.OF_THE_CALENDAR).monthsElapsed())
                    .as("months elapsed on %s", day)
                    .isEqualTo(before + (lastOfMonth ? 1 : 0));
        });
    }
}
