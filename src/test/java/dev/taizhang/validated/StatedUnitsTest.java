package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.RawWorkbook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The unit of a column is the nearest one that a file states; one that is not understood is never passed over. */
class StatedUnitsTest {
    private static final String BARE = ProjectOffice.HEADER.replace("（万元）", "");
    private static final String ROW = "P-1|东一|榆次区|开工|3|";

    @TempDir
    private Path folder;

    private ProjectOffice.Reading read(String layout, String... lines) throws Exception {
        return new ProjectOffice(folder, layout).read("a.csv", lines);
    }

    private static String outcome(ProjectOffice.Reading reading) {
        return reading.accepted().isEmpty()
                ? reading.outcome()
                : reading.accepted().get(0).split(" ", -1)[4];
    }

    @ParameterizedTest(name = "the title {0} gives {1}")
    @CsvSource(delimiter = ';', textBlock = """
            单位：亿元;                       30000000000
            单位：个、亿元;                   30000000000
            金额单位： 亿 元;                 30000000000
            單位：億元;                       30000000000
            单 位：亿元;                      30000000000
            金额：亿元;                       30000000000
            以亿元为单位;                     30000000000
            表中金额均以亿元计;               30000000000
            币种：人民币 单位：亿元;          30000000000
            币种：美元 单位：万元;            refused: unit_unknown
            币种：美元;                       refused: unit_unknown
            单位：亿元 币种：人民币;          30000000000
            单位：亿元 日期：2025年3月;       30000000000
            投资额：亿元;                     30000000000
            重大项目 亿元;                    30000000000
            亿元 重大项目;                    3000000
            以元计;                           300
            总投资共计 30 亿元;               3000000
            总投资：100亿元;                  3000000
            单位：тыс. руб.;                  300000
            Unit: RMB 100 million;            30000000000
            Unit: 10,000 yuan;                3000000
            （单位：10万元）;                 30000000
            单位：元 单位：亿元;              300
            合计金额：3亿元;                  3000000
            5000万元以上项目;                 3000000
            （单位：亿元，含税）;             30000000000
            重大项目清单（亿元）;             30000000000
            单位：亿元 其中5亿元以上2个;      30000000000
            责任单位：市发改委 单位：亿元;    30000000000
            Units in RMB million;             300000000
            unit: million;                    300000000
            单位：亩、%;                      3000000
            建设单位：亿元集团有限公司;       3000000
            单位：万荣县发改局;               3000000
            单位：亿元、百万元;               refused: unit_unknown
            单位：个/亿元;                    refused: unit_unknown
            单位：万两;                       refused: unit_unknown
            """)
    void theTitleStatesAUnitOrIsRefused(String title, String outcome) throws Exception {
        assertThat(outcome(read("unit = \"万元\"", title, BARE, ROW))).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "the row of units {0} gives {1}")
    @CsvSource(delimiter = ';', textBlock = """
            ||||亿元|年月日;      30000000000
            单位||||（亿元）|;    30000000000
            —|—|/||亿元|—;        30000000000
            ||||亿两|;            refused: unit_unknown
            ||||%|;               refused: unit_unknown
            """)
    void aRowOfUnitsBelowTheHeaderBelongsToIt(String units, String outcome) throws Exception {
        ProjectOffice.Reading reading = read("unit = \"万元\"", BARE, units, ROW);
        assertThat(outcome(reading)).isEqualTo(outcome);
        assertThat(reading.leftOut()).isEmpty();
    }

    @ParameterizedTest(name = "the header {0} gives {1}")
    @CsvSource(delimiter = ';', textBlock = """
            计划总投资（亿元，含税）;   30000000000
            计划总投资/亿元;            30000000000
            计划总投资：亿元;           30000000000
            计划总投资亿元;             30000000000
            计划总投资（亿元）①;        30000000000
            计划总投资（亿元）*;        30000000000
            计划总投资（10万元）;       30000000
            计划总投资（wan yuan）;     3000000
            计划总投资（比特币）;       refused: unit_unknown
            计划总投资（5000万元）;     refused: unit_unknown
            计划总投资（不含税）（亿元）; 30000000000
            计划总投资【亿元】;         30000000000
            计划总投资 单位：亿元;      refused: column_missing
            计划总投资（含设备）;       3000000
            计划总投资（5000万元以上）; 3000000
            计划总投资（人民币）;       3000000
            计划总投资（USD）;          refused: unit_unknown
            计划总投资（KWD）;          refused: unit_unknown
            计划总投资（%）;            refused: unit_unknown
            计划总投资（万元/亩）;      refused: unit_unknown
            """)
    void theHeaderStatesAUnitOrIsRefused(String header, String outcome) throws Exception {
        assertThat(outcome(read("unit = \"万元\"", BARE.replace("计划总投资", header), ROW)))
                .isEqualTo(outcome);
    }

    @Test
    void aUnitOnALineOfItsOwnInTheHeaderIsRead() throws Exception {
        String header = BARE.replace("计划总投资", "\"计划总投资\n亿元\"");
        assertThat(outcome(read("unit = \"万元\"", header, ROW))).isEqualTo("30000000000");
        String wrapped = BARE.replace("计划总投资", "\"计划总投资（万\n元）\"");
        assertThat(outcome(read("unit = \"亿元\"", wrapped, ROW))).isEqualTo("3000000");
    }

    @Test
    void aRefusalNamesTheUnitAndWhatToWrite() throws Exception {
        ProjectOffice.Reading reading = read("unit = \"万元\"", "单位：万两", BARE, ROW);
        assertThat(reading.findings().get(0).sentence().zh()).contains("单位：万两", "（万元）", "units.csv");
        assertThat(reading.findings().get(0).sentence().en()).contains("单位：万两", "(万元)", "units.csv");
    }

