package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taizhang.LongForm;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.RemoteFileSystem;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An earlier release is published again. Before February's night, which brought a wrong delivery, a table got a column, and
 * another table was added; a backfill of December followed.
 */
class RestoreTest {
    private static final String DECEMBER = "2024-12-31";
    private static final String JANUARY = "2025-01-31";
    private static final String FEBRUARY = "2025-02-28";
    private static final String WRONG = FEBRUARY + " 东区 项目变更.csv";
    private static final String FIGURES =
            "SELECT as_of_date, sum(total_investment) FROM summaries.large_projects GROUP BY 1 ORDER BY 1";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static TestInbox origin;
    private static SortedMap<String, String> ofFebruary;

    private TestInbox office;

    @BeforeAll
    static void threeReleases() throws IOException {
        RemoteFileSystem.register();
        origin = TestInbox.below(folder.resolve("origin"));
        origin.publishing("large_projects", "project_watch");
        origin.copying();
        define("project_count, total_investment", "");
        origin.deliver(
                JANUARY + " 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,100,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,300,2024-05-01,是,CNY");
        succeeds(origin.nightly(JANUARY));
        define("project_count, large_count, total_investment", """
                , {
                  name = added_projects, by = cluster, measures = [project_count]
                  title { zh = "新增的表", en = "Added table" }
                }
                """);
        origin.publishing("added_projects");
        origin.deliver(WRONG, TestInbox.CHANGED, "E-01,东一,东区,铸造,开工,99900");
        succeeds(origin.nightly(FEBRUARY));
        ofFebruary = origin.exports(FEBRUARY);
        succeeds(origin.run("backfill", null, "--from", DECEMBER, "--to", DECEMBER));
    }

    private static void define(String measures, String more) throws IOException {
        origin.configure("tables/own.conf", """
                measures = [{
                  name = large_count
                  count_where = "total_investment >= 200000000"
                  title { zh = "大项目数", en = "large projects" }
                }]
                tables = [{
                  name = large_projects, by = district, measures = [%s]
                  title { zh = "大项目", en = "Large projects" }
                } %s]
                """.formatted(measures, more));
    }

    /** Each test goes on from there. */
    @BeforeEach
    void copy(TestInfo test) throws IOException {
        office = origin.copiedTo(
                folder.resolve(test.getTestMethod().orElseThrow().getName()
                        + test.getDisplayName().hashCode()));
    }

    private static Commands.Answer succeeds(Commands.Answer answer) {
        assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
        return answer;
    }

