package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects in the full lists of several counties, counted in every way; those of one county belong to it as before. */
class SeveralListsTest {
    private static final String LIST = TestInbox.PROJECTS.replace("万元", "元");

    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static OneLedger ledger;
    private static String settings;

    /**
     * X is in three lists and S in two; W is no longer in the corrected list of the east; V moved from the east to the
     * west; S has a set of shares.
     */
    @BeforeAll
    static void deliver() throws IOException {
        office = TestInbox.below(folder);
        office.configure("feeds/sets.conf", TestInbox.SETS);
        Path feed = office.conf().resolve("feeds/projects.conf");
        office.configure(
                "feeds/projects.conf",
                Files.readString(feed) + "sender { file_name = \"^\\\\d{4}-\\\\d{2}-\\\\d{2} (.+?) \" }\n");
        office.deliver("2025-02-28 东区 项目清单.csv", LIST, line("V", "东区", "0.70"));
        office.deliver(
                "2025-03-31 东区 初报项目清单.csv",
                LIST,
                line("X", "东区", "100.01"),
                line("A", "东区", "10"),
                line("W", "东区", "5"),
                line("S", "东区", "50"));
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                LIST,
                line("X", "东区", "100.01"),
                line("A", "东区", "10"),
                line("S", "东区", "50"));
        office.deliver("2025-03-31 南区 项目清单.csv", LIST, line("X", "南区", "99"), line("C", "南区", "30"));
        office.deliver(
                "2025-03-31 西区 项目清单.csv",
                LIST,
                line("X", "西区", "100"),
                line("B", "西区", "20"),
                line("W", "西区", "5"),
                line("V", "西区", "7"),
                line("S", "西区", "50"));
        office.deliver("2025-03-31 分摊表.csv", "项目代码,维度,成员,份额", "S,县区,东区,60", "S,县区,西区,40");
        office.publishing("data_findings");
        ledger = OneLedger.of(office);
        settings = Files.readString(office.conf().resolve("taizhang.conf"));
        assertThat(ledger.night(Optional.empty()))
                .as("read, accepted, rejected")
                .containsExactly(17L, 17L, 0L);
    }

    private static String line(String code, String district, String amount) {
        return code + ",名," + district + ",铸造,开工," + amount + ",,,";
    }

    /** Computes these tables, which takes seconds less without the findings. */
    private static Map<SummaryTable, List<Row>> counted(String way, String asOf, String tables) throws IOException {
        office.configure(
                "taizhang.conf", settings + "counting.district = " + way + "\ntables.only = [" + tables + "]\n");
        return ledger.reconfigured().summaries(LocalDate.parse(asOf));
    }

    private static List<String> byDistrict(Map<SummaryTable, List<Row>> tables) {
        return OneLedger.lines(
                Summaries.named(tables, "projects_by_district"), "district_code", "project_count", "total_investment");
    }

    private static List<String> findings(String asOf, String... columns) {
        return OneLedger.lines(
                ledger.tables()
                        .read("summaries.data_findings")
                        .where("dataset = 'projects' AND as_of_date = DATE'" + asOf + "'")
                        .collectAsList(),
                columns);
    }

    @Test
    void everyWayOfCountingAddsUpToTheWhole() throws IOException {
        assertThat(byDistrict(counted("every_place", "2025-03-31", "projects_by_district")))
                .containsExactly("D1|3|160.00", "D2|5|182.00", "D3|2|130.00", "counted_again|-3|-250.00");
        assertThat(byDistrict(counted("by_share", "2025-03-31", "projects_by_district")))
                .containsExactly("D1|3|73.34", "D2|5|85.33", "D3|2|63.33");
        assertThat(byDistrict(counted("own_line", "2025-03-31", "projects_by_district, data_findings")))
                .containsExactly("D1|1|10.00", "D2|3|32.00", "D3|1|30.00", "cross_district|2|150.00");
        assertThat(findings("2025-03-31", "project_code", "rule", "value"))
                .containsExactlyInAnyOrder("V|large_jump|×10.00", "X|several_lists|东区、西区、南区");
        assertThat(findings("2025-03-31", "rule", "sentence_en"))
                .filteredOn(line -> line.startsWith("several_lists"))
                .singleElement()
                .asString()
                .contains("of 2025-03-31 name this project", "East District 100.01 CNY, West District 100.00 CNY");
        // The west no longer names X, the others have not sent anything later: their lists still count.
        office.deliver("2025-04-15 西区 项目清单.csv", LIST, line("B", "西区", "20"), line("S", "西区", "50"));
        ledger.night(Optional.empty());
        assertThat(byDistrict(counted("by_share", "2025-04-15", "projects_by_district, data_findings")))
                .containsExactly("D1|3|89.50", "D2|2|40.00", "D3|2|79.50");
        assertThat(findings("2025-04-15", "project_code", "rule", "value"))
                .containsExactlyInAnyOrder(
                        "V|vanished_under_construction|", "W|vanished_under_construction|", "X|several_lists|东区、南区");
    }
}
