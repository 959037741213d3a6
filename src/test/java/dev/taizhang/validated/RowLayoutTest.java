package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.RawWorkbook;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers that are repeated or merged, rows with more or fewer cells than the header, and sheets of other kinds. */
class RowLayoutTest {
    private static final String HEADER = ProjectOffice.HEADER;
    private static final String ROW = "P-1|东一|榆次区|开工|100|2025-03-31";

    @TempDir
    private Path folder;

    private ProjectOffice.Reading read(String layout, RawWorkbook workbook) throws Exception {
        return new ProjectOffice(folder, layout).read("a.xlsx", workbook.bytes());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '=', textBlock = """
            P-2,东二,榆次区,开工,20,2025-04-01,,, = 2 accepted
            P-2,东二,榆次区,开工,20               = 2 accepted
            P-2,东二,榆次区,开工                  = 2 accepted; warned: short_row
            P-2,东二,榆次区,开工,,                = 2 accepted
            P-2,东,二,榆次区,开工,20,             = 1 accepted; 1 rejected: ragged_row
            P-2,东,二,榆次区,开工,20,2025-04-01   = 1 accepted; 1 rejected: ragged_row
            P-2,东二,开工,20                      = 1 accepted; 1 rejected: ragged_row
            东二,榆次区                           = 1 accepted; 1 rejected: ragged_row
            P-2,20                                = 1 accepted; 1 rejected: ragged_row
            P-2,东二,榆次区,开工,20,2025-04-01,,备注 = 1 accepted; 1 rejected: ragged_row
            """)
    void aRowOfACsvMayHaveBlankCellsTooManyOrTooFewAtItsEnd(String row, String outcome) throws Exception {
        assertThat(new ProjectOffice(folder, "").read("a.csv", HEADER, ROW, row).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void cellsRightOfTheHeaderOfASheetAreIgnoredAndNamedOnce() throws Exception {
        ProjectOffice.Reading reading = read(
                "",
                new RawWorkbook()
                        .sheet("清单", HEADER, ROW, "P-2|东二|榆次区|开工|n:20||||附表|n:5", "P-3|东三|榆次区|开工|n:30||||乙|n:6")
                        .sheet("清单二", HEADER, "P-4|东四|榆次区|开工|n:20||附注"));
        assertThat(reading.accepted()).hasSize(4);
        assertThat(reading.warnings()).containsExactly("3 column_without_header", "2 column_without_header");
        assertThat(reading.findings().get(0).sentence().zh()).contains("第 I, J 列");
    }

    @Test
    void aHeaderRepeatedOnPrintedPagesContinuesItsTable() throws Exception {
        ProjectOffice.Reading reading = read(
                "",
                new RawWorkbook()
                        .mergedSheet(
                                "清单",
                                "A2:A3 B2:B3 C2:C3 D2:D3 E2:F2",
                                "重大项目清单",
                                "项目代码|项目名称|所属县区|项目状态|投资（万元）|",
                                "||||计划总投资|年度计划投资",
                                "P-1|东一|榆次区|开工|n:100|",
                                "第1页，共2页",
                                "重大项目清单",
                                "项目代码|项目名称|所属县区|项目状态|投资（万元）|",
                                "||||计划总投资|年度计划投资",
                                "P-2|东二|榆次区|开工|n:200|",
                                "合计||||n:300|",
                                "第2页，共2页"));
        assertThat(reading.accepted()).hasSize(2);
        assertThat(reading.leftOut())
                .containsExactlyInAnyOrder("5 page_number", "6 heading", "10 total", "11 page_number");
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.rejected()).isEmpty();
    }

    @Test
    void aRepeatedHeaderMayHaveAByteOrderMark() throws Exception {
        assertThat(new ProjectOffice(folder, "")
                        .read("a.csv", HEADER, ROW, "\uFEFF" + HEADER, "P-2|东二|榆次区|开工|20|", HEADER)
                        .outcome())
                .isEqualTo("2 accepted");
    }

    @ParameterizedTest
    @CsvSource({"项目代码,2 accepted", "计划总投资（万元）,2 accepted"})
    void aRowWithAWordOfTheHeaderIsARow(String name, String outcome) throws Exception {
        assertThat(read("", new RawWorkbook().sheet("清单", HEADER, ROW, "P-2|" + name + "|榆次区|开工|n:20|"))
                        .outcome())
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "cells {0} and {1} below a merged header: {2}")
    @CsvSource({"n:100,'',1 accepted", "n:100,n:200,1 rejected: merged_header", "'',n:200,1 rejected: merged_header"})
    void aHeaderMergedOverTwoColumnsNamesTheFirst(String first, String second, String outcome) throws Exception {
        String row = "P-1|东一|榆次区|开工|" + first + "|" + second + "|2025-03-31";
        assertThat(read("", new RawWorkbook().mergedSheet("清单", "E1:F1", "项目代码|项目名称|所属县区|项目状态|计划总投资（万元）||计划开工日期", row))
                        .outcome())
                .endsWith(outcome);
    }

    @ParameterizedTest(name = "sheets {0}: {1}")
    @CsvSource(delimiter = '=', textBlock = """
            "*"              = 2 accepted; 3 left out: sheet_without_header; warned: sheet_without_header
            "20??"           = 2 accepted
            ["2024", "2025"] = 2 accepted
            "２０２４ "      = 1 accepted
            ["2024", "说明"] = refused: no_header
            "说*"            = refused: no_header
            "清单"           = refused: no_sheet
            ["2024", "清单"] = refused: no_sheet
            """)
    void sheetsWithoutTheHeaderAreLeftOutUnlessTheFeedNamesThem(String sheets, String outcome) throws Exception {
        RawWorkbook workbook = new RawWorkbook()
                .sheet("说明", "填报说明", "一、口径", "县区|个数")
                .sheet("2024", HEADER, ROW)
                .sheet("2025", HEADER, "P-2|东二|榆次区|开工|n:20|");
        ProjectOffice.Reading reading = read("sheets = " + sheets, workbook);
        assertThat(reading.outcome()).isEqualTo(outcome);
        if (outcome.contains("no_sheet")) {
            assertThat(reading.findings().get(0).sentence().zh()).contains("清单", "“说明”“2024”“2025”");
        }
    }

    @Test
    void aSheetThatLacksOneRequiredColumnIsNotLeftOut() throws Exception {
        ProjectOffice.Reading reading = read(
                "",
                new RawWorkbook()
                        .sheet("榆次", HEADER, ROW)
                        .sheet("太谷", HEADER.replace("项目状态", "状况"), "P-2|谷|太谷区|开工|n:20|"));
        assertThat(reading.outcome()).isEqualTo("refused: column_missing");
        assertThat(reading.findings().get(0).sentence().zh()).contains("太谷", "项目状态");
    }
}
