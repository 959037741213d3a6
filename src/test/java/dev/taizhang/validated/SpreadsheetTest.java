package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.RawWorkbook;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spreadsheets as offices really make them: every cell that can be told is taken, and every line is accounted for. */
class SpreadsheetTest {
    @TempDir
    private Path folder;

    private ProjectOffice.Reading read(String layout, RawWorkbook workbook) throws Exception {
        return new ProjectOffice(folder, layout).read("a.xlsx", workbook.bytes());
    }

    @ParameterizedTest(name = "shared strings: {0}")
    @CsvSource({"true", "false"})
    void titlesTotalsAndNotesAreToldFromProjects(String shared) throws Exception {
        RawWorkbook workbook = new RawWorkbook();
        if (shared.equals("true")) {
            workbook.withSharedStrings();
        }
        ProjectOffice.Reading reading = read(
                "fill_down = district",
                workbook.mergedSheet(
                        "清单",
                        "A1:F1 C3:C4",
                        "2025 年重大项目",
                        ProjectOffice.HEADER,
                        "P-1|东一|榆次区|开工|n:100|d:45747",
                        "P-2|东二||开工|n:0.30000000000000004|2025年3月31日",
                        "|榆次区  小 计|||n:100.3|",
                        "P-3|谷一|太谷区|前期|２０|",
                        "|小计|||n:20|",
                        "合    计||||n:120.3|",
                        "注：金额单位为万元。",
                        "填报人：张三|||审核人：李四"));
        assertThat(reading.accepted())
                .containsExactly(
                        "3 P-1 东一 榆次区 100000000 2025-03-31",
                        "4 P-2 东二 榆次区 300000 2025-03-31",
                        "6 P-3 谷一 太谷区 20000000 null");
        assertThat(reading.leftOut())
                .containsExactlyInAnyOrder("5 subtotal", "7 subtotal", "8 total", "9 note", "10 note");
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void aTotalThatIsNotTheSumIsSaid() throws Exception {
        ProjectOffice.Reading reading = read(
                "",
                new RawWorkbook()
                        .sheet(
                                "清单",
                                ProjectOffice.HEADER,
                                "合计||||n:130|",
                                "P-1|东一|榆次区|开工|n:100|",
                                "P-2|东二|榆次区|开工|n:20.5|"));
        assertThat(reading.outcome()).isEqualTo("2 accepted; 1 left out: total; warned: total_differs");
        assertThat(reading.findings().get(0).sentence().zh())
                .isEqualTo("合计行的“计划总投资”为 1300000.00，各行（2 行）之和为 1205000.00，相差 95000.00，请核对。");
    }

    @Test
    void twoRowHeadersAreReadWithTheirUnits() throws Exception {
        ProjectOffice.Reading reading = read(
                "",
                new RawWorkbook()
                        .mergedSheet(
                                "清单",
                                "A1:G1 A2:A3 B2:B3 C2:C3 D2:D3 E2:F2 G2:G3",
                                "重大项目清单",
                                "项目代码|项目名称|所属县区|项目状态|投资（亿元）||计划开工日期",
                                "||||计划总投资|年度计划投资（万元）|",
                                "P-1|东一|榆次区|开工|n:1.5|n:2000|2025.3.31"));
        assertThat(reading.accepted()).containsExactly("4 P-1 东一 榆次区 15000000000 2025-03-31");
    }

    @Test
    void aSecondTableOfASheetHasAHeaderAndAUnitOfItsOwn() throws Exception {
        String bare = ProjectOffice.HEADER.replace("（万元）", "");
        ProjectOffice.Reading reading = read(
                "",
                new RawWorkbook()
                        .sheet(
                                "清单",
                                "一、榆次区 单位：万元",
                                bare,
                                "P-1|东一|榆次区|开工|n:100|",
                                "合计||||n:100|",
                                "",
                                "二、太谷区 单位：亿元",
                                bare,
                                "P-2|谷一|太谷区|开工|n:1|",
                                bare,
                                "P-3|谷二|太谷区|开工|n:2|",
                                "合计||||n:3|"));
        assertThat(reading.accepted())
                .containsExactly(
                        "3 P-1 东一 榆次区 100000000 null",
                        "8 P-2 谷一 太谷区 10000000000 null",
                        "10 P-3 谷二 太谷区 20000000000 null");
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.leftOut()).containsExactly("6 heading", "4 total", "11 total");
    }

