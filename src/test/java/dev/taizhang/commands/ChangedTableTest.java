package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a warehouse when the definition of a table changes: nothing is refused, and old releases answer as they did. */
class ChangedTableTest {
    private static final String JANUARY = "2025-01-31";
    private static final String FEBRUARY = "2025-02-28";

    @TempDir
    private static Path folder;

    private static TestInbox origin;

    private TestInbox office;

    @BeforeAll
    static void aNightWithOneTable() throws IOException {
        origin = TestInbox.below(folder.resolve("origin"));
        origin.publishing("large_projects");
        define(origin, "district", "project_count, total_investment");
        origin.deliver(
                JANUARY + " 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,100,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,300,2024-05-01,是,CNY");
        night(origin, JANUARY);
    }

    /** Each test goes on from that night. */
    @BeforeEach
    void copy(TestInfo test) throws IOException {
        office = origin.copiedTo(
                folder.resolve(test.getTestMethod().orElseThrow().getName()));
    }

    private static void define(TestInbox office, String by, String measures) throws IOException {
        office.configure("tables/own.conf", """
                measures = [{
                  name = large_count
                  count_where = "total_investment >= 200000000"
                  title { zh = "大项目数", en = "large projects" }
                }]
                tables = [{
                  name = large_projects, by = %s, measures = [%s]
                  title { zh = "大项目", en = "Large projects" }
                }]
                """.formatted(by, measures));
    }

    private static void night(TestInbox office, String asOf, String... options) {
        Commands.Answer night = office.run("nightly", asOf, options);
        assertThat(night.code()).as(night.err()).isZero();
    }

    private String figures(String columns) {
        return String.join(
                "; ", office.lines("SELECT as_of_date, " + columns + " FROM summaries.large_projects ORDER BY 1"));
    }

    @Test
    void aNewColumnIsEmptyForDatesOfBeforeUntilTheyAreComputedAgain() throws IOException {
        define(office, "district", "project_count, large_count, total_investment");
        night(office, FEBRUARY);
        assertThat(office.log("000002-1")).containsOnlyOnce("表 summaries.large_projects 新增列 large_count；");
        assertThat(figures("project_count, large_count, total_investment"))
                .isEqualTo("2025-01-31|2||4000000.00; 2025-02-28|2|1|4000000.00");
        assertThat(office.lines("SELECT 大项目数 FROM 最新.大项目")).containsExactly("1");

        Commands.Answer again = office.run("backfill", null, "--from", JANUARY, "--to", JANUARY, "--again");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(office.log("000003-1")).doesNotContain("新增列");
        assertThat(figures("project_count, large_count")).isEqualTo("2025-01-31|2|1; 2025-02-28|2|1");
    }

    @Test
    void aTableWithoutAColumnOfBeforeBeginsAnewAndIsRebuiltAndAnOldReleaseAnswersWithItsOwnColumns()
            throws IOException {
        define(office, "district", "large_count");
        night(office, FEBRUARY);
        assertThat(office.log("000002-1")).contains("表 summaries.large_projects 的列或主键已变更，从本次的截止日期重新开始");
        assertThat(figures("large_count")).isEqualTo("2025-02-28|1");
        Commands.Answer old =
                office.run("query", null, "--run", "1", "--format", "csv", "SELECT * FROM latest.large_projects");
        assertThat(old.out()).isEqualToNormalizingNewlines("""
                        as_of_date,district_code,district_name,district_name_en,line_kind,currency,project_count,total_investment
                        2025-01-31,D1,东区,East District,member,CNY,2,4000000.00
                        """);

        night(office, FEBRUARY, "--rebuild");
        assertThat(figures("large_count")).isEqualTo("2025-01-31|1; 2025-02-28|1");
        define(office, "cluster", "large_count");
        night(office, FEBRUARY, "--rebuild");
        assertThat(figures("cluster_code, large_count")).isEqualTo("2025-01-31|iron|1; 2025-02-28|iron|1");
    }
}
