package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.RawWorkbook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a single odd cell costs: its row if it decides what, when, where or how much, else only itself. */
class CellsTest {
    @TempDir
    private Path folder;

    private ProjectOffice.Reading read(String layout, String... rows) throws Exception {
        return new ProjectOffice(folder, layout)
                .read("a.csv", (ProjectOffice.HEADER + "|\n" + String.join("\n", rows)).split("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nan", "NaN", "None", "NULL", "null", "Null", "\\N", "<NA>", "NaT", "NA", "N/A", "n/a", "(null)",
                "[NULL]", "无", "-", "--", "—", "——", "－", "−", "/", "／", "…", "没有"
            })
    void wordsThatMeanNothingAreNoCodesAndNoValues(String word) throws Exception {
        ProjectOffice.Reading reading = read(
                "", word + "|东|榆次区|开工|1||", "P-1|" + word + "|榆次区|开工|" + word.replace("−", "-") + "|" + word + "|");
        assertThat(reading.rejected()).containsExactly("2 key_blank");
        assertThat(reading.accepted()).containsExactly("3 P-1 null 榆次区 null null");
        assertThat(reading.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nan", "NONE", "Na", "none", "nil-1", "无锡"})
    void namesThatLookLikeSuchWordsStay(String name) throws Exception {
        assertThat(read("", "P-1|" + name + "|榆次区|开工|1||").accepted())
                .containsExactly("2 P-1 " + name + " 榆次区 1000000 null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#N/A",
                "#REF!",
                "#DIV/0!",
                "#NAME?",
                "#SPILL!",
                "#CONNECT!",
                "#BLOCKED!",
                "#GETTING_DATA",
                "#UNKNOWN!",
                "#PYTHON!",
                "#BEZUG!",
                "#¡REF!",
                "#ЗНАЧ!",
                "Err:502"
            })
    void anErrorCostsItsCellOrItsRow(String error) throws Exception {
        ProjectOffice.Reading reading = read(
                "",
                error + "|东|榆次区|开工|1||",
                "P-2|东|榆次区|开工|" + error + "||",
                "P-3|" + error + "|榆次区|开工|1|" + error + "|",
                "P-4|东|" + error + "|开工|1||");
        assertThat(reading.rejected()).containsExactly("2 cell_error", "3 cell_error", "5 cell_error");
        assertThat(reading.accepted()).containsExactly("4 P-3 null 榆次区 1000000 null");
        assertThat(reading.warnings()).containsExactly("4 cell_error", "4 cell_error");
    }

    @ParameterizedTest(name = "the code {0} is {1}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            ="00726", 00726,
            '00726,   00726,
            B27-1,    B27-1,
            B27‐1,    B27-1, code_dash
            B27–1,    B27-1, code_dash
            B27−1,    B27-1, code_dash
            B27－1,   B27-1,
            B28\uFE0F-5, B28-5, character_invisible
            140726.0, 140726, code_from_number
            1.0,      1, code_from_number
            2E5,      2E5,
            2.10,     2.10,
            """)
    void codesAreOneInEverySpelling(String cell, String code, String warning) throws Exception {
        ProjectOffice.Reading reading = read("", cell.replace("\\uFE0F", "\uFE0F") + "|东|榆次区|开工|1||");
        assertThat(reading.accepted()).containsExactly("2 " + code + " 东 榆次区 1000000 null");
        assertThat(reading.warnings()).isEqualTo(warning == null ? List.of() : List.of("2 " + warning));
    }

    @ParameterizedTest(name = "the planned start {0} is {1}")
    @CsvSource({
        "2024年5月, 2024-05-01, date_by_month",
        "2024-05, 2024-05-01, date_by_month",
        "2024.5, 2024-05-01, date_by_month",
        "202405, 2024-05-01, date_by_month",
        "2024.1, null, month_ambiguous",
        "45747, null, date_form",
        "03/04/2025, null, date_form",
        "2025年底, null, date_form",
        "1900-01-00, null, date_zero",
        "2025-03-31T16:00:00Z, 2025-04-01, ",
        "2025-03-31T20:00:00Z, 2025-04-01, date_in_zone"
    })
    void aStartByMonthIsItsFirstDayAndAnUnreadableOneBlank(String cell, String date, String warning) throws Exception {
        ProjectOffice.Reading reading = read("", "P-1|东|榆次区|开工|1|" + cell + "|");
        assertThat(reading.accepted()).containsExactly("2 P-1 东 榆次区 1000000 " + date);
        assertThat(reading.warnings()).isEqualTo(warning == null ? List.of() : List.of("2 " + warning));
    }

    @ParameterizedTest(name = "from 1904: {0}")
    @CsvSource({"false, 2025-03-31", "true, 2029-04-01"})
    void numbersAreDaysIfTheFeedSaysSo(boolean from1904, String day) throws Exception {
        RawWorkbook workbook = new RawWorkbook()
                .sheet("清单", ProjectOffice.HEADER, "P-1|东|榆次区|开工|n:1|n:45747", "P-2|东|榆次区|开工|n:1|n:45746.9999999999");
        ProjectOffice.Reading reading = new ProjectOffice(folder, "date_forms = serial")
                .read("a.xlsx", from1904 ? workbook.from1904().bytes() : workbook.bytes());
        assertThat(reading.accepted()).containsExactly("2 P-1 东 榆次区 1000000 " + day, "3 P-2 东 榆次区 1000000 " + day);
    }

    @ParameterizedTest(name = "with a member NA: {0}")
    @CsvSource({"NA, []", "None, [2 dimension_blank]"})
    void aWordThatNamesAMemberIsAValue(String word, String warnings) throws Exception {
        Files.createDirectories(folder.resolve("reference"));
        Files.writeString(folder.resolve("reference/statuses.csv"), "code,name_zh,name_en\nNA,不适用,NA\n");
        assertThat(read("", "P-1|东|榆次区|" + word + "|1||").warnings()).hasToString(warnings);
    }
}
