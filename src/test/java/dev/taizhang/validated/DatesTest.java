package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taizhang.definition.DateForms;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and months in every form, the first time and again. */
class DatesTest {
    private final Dates dates = of("Asia/Shanghai", "M/d/yyyy", "d MMM yyyy");

    private static Dates of(String zone, String... forms) {
        return new Dates(Stream.of(forms).map(DateForms::formatter).toList(), ZoneId.of(zone));
    }

    @ParameterizedTest(name = "{0} is the day {1}")
    @CsvSource({
        "2025-03-31, 2025-03-31",
        "2025/3/1, 2025-03-01",
        "2025.3.31, 2025-03-31",
        "２０２５年３月３１日, 2025-03-31",
        "20250331, 2025-03-31",
        "2025-03-31T00:30, 2025-03-31",
        "2025-03-30T16:30:00.000000001, 2025-03-30",
        "2025-03-31 08:00:00, 2025-03-31",
        "3/31/2025, 2025-03-31",
        "31 Mar 2025, 2025-03-31",
        "2025–03–31, 2025-03-31",
        "20250331.0, 2025-03-31",
        "2025-3-31 0:00, 2025-03-31",
        "2025-03-31 24:00, 2025-04-01",
        "2025-12-31 24:00:00, 2026-01-01",
        "2025-03-31 23:59:59.9999999, 2025-03-31",
    })
    void aDayIsRead(String text, String day) throws Exception {
        for (int time = 0; time < 2; time++) {
            assertThat(dates.read(text)).isEqualTo(new Dates.Reading(LocalDate.parse(day), Dates.Precision.DAY));
        }
    }

    @ParameterizedTest(name = "in {0}, {1} is the day {2}, {3}")
    @CsvSource({
        "Asia/Shanghai, 2025-03-31T16:00:00Z, 2025-04-01, DAY",
        "Asia/Shanghai, 2025-03-31T16:00:00.000Z, 2025-04-01, DAY",
        "Asia/Shanghai, 2025-03-31 16:00:00 UTC, 2025-04-01, DAY",
        "Asia/Shanghai, 2025-03-31 16:00:00.000+0000, 2025-04-01, DAY",
        "Asia/Shanghai, 2025-04-01T00:00:00+08:00, 2025-04-01, DAY",
        "Asia/Shanghai, 2025-04-01T00:00+08:00[Asia/Shanghai], 2025-04-01, DAY",
        "Asia/Shanghai, 2025-03-31T00:00:00Z, 2025-03-31, DAY",
        "Asia/Shanghai, 2025-03-31T20:00:00Z, 2025-04-01, MOMENT_OF_OTHER_DAY",
        "Asia/Shanghai, 2025-04-01T00:00:00+09:00, 2025-04-01, DAY",
        "America/New_York, 2025-03-31T00:00:00Z, 2025-03-31, DAY",
        "America/New_York, 2025-03-31T04:00:00Z, 2025-03-31, DAY",
        "America/Sao_Paulo, 2017-10-15, 2017-10-15, DAY",
        "Pacific/Apia, 2011-12-30, 2011-12-30, DAY",
    })
    void aMomentWithAnOffsetIsADayInTheZoneOfThePortfolio(
            String zone, String text, String day, Dates.Precision precision) throws Exception {
        assertThat(of(zone).read(text)).isEqualTo(new Dates.Reading(LocalDate.parse(day), precision));
    }

    @Test
    void aFormWithAnOffsetAppliesTheZone() throws Exception {
        Dates own = of("Asia/Shanghai", "dd.MM.yyyy HH:mmXXX");
        assertThat(own.read("31.03.2025 16:00Z").day()).hasToString("2025-04-01");
    }

    @ParameterizedTest(name = "{0} is unclear by M/d/yyyy and d/M/yyyy: {1}")
    @CsvSource({"03/04/2025, date_ambiguous", "31/03/2025, 2025-03-31", "03/31/2025, 2025-03-31", "4/4/2025, 2025-04-04"
    })
    void twoFormsThatGiveTwoDaysAreRefused(String text, String outcome) throws Exception {
        Dates both = of("Asia/Shanghai", "M/d/yyyy", "d/M/yyyy");
        if (outcome.startsWith("date")) {
            assertThatThrownBy(() -> both.read(text))
                    .isInstanceOfSatisfying(
                            Unreadable.class,
                            unreadable -> assertThat(unreadable.rule()).isEqualTo(outcome));
        } else {
            assertThat(both.read(text).day()).hasToString(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025.1, JANUARY_OR_OCTOBER",
        "2025.10, MONTH",
        "2025.01, MONTH",
        "2025-1, MONTH",
        "2025年1月, MONTH",
        "2025.2, MONTH"
    })
    void aNumberOfAMonthThatMayHaveLostItsZeroIsUnclear(String text, Dates.Precision precision) throws Exception {
        assertThat(dates.read(text).precision()).isEqualTo(precision);
    }

    @ParameterizedTest
    @CsvSource({"2025-03", "2025/3", "2025.3", "2025年3月", "2025年3月份", "202503", "202503.0"})
    void aMonthIsItsFirstDay(String text) throws Exception {
        assertThat(dates.read(text)).isEqualTo(new Dates.Reading(LocalDate.of(2025, 3, 1), Dates.Precision.MONTH));
    }

    @ParameterizedTest(name = "{0} is refused by {1}")
    @CsvSource({
        "2025-02-30, date_impossible",
        "2025-13, date_impossible",
        "1899-12-31, date_impossible",
        "45000, date_form",
        "20253, date_form",
        "2025年一季度, date_form",
        "2025年1-3月, date_form",
        "2025年3月底, date_form",
        "25-3-31, date_form",
        "2025-3-0, date_impossible",
        "2025-03-31 25:61:99, date_impossible",
        "2025-03-31 24:01, date_impossible",
        "2025-03-31T16:00+99:00, date_impossible",
        "0, date_zero",
        "1900-01-00, date_zero",
        "1900/1/0, date_zero",
        "1900年1月0日, date_zero",
        "1900-01-00 00:00:00, date_zero",
        "0000-00-00, date_zero",
        "0:00:00, date_zero"
    })
    void whatIsNoDateIsRefusedEachTime(String text, String rule) {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> dates.read(text))
                    .isInstanceOfSatisfying(
                            Unreadable.class,
                            unreadable -> assertThat(unreadable.rule()).isEqualTo(rule));
        }
    }

    @Test
    void moreDatesThanAreKeptAreStillRead() throws Exception {
        for (int day = 0; day < 20_000; day++) {
            String text = LocalDate.of(1950, 1, 1).plusDays(day).toString();
            assertThat(dates.read(text).date()).hasToString(text);
        }
    }
}
