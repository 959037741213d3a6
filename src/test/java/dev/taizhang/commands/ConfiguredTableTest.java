package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table and measures that an office writes into files under {@code conf/tables}, and every mistake in such a file. */
class ConfiguredTableTest {
    private static final String FILE = """
            measures = [
              {
                name = large_project_count
                unit = count
                sum = "coalesce(sum(times) FILTER (WHERE total_investment >= 150000000000), 0)"
                title { zh = "十五亿元以上项目数", en = "projects of 1.5 billion and more" }
              }
              {
                name = large_share
                unit = fraction
                formula = "try_divide(large_project_count, project_count)"
                title { zh = "十五亿元以上项目占比", en = "share of projects of 1.5 billion and more" }
                sentence { zh = "分母为项目数", en = "the denominator is project_count" }
              }
            ]
            tables = [{
              name = projects_by_nature
              by = nature
              measures = [project_count, total_investment, large_project_count, large_share]
              title { zh = "分建设性质项目", en = "Projects by nature" }
            }]
            """;

    @TempDir
    private Path folder;

    private TestInbox office;

    private TestInbox office(String file) throws IOException {
        office = TestInbox.below(folder);
        office.publishing("projects_by_nature");
        office.configure("tables/own.conf", file);
        office.configure(
                "feeds/projects.conf",
                Files.readString(office.conf().resolve("feeds/projects.conf"))
                        .replace("columns {", "columns {\n  nature = { constant = \"续建\" }"));
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,100000,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,150000,2024-05-01,是,CNY",
                "E-03,东三,东区,铸造,开工,200000,2024-05-01,是,CNY");
        return office;
    }

    @Test
    void aTableOfConfigurationIsExportedListedDescribedAndAskedLikeAnyOther() throws IOException {
        Commands.Answer night = office(FILE).nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(office.exports("2025-03-31").get("projects_by_nature.csv"))
                .contains("2025-03-31,continuing,续建,Continuing,member,CNY,3,4500000000.00,2,0.666667");
        assertThat(office.lines("SELECT 十五亿元以上项目数, 十五亿元以上项目占比 FROM 最新.分建设性质项目")).containsExactly("2|0.666667");
        String conf = office.conf().toString();
        assertThat(Commands.run("tables", "--conf", conf, "projects_by_nature").out())
                .contains("large_share", "十五亿元以上项目占比：分母为项目数。");
        assertThat(Commands.run("tables", "--conf", conf, "--markdown").out())
                .contains("## summaries.projects_by_nature", "`try_divide(large_project_count, project_count)`");
    }

    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            FILTER (WHERE total_investment | FILTER (WHERE investment        | own.conf:5 | it cannot be evaluated
            sum(times)                     | sum(times                       | own.conf:5 | it is not valid Spark SQL
            unit = fraction                | unit = share                    | own.conf:10 | there is no "share"
            by = nature                    | by = natures                    | own.conf:18 | there is no "natures"
            by = nature                    | fact = [project_state, contract_state], by = nature | own.conf:18 | a table can sum only one fact
            [project_count, total          | [project_counts, total          | own.conf:19 | there is no "project_counts"
            name = projects_by_nature      | name = projects_by_level        | own.conf:17 | is already in use
            name = large_project_count     | name = project_count            | own.conf:3 | is already in use
            large_project_count, project_count) | large_project_count, projects) | own.conf:11 | it cannot be evaluated
            measures = [project_count      | figures = [project_count        | own.conf:19 | unknown key "figures"
            """)
    void everyMistakeIsNamedWithItsLineBeforeAnythingIsRead(String right, String wrong, String place, String reason)
            throws IOException {
        assertThat(FILE).contains(right);
        Commands.Answer night = office(FILE.replace(right, wrong)).nightly("2025-03-31");
        assertThat(night.code()).as(night.out() + night.err()).isEqualTo(ExitCode.USAGE.code());
        assertThat(night.err()).contains(place, reason).doesNotContain("\tat ");
        assertThat(office.warehouse().resolve("ledger")).doesNotExist();
    }
}
