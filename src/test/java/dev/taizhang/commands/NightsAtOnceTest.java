package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.LongForm;
import dev.taizhang.ledger.RemoteFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two runs in one warehouse whose storage has no locks: one publishes, the other ends with 5, and the figures are those of an
 * office where nobody was disturbed.
 */
class NightsAtOnceTest {
    private static final String COMMIT = "/_delta_log/00000000000000000001.json";
    private static final String DATE = "2025-02-28";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path folder;

    private static SortedMap<String, String> undisturbed;

    @BeforeAll
    static void runTheUndisturbedNight() throws IOException {
        RemoteFileSystem.register();
        TestInbox calm = office("calm");
        Commands.Answer answer = calm.nightly(DATE);
        assertThat(answer.code()).as(answer.err()).isZero();
        undisturbed = calm.exports(DATE);
    }

    private static TestInbox office(String name) throws IOException {
        TestInbox office = TestInbox.below(folder.resolve(name));
        office.deliver(
                "2025-02-28 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY",
                "E-02,东二,东区,新能源,签约,2000,,否,CNY");
        office.deliver("2025年 东区 项目进度.csv", TestInbox.PROGRESS, "E-01,2025-01,100", "E-01,2025-02,50");
        return office;
    }

    /** What the stopped run has just written: its record, rows of the ledger, facts; more of them with {@code --long}. */
    static Stream<String> lastFiles() {
        Stream<String> always = Stream.of("ledger/projects" + COMMIT);
        return LongForm.ASKED
                ? Stream.concat(
                        always,
                        Stream.of(
                                "runs/000001-1/run.json",
                                "ledger/deliveries" + COMMIT,
                                "facts/project_state" + COMMIT,
                                "summaries/projects_by_district" + COMMIT))
                : always;
    }

    @ParameterizedTest(name = "a run that is stopped after {0} while another publishes")
    @MethodSource("lastFiles")
    void aRunThatIsStoppedWhileAnotherPublishesEndsWithFive(String lastFile) throws Exception {
        TestInbox office = office("stopped after " + lastFile.replace('/', ' '));
        Process stopped = started(office);
        await(office.warehouse().resolve(lastFile));
        signal(stopped, "STOP");
        endLeaseOf(office);

        Commands.Answer next = Commands.nightly(office.conf(), office.inbox(), warehouse(office), DATE);
        assertThat(next.code()).as(next.err()).isZero();
        signal(stopped, "CONT");

        assertThat(codeOf(stopped)).as(err(office)).isEqualTo(5);
        assertThat(err(office)).contains("Another run has taken over the warehouse");
        asIfUndisturbed(office);
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void ofTwoRunsAtOnceOnePublishesAndTheOtherEndsWithFive() throws Exception {
        TestInbox office = office("at once");
        Process first = started(office);
        await(office.warehouse().resolve(".lock"));
        endLeaseOf(office);

        Commands.Answer second = Commands.nightly(office.conf(), office.inbox(), warehouse(office), DATE);
        assertThat(List.of(codeOf(first), second.code()))
                .as(err(office) + second.err())
                .containsExactlyInAnyOrder(0, 5);
        asIfUndisturbed(office);
    }

    private static void asIfUndisturbed(TestInbox office) throws IOException {
        assertThat(office.exports(DATE)).isEqualTo(undisturbed);
        Commands.Answer answer = Commands.query(
                office.conf(),
                warehouse(office),
                "csv",
                "SELECT 'releases', count(1) FROM ledger.runs"
                        + " UNION ALL SELECT 'deliveries', count(1) FROM ledger.deliveries"
                        + " UNION ALL SELECT 'projects', count(1) FROM ledger.projects"
                        + " UNION ALL SELECT 'progress', count(1) FROM ledger.progress");
        assertThat(answer.out().lines().skip(1))
                .containsExactly("releases,1", "deliveries,2", "projects,2", "progress,2");
    }

    private static String warehouse(TestInbox office) {
        return "remote://" + office.warehouse();
    }

    private static Process started(TestInbox office) throws IOException {
        List<String> command = new ArrayList<>(Commands.java(List.of(), System.getProperty("java.class.path")));
        command.add(RemoteNight.class.getName());
        command.add("nightly");
        command.addAll(List.of(Commands.nightlyOptions(office.conf(), office.inbox(), warehouse(office), DATE)));
        return new ProcessBuilder(command)
                .redirectOutput(office.conf().resolveSibling("out").toFile())
                .redirectError(office.conf().resolveSibling("err").toFile())
                .start();
    }

    private static String err(TestInbox office) throws IOException {
        return Files.readString(office.conf().resolveSibling("err"));
    }

    private static void await(Path file) throws InterruptedException {
        long since = System.nanoTime();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime() - since).as("%s", file).isLessThan(PATIENCE.toNanos());
            Thread.sleep(1);
        }
    }

    /** What the next run does after two minutes without a beat. */
    private static void endLeaseOf(TestInbox office) throws IOException {
        Files.delete(office.warehouse().resolve(".lock"));
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static int codeOf(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
