package dev.taizhang.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
        AsOf asOf = new AsOf(day);
        assertThat(asOf.reportMonth()).isEqualTo(month);
        assertThat(asOf.monthsElapsed()).isEqualTo(ended);
        assertThat(asOf.previousMonth().date()).isEqualTo(before);
        assertThat(asOf.sameMonthLastYear().date()).isEqualTo(lastYear);
    }

    @Test
    void monthsEndOneByOneAndAYearBeginsWithNone() {
        LocalDate.of(2023, 12, 26).datesUntil(LocalDate.of(2028, 3, 6)).forEach(day -> {
            int before = day.getDayOfYear() == 1 ? 0 : new AsOf(day.minusDays(1)).monthsElapsed();
            boolean lastOfMonth = day.plusDays(1).getDayOfMonth() == 1;
            assertThat(new AsOf(day).monthsElapsed())
                    .as("months elapsed on %s", day)
                    .isEqualTo(before + (lastOfMonth ? 1 : 0));
        });
    }
}
