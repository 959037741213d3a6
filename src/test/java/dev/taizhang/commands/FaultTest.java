package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.taizhang.Goal;
import dev.taizhang.LongForm;
import dev.taizhang.ledger.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that end in the middle. Beside an office whose nights are never disturbed, one fails at one point after the other, and one
 * is killed: readers see the release before, and in the end the figures are the same to the byte.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultTest {
    static final String ANSWERS = "SELECT 'release', max(release_number) FROM ledger.runs"
            + " UNION ALL SELECT 'overview', project_count FROM latest.programme_overview"
            + " UNION ALL SELECT 'fen', CAST(100 * sum(total_investment) AS BIGINT) FROM ledger.projects"
            + " UNION ALL SELECT 'deliveries', count(1) FROM ledger.deliveries"
            + " UNION ALL SELECT 'states', count(1) FROM facts.project_state"
            + " UNION ALL SELECT 'rejected', count(1) FROM ledger.rejected";
    private static final long SEED = 20250331;
    private static final List<String> BEFORE =
            List.of("release|1", "overview|2", "fen|3000000000", "deliveries|1", "states|2", "rejected|0");

    @TempDir
    private static Path folder;

    private static SortedMap<String, String> undisturbed;
    private static TestInbox disturbed;
    private static TestInbox killed;
    private static TestInbox calm;
    private static WarehouseInvariants invariants;

    @BeforeAll
    static void runTheUndisturbedNights() throws IOException {
        calm = office(folder.resolve("calm"));
        firstMonth(calm);
        publishes(calm, "2025-02-28");
        secondMonth(calm);
        disturbed = calm.copiedTo(folder.resolve("disturbed"));
        killed = calm.copiedTo(folder.resolve("killed"));
        WarehouseInvariants.Known before = WarehouseInvariants.Known.of(calm);
        publishes(calm, "2025-03-31");
        undisturbed = calm.exports("2025-03-31");
        invariants = new WarehouseInvariants(before, WarehouseInvariants.Known.of(calm), "s3cret");
    }

    /** An office of few tables in a folder. */
    static TestInbox office(Path home) throws IOException {
        TestInbox office = TestInbox.below(home);
        office.publishing("project_watch", "senders");
        return office;
    }

    static void firstMonth(TestInbox office) throws IOException {
        office.deliver(
                "2025-02-28 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY",
                "E-02,东二,东区,新能源,签约,2000,,否,CNY");
    }

    static void secondMonth(TestInbox office) throws IOException {
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,竣工,1500,2024-05-01,是,CNY",
                "E-03,东三,北区,铸造,开工,300,2024-05-01,是,CNY",
                "E-04,东四,东区,铸造,开工,约三百,2024-05-01,是,CNY");
        office.deliver("2025年 东区 项目进度.csv", TestInbox.PROGRESS, "E-01,2025-02,100", "E-01,2025-03,50");
        office.deliver("2025 目标任务.csv", "指标,年度,目标值,所属县区", "年度投资,2025,1000万元,", "年度投资,2025,400万元,东区");
    }

    private static void publishes(TestInbox office, String asOf) {
        Commands.Answer answer = office.nightly(asOf);
        assertThat(answer.code()).as(answer.err()).isZero();
    }

    /** All exports but that of who came when: there the files first came on another night, and the table says so. */
    private static SortedMap<String, String> figures(SortedMap<String, String> exports) {
        SortedMap<String, String> figures = new TreeMap<>(exports);
        assertThat(figures.remove("senders.csv")).isNotNull();
        return figures;
    }

    /** Two points, and with {@code --long} every point at which this run commits, in an order by chance. */
    private static List<String> points() {
        if (!LongForm.ASKED) {
            return List.of("ledger.projects.after", "summaries.data_coverage.before");
        }
        List<String> points = new ArrayList<>(List.of("manifest.before"));
        Map<String, Release.TableVersion> before = invariants.before().release().tables();
        invariants.after().release().tables().forEach((table, version) -> {
            if (!version.equals(before.get(table))) {
                points.addAll(List.of(table + ".before", table + ".after"));
            }
        });
        Collections.shuffle(points, new Random(SEED));
        return points;
    }

    /** All on one warehouse, which keeps what each of these runs has left. */
    @Test
    @Order(1)
    void aRunThatFailsAnywhereLeavesTheReleaseBefore() throws IOException {
        List<String> points = points();
        int crashes = 0;
        try (Goal.Count goal = Goal.CRASHES_AT_NAMED_POINTS.from(SEED)) {
            while (goal.goesOn()) {
                String point = points.get(crashes++ % points.size());
                Commands.Answer failed = failingAt(point, disturbed);
                assertThat(failed.code()).as(failed.err()).isEqualTo(1);
                assertThat(failed.err())
                        .contains("最近一次发布完整有效", "is complete and stays current", "退出码 exit code 1", point);
                invariants.check(disturbed, failed, "crash " + crashes + " at " + point);
                assertThat(newestLog(disturbed)).contains("IllegalStateException", "\tat ", point);
                if (crashes % 10 == 0) {
                    TestInbox healed = disturbed.copiedTo(folder.resolve("healed"));
                    invariants.heals(healed, "after " + crashes + " crashes");
                    if (crashes == 100) {
                        Goal.measured(
                                "size_after_100_crashes_by_clean",
                                (double) maintainedSize(healed)
                                        / maintainedSize(calm.copiedTo(folder.resolve("clean"))),
                                "1.2");
                    }
                    FileUtils.deleteDirectory(folder.resolve("healed").toFile());
                }
                goal.add(1);
            }
        }
    }

    /** The bytes of a warehouse that was left alone for a quarter and then maintained. */
    private static long maintainedSize(TestInbox office) throws IOException {
        try (Stream<Path> files = Files.walk(office.warehouse())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(91))));
            }
        }
        Commands.Answer answer = office.run("maintain", null, "--apply");
        assertThat(answer.code()).as(answer.err()).isZero();
        return FileUtils.sizeOfDirectory(office.warehouse().toFile());
    }

    /** The log that the sentences send the operator to. */
    private static String newestLog(TestInbox office) throws IOException {
        try (Stream<Path> runs = Files.list(office.warehouse().resolve("runs"))) {
            Path newest = runs.max(Comparator.comparing(
                            run -> Integer.valueOf(run.getFileName().toString().substring("000000-".length()))))
                    .orElseThrow();
            return Files.readString(newest.resolve("run.log"));
        }
    }

    private static Commands.Answer failingAt(String point, TestInbox office) {
        System.setProperty("taizhang.fault", point + ":throw");
        try {
            return office.nightly("2025-03-31");
        } finally {
            System.clearProperty("taizhang.fault");
        }
    }

    @Test
    @Order(2)
    void aRunThatHangsNamesTheTableAndSavesTheStacksAndGoesOnIfItCan() throws Exception {
        String settings = Files.readString(disturbed.conf().resolve("taizhang.conf"));
        disturbed.configure("taizhang.conf", settings + "stalled_after = 2 seconds\n");
        System.setProperty("taizhang.fault", "ledger.progress.before:hang");
        CompletableFuture<String> stacks =
                CompletableFuture.supplyAsync(FaultTest::stacksOfTheHang, operator -> new Thread(operator).start());
        Commands.Answer answer = disturbed.nightly("2025-04-30");
        disturbed.configure("taizhang.conf", settings);
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(stacks.get())
                .contains("dev.taizhang.definition.FaultPoint.at", "dev.taizhang.ledger.Tables.append", "\"watch\"");
        assertThat(newestLog(disturbed))
                .containsPattern("仍在运行 still running: ledger \\d+ s, ledger.progress \\d+ s")
                .containsPattern("已有 \\d+ 秒没有任何进展，停在：ledger \\d+ s, ledger.progress \\d+ s。.*threads-\\d.txt")
                .containsPattern("No progress for \\d+ seconds. The run is at: ledger \\d+ s, ledger.progress \\d+ s.");
    }

    /** Waits for the stacks that name the point, as an operator would, and then lets the run go on. */
    private static String stacksOfTheHang() {
        long patience = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        String stacks = "";
        try {
            while (!stacks.contains("FaultPoint.at") && System.nanoTime() < patience) {
                Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(200));
                stacks = allStacks();
            }
            return stacks;
        } finally {
            System.clearProperty("taizhang.fault");
        }
    }

    private static String allStacks() {
        try (Stream<Path> files = Files.walk(disturbed.warehouse().resolve("runs"))) {
            StringBuilder stacks = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".txt")).toList()) {
                stacks.append(Files.readString(file));
            }
            return stacks.toString();
        } catch (IOException | UncheckedIOException renamedMeanwhile) {
            return "";
        }
    }

    @Test
    @Order(3)
    void afterAllThoseFailuresTheFirstDateIsAsIfNothingHadHappened() throws IOException {
        publishes(disturbed, "2025-03-31");
        assertThat(figures(disturbed.exports("2025-03-31"))).isEqualTo(figures(undisturbed));
        WarehouseInvariants.nothingLostAndNothingTwice(disturbed);
    }

    @Test
    @Order(4)
    void aRunThatFailsAfterItsReleaseHasPublishedAndTheNextOneBringsItsCopies() throws IOException {
        disturbed.configure("taizhang.conf", Files.readString(disturbed.conf().resolve("taizhang.conf")) + """
                        log_format = json
                        webhook { url = "http://127.0.0.1:1/s3cret", body = "{}" }
                        """);
        disturbed.deliver("2025-03-31 南区 项目清单.csv", TestInbox.PROJECTS, "S-01,南一,南区,铸造,开工,1,,是,CNY");
        Commands.Answer failed = failingAt("manifest.after", disturbed);
        assertThat(failed.code()).as(failed.err()).isEqualTo(6);
        assertThat(failed.err()).contains("已发布", "The release is published", "退出码 exit code 6");
        everyLineIsJson(disturbed.log("000004-1"));
        assertThat(disturbed.warehouse().resolve("runs/000004-1/openlineage.jsonl"))
                .content()
                .contains("\"eventType\":\"COMPLETE\"", "summaries/projects_by_district\",\"facets\"")
                .doesNotContain("FAIL");
        assertThat(disturbed.lines("SELECT project_count FROM summaries.programme_overview"
                        + " WHERE as_of_date = DATE'2025-03-31'"))
                .containsExactly("3");
        assertThat(figures(disturbed.exports("2025-03-31"))).isEqualTo(figures(undisturbed));
        publishes(disturbed, "2025-03-31");
        assertThat(disturbed.exports("2025-03-31").get("programme_overview.csv"))
                .contains("2025-03-31");
        assertThat(figures(disturbed.exports("2025-03-31"))).isNotEqualTo(figures(undisturbed));
        WarehouseInvariants.nothingLostAndNothingTwice(disturbed);
    }

    private static void everyLineIsJson(String log) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : log.lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines.stream().map(line -> line.get("run").asText()).distinct())
                .containsExactly("000004-1");
        assertThat(lines.stream().map(line -> line.get("stage").asText()).distinct())
                .containsExactly("", "heads", "feeds", "ledger", "facts", "summaries", "publication");
        assertThat(lines)
                .filteredOn(line -> !line.get("exception").asText().isEmpty())
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.get("stage").asText()).isEqualTo("publication");
                    assertThat(failed.get("level").asText()).isEqualTo("ERROR");
                    assertThat(failed.get("exception").asText())
                            .contains("IllegalStateException", "manifest.after", "\n\tat ");
                });
        assertThat(log).contains("The webhook could not be reached").doesNotContain("s3cret");
    }

    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    @Test
    @Order(5)
    void aRunThatIsKilledLeavesTheReleaseBeforeAndTheNextIsAsIfItHadNeverBeen() throws Exception {
        Path outcome = folder.resolve("outcome");
        Commands.Answer answer = Commands.apart(
                List.of("-Dtaizhang.fault=facts.project_state.after", "-Dtaizhang.outcome=" + outcome),
                System.getProperty("java.class.path"),
                "nightly",
                "--conf",
                killed.conf().toString(),
                "--inbox",
                killed.inbox().toString(),
                "--warehouse",
                killed.warehouse().toString(),
                "--as-of",
                "2025-03-31");
        assertThat(answer.code()).as(answer.err()).isEqualTo(137);
        assertThat(outcome).doesNotExist();
        assertThat(killed.lines(ANSWERS)).containsExactlyElementsOf(BEFORE);
        System.setProperty("taizhang.outcome", outcome.toString());
        try {
            publishes(killed, "2025-03-31");
        } finally {
            System.clearProperty("taizhang.outcome");
        }
        // What the launcher would end with, had it been stopped after the release.
        assertThat(outcome).hasContent("6");
        assertThat(killed.exports("2025-03-31")).isEqualTo(undisturbed);
        WarehouseInvariants.nothingLostAndNothingTwice(killed);
    }
}
