package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.bench.Page;
import dev.taizhang.commands.Commands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of damaged and hostile files, and the page that tells it. */
class FixturesTest {
    /** Where files would call if anything followed their links. */
    static final int PORT = 47_123;

    private static final Path PAGE = Path.of("docs/operations.md");
    private static final double MOST_SECONDS = 20;

    private static final Map<String, ProjectOffice.Reading> READINGS = new TreeMap<>();

    @TempDir
    private static Path folder;

    private static ServerSocket listener;

    @BeforeAll
    static void readAll() throws Exception {
        listener = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress());
        ProjectOffice office = new ProjectOffice(folder, "");
        for (Fixtures.Fixture fixture : Fixtures.all()) {
            READINGS.put(
                    fixture.name(), office.read(fixture.name(), fixture.bytes().get()));
        }
    }

    @AfterAll
    static void close() throws IOException {
        listener.close();
    }

    static List<Fixtures.Fixture> fixtures() {
        return Fixtures.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void becomesWhatItShould(Fixtures.Fixture fixture) {
        ProjectOffice.Reading reading = READINGS.get(fixture.name());
        assertThat(reading.outcome()).isEqualTo(fixture.outcome());
        assertThat(reading.seconds()).isLessThan(MOST_SECONDS);
        for (Finding finding : reading.findings()) {
            assertThat(finding.sentence().zh()).containsPattern("\\p{IsHan}").endsWith("。");
            assertThat(finding.sentence().en()).containsPattern("[a-z]").endsWith(".");
            assertThat(finding.sentence().zh() + finding.sentence().en()).doesNotContain("Exception", "dev.taizhang");
        }
    }

    @Test
    void nobodyWasCalledAndNothingWasWritten() throws IOException {
        listener.setSoTimeout(1);
        assertThat(called()).isFalse();
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("delivery", "feeds", "reference", "taizhang.conf");
        }
        assertThat(folder.resolve("../../evil.xml")).doesNotExist();
    }

    private boolean called() throws IOException {
        try {
            listener.accept().close();
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    /**
     * As findings about a cell, a row, a sheet and a whole file are all shown, with what each of them has of a place. ForecastTest
     * validates files of each kind in every check.
     */
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    @Test
    void validateNamesEveryFileOfWhichSomethingIsToBeTold(@TempDir Path inbox) throws IOException {
        List<Fixtures.Fixture> given = Fixtures.all();
        List<String> arguments = new ArrayList<>(List.of("validate", "--conf", folder.toString()));
        for (Fixtures.Fixture fixture : given) {
            arguments.add(
                    Files.write(inbox.resolve(fixture.name()), fixture.bytes().get())
                            .toString());
        }
        Commands.Answer answer = Commands.run(arguments.toArray(String[]::new));
        assertThat(answer.code()).as(answer.err()).isEqualTo(3);
        assertThat(answer.err()).isEmpty();
        // The rows and sums of each sheet stand above the problems.
        String problems = answer.out().substring(answer.out().indexOf("\n\n") + 1);
        for (Fixtures.Fixture fixture : given) {
            String outcome = fixture.outcome();
            boolean told = outcome.contains("refused") || outcome.contains("rejected") || outcome.contains("warned");
            assertThat(problems.contains("\n" + fixture.name() + " "))
                    .as(fixture + " " + outcome)
                    .isEqualTo(told);
        }
    }

    @Test
    void namesAreDifferent() {
        assertThat(Fixtures.all()).extracting(Fixtures.Fixture::name).doesNotHaveDuplicates();
    }

    @Test
    void thePageTellsIt() throws IOException {
        String page = Files.readString(PAGE);
        String today = Page.with(page, "fixtures", "\n" + table() + "\n");
        if (Boolean.getBoolean("taizhang.write")) {
            Files.writeString(PAGE, today);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/operations.md is stale; mend it with: jobs/check -Dtest=FixturesTest -Dtaizhang.write=true")
                .isEqualTo(today);
    }

    private String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("file", "what it is", "what becomes of it", "what is said"));
        for (Fixtures.Fixture fixture : Fixtures.all()) {
            List<Finding> findings = READINGS.get(fixture.name()).findings();
            rows.add(List.of(
                    fixture.name(),
                    fixture.about(),
                    fixture.outcome(),
                    findings.isEmpty() ? "" : shown(findings.get(0).sentence().line())));
        }
        return Page.table(rows);
    }

    /** A sentence on one line of a table, whatever it quotes. */
    private static String shown(String sentence) {
        String line = sentence.replaceAll("\\p{Cntrl}|\\p{Cf}", "�").replace("|", "\\|");
        return line.length() > 400 ? line.substring(0, 400) + "…" : line;
    }
}
