package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table by a query that an office writes into one file under {@code conf/tables}, and every mistake in such a file. */
class OwnQueryTest {
    private static final String FILE = """
            /*
            title { zh = "县区最大项目", en = "Largest projects" }
            sentence { zh = "每个县区、币种一行", en = "One row per district and currency" }
            grain = [district_code, currency]
            columns = [
              district_code, district_name, currency
              { name = largest_investment, unit = amount, zh = "最大项目投资", en = "investment of the largest project" }
              { name = share, unit = fraction, zh = "占县区比重", en = "of the district's; the denominator is its total investment" }
            ]
            page { chapter = districts, columns = [district_name, largest_investment, share] }
            workbook = 100
            checks { at_most_the_whole = "SELECT district_code, share FROM largest_projects WHERE share > 1" }
            */
            WITH largest AS (
              SELECT district_code, district_name, currency, max(total_investment) AS largest_investment
              FROM project_state
              WHERE status_code = 'started' AND actual_start_date <= :as_of
              GROUP BY ALL
            )
            SELECT district_code, largest.district_name, currency, largest_investment,
              try_divide(largest_investment, total_investment) AS share
            FROM largest JOIN rolled_up.projects_by_district USING (district_code, currency)
            ORDER BY district_code
            """;

    @TempDir
    private Path folder;

    private TestInbox office;

    private Commands.Answer night(String file) throws IOException {
        office = TestInbox.below(folder);
        office.copying();
        office.publishing("largest_projects");
        office.configure("tables/largest_projects.sql", file);
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,100000,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,300000,2024-05-01,是,CNY");
        return office.nightly("2025-03-31");
    }

    @Test
    void itAppearsInEveryCopyLikeAnyOtherTable() throws IOException, SQLException {
        Commands.Answer night = night(FILE.replace(
                "\"investment of the largest project\"",
                "\"investment of the largest project\", deprecated { zh = \"用项目跟踪\", en = \"use project_watch\" }"));
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(office.exports("2025-03-31").get("largest_projects.csv")).isEqualToNormalizingNewlines("""
                        \uFEFFas_of_date,district_code,district_name,currency,largest_investment,share
                        2025-03-31,D1,东区,CNY,3000000000.00,0.750000
                        """);
        assertThat(office.lines("SELECT district_code, largest_investment FROM ("
                        + FILE.replaceFirst("(?s)/\\*.*?\\*/", "") + ")"))
                .as("the text of the file as a query")
                .containsExactly("D1|3000000000.00");
        assertThat(office.lines("SELECT 县区, 占县区比重 FROM 最新.县区最大项目")).containsExactly("东区|0.750000");
        JsonNode shown = PageTest.data(Jsoup.parse(
                        office.warehouse().resolve("report/index.html").toFile(), "UTF-8"))
                .get("blocks")
                .get("largest_projects");
        assertThat(shown.get("rows").get(0)).last().extracting(JsonNode::asText).isEqualTo("0.75");
        Path exports = office.warehouse().resolve("exports");
        try (ReadableWorkbook workbook = new ReadableWorkbook(
                exports.resolve("2025-03-31/taizhang-2025-03-31.xlsx").toFile())) {
            assertThat(workbook.getSheets().map(sheet -> sheet.getName())).endsWith("县区最大项目", "数据字典 Dictionary");
        }
        try (Connection mart = DriverManager.getConnection("jdbc:sqlite:" + exports.resolve("latest/taizhang.sqlite"));
                ResultSet rows = mart.createStatement().executeQuery("SELECT share FROM largest_projects")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBigDecimal(1)).isEqualByComparingTo("0.75");
        }
        assertThat(exports.resolve("latest/parquet/duckdb.sql"))
                .content()
                .contains("investment of the largest project (deprecated: use project_watch)");
        String conf = office.conf().toString();
        assertThat(Commands.run("tables", "--conf", conf, "largest_projects").out())
                .contains("Largest projects", "investment of the largest project");
        assertThat(Commands.run("tables", "--conf", conf, "--lineage", "县区最大项目").out())
                .startsWith(
                        "summaries.largest_projects · 县区最大项目 Largest projects\n\n来源 computed from\n  facts.project_state ")
                .contains(
                        "\n  summaries.projects_by_district ",
                        "\n    facts.project_state · 项目现状 Project state（见上 see above）\n")
                .contains("      feeds.projects · 文件 files · *项目清单.xlsx, *项目清单.csv\n")
                .contains(
                        "\n用于 used in\n  copies.csv ",
                        "\n  copies.workbook ",
                        "\n  copies.page ",
                        "\n  copies.sqlite ");
        Commands.Answer wrong = Commands.run("tables", "--conf", conf, "--lineage", "largest_project");
        assertThat(wrong.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(wrong.err()).contains("Did you mean summaries.largest_projects?");
    }

