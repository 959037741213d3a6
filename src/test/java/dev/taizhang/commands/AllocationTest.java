package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Projects in several districts and clusters, counted in every way. X costs one fen less than 100 yuan, so that its shares do
 * not come out even.
 */
class AllocationTest {
    private static final String BY_DISTRICT =
            "SELECT district_code, project_count, total_investment, line_kind" + " FROM latest.projects_by_district";

    @TempDir
    private static Path folder;

    private static TestInbox office;

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
    }

    private static void count(String way) throws IOException {
        Path settings = office.conf().resolve("taizhang.conf");
        Files.writeString(
                settings,
                Files.readString(settings).replaceAll("counting.*\\n", "") + "counting { district = " + way
                        + ", cluster = " + way + " }\n");
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
    }

    @Test
    void everyWayOfCountingAddsUpToTheWholeAndWhatIsOddAboutSetsIsSaid() throws IOException {
        count("own_line");
        assertThat(office.lines(BY_DISTRICT))
                .containsExactly("D1|3|73.00|member", "cross_district|2|100.06|cross_district");
        count("every_place");
        assertThat(office.lines(BY_DISTRICT))
                .containsExactly(
                        "D1|5|173.06|member",
                        "D2|2|100.06|member",
                        "unassigned|1|99.99|unassigned",
                        "counted_again|-3|-200.05|counted_again");
        office.publishing("projects_by_district_and_cluster", "project_cube", "data_findings");
        count("by_share");
        // X: 33 % of 9999 fen is 3299.67, three times, and 1 % is 99.99: rounded down 9996, and the three units left go
        // to
        // the remainders .99 (not shared out), .67 (D1) and .67 (D2). Y: 60, 50 and −10 % of 7 fen are 4.2, 3.5 and
        // −0.7.
        assertThat(office.lines(BY_DISTRICT))
                .containsExactly(
                        "D1|5|106.04|member",
                        "D2|2|33.04|member",
                        "unassigned|1|32.99|unassigned",
                        "not_shared_out|2|0.99|not_shared_out");
        assertThat(office.lines("SELECT sum(total_investment) FROM latest.projects_by_district_and_cluster"))
                .containsExactly("173.06");
        assertThat(office.lines("SELECT sum(project_count), sum(total_investment) FROM latest.project_cube"))
                .containsExactly("5|173.06");
        whatIsOddAboutSetsIsSaid();
    }

    private static void whatIsOddAboutSetsIsSaid() {
        assertThat(office.lines("SELECT project_code, subject, rule, value FROM latest.data_findings ORDER BY 1, 2"))
                .containsExactly(
                        "E|district|set_emptied|",
                        "L|district|set_not_listed|",
                        "N|district|set_without_project|",
                        "X|district|shares_not_whole|99.00%",
                        "Y|district|shares_not_whole|110.00%");
        assertThat(office.lines("SELECT row_number, rule, sentence_en FROM ledger.rejected ORDER BY 1"))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("10|"))
                .anyMatch(line ->
                        line.startsWith("13|dimension_unknown|The dimension must be district (县区) or cluster (产业集群)"));
        assertThat(office.lines("SELECT rule, count(1) FROM ledger.warnings GROUP BY 1 ORDER BY 1"))
                .containsExactly("member_unknown|1", "set_emptied|1");
        assertThat(office.lines("SELECT rows_read, rows_accepted, rows_rejected, rows_current, reconciled"
                        + " FROM latest.data_coverage WHERE dataset = 'allocations'"))
                .containsExactly("17|15|2|15|true");
    }
}