    @Test
    void hiddenSheetsAreLeftOutAndHiddenRowsReadUnlessTheFeedSaysOtherwise() throws Exception {
        RawWorkbook workbook = new RawWorkbook()
                .sheet("清单", ProjectOffice.HEADER, "hidden:P-1|东一|榆次区|开工|n:100|", "P-2|东二|榆次区|开工|n:1|")
                .hiddenSheet("旧表", ProjectOffice.HEADER, "P-3|旧|榆次区|开工|n:100|");
        assertThat(read("", workbook).outcome()).isEqualTo("2 accepted; 2 left out: hidden_sheet");
        assertThat(read("hidden_sheets = read\nhidden_rows = leave_out", workbook)
                        .outcome())
                .isEqualTo("2 accepted; 1 left out: hidden_row");
        assertThat(read("sheets = \"旧表\"", workbook).outcome()).isEqualTo("refused: hidden_sheet");
    }

    @ParameterizedTest(name = "the amount {0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            n:0.30000000000000004 | 300000
            n:1.2e8               | 120000000000000
            1.2e8                 | 120000000000000
            １，２３４．５         | 1234500000
            1,234.5               | 1234500000
            3亿元                 | 30000000000
            5百万                 | 500000000
            12元                  | 1200
            n:-1                  | amount_negative
            (123)                 | amount_negative
            e:#REF!               | cell_error
            f:A1+B1=3             | 3000000
            f:A1+B1               | formula_without_value
            d:45659               | number_form
            约3                   | number_form
            """)
    void anAmountIsExactOrRejected(String cell, String outcome) throws Exception {
        ProjectOffice.Reading reading =
                read("", new RawWorkbook().sheet("清单", ProjectOffice.HEADER, "P-1|东|榆次区|开工|" + cell + "|"));
        assertThat(
                        outcome.matches("\\d+")
                                ? reading.accepted().toString()
                                : reading.rejected().toString())
                .isEqualTo(outcome.matches("\\d+") ? "[2 P-1 东 榆次区 " + outcome + " null]" : "[2 " + outcome + "]");
    }

    @ParameterizedTest(name = "the code {0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            n:140726.0           | 140726
            n:1.40726E5          | 140726
            140726.0             | 140726
            1.40726E+05          | 140726
            1.4E+05              | code_digits_lost
            n:140702202500012    | 140702202500012
            n:1407022025000123   | code_digits_lost
            1407022025000123     | 1407022025000123
            Ｐ－１               | P-1
            """)
    void aCodeKeepsItsDigitsOrIsRejected(String cell, String outcome) throws Exception {
        ProjectOffice.Reading reading =
                read("", new RawWorkbook().sheet("清单", ProjectOffice.HEADER, cell + "|东|n:140727.0|开工||"));
        assertThat(reading.rejected().isEmpty() ? reading.accepted() : reading.rejected())
                .hasToString(outcome.contains("_") ? "[2 " + outcome + "]" : "[2 " + outcome + " 东 140727 null null]");
    }

    @ParameterizedTest(name = "the date {0} is {1}, counted from 1904 {2}")
    @CsvSource(delimiter = '|', textBlock = """
            d:45747           | 2025-03-31  | 2029-04-01
            n:45747           | date_form   | date_form
            n:20253           | date_form   | date_form
            d:45747.75        | 2025-03-31  | 2029-04-01
            d:60              | shown_is_not_stored | 1904-03-01
            d:0               | date_zero   | 1904-01-01
            d:99999999        | shown_is_not_stored | shown_is_not_stored
            20250331          | 2025-03-31  | 2025-03-31
            二〇二五年三月三十一日 | 2025-03-31 | 2025-03-31
            2025年2月30日     | date_impossible | date_impossible
            25-3-31           | date_form   | date_form
            """)
    void aDateIsADayOrBlankWithAWarning(String cell, String from1900, String from1904) throws Exception {
        String[] rows = {ProjectOffice.HEADER, "P-1|东|榆次区|开工||" + cell};
        for (String outcome : new String[] {from1900, from1904}) {
            RawWorkbook workbook = new RawWorkbook().sheet("清单", rows);
            ProjectOffice.Reading reading = read("", outcome.equals(from1900) ? workbook : workbook.from1904());
            String date = outcome.contains("_") ? "null" : outcome;
            assertThat(reading.accepted()).hasToString("[2 P-1 东 榆次区 null " + date + "]");
            assertThat(reading.warnings()).hasToString(outcome.contains("_") ? "[2 " + outcome + "]" : "[]");
        }
    }
}