    @Test
    void aCheckThatFailsStopsThePublicationAndNamesTheRows() throws IOException {
        Commands.Answer night = night(FILE.replace("share > 1", "share > 0.7"));
        assertThat(night.code()).isEqualTo(ExitCode.GATE_FAILED.code());
        assertThat(night.err())
                .contains(
                        "表 largest_projects 未通过检查 at_most_the_whole，本次未发布。不符合要求的行：district_code = D1, share = 0.750000。",
                        "The table largest_projects failed its check at_most_the_whole, so nothing was published. Rows found: ")
                .doesNotContain("\tat ");
        assertThat(office.warehouse().resolve("exports/2025-03-31")).doesNotExist();
        office.configure(
                "tables/largest_projects.sql",
                FILE.replace("GROUP BY ALL", "GROUP BY project_code, district_code, district_name, currency"));
        Commands.Answer twice = office.nightly("2025-03-31");
        assertThat(twice.code()).isEqualTo(ExitCode.GATE_FAILED.code());
        assertThat(twice.err()).contains("Two rows of the table summaries.largest_projects have the same grain");
        assertThat(Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read())
                        .current())
                .as("what has been published")
                .isEmpty();
    }

    @Test
    void anOfficesOwnTestsSayWhatDiffers() throws IOException {
        office = TestInbox.below(folder);
        office.publishing("largest_projects");
        office.configure("tables/largest_projects.sql", FILE);
        office.configure("tests/largest.conf", """
                as_of = 2025-03-31
                given {
                  projects = [
                    { project_code = A, district = D1, status = started, total_investment = 100, actual_start_date = 2024-05-01 }
                    { project_code = B, district = D1, status = started, total_investment = 300, actual_start_date = 2024-05-01 }
                    { project_code = C, district = D1, status = started, total_investment = 900, actual_start_date = 2025-04-01 }
                  ]
                }
                expect {
                  largest_projects = [{ district_name = "东区", largest_investment = 300, share = 0.230769 }]
                }
                """);
        office.configure(
                "tests/wrong.conf",
                Files.readString(office.conf().resolve("tests/largest.conf"))
                        .replace("largest_investment = 300", "largest_investment = 900"));
        Commands.Answer tests =
                office.run("doctor", null, "--inbox", office.inbox().toString(), "--tests");
        assertThat(tests.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(tests.out())
                .contains("[好 ok]   测试 test largest.conf：1 行 rows", "[错 wrong] 测试 test wrong.conf：")
                .contains(
                        "wrong.conf:10: the key \"largest_projects\" is invalid: expected", "largest_investment=300.00")
                .contains("Problems found: 1.");
        assertThat(office.warehouse()).doesNotExist();
    }

    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            grain = [district_code, currency] | grain = [districts, currency] | :4 | there is no "districts"
            columns = [ | colums = [ | :5 | unknown key "colums". Did you mean "columns"?
            district_code, district_name, currency | district_code, district_nam, currency | :6 | there is no "district_nam"
            unit = amount | unit = money | :7 | there is no "money"
            chapter = districts | chapter = district | :10 | there is no "district"
            columns = [district_name, largest | columns = [district_title, largest | :10 | there is no "district_title"
            FROM largest_projects WHERE | FROM largest_project WHERE | :12 | it cannot read "largest_project"
            share > 1 | shares > 1 | :12 | it cannot be evaluated
            SELECT district_code, district_name, currency, max | SELECT district_code district_name currency max | :15 | not valid Spark SQL
            max(total_investment) AS | max(total_investments) AS | :15 | it cannot be evaluated
            FROM project_state | FROM facts.project_state | :16 | it cannot read "facts.project_state"; it can read: allocation_sets
            actual_start_date <= :as_of | actual_start_date <= current_date() | :14 | it must not use current_date
            actual_start_date <= :as_of | actual_start_date <= :as_off | :17 | there is no parameter ":as_off"; available: :as_of, :report_month, :year
            AS share | AS the_share | :14 | its columns (district_code, district_name, currency, largest_investment, the_share) differ from those
            total_investment) AS share | `total_investment) || '%' AS share` | :14 | the column "share" is of type string, but columns declares decimal(12,6)
            title { zh = "县区最大项目" | title { zh = "分县区项目" | : the key | is already in use
            /* | -- | :1 | the file must begin with its head
            """)
    void everyMistakeIsNamedWithItsLineBeforeAnythingIsRead(String right, String wrong, String line, String reason)
            throws IOException {
        assertThat(FILE).contains(right);
        Commands.Answer night = night(FILE.replace(right, wrong));
        assertThat(night.code()).as(night.out() + night.err()).isEqualTo(ExitCode.USAGE.code());
        assertThat(night.err()).contains("largest_projects.sql" + line, reason).doesNotContain("\tat ");
        assertThat(office.warehouse().resolve("ledger")).doesNotExist();
    }

    @Test
    void theMistakesOfAllFilesAreNamedAtOnce() throws IOException {
        Files.createDirectories(folder.resolve("conf/tables"));
        office = TestInbox.below(folder);
        office.configure("tables/largest_projects.sql", FILE.replace("max(total_investment) AS", "max(total) AS"));
        office.configure(
                "tables/other.sql", FILE.replace("县区最大项目", "其他").replace("chapter = districts", "chapter = no"));
        office.configure("tables/own.conf", """
                tables = [{
                  name = by_nature, by = natures, measures = [project_count]
                  title { zh = "分性质", en = "By nature" }
                }]
                """);
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(night.err()).contains("largest_projects.sql:15", "other.sql:10", "own.conf:2");
    }
}