    private List<Release> releases() {
        return Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read())
                .releases();
    }

    private JsonNode exported(String date) throws IOException {
        return JSON.readTree(
                office.warehouse().resolve("exports/" + date + "/release.json").toFile());
    }

    private String text(String file) throws IOException {
        return Files.readString(office.warehouse().resolve(file));
    }

    static Stream<String> storages() {
        return LongForm.ASKED ? Stream.of("", "remote:") : Stream.of("");
    }

    @ParameterizedTest(name = "on storage \"{0}\"")
    @MethodSource("storages")
    void anEarlierReleaseIsPublishedAgainWithAllItsCopiesAndTheNextNightComputesFromTheLedger(String storage)
            throws Exception {
        // The lock of a disk would be taken for the lease of a living run there.
        Files.delete(office.warehouse().resolve(".lock"));
        Commands.Answer restored = succeeds(Commands.run(
                "runs",
                "--conf",
                office.conf().toString(),
                "--warehouse",
                storage + office.warehouse(),
                "--restore",
                "1"));
        assertThat(restored.out())
                .contains(
                        "本次发布恢复了第 1 次发布的数字。",
                        "This release restores the figures of release 1.",
                        "The ledger has not changed: the next run computes from all of its deliveries again.",
                        "该次发布以后接收的报表 deliveries since that release: 2 " + WRONG,
                        "jobs/withdraw --conf ",
                        " DELIVERY --reason TEXT")
                .containsPattern("已恢复发布 1 restored release 1: 发布 release 4（000004-1）");
        Release first = releases().get(0);
        Release fourth = releases().get(3);
        assertThat(fourth.restores()).contains(1L);
        assertThat(fourth.derived()).isEqualTo(first.derived()).doesNotContainKey("summaries.added_projects");
        assertThat(fourth.tables().get("ledger.projects"))
                .isEqualTo(releases().get(2).tables().get("ledger.projects"));
        assertThat(fourth.previousHash()).isEqualTo(releases().get(2).hash());
        copiesShowRelease4();
        listsShowIt();

        Commands.Answer night = succeeds(office.nightly(FEBRUARY));
        assertThat(night.out())
                .contains("发布 release 5（000005-1）", "上一次发布恢复了发布 1；本次运行已按台账重新计算，该次恢复不再有效。")
                .contains("so they are no longer those of release 1.")
                .containsPattern("变动 what moved: jobs/runs --conf .* --diff 4 5\n");
        assertThat(office.lines(FIGURES)).containsExactly(JANUARY + "|4000000.00", FEBRUARY + "|1002000000.00");
        SortedMap<String, String> again = office.exports(FEBRUARY);
        assertThat(again).isEqualTo(ofFebruary);
        assertThat(office.lines("SELECT as_of_date, project_count FROM summaries.added_projects"))
                .containsExactly(FEBRUARY + "|2");
        succeeds(office.run("doctor", null, "--inbox", office.inbox().toString()));
        assertThat(succeeds(office.run("withdraw", null, WRONG, "--reason", "填错了"))
                        .out())
                .contains("已撤回 withdrawn: 2 " + WRONG)
                .doesNotContain("No new deliveries", "该次恢复不再有效");
        assertThat(office.lines(FIGURES)).containsExactly(JANUARY + "|4000000.00", FEBRUARY + "|4000000.00");
    }

    private void copiesShowRelease4() throws IOException, SQLException {
        assertThat(office.lines("SELECT * FROM latest.large_projects"))
                .containsExactly(JANUARY + "|D1|东区|East District|member|CNY|2|4000000.00");
        assertThat(office.warehouse().resolve("exports").toFile().list())
                .contains(JANUARY, "latest")
                .doesNotContain(DECEMBER, FEBRUARY);
        assertThat(exported(JANUARY).get("release_number").asLong()).isEqualTo(4);
        assertThat(exported(JANUARY).get("restores").asLong()).isEqualTo(1);
        assertThat(text("exports/" + JANUARY + "/brief.md")).contains("本次发布恢复了第 1 次发布的数字。");
        assertThat(text("report/index.html")).contains("第 4 次发布（恢复第 1 次发布的数字）", "<dd data-release=\"restores\">1</dd>");
        assertThat(office.warehouse()
                        .resolve("exports/latest/parquet/large_projects")
                        .toFile()
                        .list())
                .containsExactly(JANUARY + ".parquet");
        assertThat(sqlite("SELECT release_number || ' ' || restores FROM release"))
                .containsExactly("4 1");
        assertThat(sqlite("SELECT DISTINCT as_of_date FROM large_projects")).containsExactly(JANUARY);
    }

    private List<String> sqlite(String sql) throws SQLException {
        try (Connection sqlite = DriverManager.getConnection(
                        "jdbc:sqlite:" + office.warehouse().resolve("exports/latest/taizhang.sqlite"));
                ResultSet rows = sqlite.createStatement().executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private void listsShowIt() {
        assertThat(succeeds(office.run("runs", null)).out().lines())
                .last()
                .asString()
                .matches(" *4  000004-1 .* 0 +0 +0 +0 +0 +1  [0-9a-f]{12}");
        assertThat(succeeds(office.run("runs", null, "4")).out())
                .containsPattern("恢复 restores +1\n")
                .containsPattern("已发布日期 dates +" + JANUARY + "\n")
                .contains(releases().get(3).hash());
        assertThat(office.lines("SELECT release_number, restores FROM ledger.runs ORDER BY 1"))
                .containsExactly("1|", "2|", "3|", "4|1");
    }

    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    @Test
    void aReleaseThatIsRestoredHasTheCopiesOfItsOtherDatesToo() throws IOException {
        succeeds(office.run("backfill", null, "--from", DECEMBER, "--to", DECEMBER, "--again"));
        succeeds(office.run("withdraw", null, WRONG, "--reason", "填错了"));
        succeeds(office.run("runs", null, "--restore", "3"));
        assertThat(office.exports(FEBRUARY)).isEqualTo(ofFebruary);
        assertThat(exported(FEBRUARY).get("release_number").asLong()).isEqualTo(2);
        assertThat(exported(DECEMBER).get("restores").asLong()).isEqualTo(3);
        assertThat(text("report/index.html")).contains("第 2 次发布");

        assertThat(succeeds(office.run("publish", null)).out()).contains("exports/" + FEBRUARY, "exports/" + DECEMBER);
        assertThat(office.exports(FEBRUARY)).isEqualTo(ofFebruary);
    }

    @Test
    void whatCannotBeRestoredIsSaidAndTheReleaseThatStandsStays() throws IOException {
        refused(2, "3", "发布 3 就是现行发布。", "Release 3 is the current one. There is nothing to restore.");
        refused(2, "000003-1", "发布 3 就是现行发布。");
        refused(2, "9", "没有发布“9”。", "There is no release \"9\".", "jobs/runs lists all releases.");
        succeeds(office.run("runs", null, "--restore", "2"));
        refused(2, "2", "现行发布 4 的数字就是发布 2 的数字。", "The current release 4 has the figures of release 2 already.");
        assertThat(office.run("runs", null, "1", "--restore", "2").code()).isEqualTo(2);

        Path file = dataFile();
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        refused(
                1,
                "1",
                "发布 1 无法恢复。",
                "Release 1 cannot be restored.",
                file.getFileName().toString());
        Files.delete(file);
        refused(
                1,
                "1",
                "it is missing",
                "The current release is not affected. Choose another release, see jobs/runs",
                "退出码 exit code 1");
        assertThat(releases()).hasSize(4);
    }

    private void refused(int code, String release, String... sentences) {
        Commands.Answer answer = office.run("runs", null, "--restore", release);
        assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(code);
        assertThat(answer.err()).contains(sentences).doesNotContain("\tat ");
    }

    /** A file of the table that was written again when it got a column, so that only the first release names it. */
    private Path dataFile() throws IOException {
        Path table = office.warehouse().resolve("summaries/large_projects/as_of_date=" + JANUARY);
        try (Stream<Path> files = Files.walk(table)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aRestorationThatFailsBeforeItsReleaseLeavesNothing() {
        assertThat(failingAt("manifest.before").code()).isEqualTo(1);
        assertThat(releases()).hasSize(3);
        succeeds(office.run("runs", null, "--restore", "1"));
        assertThat(office.lines(FIGURES)).containsExactly(JANUARY + "|4000000.00");
    }

    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    @Test
    void theNightAfterARestorationThatFailsBeforeItsCopiesCompletesThem() throws Exception {
        Commands.Answer failed = failingAt("manifest.after");
        assertThat(failed.code()).isEqualTo(6);
        assertThat(failed.err()).contains("The release is published");
        assertThat(office.lines(FIGURES)).containsExactly(JANUARY + "|4000000.00");
        assertThat(office.warehouse().resolve("exports/" + DECEMBER)).exists();
        succeeds(office.nightly(JANUARY));
        assertThat(office.warehouse().resolve("exports").toFile().list())
                .contains(JANUARY)
                .doesNotContain(DECEMBER, FEBRUARY);
        assertThat(exported(JANUARY).get("release_number").asLong()).isEqualTo(5);
        assertThat(sqlite("SELECT DISTINCT as_of_date FROM large_projects")).containsExactly(JANUARY);
    }

    private Commands.Answer failingAt(String point) {
        System.setProperty("taizhang.fault", point + ":throw");
        try {
            return office.run("runs", null, "--restore", "1");
        } finally {
            System.clearProperty("taizhang.fault");
        }
    }

    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    @ParameterizedTest(name = "a restoration that is killed at {0}")
    @ValueSource(strings = {"manifest.before", "manifest.after"})
    void theNightAfterAKilledRestorationHasItsOwnDateAndIsAsAlways(String point) throws Exception {
        Commands.Answer killed = Commands.apart(
                List.of("-Dtaizhang.fault=" + point),
                System.getProperty("java.class.path"),
                "runs",
                "--conf",
                office.conf().toString(),
                "--warehouse",
                office.warehouse().toString(),
                "--restore",
                "1");
        assertThat(killed.code()).as(killed.err()).isEqualTo(137);
        succeeds(office.nightly(FEBRUARY));
        assertThat(office.exports(FEBRUARY)).isEqualTo(ofFebruary);
        succeeds(office.run("doctor", null, "--inbox", office.inbox().toString()));
    }
}
