package dev.taizhang.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns that state one day are accepted; all others are refused with what to write instead. */
class DateFormsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "M/d/yyyy",
                "dd.MM.yyyy",
                "d MMM yyyy",
                "M/d/yyyy h:mm:ss a",
                "uuuu-MM-dd",
                "d/M/y",
                "yyyy-DDD",
                "yyyyMMdd HHmm",
                "yyyy-MM-dd'T'HH:mm:ssXXX",
                "EEE d MMM yyyy",
                "'day' d.M.yyyy",
                "yyyy-MM-dd hh:mm"
            })
    void aPatternOfOneDayIsAccepted(String pattern) {
        assertThat(DateForms.objection(pattern)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "YYYY/MM/dd HH:mm, year of the week",
        "dd/MM/YYYY, year of the week",
        "dd/MM/YY, year of the week",
        "YYYY-'W'ww-e, year of the week",
        "yyyy-MM-DD, day of the year",
        "yyyy-DD, day of the year",
        "dd/MM/yy, two digits",
        "yy/M/d, two digits",
        "dd/MM/uu, two digits",
        "DD/MM/yyyy, day of the year",
        "yyyy-ww-e, a week",
        "dd/mm/yyyy, minute",
        "MM/yyyy, year",
        "dd/MM, year",
        "HH:mm, minute",
        "jj.mm.aaaa, not a date pattern",
        "TT.MM.JJJJ, not a date pattern"
    })
    void aPatternOfAnythingElseIsRefusedWithARemedy(String pattern, String reason) {
        assertThat(DateForms.objection(pattern).orElseThrow().en()).contains(reason);
    }
}
