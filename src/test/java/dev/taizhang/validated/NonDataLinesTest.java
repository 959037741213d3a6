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

/** Lines that are no projects are recognised by common words, and in any language by their structure. */
class NonDataLinesTest {
    @TempDir
    private Path folder;

    /** Reads a sheet of two projects of 100 and 200 in 万元, with further lines below them. */
    private ProjectOffice.Reading below(String... lines) throws Exception {
        List<String> rows =
                new ArrayList<>(List.of(ProjectOffice.HEADER, "P-1|东一|榆次区|开工|n:100|", "P-2|东二|榆次区|开工|n:200|"));
        rows.addAll(List.of(lines));
        return new ProjectOffice(folder, "")
                .read(
                        "a.xlsx",
                        new RawWorkbook()
                                .sheet("清单", rows.toArray(String[]::new))
                                .bytes());
    }

    @ParameterizedTest(name = "{0} is left out as {1}")
    @CsvSource(delimiter = '=', textBlock = """
            n:1|n:2|n:3|n:4|n:5|n:6       = heading
            甲|乙|丙|丁|1|2               = heading
            (1)|(2)|(3)|(4)|(5)|(6)       = heading
            例|东三|榆次区|开工|n:7|      = note
            示例001|东三|榆次区|开工|n:7| = note
            P-3|示例项目|榆次区|开工|n:7| = note
            P-3|榆次区合计|榆次区|开工|n:300| = total
            P-3|榆次区小计|榆次区|开工|n:300| = subtotal
            汇总||||n:300|                = total
            汇 总：||||n:300|             = total
            全市汇总||||n:300|            = total
            TOTAL GENERAL||||n:300|       = total
            Grand total||||n:300|         = total
            Total for Yuci||||n:300|      = total
            Итого||||n:300|               = total
            Всего:||||n:300|              = total
            合計||||n:300|                = total
            総計||||n:300|                = total
            합계||||n:300|                = total
            共2个项目||||n:300|           = total
            以上共两个项目||||n:300|      = total
            累计||||n:300|                = total
            全部项目总投资合计300万元||||n:300| = total
            2|合计|||n:300|               = total
            P-3|总计|||n:300|             = total
            小計||||n:300|                = subtotal
            一、工业项目（2项）||||n:300| = subtotal
            （二）续建项目||||n:300|      = subtotal
            过次页||||n:300|              = carried_forward
            承前页||||n:300|              = carried_forward
            Carried forward||||n:300|     = carried_forward
            第 1 页|||||                  = page_number
            第1页，共3页|||||             = page_number
            Page 1 of 3|||||              = page_number
            - 1 -|||||                    = page_number
            1/3|||||                      = page_number
            其中：|||||                   = of_which
            其中：工业项目||||n:100|      = of_which
            制表人|张三||审核|李四|       = note
            审核：李四|||||               = note
            备注|以上为初步数|||          = note
            """)
    void commonWordsAreRecognised(String line, String reason) throws Exception {
        ProjectOffice.Reading reading = below(line);
        assertThat(reading.leftOut()).containsExactly("4 " + reason);
        assertThat(reading.accepted()).hasSize(2);
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.warnings()).isEmpty();
    }

    /** The words are of no language. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '=', textBlock = """
            Zorbluk||||n:300|              = 4 left out total
            Zorbluk|—|—|—|n:300|           = 4 left out total
            Zorbluk||榆次区||n:300|        = 4 left out total
            |Zorbluk|||n:300|              = 4 left out total
            2||||n:300|                    = 4 left out total
            2 zrk.||||n:300|               = 4 left out total
            2||||n:290|                    = 4 left out total
            ༄༅||||n:300|                   = 4 left out total
            Zorbluk||||n:290|              = 4 rejected row_not_described
            Zorbluk||榆次区||n:290|        = 4 rejected row_not_described
            7||||n:290|                    = 4 rejected row_not_described
            |Zorbluk|||n:290|              = 4 rejected key_blank
            |东三|榆次区|开工|n:300|       = 4 rejected key_blank
            Zorbluk|东三|榆次区|开工|n:300| = 4 rejected total_suspected
            P-3||||n:300|                  = 4 rejected total_suspected
            P-3||||n:290|                  = 4 accepted
            P-3|东三|榆次区|开工|n:300|    = 4 accepted
            Q3|东三|榆次区|开工|n:300|     = 4 accepted
            Zorbluk|东三|榆次区|开工|n:290| = 4 accepted
            榆次区|||||                    = 4 left out heading
            |榆次区||||                    = 4 left out heading
            ||榆次区|||                    = 4 left out heading
            """)
    void otherWordsAreRecognisedByStructure(String line, String outcome) throws Exception {
        ProjectOffice.Reading reading = below(line);
        List<String> outcomes = new ArrayList<>();
        reading.leftOut().forEach(row -> outcomes.add(row.replaceFirst(" ", " left out ")));
        reading.rejected().forEach(row -> outcomes.add(row.replaceFirst(" ", " rejected ")));
        reading.accepted().stream().skip(2).forEach(row -> outcomes.add(row.replaceFirst(" .*", " accepted")));
        assertThat(outcomes).containsExactly(outcome);
    }

    @Test
    void subtotalsOfGroupsAndATotalOnTopAreRecognisedByTheirSums() throws Exception {
        ProjectOffice.Reading reading = new ProjectOffice(folder, "")
                .read(
                        "a.xlsx",
                        new RawWorkbook()
                                .sheet(
                                        "清单",
                                        ProjectOffice.HEADER,
                                        "Zorbluk||||n:650|",
                                        "P-1|东一|榆次区|开工|n:100|",
                                        "P-2|东二|榆次区|开工|n:200|",
                                        "Murk||||n:300|",
                                        "P-3|谷一|太谷区|开工|n:50|",
                                        "P-4|谷二|太谷区|开工|n:300|",
                                        "Murk||||n:350|",
                                        "Grundl||||n:650|")
                                .bytes());
        assertThat(reading.accepted()).hasSize(4);
        assertThat(reading.leftOut()).containsExactly("2 total", "5 total", "8 total", "9 total");
        assertThat(reading.warnings()).allMatch(warning -> warning.endsWith(" total_recognised"));
        assertThat(reading.rejected()).isEmpty();
    }

    /** The names of projects may be the only codes that an office has. */
    @Test
    void wordsMayBeCodes() throws Exception {
        ProjectOffice.Reading reading = new ProjectOffice(folder, "")
                .read(
                        "a.xlsx",
                        new RawWorkbook()
                                .sheet(
                                        "清单",
                                        ProjectOffice.HEADER,
                                        "东厂|东一|榆次区|开工|n:100|",
                                        "西厂|东二|榆次区|开工|n:200|",
                                        "南厂|东三|榆次区|开工|n:300|",
                                        "北厂|东四|榆次区|开工|n:600|")
                                .bytes());
        assertThat(reading.accepted()).hasSize(4);
    }

    @Test
    void aTotalWhoseKeyIsACountIsRecognisedBesideASerialNumber() throws Exception {
        String columns = "columns { district { constant = \"榆次区\" }, status { constant = \"开工\" } }";
        ProjectOffice.Reading reading = new ProjectOffice(folder, columns)
                .read(
                        "a.xlsx",
                        new RawWorkbook()
                                .sheet(
                                        "清单",
                                        "序号|项目代码|项目名称|计划总投资（万元）|计划开工日期",
                                        "n:1|A01-1|东一|n:100|2025-03-31",
                                        "Zorbluk|1个||n:100|")
                                .bytes());
        assertThat(reading.accepted()).hasSize(1);
        assertThat(reading.leftOut()).containsExactly("3 total");
    }
}
