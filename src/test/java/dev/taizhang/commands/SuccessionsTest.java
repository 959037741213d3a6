package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Projects that were renamed, merged and split, one after the other, and by mistake: figures by hand, in cents or yuan. */
class SuccessionsTest {
    private static final String LIST = TestInbox.PROJECTS.replace("万元", "元");
    private static final String MONTHS = "项目代码,报告月份,本月完成投资（元）,本年完成投资（元）";

    @TempDir
    private static Path folder;

    private static OneLedger ledger;
    private static Map<SummaryTable, List<Row>> tables;

    /** Four months of one county. */
    @BeforeAll
    static void deliver() throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.configure("feeds/successions.conf", Files.readString(Path.of("conf/feeds/successions.conf")));
        String progress = Files.readString(office.conf().resolve("feeds/progress.conf"));
        office.configure(
                "feeds/progress.conf",
                progress.replace("columns {", "columns {\n  year_to_date_investment = 本年完成投资\n"));
        office.configure("feeds/bottlenecks.conf", """
            dataset = bottlenecks
            files = "*堵点.csv"
            columns {
              bottleneck_code = "编号"
              project_code = "项目代码"
              factor = "要素"
              raised_date = "提出日期"
            }
            """);
        list(
                office,
                "2025-02-28",
                "A 100",
                "M1 100",
                "M2 200",
                "P 1",
                "Q 2",
                "S 5",
                "T 6",
                "R1 7",
                "U 8",
                "B 9",
                "Y 4",
                "Z 4");
        list(
                office,
                "2025-03-31",
                "A2 110",
                "M1 100",
                "M2 200",
                "P 1",
                "Q 2",
                "S 5",
                "T 6",
                "R2 7",
                "U 8",
                "Y 4",
                "Z 4",
                "X1 1",
                "X2 2");
        list(
                office,
                "2025-04-30",
                "A2 111",
                "A3 120",
                "M 290",
                "M1 100",
                "P 3",
                "S1 3",
                "S2 2",
                "T1 3",
                "T2 3",
                "W2 15",
                "Y 3",
                "Z1 1",
                "Z2 5",
                "X1 1",
                "X2 2",
                "B 9");
        office.deliver(
                "2025年 东区 项目进度.csv",
                Stream.of(Stream.of(MONTHS), Arrays.stream("""
                A,2025-01,1,;A,2025-02,2,;A2,2025-03,4,;A,2025-04,8,;A2,2025-04,16,
                M1,2025-01,1,;M1,2025-02,2,;M1,2025-03,3,;M2,2025-03,,20.5;M,2025-04,,40
                P,2025-01,5,;P,2025-03,10,;Q,2025-03,100,;P,2025-04,1,
                S,2025-01,0.01,;S,2025-02,0.02,;T,2025-03,9,;T1,2025-04,4,
                Y,2025-03,10,;Y,2025-04,1,;Z,2025-03,0.3,
                R1,2025-01,1,;R2,2025-03,2,;U,2025-03,4,
                """.split("[;\n]")).map(String::strip))
                        .flatMap(lines -> lines)
                        .toArray(String[]::new));
        office.deliver("2025-03-31 堵点.csv", "编号,项目代码,要素,提出日期", "N1,M1,土地,2025-03-01", "N2,A,土地,2025-03-01");
        office.deliver(
                "2025-04-30 项目代码变更表.csv",
                "原项目代码,新项目代码,生效日期,承接份额,批准文件",
                "A,A2,2025-03-15,,批复一号",
                "A2,A3,2025-04-10,,",
                "M1,M,2025-04-01,,",
                "M2,M,2025-04-01,,",
                "Q,P,2025-04-01,,",
                "S,S1,2025-04-01,60,",
                "S,S2,2025-04-01,40,",
                "T,T1,2025-04-01,,",
                "T,T2,2025-04-01,,",
                "R1,R2,2025-03-15,,",
                "R2,W,2025-04-01,,",
                "U,W,2025-04-01,,",
                "W,W2,2025-04-20,,",
                "X1,X2,2025-04-01,,",
                "X2,X1,2025-04-02,,",
                "B,B9,2025-04-01,,",
                "Y,Y,2025-04-01,,",
                "Y,Z1,2025-04-01,25,",
                "Z,Z2,2025-04-02,,",
                "Z1,Z2,2025-04-20,,",
                "P,P9,2025-05-01,,");
        office.publishing("movement", "data_findings", "investment_by_month");
        ledger = OneLedger.of(office);
        assertThat(ledger.night(Optional.empty()).get(2)).as("rejected").isZero();
        tables = ledger.summaries(LocalDate.parse("2025-04-30"));
    }

    private static void list(TestInbox office, String date, String... projects) throws IOException {
        office.deliver(
                date + " 东区 项目清单.csv",
                Stream.concat(
                                Stream.of(LIST),
                                Stream.of(projects)
                                        .map(project -> project.split(" "))
                                        .map(cells -> cells[0] + ",名,东区,铸造,开工," + cells[1] + ",,,"))
                        .toArray(String[]::new));
    }

    @Test
    void historiesGoOn() {
        assertThat(OneLedger.lines(
                        ledger.tables()
                                .read("facts.project_state")
                                .where("as_of_date = '2025-04-30'")
                                .orderBy("project_code")
                                .collectAsList(),
                        "project_code",
                        "total_investment",
                        "year_to_date_investment"))
                .as("all of them; what waits, or is a circle or a merger after a split, stays as it is")
                .containsExactly(
                        "A3|12000|2300",
                        "B|900|",
                        "M|29000|4000",
                        "P|300|11600",
                        "S1|300|1",
                        "S2|200|2",
                        "T1|300|400",
                        "T2|300|",
                        "W2|1500|700",
                        "X1|100|",
                        "X2|200|",
                        "Y|300|850",
                        "Z1|100|250",
                        "Z2|500|");
    }

    @Test
    void tablesExplainThem() {
        assertThat(OneLedger.lines(
                        Summaries.named(tables, "movement"), "kind", "project_count", "total_investment_before"))
                .as("2 joined and 7 formed less 1 left and 7 succeeded: 14 projects, 13 before")
                .containsExactly(
                        "cost_changed|3|115.00", "formed|7|", "joined|2|", "left|1|4.00", "succeeded|7|328.00");
        assertThat(OneLedger.lines(
                        Summaries.named(tables, "investment_by_month"),
                        "report_month",
                        "month_investment",
                        "several_months_investment"))
                .containsExactly(
                        "2025-01-01|8.01|", "2025-02-01|4.02|", "2025-03-01|133.00|20.50", "2025-04-01|35.50|");
        assertThat(OneLedger.lines(
                        ledger.tables().read("summaries.data_findings").collectAsList(),
                        "dataset",
                        "project_code",
                        "subject",
                        "rule",
                        "value"))
                .containsExactlyInAnyOrder(
                        "projects|Z||vanished_under_construction|",
                        "projects|A3|A2|old_code_in_use|2025-04-30",
                        "projects|M|M1|old_code_in_use|2025-04-30",
                        "progress|A2|A|old_code_in_use|2025-04-01",
                        "successions|B|B9|succession_waiting|2025-04-01",
                        "successions|X1|X2|succession_chained|2025-04-01",
                        "successions|X2|X1|succession_chained|2025-04-02",
                        "successions|Z|Z2|succession_chained|2025-04-02",
                        "successions|Z1|Z2|succession_chained|2025-04-20",
                        "successions|T||split_not_shared|0.00%");
        assertThat(OneLedger.lines(
                        ledger.tables().read("facts.bottleneck_state").collectAsList(),
                        "bottleneck_code",
                        "project_code"))
                .containsExactlyInAnyOrder("N1|M", "N2|A3");
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void anEarlierDateKnowsNoLaterOne() {
        assertThat(ledger.state(LocalDate.parse("2025-03-31")))
                .as("renamed already, merged and split not yet; the last name of a chain is not in force")
                .containsExactly(
                        "A2|D1|110.00|7.00",
                        "M1|D1|100.00|6.00",
                        "M2|D1|200.00|20.50",
                        "P|D1|1.00|15.00",
                        "Q|D1|2.00|100.00",
                        "R2|D1|7.00|3.00",
                        "S|D1|5.00|0.03",
                        "T|D1|6.00|9.00",
                        "U|D1|8.00|4.00",
                        "X1|D1|1.00|null",
                        "X2|D1|2.00|null",
                        "Y|D1|4.00|10.00",
                        "Z|D1|4.00|0.30");
    }
}
