package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.night.Arrival;
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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three months of a county whose projects were renamed, merged and split, also by mistake: figures by hand, in yuan. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SuccessionsTest {
    private static final LocalDate MARCH = LocalDate.parse("2025-03-31");
    private static final LocalDate APRIL = LocalDate.parse("2025-04-30");
    private static final String CHANGES = "2025-04-30 项目代码变更表.csv";

    @TempDir
    private static Path folder;

    private static OneLedger ledger;
    private static Map<SummaryTable, List<Row>> tables;

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
        list(office, "2025-02-28", "A 100; M1 100; M2 200; S 5; K 8; L 2; B 9; X1 1; X2 2; V1 3; V2 4");
        list(office, "2025-03-31", "A2 110; M1 100; M2 200; S 5; K 8; L 2; B 9; X1 1; X2 2; V1 3; V2 4");
        list(office, "2025-04-30", "A2 111; A3 120; M 290; M1 100; S1 3; S2 2; K 10; B 9; X1 1; X2 2; V1 3; V2 4");
        office.deliver(
                "2025年 东区 项目进度.csv",
                rows(
                        "项目代码,报告月份,本月完成投资（元）,本年完成投资（元）",
                        "A,2025-01,1,; A,2025-02,2,; A2,2025-03,4,; A2,2025-04,8,; A3,2025-04,16,;"
                                + "M1,2025-01,1,; M2,2025-03,,20.5; M,2025-04,,40;"
                                + "S,2025-01,0.01,; S1,2025-04,4,;"
                                + "L,2025-02,7,; K,2025-02,1,; K,2025-04,2,; X1,2025-03,5,"));
        office.deliver("2025-03-31 堵点.csv", "编号,项目代码,要素,提出日期", "N1,A,土地,2025-03-01", "N2,M1,土地,2025-03-01");
        office.deliver(
                CHANGES,
                rows(
                        "原项目代码,新项目代码,生效日期",
                        "A,A2,2025-03-15; A2,A3,2025-04-10; A2,A4,2025-04-20;"
                                + "M1,M,2025-04-01; M2,M,2025-04-01; S,S1,2025-04-01; S,S2,2025-04-01; L,K,2025-04-01;"
                                + "B,B9,2025-04-01; X1,X2,2025-04-01; X2,X1,2025-04-01; V1,V,2025-04-01; V2,V,2025-04-01;"
                                + "A3,A5,2025-05-01; Z,M,2025-05-01"));
        office.publishing("movement", "data_findings", "investment_by_month");
        ledger = OneLedger.of(office);
        assertThat(ledger.night(Optional.empty()).get(2)).as("rejected").isZero();
        tables = ledger.summaries(APRIL);
    }

    private static String[] rows(String header, String rows) {
        return Stream.concat(Stream.of(header), Arrays.stream(rows.split(";")).map(String::strip))
                .toArray(String[]::new);
    }

    private static void list(TestInbox office, String date, String projects) throws IOException {
        office.deliver(
                date + " 东区 项目清单.csv",
                Stream.concat(
                                Stream.of(TestInbox.PROJECTS.replace("万元", "元")),
                                Arrays.stream(projects.split(";"))
                                        .map(project -> project.strip().split(" "))
                                        .map(cells -> cells[0] + ",名,东区,铸造,开工," + cells[1] + ",,,"))
                        .toArray(String[]::new));
    }

    @Test
    @Order(1)
    void aRenamedProjectGoesOnAndOthersStandOnTheirOwnReports() {
        assertThat(OneLedger.lines(
                        ledger.tables()
                                .read("facts.project_state")
                                .orderBy("project_code")
                                .collectAsList(),
                        "project_code",
                        "district_code",
                        "total_investment",
                        "year_to_date_investment"))
                .as("in cents; A3 counts as in its own rows, beside which the same deliveries name A2")
                .containsExactly(
                        "A3|D1|12000|2300",
                        "B9|D1|900|",
                        "K|D1|1000|300",
                        "M|D1|29000|4000",
                        "S1|D1|300|400",
                        "S2|D1|200|",
                        "V1|D1|300|",
                        "V2|D1|400|",
                        "X1|D1|100|500",
                        "X2|D1|200|");
        assertThat(OneLedger.lines(
                        ledger.tables()
                                .read("facts.bottleneck_state")
                                .orderBy("bottleneck_code")
                                .collectAsList(),
                        "bottleneck_code",
                        "project_code",
                        "district_code"))
                .containsExactly("N1|A3|D1", "N2|M1|unassigned");
    }

    @Test
    @Order(2)
    void earlierDatesAreWhatTheyWere() {
        assertThat(ledger.state(MARCH))
                .as("renamed by then; merged and split later")
                .containsExactly(
                        "A2|D1|110.00|7.00",
                        "B|D1|9.00|null",
                        "K|D1|8.00|1.00",
                        "L|D1|2.00|7.00",
                        "M1|D1|100.00|1.00",
                        "M2|D1|200.00|20.50",
                        "S|D1|5.00|0.01",
                        "V1|D1|3.00|null",
                        "V2|D1|4.00|null",
                        "X1|D1|1.00|5.00",
                        "X2|D1|2.00|null");
    }

    @Test
    @Order(3)
    void tablesNameWhatMoved() {
        assertThat(OneLedger.lines(
                        Summaries.named(tables, "movement"),
                        "kind",
                        "project_count",
                        "total_investment_before",
                        "total_investment_now"))
                .as("11 projects, 3 joined and 4 left: 10; those renamed did neither")
                .containsExactly(
                        "cost_changed|2|118.00|130.00",
                        "joined_by_merger|1||290.00",
                        "joined_by_split|2||5.00",
                        "left_by_merger|3|302.00|",
                        "left_by_split|1|5.00|");
        assertThat(OneLedger.lines(
                        Summaries.named(tables, "investment_by_month"),
                        "report_month",
                        "month_investment",
                        "several_months_investment",
                        "year_to_date_investment"))
                .as("of listed projects: what A3 reported under any code, K, X1, S1, and the year to date of M")
                .containsExactly(
                        "2025-01-01|1.00||1.00",
                        "2025-02-01|3.00||4.00",
                        "2025-03-01|9.00||13.00",
                        "2025-04-01|22.00|40.00|75.00");
    }

    @Test
    @Order(4)
    void whateverIsOddIsFound() {
        List<Row> findings = ledger.tables().read("summaries.data_findings").collectAsList();
        assertThat(OneLedger.lines(findings, "dataset", "project_code", "subject", "rule", "value"))
                .containsExactlyInAnyOrder(
                        "projects|A3|A2|old_code_in_use|2025-04-30",
                        "projects|B9|B|old_code_in_use|2025-04-30",
                        "projects|M1|M1|old_code_in_use|2025-04-30",
                        "successions|A2|A4|succession_repeated|2025-04-20",
                        "successions|X1|X2|succession_circular|2025-04-01",
                        "successions|X2|X1|succession_circular|2025-04-01",
                        "successions|B|B9|succession_unlisted|B9",
                        "successions|V1|V|succession_unlisted|V",
                        "successions|V2|V|succession_unlisted|V",
                        "successions|M1|CNY|succession_investment|1.00",
                        "successions|M2|CNY|succession_investment|20.50",
                        "successions|S|CNY|succession_investment|0.01",
                        "successions|L|CNY|succession_investment|7.00");
        assertThat(OneLedger.lines(findings, "sentence_en"))
                .contains(
                        "A sender still reports under the old code M1 (rows: 1, the latest of 2025-04-30), which M succeeded from"
                                + " 2025-04-01 on. The project was merged or split and no longer counts. Use the new code.",
                        "No list up to the as-of date names the new code V, so V1 counts as before. Check the code, or"
                                + " deliver a list that names it.");
    }

    @Test
    @Order(5)
    void withoutTheDeliveryProjectsLeaveAndJoin() {
        ledger.take(new Arrival.Withdrawal(CHANGES, "填错了"));
        assertThat(ledger.state(APRIL))
                .contains("A2|D1|111.00|12.00", "A3|D1|120.00|16.00", "B|D1|9.00|null", "M1|D1|100.00|1.00")
                .hasSize(12);
    }
}
