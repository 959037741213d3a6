package dev.taizhang.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Elapsed;
import dev.taizhang.definition.PlanYear;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The date with which the progress of a date is compared, from the months reported. */
class ReportedDatesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            # as of     | months reported       | compared with
            2025-07-31  | 2025-05-01 2025-06-01 | 2025-06-30
            2025-07-31  | 2025-06-01 2025-07-01 | 2025-07-31
            2025-07-30  | 2025-05-01 2025-06-01 | 2025-07-30
            2025-07-30  | 2025-05-01            | 2025-05-31
            2025-07-31  | 2025-06-01 2025-08-01 | 2025-06-30
            2025-07-31  | 2024-12-01            | 2025-07-31
            2025-07-31  | none                  | 2025-07-31
            2025-01-15  | 2024-11-01            | 2025-01-15
            2024-03-31  | 2024-02-01            | 2024-02-29
            """)
    void progressIsComparedWithItsOwnMonth(LocalDate asOf, String months, LocalDate compared) {
        List<LocalDate> reported = months == null
                ? List.of()
                : Arrays.stream(months.split(" ", -1)).map(LocalDate::parse).toList();
        assertThat(new ReportedDates(reported)
                        .of(new AsOf(asOf, PlanYear.OF_THE_CALENDAR))
                        .date())
                .isEqualTo(compared);
    }

    @ParameterizedTest
    @CsvSource({"BY_MONTH, 6 / CAST(12", "BY_DAY, 181 / CAST(365"})
    void timeIsThatOfTheMonth(Elapsed elapsed, String time) {
        AsOf july = new AsOf(LocalDate.of(2025, 7, 31), PlanYear.OF_THE_CALENDAR);
        ReportedDates reported = new ReportedDates(List.of(LocalDate.of(2025, 6, 1)));
        assertThat(reported.timeElapsed(List.of(july), elapsed))
                .isEqualTo("(CASE as_of_date WHEN DATE'2025-07-31' THEN " + time + " AS DECIMAL(20, 0)) END)");
    }
}
