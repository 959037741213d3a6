package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Projects in several districts and clusters, counted in every way. X costs one fen less than 100 yuan, so that its shares do
 * not come out even.
 */
class AllocationTest {
    private static final String BY_DISTRICT_ONLY = "tables.only = [projects_by_district]";

    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static OneLedger ledger;
    private static String settings;

    @BeforeAll
    static void deliver() throws IOException {
        office = TestInbox.below(folder);
        office.configure("feeds/sets.conf", TestInbox.SETS);
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS.replace("万元", "元"),
                "X,跨县一,东区,铸造,开工,99.99,,,",
                "Y,超出,东区,铸造,开工,0.07,,,",
                "Z,东一,东区,新能源,开工,50,,,",
                "E,已撤,东区,铸造,签约,20,,,",
                "L,不再列出,东区,铸造,签约,3,,,");
        office.deliver(
                "2025-02-28 分摊表.csv",
                "项目代码,维度,成员,份额",
                "X,县区,东区,100",
                "E,县区,东区,50",
                "E,县区,西区,50",
                "L,县区,东区,40",
                "L,县区,南区,60");
        office.deliver(
                "2025-03-31 分摊表.csv",
                "项目代码,维度,成员,份额",
                "X,县区,东区,30",
                "X,县区,东区,3",
                "X,县区,西区,33",
                "X,县区,北区,33",
                "X,集群,铸造,50",
                "X,集群,新能源,50",
                "Y,县区,东区,60",
                "Y,县区,西区,50",
                "Y,县区,南区,很多",
                "E,县区,,",
                "N,县区,东区,100",
                "X,方位,东区,100");
        office.publishing("projects_by_district_and_cluster", "project_cube", "project_allocation", "data_findings");
        ledger = OneLedger.of(office);
        settings = Files.readString(office.conf().resolve("taizhang.conf"));
        // 5 projects, and 5 and 12 rows of sets.
        assertThat(ledger.night(Optional.empty()))
                .as("read, accepted, rejected")
                .containsExactly(22L, 20L, 2L);
    }

    /** Computes all tables of the office, or only some, which takes seconds less. */
    private static Map<SummaryTable, List<Row>> counted(String way, String more) throws IOException {
        office.configure(
                "taizhang.conf",
                settings + "counting { district = " + way + ", cluster = " + way + " }\n" + more + "\n");
        return ledger.reconfigured().summaries(LocalDate.of(2025, 3, 31));
    }

    private static List<String> lines(Map<SummaryTable, List<Row>> tables, String table, String... columns) {
        return OneLedger.lines(Summaries.named(tables, table), columns);
    }

    private static List<String> byDistrict(Map<SummaryTable, List<Row>> tables) {
        return lines(tables, "projects_by_district", "district_code", "project_count", "total_investment", "line_kind");
    }

    @Test
    void everyWayOfCountingAddsUpToTheWholeAndWhatIsOddAboutSetsIsSaid() throws IOException {
        assertThat(byDistrict(counted("own_line", BY_DISTRICT_ONLY)))
                .containsExactly("D1|3|73.00|member", "cross_district|2|100.06|cross_district");
        assertThat(byDistrict(counted("every_place", BY_DISTRICT_ONLY)))
                .containsExactly(
                        "D1|5|173.06|member",
                        "D2|2|100.06|member",
                        "unassigned|1|99.99|unassigned",
                        "counted_again|-3|-200.05|counted_again");
        Map<SummaryTable, List<Row>> byShare = counted("by_share", "");
        // X: 33 % of 9999 fen is 3299.67, three times, and 1 % is 99.99: rounded down 9996, and the three units left go
        // to
        // the remainders .99 (not shared out), .67 (D1) and .67 (D2). Y: 60, 50 and −10 % of 7 fen are 4.2, 3.5 and
        // −0.7.
        assertThat(byDistrict(byShare))
                .containsExactly(
                        "D1|5|106.04|member",
                        "D2|2|33.04|member",
                        "unassigned|1|32.99|unassigned",
                        "not_shared_out|2|0.99|not_shared_out");
        assertThat(Summaries.named(byShare, "projects_by_district_and_cluster").stream()
                        .map(row -> row.<BigDecimal>getAs("total_investment"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("173.06");
        assertThat(ledger.tables()
                        .read("summaries.project_cube")
                        .selectExpr("sum(project_count)", "sum(total_investment)")
                        .collectAsList())
                .singleElement()
                .hasToString("[5,173.06]");
        theWeightsOfTheLinesAreThoseOfTheSets();
        whatIsOddAboutSetsIsSaid(byShare);
    }

    private static void theWeightsOfTheLinesAreThoseOfTheSets() {
        Dataset<Row> lines = ledger.tables().read("summaries.project_allocation");
        assertThat(OneLedger.lines(
                        lines.where("project_code IN ('X', 'Z') AND cluster_code <> 'iron'")
                                .collectAsList(),
                        "project_code",
                        "district_code",
                        "cluster_code",
                        "weight",
                        "times"))
                .containsExactlyInAnyOrder(
                        "X|D1|energy|0.165000|1",
                        "X|D2|energy|0.165000|1",
                        "X|unassigned|energy|0.165000|1",
                        "X|not_shared_out|energy|0.005000|1",
                        "Z|D1|energy|1.000000|1");
        assertThat(OneLedger.lines(
                        lines.groupBy("project_code")
                                .agg(Map.of("weight", "sum"))
                                .collectAsList(),
                        "project_code",
                        "sum(weight)"))
                .containsExactlyInAnyOrder("X|1.000000", "Y|1.000000", "Z|1.000000", "E|1.000000", "L|1.000000");
    }

    private static void whatIsOddAboutSetsIsSaid(Map<SummaryTable, List<Row>> tables) {
        assertThat(OneLedger.lines(
                        ledger.tables().read("summaries.data_findings").collectAsList(),
                        "project_code",
                        "subject",
                        "rule",
                        "value"))
                .containsExactlyInAnyOrder(
                        "E|district|set_emptied|",
                        "L|district|set_not_listed|",
                        "N|district|set_without_project|",
                        "X|district|shares_not_whole|99.00%",
                        "Y|district|shares_not_whole|110.00%");
        assertThat(OneLedger.lines(
                        ledger.tables()
                                .read("ledger.rejected")
                                .selectExpr("row_number", "inline(problems)")
                                .collectAsList(),
                        "row_number",
                        "rule",
                        "sentence_en"))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("10|"))
                .anyMatch(line ->
                        line.startsWith("13|dimension_unknown|The dimension must be district (县区) or cluster (产业集群)"));
        assertThat(OneLedger.lines(ledger.tables().read("ledger.warnings").collectAsList(), "rule"))
                .containsExactlyInAnyOrder("member_unknown", "set_emptied");
        assertThat(lines(
                        tables,
                        "data_coverage",
                        "dataset",
                        "column_name",
                        "rows_read",
                        "rows_accepted",
                        "rows_rejected",
                        "rows_current",
                        "reconciled"))
                .contains("allocations||17|15|2|15|true");
    }
}
