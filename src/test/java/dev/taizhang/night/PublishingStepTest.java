package dev.taizhang.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dates of a step, and the step that the dates of an office show. */
class PublishingStepTest {
    private static List<LocalDate> dates(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(" ", -1)).map(LocalDate::parse).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "day, 2024-02-28, 2024-03-01, 2024-02-28 2024-02-29 2024-03-01",
        "day, 2024-02-28, 2024-02-27,",
        "month, 2023-12-31, 2024-02-29, 2023-12-31 2024-01-31 2024-02-29",
        "month, 2025-01-01, 2025-02-27, 2025-01-31",
        "month, 2025-02-01, 2025-02-27,"
    })
    void aStepHasDates(PublishingStep step, LocalDate first, LocalDate last, String expected) {
        assertThat(step.dates(first, last)).containsExactlyElementsOf(dates(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "month, 2025-01-31 2025-03-31",
        "month, 2024-11-30 2024-12-01 2025-01-31 2025-02-28 2025-06-30",
        "day, 2025-03-30 2025-03-31 2025-04-30",
        "day, 2025-01-31 2025-02-28 2025-03-10",
        "day, 2025-04-01 2025-05-31"
    })
    void theLatestDatesShowTheStep(PublishingStep step, String published) {
        assertThat(PublishingStep.of(dates(published))).isEqualTo(step);
    }
}
