package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.LongForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped rules about amounts that are probably in another unit, on lists that are small enough to judge by eye. */
class PlausibilityTest {
    private static final String PROJECTS = "项目代码,项目名称,所属县区,产业集群,项目状态,计划总投资（亿元）,年度计划,币种,融资需求,融资签约,融资到位";

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
        OneLedger ledger = OneLedger.of(office);
        ledger.night(Optional.empty());
        List<Row> rejected = inOrder(ledger, "ledger.rejected", "row_number", "inline(problems)");
        assertThat(OneLedger.lines(of("total_investment", rejected), "row_number", "rule", "sentence_zh"))
                .containsExactly("11|total_investment_in_another_unit|计划总投资显示为“10000 亿元”，折 1,000,000,000,000 元，"
                        + "是本次报送该列中位数 100,000,000 元的一万倍以上，多半是单位写错（元、万元、亿元），请核对；确实如此请填“是”。");
        assertThat(OneLedger.lines(of("annual_plan_investment", rejected), "row_number", "rule", "sentence_zh"))
                .containsExactly("16|annual_plan_beyond_the_total|年度计划投资显示为“100 亿元”，折 10,000,000,000 元，"
                        + "是计划总投资（“1亿元”，折 100,000,000 元）的一百倍以上，多半是单位写错，请核对；确实如此请填“是”。");
        assertThat(OneLedger.lines(of("financing_wanted", rejected), "row_number", "rule"))
                .containsExactly("19|financing_beyond_the_total");
        List<Row> warnings = inOrder(ledger, "ledger.warnings", "*");
        assertThat(OneLedger.lines(of("total_investment", warnings), "row_number", "rule"))
                .containsExactly(
                        "12|total_investment_a_hundred_times_the_median",
                        "13|total_investment_a_hundred_times_the_median",
                        "15|total_investment_a_fraction_of_the_median");
        assertThat(OneLedger.lines(of("total_investment", warnings), "row_number", "sentence_en"))
                .contains(
                        "13|The total investment is shown as \"100 亿元\" and stored as 10,000,000,000, at least a hundred"
                                + " times the column's median of 100,000,000; check its unit.");
        assertThat(OneLedger.lines(of("annual_plan_investment", warnings), "row_number", "rule"))
                .containsExactly("17|annual_plan_within_total");
        assertThat(OneLedger.lines(of("financing_wanted", warnings), "row_number", "rule"))
                .containsExactly("20|financing_within_total");
        assertThat(OneLedger.lines(of("financing_paid_in", warnings), "row_number", "rule"))
                .containsExactly("21|financing_paid_in_within_agreed");
        assertThat(Commands.run(
                                "validate",
                                "--conf",
                                office.conf().toString(),
                                office.inbox().resolve("2025-03-31 东区 项目清单.csv").toString())
                        .out()
                        .lines())
                .as("a validation says the same")
                .anyMatch(line -> line.contains("  11  计划总投资")
                        && line.contains("退回 reject")
                        && line.contains("是本次报送该列中位数 100,000,000 元的一万倍以上"))
                .anyMatch(line -> line.contains("  13  计划总投资") && line.contains("提示 warn"));
    }

    private static List<Row> inOrder(OneLedger ledger, String table, String... columns) {
        return ledger.tables()
                .read(table)
                .selectExpr(columns)
                .orderBy("row_number", "rule")
                .collectAsList();
    }

    private static List<Row> of(String column, List<Row> findings) {
        return findings.stream()
                .filter(finding -> finding.getAs("column").equals(column))
                .toList();
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
        OneLedger ledger = OneLedger.of(office);
        for (String next : order.split(",", -1)) {
            int nth = Integer.parseInt(next);
            office.deliver(names.get(nth), lists.get(nth));
            assertThat(ledger.night(Optional.empty()).get(2)).as("rejected").isZero();
        }
        ledger.summaries(LocalDate.of(2025, 2, 28));
        List<Row> findings = ledger.tables().read("summaries.data_findings").collectAsList();
        assertThat(OneLedger.lines(findings, "dataset", "project_code", "rule", "value", "file_name", "sentence_zh"))
                .filteredOn(line -> line.contains("|total_investment"))
                .containsExactlyInAnyOrder(
                        "projects|E-01|total_investment_a_hundredfold|20,000,000,000|2025-02-28 东区 项目清单.csv|"
                                + "计划总投资 20,000,000,000 元是上次（2025-01-31）200,000,000 元的一百倍以上，请核对单位。",
                        "projects|E-03|total_investment_a_hundredth|100,000,000|2025-02-28 东区 项目清单.csv|"
                                + "计划总投资 100,000,000 元不到上次（2025-01-31）10,000,000,000 元的百分之一，请核对单位。");
    }
}
