package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.LongForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped rules about amounts that are probably in another unit, on lists that are small enough to judge by eye. */
class PlausibilityTest {
    private static final String PROJECTS = "项目代码,项目名称,所属县区,产业集群,项目状态,计划总投资（亿元）,年度计划,币种,融资需求,融资签约,融资到位";
    private static final String OF_ROWS = " FROM ledger.%s JOIN ledger.deliveries USING (delivery_number)"
            + " WHERE column = '%s' ORDER BY file_name, row_number, rule";

    @TempDir
    private Path folder;

    private TestInbox office() throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.configure(
                "taizhang.conf",
                Files.readString(office.conf().resolve("taizhang.conf")) + "tables.only = [data_findings]\n");
        office.configure(
                "feeds/projects.conf",
                Files.readString(office.conf().resolve("feeds/projects.conf"))
                        + "columns.annual_plan_investment { header = \"年度计划\", unit = 亿元 }\n"
                        + "columns.financing_wanted { header = \"融资需求\", unit = 亿元 }\n"
                        + "columns.financing_agreed { header = \"融资签约\", unit = 亿元 }\n"
                        + "columns.financing_paid_in { header = \"融资到位\", unit = 亿元 }\n");
        for (String rules : List.of("projects", "progress", "contracts", "industrial_output", "targets")) {
            office.configure("rules/" + rules + ".conf", Files.readString(Path.of("conf/rules/" + rules + ".conf")));
        }
        return office;
    }

    /** A list of nine projects of one hundred million yuan and of further rows. */
    private static String[] list(String... more) {
        List<String> rows = new ArrayList<>(List.of(PROJECTS));
        IntStream.rangeClosed(1, 9).forEach(nth -> rows.add(row("E-0" + nth, "1", "0.2")));
        rows.addAll(List.of(more));
        return rows.toArray(String[]::new);
    }

    private static String[] inDistrict(String district, String codes, List<String> lines) {
        return lines.stream()
                .map(line -> line.replace("E-", codes).replace("东区", district))
                .toArray(String[]::new);
    }

    private static String row(String code, String total, String plan) {
        return row(code, total, plan, ",,");
    }

    private static String row(String code, String total, String plan, String financing) {
        return code + "," + code + "号,东区,铸造,开工," + total + "," + plan + ",CNY," + financing;
    }

    @Test
    void withinAFileTheImpossibleIsReturnedAndTheUnusualAcceptedWithAWarning() throws IOException {
        TestInbox office = office();
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                list(
                        row("X-10", "10000", "0.2"),
                        row("X-11", "9999", "0.2"),
                        row("X-12", "100", "0.2"),
                        row("X-13", "99", "0.2"),
                        row("X-14", "0.0001", ""),
                        row("X-15", "1亿元", "100"),
                        row("X-16", "1", "99"),
                        row("X-17", "0", "0"),
                        row("X-18", "1", "", "100,,"),
                        row("X-19", "1", "", "99,0.3,"),
                        row("X-20", "1", "", "1,0.3,0.4"),
                        row("X-21", "1", "", ",,0.4")));
        // Medians of seven amounts and of another currency say nothing.
        List<String> few = new ArrayList<>(List.of(list()).subList(0, 7));
        few.add(row("E-10", "10000", ""));
        office.deliver("2025-03-31 西区 项目清单.csv", inDistrict("西区", "W-", few));
        List<String> inYen = List.of(list(row("E-10", "10000", "").replace("CNY", "JPY")));
        office.deliver("2025-03-31 南区 项目清单.csv", inDistrict("南区", "S-", inYen));
        assertThat(office.nightly("2025-03-31").code()).isZero();
        assertThat(office.lines("SELECT row_number, rule, rejected.sentence_zh"
                        + OF_ROWS.formatted("rejected", "total_investment")))
                .containsExactly("11|total_investment_in_another_unit|计划总投资显示为“10000 亿元”，折 1,000,000,000,000 元，"
                        + "是本次报送该列中位数 100,000,000 元的一万倍以上，多半是单位写错（元、万元、亿元），请核对；确实如此请填“是”。");
        assertThat(office.lines("SELECT row_number, rule, rejected.sentence_zh"
                        + OF_ROWS.formatted("rejected", "annual_plan_investment")))
                .containsExactly("16|annual_plan_beyond_the_total|年度计划投资显示为“100 亿元”，折 10,000,000,000 元，"
                        + "是计划总投资（“1亿元”，折 100,000,000 元）的一百倍以上，多半是单位写错，请核对；确实如此请填“是”。");
        assertThat(office.lines("SELECT row_number, rule" + OF_ROWS.formatted("warnings", "total_investment")))
                .containsExactly(
                        "12|total_investment_a_hundred_times_the_median",
                        "13|total_investment_a_hundred_times_the_median",
                        "15|total_investment_a_fraction_of_the_median");
        assertThat(office.lines(
                        "SELECT row_number, warnings.sentence_en" + OF_ROWS.formatted("warnings", "total_investment")))
                .contains(
                        "13|The total investment is shown as \"100 亿元\" and stored as 10,000,000,000, at least a hundred"
                                + " times the column's median of 100,000,000; check its unit.");
        assertThat(office.lines("SELECT row_number, rule" + OF_ROWS.formatted("warnings", "annual_plan_investment")))
                .containsExactly("17|annual_plan_within_total");
        assertThat(office.lines("SELECT row_number, rule" + OF_ROWS.formatted("rejected", "financing_wanted")))
                .containsExactly("19|financing_beyond_the_total");
        assertThat(office.lines("SELECT row_number, rule" + OF_ROWS.formatted("warnings", "financing_wanted")))
                .containsExactly("20|financing_within_total");
        assertThat(office.lines("SELECT row_number, rule" + OF_ROWS.formatted("warnings", "financing_paid_in")))
                .containsExactly("21|financing_paid_in_within_agreed");
    }

    /** The reverse of the order of dates, and with {@code --long} that order too. */
    static Stream<String> orders() {
        return LongForm.ASKED ? Stream.of("2,1,0", "0,1,2") : Stream.of("2,1,0");
    }

    @ParameterizedTest
    @MethodSource("orders")
    void againstEarlierListsEveryOrderOfArrivalGivesTheSameWarnings(String order) throws IOException {
        TestInbox office = office();
        List<String> names = List.of("2025-01-31 东区 项目清单.csv", "2025-02-28 东区 项目清单.csv", "2025年 东区 项目进度.csv");
        List<String[]> lists = List.of(
                new String[] {PROJECTS, row("E-01", "2", "1"), row("E-02", "3", "1"), row("E-03", "100", "1")},
                new String[] {
                    PROJECTS,
                    row("E-01", "200", "1"),
                    row("E-02", "299", "1"),
                    row("E-03", "1", "1"),
                    row("E-04", "1", "1")
                },
                new String[] {TestInbox.PROGRESS, "E-04,2025-01,1", "E-04,2025-02,2"});
        for (String next : order.split(",", -1)) {
            int nth = Integer.parseInt(next);
            office.deliver(names.get(nth), lists.get(nth));
            assertThat(office.nightly("2025-02-28").code()).isZero();
        }
        assertThat(office.lines("SELECT count(1) FROM ledger.rejected")).containsExactly("0");
        assertThat(office.lines("SELECT dataset, project_code, rule, value, file_name, sentence_zh"
                        + " FROM latest.data_findings WHERE rule LIKE 'total_investment%' ORDER BY project_code"))
                .containsExactly(
                        "projects|E-01|total_investment_a_hundredfold|20,000,000,000|2025-02-28 东区 项目清单.csv|"
                                + "计划总投资 20,000,000,000 元是上次（2025-01-31）200,000,000 元的一百倍以上，请核对单位。",
                        "projects|E-03|total_investment_a_hundredth|100,000,000|2025-02-28 东区 项目清单.csv|"
                                + "计划总投资 100,000,000 元不到上次（2025-01-31）10,000,000,000 元的百分之一，请核对单位。");
    }
}
