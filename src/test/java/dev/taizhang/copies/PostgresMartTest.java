package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taizhang.Goal;
import dev.taizhang.TestSpark;
import dev.taizhang.commands.TestInbox;
import dev.taizhang.cube.Members;
import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.OfficeTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mart in a real PostgreSQL: an office whose two releases, of 1,000 and of 2,000 万元, are brought to it in turn, under readers
 * and under every fault that a server can have.
 */
class PostgresMartTest {
    private static final String DATE = "2025-03-31";
    private static final String TOTAL =
            "SELECT total_investment FROM mart.programme_overview WHERE as_of_date = '" + DATE + "'";
    private static final String FIRST = "10000000.00";
    private static final String SECOND = "20000000.00";

    /** Makes the loader wait before the last thing that it writes. */
    private static final String[] SLOWLY = {
        "CREATE FUNCTION mart.wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END'",
        "CREATE TRIGGER slow BEFORE INSERT ON mart.release FOR EACH ROW EXECUTE FUNCTION mart.wait()"
    };

    @TempDir
    private static Path folder;

    private static MartServer server;
    private static TestInbox office;
    private static Configuration configuration;
    private static MartAddress mart;
    private static List<ReleaseRows> releases;

    @BeforeAll
    static void publishTwice() throws IOException, SQLException {
        server = new MartServer();
        office = TestInbox.below(folder);
        office.publishing("projects_by_level", "projects_by_status", "starts", "project_watch");
        configuration = Configuration.read(office.conf());
        deliver("2025-03-31", 1000);
        assertThat(office.nightly(DATE).code()).isZero();
        deliver("2025-03-31 更正", 2000);
        assertThat(office.nightly(DATE).code()).isZero();
        Path settings = office.conf().resolve("taizhang.conf");
        office.configure("taizhang.conf", Files.readString(settings) + server.configuration(folder));
        configuration = Configuration.read(office.conf());
        mart = CopySettings.of(configuration.settings()).mart().orElseThrow();
        Warehouse warehouse = PageOfWarehouse.warehouse(office.warehouse());
        OfficeTables tables = OfficeTables.of(configuration);
        releases = warehouse.releases().stream()
                .map(release -> ReleaseRows.standing(TestSpark::session, warehouse, release, tables))
                .toList();
    }

