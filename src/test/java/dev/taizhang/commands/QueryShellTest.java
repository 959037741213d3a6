package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.query.QuerySession;
import dev.taizhang.query.ReleaseFacts;
import dev.taizhang.query.ReleaseRelations;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.WarehouseTables;
import dev.taizhang.terminal.AnswerFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions typed into the shell, and those of a file, about one project. */
class QueryShellTest {
    private static final String COUNT = "SELECT project_count FROM latest.programme_overview";

    @TempDir
    private static Path folder;

    private static TestInbox office;

    @BeforeAll
    static void publishOneProject() throws IOException {
        office = TestInbox.below(folder);
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
        assertThat(office.nightly("2025-03-31").code()).isZero();
    }

    /** Types a text, and returns what the terminal shows until the shell ends. */
    private static String typed(String text, Path history) throws IOException {
        Configuration configuration = Configuration.read(office.conf());
        Warehouse warehouse = Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read());
        Release release = WantedRelease.of(warehouse, null);
        OfficeTables tables = OfficeTables.of(configuration);
        ReleaseRelations relations = new ReleaseRelations(
                new ReleaseFacts(TestSpark.session(), configuration, tables, warehouse, release), Optional.empty());
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        InputStream keys = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        try (Terminal terminal = TerminalBuilder.builder()
                        .system(false)
                        .streams(keys, shown)
                        .encoding(StandardCharsets.UTF_8)
                        .type("dumb")
                        .build();
                QuerySession session = new QuerySession(TestSpark.session(), relations, warehouse)) {
            new QueryShell(
                            terminal,
                            session,
                            new QueryShell.Names(release, WarehouseTables.known(tables), relations.names()),
                            new QueryShell.Form(AnswerFormat.csv, Duration.ofSeconds(60)))
                    .run(history);
        }
        return shown.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    @Test
    void statementsAndCommandsAreAnsweredUntilTheUserLeaves() throws IOException {
        String shown = typed(
                COUNT + ";\n"
                        + "SELECT 县区\nFROM 最新.分县区项目;\n"
                        + "SELECT 1 AS one; SELECT 2 AS two;\n"
                        + "\\format markdown\n\\timing\n"
                        + "SELECT 'a|b' AS cell, 3 AS three;\n"
                        + "\\q\nSELECT 4 AS four;\n",
                folder.resolve("history"));

        assertThat(shown)
                .contains("Release 1 as of 2025-03-31.")
                .contains("project_count\n1\n")
                .contains("县区\n东区\n")
                .contains("one\n1\n", "two\n2\n")
                .contains("| cell | three |\n| --- | --: |\n| a\\|b | 3 |\n")
                .containsPattern("\n\\d+\\.\\d{3} s\n")
                .doesNotContain("four\n4");
        assertThat(Files.readString(folder.resolve("history"))).contains(COUNT);
    }

    @Test
    void tablesAndColumnsAreListedInTheWordsOfEveryEngine() throws IOException {
        String shown = typed(
                "\\d\n\\d 最新.分县区项目\nshow tables;\nDESCRIBE latest.programme_overview;\n\\d nothing\n",
                folder.resolve("lists"));

        assertThat(shown.split("summaries.programme_overview +总体情况 +1 +2025-03-31", -1))
                .hasSize(3);
        assertThat(shown)
                .contains("summaries.projects_by_district · ")
                .contains("summaries.programme_overview · ")
                .contains("There is no table \"nothing\".");
    }

    @Test
    void aQueryThatFailsDoesNotEndTheShell() throws IOException {
        String shown = typed(
                "SELECT nothing FROM latest.programme_overview;\nDROP TABLE x;\n\\format nothing\n\\nothing\n" + COUNT
                        + ";\n",
                folder.resolve("failures"));

        assertThat(shown)
                .contains("查询有误：", "The query is wrong: ")
                .contains("jobs/query accepts exactly one SELECT.")
                .contains("There is no format \"nothing\".")
                .contains("Ctrl-C            停止当前查询 stops the query")
                .contains("project_count\n1\n")
                .doesNotContain("\tat ");
    }

    @Test
    void theQueriesOfAFileAreAnsweredUpToTheFirstThatFails() throws IOException {
        Path file = Files.writeString(
                folder.resolve("queries.sql"),
                "SELECT 1 AS one; -- first\nSELECT 2 AS two;\nSELECT nothing;\nSELECT 4 AS four\n");
        Commands.Answer answer = office.run("query", null, "--format", "csv", "-f", file.toString());

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.out().replace("\r", "")).isEqualTo("one\n1\n\ntwo\n2\n\n");
        assertThat(answer.err())
                .contains("Query 3 of 4 was not completed, and those after it were not run:")
                .contains("The query is wrong: ");
    }

    @Test
    void aFileThatIsNotThereOrHasNoQueryIsNamed() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.sql"), "-- nothing;\n");

        assertThat(office.run("query", null, "--format", "csv", "-f", "nowhere.sql")
                        .err())
                .contains("The file of queries cannot be read: nowhere.sql.");
        assertThat(office.run("query", null, "--format", "csv", "-f", empty.toString())
                        .err())
                .contains("No query was given.");
        assertThat(office.run("query", null, "--format", "csv", "-f", empty.toString(), COUNT)
                        .err())
                .contains("There is a query on the command line and one in -f.");
    }
}
