package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and months in every form, the first time and again. */
class DatesTest {
    private final Dates dates = new Dates(List.of("M/d/yyyy", "d MMM yyyy"));

    @ParameterizedTest(name = "{0} is the day {1} of the month {2}")
    @CsvSource({
        "2025-03-31, 2025-03-31, 2025-03-01",
        "2025/3/1, 2025-03-01, 2025-03-01",
        "2025.3.31, 2025-03-31, 2025-03-01",
        "２０２５年３月３１日, 2025-03-31, 2025-03-01",
        "20250331, 2025-03-31, 2025-03-01",
        "2025-03-31T00:30, 2025-03-31, 2025-03-01",
        "2025-03-30T16:30:00.000000001, 2025-03-30, 2025-03-01",
        "2025-03-31 08:00:00, 2025-03-31, 2025-03-01",
        "3/31/2025, 2025-03-31, 2025-03-01",
        "31 Mar 2025, 2025-03-31, 2025-03-01",
    })
    void aDayIsRead(String text, String day, String month) throws Exception {
        for (int time = 0; time < 2; time++) {
            assertThat(dates.date(text)).hasToString(day);
            assertThat(dates.month(text)).hasToString(month);
        }
    }

    @ParameterizedTest
    @CsvSource({"2025-03", "2025/3", "2025.3", "2025年3月", "2025年3月份", "202503"})
    void aMonthIsItsFirstDay(String text) throws Exception {
        assertThat(dates.month(text)).hasToString("2025-03-01");
        assertThatThrownBy(() -> dates.date(text)).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest(name = "{0} is refused by {1}")
    @CsvSource({
        "2025-02-30, date_impossible",
        "2025-13, date_impossible",
        "1899-12-31, date_impossible",
        "45000, date_form",
        "2025年一季度, date_form"
    })
    void whatIsNoDateIsRefusedEachTime(String text, String rule) {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> dates.month(text))
                    .isInstanceOfSatisfying(
                            Unreadable.class,
                            unreadable -> assertThat(unreadable.rule()).isEqualTo(rule));
        }
    }

    @Test
    void moreDatesThanAreKeptAreStillRead() throws Exception {
        for (int day = 0; day < 20_000; day++) {
            String text = java.time.LocalDate.of(1950, 1, 1).plusDays(day).toString();
            assertThat(dates.date(text)).hasToString(text);
        }
    }
}
