package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.LogFormat;
import dev.taizhang.ledger.DeltaTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.SmallFiles;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Maintenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jobs/maintain} does to the warehouse of an office with two nights. */
class MaintainTest {
    private static final String NEEDED = "SELECT 'overview', project_count FROM latest.programme_overview"
            + " UNION ALL SELECT 'ledger', count(1) FROM ledger.projects"
            + " UNION ALL SELECT 'fen', CAST(100 * sum(total_investment) AS BIGINT) FROM ledger.projects";
    private static final List<String> NOW = List.of("overview|2", "ledger|4", "fen|4800000000");
    private static final List<String> BEFORE = List.of("overview|2", "ledger|2", "fen|3000000000");

    @TempDir
    private static Path folder;

    private static TestInbox origin;
    private static TestInbox many;

    private TestInbox office;

    @BeforeAll
    static void publish() throws IOException {
        origin = FaultTest.office(folder.resolve("origin"));
        FaultTest.firstMonth(origin);
        publishes(origin, "2025-02-28");
        FaultTest.secondMonth(origin);
        publishes(origin, "2025-03-31");
        many = origin.copiedTo(folder.resolve("many"));
        many.deliver(
                "2025-03-31 西区 项目清单.csv",
                Stream.concat(
                                Stream.of(TestInbox.PROJECTS),
                                IntStream.range(0, 12)
                                        .mapToObj(nth -> "W-" + nth + ",西" + nth + ",西区,铸造,开工," + nth + ",,是,CNY"))
                        .toArray(String[]::new));
        publishes(many, "2025-03-31");
        SmallFiles.split(many.warehouse(), "ledger.projects");
    }

    @BeforeEach
    void copy(TestInfo test) throws IOException {
        office = origin.copiedTo(
                folder.resolve(test.getTestMethod().orElseThrow().getName()));
    }

    private static void publishes(TestInbox office, String asOf) {
        Commands.Answer answer = office.nightly(asOf);
        assertThat(answer.code()).as(answer.err()).isZero();
    }

    private String maintain(String... more) {
        Commands.Answer answer = office.run("maintain", null, more);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out();
    }

