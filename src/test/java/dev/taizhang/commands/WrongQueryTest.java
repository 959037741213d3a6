package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.TestSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A query that cannot be answered says why and ends with 2, or with 1 if time or memory ran out; one that would change something
 * is never run.
 */
class WrongQueryTest {
    private static final String OVERVIEW = "SELECT project_count FROM latest.programme_overview";

    /** Allowed, since nothing in it is large by itself. */
    private static final String ENDLESS = "SELECT count(1) FROM (SELECT explode(sequence(1, 1000000)) AS x) a JOIN"
            + " (SELECT explode(sequence(1, 1000000)) AS y) b ON x % 7 < y % 5";

    @TempDir
    private static Path folder;

    private static TestInbox office;

    @BeforeAll
    static void publishOneProject() throws IOException {
        office = TestInbox.below(folder);
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
        assertThat(office.nightly("2025-03-31").code()).isZero();
    }

    @AfterAll
    static void theReleaseStillAnswers() {
        assertThat(office.lines(OVERVIEW)).containsExactly("1");
    }

    @ParameterizedTest(name = "{0} is not there; {1} is offered")
    @CsvSource({
        "latest.programme_overviw, latest.programme_overview",
        "programme_overview, latest.programme_overview",
        "ledger.project, ledger.projects",
        "总体情况, 最新.总体情况",
        "最新.总体状况, 最新.总体情况",
    })
    void theNearestTableIsOfferedForAnUnknownOne(String asked, String offered) {
        Commands.Answer answer = office.ask("SELECT * FROM " + asked);
        plainly(answer);
        assertThat(answer.err())
                .contains("没有表“" + asked + "”。是否想查 " + offered + "？")
                .contains("There is no table \"" + asked + "\". Did you mean " + offered + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE latest.programme_overview",
                "INSERT INTO ledger.projects VALUES (1)",
                "SET spark.sql.ansi.enabled = false",
                "DELETE FROM ledger.projects",
                "CREATE TABLE x AS SELECT 1",
                "SELECT 1; DROP TABLE x",
                "SELEC 1",
                "",
            })
    void whatIsNotOneSelectIsNotRun(String sql) {
        Commands.Answer answer = office.ask(sql);
        plainly(answer);
        assertThat(answer.err()).contains("只接受一条 SELECT").contains("accepts exactly one SELECT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT no_such_column FROM latest.programme_overview",
                "SELECT count(1 FROM latest.programme_overview",
                "SELECT 1 / 0",
                "SELECT CAST('x' AS INT)",
            })
    void aSelectThatCannotBeAnsweredIsAMistakeOfTheQuery(String sql) {
        plainly(office.ask(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT xpath_string('<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a>1</a>', '/a')",
                "SELECT from_xml('<a>1</a>', 'a INT', map('rowValidationXSDPath', '/etc/passwd'))",
                "SELECT _metadata.file_path FROM facts.project_state",
                "SELECT session_user",
                "SELECT current_user",
                "SELECT count(1) FROM range(10000000) a CROSS JOIN range(10000000) b",
                "SELECT explode(sequence(1, 100000000))",
                "SELECT repeat('x', 2000000000)",
                "SELECT /*+ REPARTITION(100000) */ * FROM facts.project_state",
            })
    void aSelectThatWantsMoreThanTheTablesIsRefused(String sql) {
        Commands.Answer answer = office.ask(sql);
        plainly(answer);
        assertThat(answer.err()).contains("jobs/query 只读已发布的表，不接受").contains("it does not accept");
    }

    @Test
    void textThatLooksLikeAVariableStaysText() {
        assertThat(office.lines("SELECT '${env:PATH} ${system:user.dir} ${spark.app.id}'"))
                .containsExactly("${env:PATH} ${system:user.dir} ${spark.app.id}");
    }

    @Test
    void aQueryWhoseTimeIsUpIsStoppedAndTheNextIsAnswered() {
        Commands.Answer answer = timed("1", "csv", ENDLESS);
        ranOut(answer);
        assertThat(answer.err())
                .contains("查询超过 1 秒，已停止")
                .contains("The query took longer than 1 seconds and was stopped")
                .contains("--timeout");
        assertThat(office.lines(OVERVIEW)).containsExactly("1");
    }

    @Test
    void aTimeThatIsNoneIsAMistake() {
        plainly(timed("0", "csv", OVERVIEW));
    }

    @Test
    void onlyATableIsCutAfterTenThousandRows() {
        String rows = "SELECT id FROM range(10001)";
        Commands.Answer table = timed("60", "table", rows);
        assertThat(table.code()).isZero();
        assertThat(table.out().lines()).hasSize(10_002);
        assertThat(table.err()).contains("只显示前 10000 行").contains("Only the first 10000 rows are shown");
        assertThat(timed("60", "csv", rows).out().lines()).hasSize(10_002);
        Commands.Answer json = timed("60", "json", rows);
        assertThat(json.out().lines()).hasSize(10_001);
        assertThat(json.err()).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNoSuccess() {
        TestSpark.session();
        PrintStream out = System.out;
        try {
            OutputStream full = new OutputStream() {
                @Override
                public void write(int oneByte) throws IOException {
                    throw new IOException("No space left on device");
                }
            };
            System.setOut(new PrintStream(full, false, StandardCharsets.UTF_8));
            assertThat(Taizhang.run(
                            "query",
                            "--conf",
                            office.conf().toString(),
                            "--warehouse",
                            office.warehouse().toString(),
                            OVERVIEW))
                    .isEqualTo(1);
        } finally {
            System.setOut(out);
        }
    }

    /** In a process of its own, since its memory is the query's alone. */
    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void aQueryThatRunsOutOfMemoryEndsWithASentence() throws Exception {
        Commands.Answer answer = apart(
                List.of("-Xmx512m"),
                "SELECT length(array_join(array_agg(repeat('x', 50000000 + CAST(id AS INT))), ',')) FROM range(100)");
        ranOut(answer);
        assertThat(answer.err())
                .contains("查询所需内存超过")
                .contains("needs more memory than")
                .contains("TAIZHANG_MEMORY");
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void anUnknownTableLeavesNothingInTheCallersFolder() throws Exception {
        Path caller = Files.createDirectories(folder.resolve("caller"));
        plainly(apart(List.of("-Duser.dir=" + caller), "SELECT * FROM nowhere"));
        try (Stream<Path> left = Files.list(caller)) {
            assertThat(left).isEmpty();
        }
    }

    /** Spark's message of a damaged file has its whole path. */
    @Test
    void aFileThatCannotBeReadIsNamedByItsPlaceInTheWarehouse() throws IOException {
        Path copy = folder.resolve("damaged");
        FileUtils.copyDirectory(office.warehouse().toFile(), copy.toFile());
        try (Stream<Path> files = Files.walk(copy.resolve("facts").resolve("project_state"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                Files.write(file, new byte[(int) Files.size(file)]);
            }
        }
        Commands.Answer answer =
                Commands.query(office.conf(), copy, "csv", "SELECT project_code FROM facts.project_state");
        ranOut(answer);
        assertThat(answer.err())
                .contains("台账库已损坏", "The warehouse is damaged", "facts/project_state/")
                .doesNotContain(folder.toString());
    }

    private static Commands.Answer timed(String seconds, String format, String sql) {
        return Commands.run(
                "query",
                "--conf",
                office.conf().toString(),
                "--warehouse",
                office.warehouse().toString(),
                "--format",
                format,
                "--timeout",
                seconds,
                sql);
    }

    private static Commands.Answer apart(List<String> options, String sql) throws Exception {
        return Commands.apart(
                options,
                System.getProperty("java.class.path"),
                "query",
                "--conf",
                office.conf().toString(),
                "--warehouse",
                office.warehouse().toString(),
                sql);
    }

    private static void ranOut(Commands.Answer answer) {
        assertThat(answer.code()).as(answer.err()).isEqualTo(1);
        assertThat(answer.err()).contains("退出码 exit code 1").doesNotContain("\tat ", "Exception", "dev.taizhang.");
    }

    private static void plainly(Commands.Answer answer) {
        assertThat(answer.code()).as(answer.err()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("退出码 exit code 2").doesNotContain("\tat ", "Exception", "dev.taizhang.");
    }
}