    private static void deliver(String name, int total) throws IOException {
        office.deliver(
                name + " 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,\"东\\一\t\"\"甲\"\"'; DROP SCHEMA mart; --\",东区,铸造,开工," + total + ",2024-05-01,是,CNY");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void holdTheFirst() throws IOException, SQLException {
        publish(0);
        assertThat(server.ask("taizhang_reader", TOTAL)).containsExactly(FIRST);
    }

    private static void publish(int release) throws IOException {
        publish(mart, release);
    }

    private static void publish(MartAddress to, int release) throws IOException {
        loader(to, release).write();
    }

    private static PostgresMart loader(MartAddress to, int release) {
        return new PostgresMart(
                to,
                DimensionTable.all(
                        new Members(configuration.settings(), configuration.references()), releases.get(release)),
                new DisplayUnit(configuration.settings(), configuration.reference("units")),
                releases.get(release));
    }

    private static void staysWhole() throws SQLException {
        assertThat(server.ask("taizhang_reader", TOTAL)).containsExactly(FIRST);
        assertThat(server.ask("taizhang_reader", "SELECT release_number FROM release"))
                .containsExactly("1");
    }

    private static void catchesUp() throws IOException, SQLException {
        publish(1);
        assertThat(server.ask("taizhang_reader", TOTAL)).containsExactly(SECOND);
        assertThat(server.ask("taizhang_reader", "SELECT release_number FROM release"))
                .containsExactly("2");
    }

    @Test
    void namesAreNothingButNames() throws SQLException {
        assertThat(server.ask("taizhang_reader", "SELECT project_name FROM project_watch"))
                .containsExactly("东\\一\t\"甲\"'; DROP SCHEMA mart; --");
    }

    @Test
    void readersSeeTablesAndViewsAndNothingElse() {
        assertThatThrownBy(() -> server.ask("taizhang_reader", "SELECT * FROM mart_loader.parts"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> server.ask("taizhang_reader", "DELETE FROM release RETURNING 1"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void theSameReleaseIsLeftAlone() throws IOException, SQLException {
        String written = "SELECT xmin FROM mart.release UNION ALL SELECT xmin FROM mart.programme_overview";
        List<String> before = server.ask("postgres", written);
        publish(0);
        assertThat(server.ask("postgres", written)).isEqualTo(before);
    }

    @Test
    void aRestoredReleaseBringsItsRowsBackAndIsNamed() throws SQLException {
        assertThat(office.run("runs", null, "--restore", "1").code()).isZero();
        assertThat(server.ask("taizhang_reader", TOTAL)).containsExactly(FIRST);
        assertThat(server.ask("taizhang_reader", "SELECT release_number || ' restores ' || restores FROM release"))
                .containsExactly("3 restores 1");
    }

    @Test
    void whatOthersAddedStaysAndWhatTheyTookComesBack() throws IOException, SQLException {
        server.administer(
                "CREATE SCHEMA own",
                "CREATE VIEW own.totals AS SELECT sum(total_investment) AS total FROM mart.projects_by_district",
                "ALTER TABLE mart.projects_by_district ADD COLUMN note text",
                "DROP TABLE mart.starts CASCADE",
                "DELETE FROM mart.projects_by_status",
                "INSERT INTO mart.projects_by_level SELECT (jsonb_populate_record(old,"
                        + " '{\"as_of_date\": \"2020-01-01\"}')).* FROM mart.projects_by_level AS old",
                "ALTER TABLE mart.project_watch DROP COLUMN total_investment CASCADE");
        catchesUp();
        assertThat(server.ask("postgres", "SELECT total FROM own.totals")).containsExactly(SECOND);
        assertThat(server.ask("postgres", "SELECT note FROM mart.projects_by_district"))
                .isNotEmpty();
        assertThat(server.ask("taizhang_reader", "SELECT count(*) > 0 FROM starts"))
                .containsExactly("t");
        assertThat(server.ask("taizhang_reader", "SELECT sum(total_investment) FROM projects_by_status"))
                .containsExactly(SECOND);
        assertThat(server.ask("taizhang_reader", "SELECT DISTINCT as_of_date FROM projects_by_level"))
                .containsExactly(DATE);
        assertThat(server.ask("taizhang_reader", "SELECT sum(total_investment) FROM project_watch"))
                .containsExactly(SECOND);
        server.administer("DROP SCHEMA own CASCADE");
    }

    @Test
    void aCellThatSomeoneChangedIsFoundAndComesBack() throws IOException, SQLException {
        PostgresMart loader = loader(mart, 0);
        assertThat(loader.differing()).isEmpty();
        server.administer(
                "UPDATE mart.projects_by_level SET total_investment = total_investment + 0.01 WHERE total_investment > 0");

        assertThat(loader.differing()).extracting(CopiedTable::name).containsExactly("projects_by_level");
        loader.differing().forEach(loader::forget);
        publish(0);
        assertThat(loader.differing()).isEmpty();
        staysWhole();
    }

    @Test
    void aServerThatIsDownOrTurnsUsAway() throws IOException, SQLException {
        server.administer("ALTER ROLE taizhang_loader NOLOGIN");
        assertThatThrownBy(() -> publish(1)).hasMessageContaining("not permitted to log in");
        server.administer("ALTER ROLE taizhang_loader LOGIN");
        server.stop();
        assertThatThrownBy(() -> publish(1)).hasMessageContaining("jdbc:postgresql://127.0.0.1:");
        server.startAgain();
        staysWhole();
        catchesUp();
    }

    @Test
    void aDashboardThatHoldsALockIsNamed() throws IOException, SQLException {
        server.administer("ALTER ROLE taizhang_loader SET lock_timeout = '500ms'");
        try (Connection dashboard = server.connect("postgres")) {
            dashboard.setAutoCommit(false);
            MartServer.ask(dashboard, "SELECT 1 FROM mart.release FOR UPDATE");
            assertThatThrownBy(() -> publish(1))
                    .hasMessageContaining("lock timeout")
                    .hasMessageContaining("still contains release 1")
                    .hasMessageContaining("held by: postgres (pid ");
            dashboard.rollback();
        }
        server.administer("ALTER ROLE taizhang_loader RESET lock_timeout");
        staysWhole();
        catchesUp();
    }

    @Test
    void anotherLoaderIsAtWork() throws IOException, SQLException {
        try (Connection other = server.connect("postgres")) {
            other.setAutoCommit(false);
            MartServer.ask(other, "SELECT pg_advisory_xact_lock(hashtextextended('taizhang mart', 0))");
            assertThatThrownBy(() -> publish(1)).hasMessageContaining("another process is loading the mart");
        }
        staysWhole();
        catchesUp();
    }

    @Test
    void aSlowServerAndOneWithoutRights() throws IOException, SQLException {
        server.administer("ALTER ROLE taizhang_loader SET statement_timeout = '700ms'");
        server.administer(SLOWLY);
        assertThatThrownBy(() -> publish(1)).hasMessageContaining("statement timeout");
        server.administer(
                "DROP FUNCTION mart.wait() CASCADE",
                "ALTER ROLE taizhang_loader RESET statement_timeout",
                "REVOKE INSERT ON mart.release FROM taizhang_loader");
        assertThatThrownBy(() -> publish(1)).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> MartRights.check(mart))
                .hasMessageContaining(
                        "does not own, or lacks the right to read or write, these objects of the schema mart: release");
        server.administer(
                "GRANT INSERT ON mart.release TO taizhang_loader", "REVOKE CREATE ON SCHEMA mart FROM taizhang_loader");
        assertThatThrownBy(() -> MartRights.check(mart))
                .hasMessageContaining("lacks the USAGE or CREATE privilege on the schema mart");
        server.administer("GRANT CREATE ON SCHEMA mart TO taizhang_loader");
        MartRights.check(mart);
        staysWhole();
        catchesUp();
    }

    /** Nobody can tell then whether the server has committed; the next run asks the mart which release it holds. */
    @Test
    void aConnectionThatIsLostWithTheCommit() throws IOException, SQLException, InterruptedException {
        for (boolean arrives : List.of(false, true)) {
            holdTheFirst();
            try (CommitLosingLine line = new CommitLosingLine(server.port(), arrives)) {
                MartAddress lost = new MartAddress(
                        mart.url().replace(":" + server.port(), ":" + line.port()), mart.user(), mart.password());
                assertThatThrownBy(() -> publish(lost, 1))
                        .hasMessageContaining("whether the mart was updated is unknown");
            }
            String loaders = "SELECT pid FROM pg_stat_activity WHERE usename = 'taizhang_loader'";
            while (!server.ask("postgres", loaders).isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(server.ask("taizhang_reader", TOTAL)).containsExactly(arrives ? SECOND : FIRST);
            catchesUp();
        }
    }

    @Test
    void aLoaderThatIsKilledAtWork() throws Exception {
        server.administer(SLOWLY);
        ExecutorService apart = Executors.newSingleThreadExecutor();
        try {
            Callable<Void> publishing = () -> {
                publish(1);
                return null;
            };
            Future<Void> outcome = apart.submit(publishing);
            String sleeping = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'taizhang_loader'"
                    + " AND wait_event = 'PgSleep'";
            while (server.ask("postgres", sleeping).isEmpty()) {
                Thread.sleep(20);
            }
            assertThatThrownBy(outcome::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IOException.class);
        } finally {
            apart.shutdownNow();
        }
        server.administer("DROP FUNCTION mart.wait() CASCADE");
        staysWhole();
        catchesUp();
    }

    @Test
    void aFullDisk() throws Exception {
        Path small = Files.createDirectories(folder.resolve("small"));
        Process mount = new ProcessBuilder(
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=8k,mode=777 tmpfs '" + small + "' && mkdir '" + small
                                + "/t' && chown --reference='"
                                + server.ask("postgres", "SHOW data_directory").get(0)
                                + "' '" + small + "/t'")
                .start();
        assumeTrue(mount.waitFor() == 0, "A file system of eight KiB needs the right to mount one.");
        try {
            server.administer(
                    "CREATE TABLESPACE small LOCATION '" + small + "/t'",
                    "GRANT CREATE ON TABLESPACE small TO taizhang_loader",
                    "ALTER ROLE taizhang_loader SET temp_tablespaces = 'small'");
            assertThatThrownBy(() -> publish(1)).hasMessageContaining("No space left");
            server.administer("ALTER ROLE taizhang_loader RESET temp_tablespaces", "DROP TABLESPACE small");
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
        staysWhole();
        catchesUp();
    }

    @Test
    void aReaderWhoStaysIsNotWaitedForAndKeepsTheRelease() throws IOException, SQLException {
        try (Connection reader = server.connect("taizhang_reader")) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThat(MartServer.ask(reader, TOTAL)).containsExactly(FIRST);
            catchesUp();
            assertThat(MartServer.ask(reader, TOTAL)).containsExactly(FIRST);
            reader.rollback();
            assertThat(MartServer.ask(reader, TOTAL)).containsExactly(SECOND);
        }
    }

    /** Twenty publications under four readers, and a thousand with {@code jobs/check --long}. */
    @Test
    void readersSeeOneReleaseEachTime() throws Exception {
        int publications = 0;
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(4);
        try (Goal.Count goal = Goal.PUBLICATIONS_UNDER_READERS.begin()) {
            Callable<Map<String, Integer>> reader = () -> read(done);
            List<Future<Map<String, Integer>>> seen =
                    Stream.generate(() -> readers.submit(reader)).limit(4).toList();
            while (goal.goesOn()) {
                publish(++publications % 2);
                goal.add(1);
            }
            done.set(true);
            for (Future<Map<String, Integer>> one : seen) {
                Map<String, Integer> sums = one.get();
                System.out.println(publications + " publications, seen by a reader: " + sums);
                assertThat(sums).isNotEmpty();
                assertThat(List.of(
                                "1|" + FIRST + "|" + FIRST + "|" + FIRST, "2|" + SECOND + "|" + SECOND + "|" + SECOND))
                        .containsAll(sums.keySet());
            }
        } finally {
            done.set(true);
            readers.shutdownNow();
        }
    }

    /** Sums across tables in one transaction after another; how often each answer was seen. */
    private static Map<String, Integer> read(AtomicBoolean done) throws SQLException, InterruptedException {
        Map<String, Integer> seen = new TreeMap<>();
        try (Connection reader = server.connect("taizhang_reader")) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            while (!done.get()) {
                List<String> answers = new ArrayList<>();
                answers.addAll(MartServer.ask(reader, "SELECT release_number FROM release"));
                answers.addAll(MartServer.ask(reader, "SELECT sum(total_investment) FROM projects_by_district"));
                answers.addAll(MartServer.ask(reader, "SELECT sum(total_investment) FROM projects_by_status"));
                answers.addAll(MartServer.ask(reader, TOTAL));
                seen.merge(String.join("|", answers), 1, Integer::sum);
                reader.commit();
                // Readers who never rest would leave the loader no processor.
                Thread.sleep(5);
            }
        }
        return seen;
    }
}