    /** A file that is older than a day, as a killed run has left it. */
    private Path old(String name, int days) throws IOException {
        Path file = office.warehouse().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[1000]);
        return aged(file, days);
    }

    private static Path aged(Path file, int days) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    private SortedSet<String> tree() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(office.warehouse())) {
            files.filter(Files::isRegularFile)
                    .map(file -> office.warehouse().relativize(file).toString())
                    // The lock and the record of this very run.
                    .filter(name -> !name.startsWith(".") && !name.startsWith("runs/000003-"))
                    .forEach(name -> names.add(name));
        }
        return names;
    }

    @Test
    void aWarehouseOfRunsThatAllPublishedNeedsNothing() throws IOException {
        SortedSet<String> before = tree();
        assertThat(maintain()).contains("无需维护。 There is nothing to do.", "合计 total");
        assertThat(maintain("--apply")).contains("There is nothing to do.");
        assertThat(tree()).isEqualTo(before);
        assertThat(releases()).hasSize(2);
    }

    @Test
    void whatNoReleaseNamesIsListedWithItsSizeAndRemovedWhenItIsOlderThanADay() throws IOException {
        try (Stream<Path> files = Files.walk(office.warehouse())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                aged(file, 2);
            }
        }
        SortedSet<String> before = tree();
        Set<String> used = releases().stream()
                .flatMap(release -> release.tables().entrySet().stream())
                .map(table -> "%s/_delta_log/%020d.crc"
                        .formatted(
                                table.getKey().replace('.', '/'),
                                table.getValue().version()))
                .collect(Collectors.toSet());
        used.add("ledger/runs/_delta_log/%020d.crc".formatted(releases().size()));
        before.removeIf(name -> name.endsWith(".crc") && !used.contains(name));
        old("ledger/projects/000003-1/2/part-00000-a.snappy.parquet", 2);
        old("ledger/projects/000003-1/2/_SUCCESS", 2);
        old("summaries/project_watch/as_of_date=2025-04-30/b.parquet", 2);
        old("ledger/projects/_delta_log/.00000000000000000009.json.c.tmp", 2);
        old("deliveries/" + "0".repeat(64) + ".csv.part", 2);
        old("definitions/" + "0".repeat(64), 2);
        old("runs/000002-9/run.log", 91);
        SortedSet<String> kept = new TreeSet<>(before);
        for (Path stays : List.of(
                old("runs/000002-8/run.log", 89),
                old("ledger/projects/说明.txt", 400),
                old("exports/d.parquet", 400),
                old("definitions/" + "1".repeat(64), 0),
                old("deliveries/operator.part", 400),
                old("ledger/projects/young.parquet", 0))) {
            kept.add(office.warehouse().relativize(stays).toString());
        }
        SortedSet<String> all = tree();

        assertThat(maintain())
                .containsPattern("删除 remove +ledger +2 +2.0 KB +未完成的运行写出，从未入表 written by a run that did not")
                .containsPattern("删除 remove +summaries +1 +1.0 KB +未完成的运行写出")
                .containsPattern("删除 remove +summaries +\\d+ +[0-9.]+ .B +保留的各版本不用的检查点和校验文件")
                .containsPattern("删除 remove +ledger +1 +1.0 KB +写到一半的临时文件 incomplete temporary file")
                .containsPattern("删除 remove +deliveries +1 +1.0 KB +写到一半的临时文件")
                .containsPattern("删除 remove +definitions +1 +1.0 KB +保留的发布均不使用")
                .containsPattern("删除 remove +runs +1 +1.0 KB +所属运行没有保留的发布")
                .contains("以上为预览，未作任何改动；执行请加 --apply。");
        assertThat(tree()).isEqualTo(all);

        assertThat(maintain("--apply")).containsPattern("删除 remove +ledger +2 ").containsPattern("summaries +\\d+ ");
        assertThat(tree()).isEqualTo(kept);
        assertThat(office.warehouse().resolve("ledger/projects/000003-1")).doesNotExist();
        assertThat(office.lines(NEEDED)).containsExactlyElementsOf(NOW);
        assertThat(asked("1")).containsExactlyElementsOf(BEFORE);
        assertThat(maintain()).contains("There is nothing to do.");
    }

    @Test
    void aTableThatDiffersFromAReleaseIsLeftAlone() throws IOException {
        Path orphan = old("ledger/projects/x.parquet", 2);
        Path other = old("ledger/progress/x.parquet", 2);
        Release first = releases().get(0);
        String file = warehouse()
                .delta()
                .files(
                        warehouse().table("ledger.projects"),
                        first.tables().get("ledger.projects").version())
                .get(0);
        Files.delete(Path.of(file));

        for (String[] more : new String[][] {{}, {"--apply"}}) {
            Commands.Answer answer = office.run("maintain", null, more);
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.out()).contains("表 ledger.projects 与保留的发布不符，其文件一个也不删除。");
            assertThat(answer.err())
                    .contains(file.substring(file.lastIndexOf('/')), "which a kept release names, is missing");
        }
        assertThat(orphan).exists();
        assertThat(other).doesNotExist();
    }

    /** Two of the three changes of the second month, for a third night. */
    private static void thirdMonth(TestInbox office) throws IOException {
        office.deliver(
                "2025-04-30 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,竣工,1600,2024-05-01,是,CNY",
                "E-05,东五,东区,铸造,开工,100,2024-05-01,是,CNY");
    }

    @Test
    void manySmallFilesBecomeOneInAReleaseOfTheSameRowsAndTheNextNightReadsIt() throws IOException {
        office = many.copiedTo(folder.resolve("compacted"));
        Release before = releases().get(3);
        assertThat(before.tables().get("ledger.projects").files()).isEqualTo(16);

        assertThat(maintain()).containsPattern("合并 compact +ledger.projects +16 → 1 +[\\d.]+ KB +小文件过多");
        assertThat(releases()).hasSize(4);
        assertThat(maintain("--apply")).containsPattern("合并 compact +ledger.projects +16 → 1 ");

        Release after = releases().get(4);
        assertThat(after.isMaintenance()).isTrue();
        assertThat(after.asOfDate()).isEqualTo(before.asOfDate());
        assertThat(after.configurationHash()).isEqualTo(before.configurationHash());
        assertThat(after.tables().keySet()).isEqualTo(before.tables().keySet());
        after.tables().forEach((table, version) -> {
            Release.TableVersion then = before.tables().get(table);
            assertThat(version.content()).isEqualTo(then.content());
            assertThat(version.rows()).isEqualTo(then.rows());
            if (!table.equals("ledger.projects")) {
                assertThat(version).isEqualTo(then);
            }
        });
        assertThat(after.tables().get("ledger.projects").files()).isEqualTo(1);
        assertThat(maintain()).contains("There is nothing to do.");
        assertThat(office.run("runs", null).out()).containsPattern("\n *5 +000005-1 .* 维护 maintenance *\n");

        assertThat(office.run("doctor", null, "--inbox", office.inbox().toString())
                        .out())
                .contains("No problem was found.");
    }

    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    @Test
    void aReleaseThatIsNoMonthEndIsThinnedAfter90DaysAndSaysSo() throws IOException {
        thirdMonth(office);
        publishes(office, "2025-04-29");
        publishes(office, "2025-04-30");
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(91)), ZoneId.of("Asia/Shanghai"));
        Release third = releases().get(2);
        Maintenance maintenance = new Maintenance(warehouse(), later);
        assertThat(maintenance.plan().thinned()).containsExactly(3L);
        for (String point : List.of("thinning.before", "thinning.after", "removal")) {
            assertThatThrownBy(() ->
                            failingAt(point, () -> maintenance.apply(releases().get(3), LogFormat.TEXT, plan -> {})))
                    .hasMessageContaining(point);
            assertThat(asked("4")).containsExactlyElementsOf(office.lines(NEEDED));
        }
        assertThat(maintenance.apply(releases().get(3), LogFormat.TEXT, plan -> {}))
                .isEqualTo(ExitCode.PUBLISHED);
        assertThat(maintenance.plan().isEmpty()).isTrue();

        assertThat(releases()).hasSize(4);
        assertThat(office.run("runs", null).out())
                .containsPattern("\n *3 +000003-1 .* " + third.hash().substring(0, 12) + " +已精简 thinned *\n");
        assertThat(asked("1")).containsExactlyElementsOf(BEFORE);
        assertThat(asked("2")).containsExactlyElementsOf(NOW);
        for (Commands.Answer refused :
                List.of(office.run("query", null, "--run", "3", NEEDED), office.run("runs", null, "--restore", "3"))) {
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("发布 3 已按保留办法精简", "Release 3 was thinned: the warehouse keeps its record and hash")
                    .contains("The nearest release that is kept is 4 (as of 2025-04-30). Use it instead: --run 4 or");
        }
        assertThat(releases()).hasSize(4);
        // Its facts of the date that the fourth release no longer has, and the log of its run.
        assertThat(office.warehouse().resolve("facts/project_state/as_of_date=2025-04-29"))
                .doesNotExist();
        assertThat(office.warehouse().resolve("facts/project_state/as_of_date=2025-03-31"))
                .isNotEmptyDirectory();
        assertThat(office.warehouse().resolve("runs/000003-1")).doesNotExist();
    }

    /** Compaction publishes a release without copies, so a table below published has the small files until the next run. */
    @Test
    void filesThatATableBelowPublishedNamesStayUntilItIsBroughtToALaterRelease() throws IOException {
        office = many.copiedTo(folder.resolve("cloned 台账"));
        office.configure(
                "taizhang.conf", Files.readString(office.conf().resolve("taizhang.conf")) + "copies = [delta]\n");
        publishesCopies();
        List<String> small = filesOfClone();
        assertThat(small).hasSize(16);
        Maintenance atOnce = maintenanceAfter(Duration.ofSeconds(1));
        assertThat(atOnce.apply(releases().get(3), LogFormat.TEXT, plan -> {})).isEqualTo(ExitCode.PUBLISHED);
        assertThat(releases().get(4).tables().get("ledger.projects").files()).isEqualTo(1);

        Maintenance afterAQuarter = maintenanceAfter(Duration.ofDays(91));
        assertThat(afterAQuarter.plan().thinned()).contains(4L);
        assertThat(afterAQuarter.apply(releases().get(4), LogFormat.TEXT, plan -> {}))
                .isEqualTo(ExitCode.PUBLISHED);
        assertThat(filesOfClone()).isEqualTo(small);

        publishesCopies();
        assertThat(filesOfClone()).hasSize(1);
        assertThat(afterAQuarter.apply(releases().get(4), LogFormat.TEXT, plan -> {}))
                .isEqualTo(ExitCode.PUBLISHED);
        assertThat(small).noneMatch(file -> Files.exists(FileAddress.local(new org.apache.hadoop.fs.Path(file))));
        assertThat(afterAQuarter.plan().isEmpty()).isTrue();
    }

    private Maintenance maintenanceAfter(Duration time) {
        Instant published = releases().get(3).publishedAt();
        return new Maintenance(warehouse(), Clock.fixed(published.plus(time), ZoneId.of("Asia/Shanghai")));
    }

    private void publishesCopies() {
        Commands.Answer answer = office.run("publish", null);
        assertThat(answer.code()).as(answer.err()).isZero();
    }

    /** The files of the ledger of projects that readers of the copies read, each of them whole. */
    private List<String> filesOfClone() {
        DeltaTables delta = warehouse().delta();
        String clone = warehouse().address("published/ledger/projects");
        return delta.files(clone, delta.head(clone));
    }

    private List<String> asked(String run) {
        Commands.Answer answer = office.run("query", null, "--format", "csv", "--run", run, NEEDED);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out().lines().skip(1).map(line -> line.replace(',', '|')).toList();
    }

    private static <T> T failingAt(String point, Supplier<T> work) {
        System.setProperty("taizhang.fault", point + ":throw");
        try {
            return work.get();
        } finally {
            System.clearProperty("taizhang.fault");
        }
    }

    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    @Test
    void maintenanceThatFailsAnywhereIsMendedByTheNextRunOrTheNextMaintenance() throws Exception {
        office = many.copiedTo(folder.resolve("disturbed"));
        TestInbox untouched = many.copiedTo(folder.resolve("calm"));
        List<String> before = office.lines(NEEDED);
        Path orphan = old("ledger/projects/a.parquet", 2);
        Path other = old("ledger/projects/b.parquet", 2);
        for (String point : List.of("ledger.projects.before", "ledger.projects.after", "manifest.before")) {
            Commands.Answer failed = failingAt(point, () -> office.run("maintain", null, "--apply"));
            assertThat(failed.code()).as(failed.err()).isEqualTo(1);
            assertThat(failed.err()).contains(point).doesNotContain("\tat ");
            assertThat(releases()).hasSize(4);
            assertThat(office.lines(NEEDED)).isEqualTo(before);
        }
        TestInbox night = office.copiedTo(folder.resolve("night"));
        for (TestInbox one : List.of(untouched, night)) {
            thirdMonth(one);
            publishes(one, "2025-04-30");
        }
        assertThat(night.exports("2025-04-30")).isEqualTo(untouched.exports("2025-04-30"));

        assertThat(failingAt("manifest.after", () -> office.run("maintain", null, "--apply"))
                        .code())
                .isEqualTo(1);
        assertThat(releases()).hasSize(5);
        assertThat(office.lines(NEEDED)).isEqualTo(before);
        Commands.Answer killed = Commands.apart(
                List.of("-Dtaizhang.fault=removal"),
                System.getProperty("java.class.path"),
                "maintain",
                "--conf",
                office.conf().toString(),
                "--warehouse",
                office.warehouse().toString(),
                "--apply");
        assertThat(killed.code()).as(killed.err()).isEqualTo(137);
        assertThat(Stream.of(orphan, other).filter(Files::exists)).hasSize(1);
        assertThat(maintain("--apply")).containsPattern("删除 remove +ledger +1 ");
        assertThat(other).doesNotExist();
        assertThat(maintain()).contains("There is nothing to do.");
        thirdMonth(office);
        publishes(office, "2025-04-30");
        assertThat(office.exports("2025-04-30")).isEqualTo(untouched.exports("2025-04-30"));
        assertThat(releases().get(5).tables().get("ledger.projects").files()).isEqualTo(2);
    }

    private Warehouse warehouse() {
        return Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read());
    }

    private List<Release> releases() {
        return warehouse().releases();
    }
}