    @ParameterizedTest(name = "{0} beside {1} is {2}")
    @CsvSource(delimiter = ';', nullValues = "none", textBlock = """
            3万美元;       none;      3000000
            US$3 million;  none;      300000000
            ￥3;           none;      3000000
            3元;           none;      300
            3日元;         none;      3
            3万美元;       1万美元;   3000000
            3万美元;       1;         rejected: currency_differs
            3;             1万美元;   rejected: currency_differs
            3 USD;         none;      rejected: unit_unknown
            5 dollars;     none;      rejected: currency_unknown
            3 KWD;         none;      rejected: unit_unknown
            """)
    void theAmountsOfARowHaveOneCurrency(String amount, String other, String outcome) throws Exception {
        String row = ROW.replace("|3|", "|" + amount + "|") + "|" + (other == null ? "" : other);
        String found = outcome(read("unit = \"万元\"", BARE + "|年度计划投资", row));
        assertThat(found.replaceFirst("0 accepted; 1 ", "")).isEqualTo(outcome);
    }

    @Test
    void aDecimalCommaMakesAmbiguousNumbersOfItsColumnDoubtful() throws Exception {
        List<String> lines = new ArrayList<>(List.of(ProjectOffice.HEADER.replace('|', ';')));
        for (String amount : List.of("850.000", "3,250", "850.5", "7", "1.234.567,89")) {
            lines.add("P-" + lines.size() + ";东;榆次区;开工;" + amount + ";");
        }
        String[] file = lines.toArray(String[]::new);
        assertThat(read("separator = \";\"", file).rejected())
                .containsExactly("2 number_form", "3 number_form", "6 number_form");
        assertThat(read("separator = \";\"\ndecimal = \",\"", file).accepted())
                .extracting(row -> row.split(" ", -1)[4])
                .containsExactly("850000000000", "3250000", "7000000", "1234567890000");
        assertThat(read("separator = \";\"\ndecimal = \".\"", file).rejected()).containsExactly("6 number_form");
    }

    @Test
    void aDecimalCommaFarBelowAnAmbiguousNumberRefusesTheFile() throws Exception {
        List<String> lines = new ArrayList<>(List.of(ProjectOffice.HEADER.replace('|', ';')));
        for (int row = 1; row <= 6_000; row++) {
            String amount = row == 1 ? "850.125" : row == 6_000 ? "12,5" : "7";
            lines.add("P-" + row + ";东;榆次区;开工;" + amount + ";");
        }
        assertThat(read("separator = \";\"", lines.toArray(String[]::new)).refused())
                .isEqualTo("decimal_mark");
    }

    @Test
    void aWorkbookOfNumbersIsReadWithAPointWhateverTheFeedSaysAboutText() throws Exception {
        ProjectOffice.Reading reading = new ProjectOffice(folder, "decimal = \",\"")
                .read(
                        "a.xlsx",
                        new RawWorkbook()
                                .sheet("清单", ProjectOffice.HEADER, "P-1|东|榆次区|开工|n:12.5|", "P-2|东|榆次区|开工|3,25|")
                                .bytes());
        assertThat(reading.accepted()).containsExactly("2 P-1 东 榆次区 12500000 null", "3 P-2 东 榆次区 3250000 null");
    }

    @ParameterizedTest(name = "{0} beside amounts gives {1}")
    @CsvSource({
        "万元, 3000000",
        "人民币, 3000000",
        "公里, 3000000",
        "榆次区, 3000000",
        "亿元, refused: unit_unknown",
        "美元, refused: unit_unknown"
    })
    void aColumnOfUnitsThatTheFeedDoesNotNameMustAgree(String unit, String outcome) throws Exception {
        assertThat(outcome(read("unit = \"万元\"", BARE + "|单位", ROW + "|" + unit)))
                .isEqualTo(outcome);
    }

    @Test
    void aUnitBelowTheHeaderMustAgree() throws Exception {
        assertThat(read("unit = \"万元\"", BARE, ROW, "注：单位为万元").outcome()).isEqualTo("1 accepted; 1 left out: note");
        assertThat(read("unit = \"万元\"", BARE, ROW, "注：本表金额单位为亿元").outcome()).isEqualTo("refused: unit_unknown");
        assertThat(read("", "单位：亿元", BARE, ROW, "单位：万元", BARE, ROW.replace("P-1", "P-2"))
                        .accepted())
                .extracting(row -> row.split(" ", -1)[4])
                .containsExactly("30000000000", "3000000");
    }

    @Test
    void aMergedHeaderMayReachOverTheRowOfUnits() throws Exception {
        byte[] file = new RawWorkbook()
                .mergedSheet("清单", "A1:A2 B1:B2 C1:C2 D1:D2 F1:F2", BARE, "||||亿元|", "P-1|东一|榆次区|开工|n:3|")
                .bytes();
        assertThat(outcome(new ProjectOffice(folder, "unit = \"万元\"").read("a.xlsx", file)))
                .isEqualTo("30000000000");
    }

    @Test
    void theNameOfASheetMayStateTheUnit() throws Exception {
        byte[] file =
                new RawWorkbook().sheet("清单（亿元）", BARE, "P-1|东一|榆次区|开工|n:3|").bytes();
        assertThat(outcome(new ProjectOffice(folder, "unit = \"万元\"").read("a.xlsx", file)))
                .isEqualTo("30000000000");
    }
}
