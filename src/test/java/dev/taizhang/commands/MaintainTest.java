package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.SmallFiles;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jobs/maintain} does to the warehouse of an office with two nights. */
class MaintainTest {
    private static final String NEEDED = "SELECT 'overview', project_count FROM latest.programme_overview"
            + " UNION ALL SELECT 'ledger', count(1) FROM ledger.projects"
            + " UNION ALL SELECT 'fen', CAST(100 * sum(total_investment) AS BIGINT) FROM ledger.projects";
    private static final List<String> NOW = List.of("overview|3", "ledger|4", "fen|4800000000");
    private static final List<String> BEFORE = List.of("overview|2", "ledger|2", "fen|3000000000");

    @TempDir
    private static Path folder;

    private static TestInbox origin;

    private TestInbox office;

    @BeforeAll
    static void publish() throws IOException {
        origin = FaultTest.office(folder.resolve("origin"));
        FaultTest.firstMonth(origin);
        publishes(origin, "2025-02-28");
        FaultTest.secondMonth(origin);
        publishes(origin, "2025-03-31");
    }

    @BeforeEach
    void copy(TestInfo test) throws IOException {
        office = origin.copiedTo(folder.resolve(test.getTestMethod().orElseThrow().getName()));
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
        return Files.setLastModifiedTime(
                file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    private TreeSet<String> tree() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(office.warehouse())) {
            files.filter(Files::isRegularFile)
                    .map(file -> office.warehouse().relativize(file).toString())
                    // The lock and the record of this very run.
                    .filter(name -> !name.startsWith(".") && !name.startsWith("runs/000003-"))
                    .forEach(names::add);
        }
        return names;
    }

    @Test
    void aWarehouseOfRunsThatAllPublishedNeedsNothing() throws IOException {
        TreeSet<String> before = tree();
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
        TreeSet<String> before = tree();
        old("ledger/projects/000003-1/2/part-00000-a.snappy.parquet", 2);
        old("ledger/projects/000003-1/2/_SUCCESS", 2);
        old("summaries/project_watch/as_of_date=2025-04-30/b.parquet", 2);
        old("ledger/projects/_delta_log/.00000000000000000009.json.c.tmp", 2);
        old("deliveries/" + "0".repeat(64) + ".csv.part", 2);
        old("runs/000002-9/run.log", 91);
        TreeSet<String> kept = new TreeSet<>(before);
        for (Path stays : List.of(
                old("runs/000002-8/run.log", 89),
                old("ledger/projects/说明.txt", 400),
                old("exports/d.parquet", 400),
                old("deliveries/operator.part", 400),
                old("ledger/projects/young.parquet", 0))) {
            kept.add(office.warehouse().relativize(stays).toString());
        }
        TreeSet<String> all = tree();

        assertThat(maintain())
                .containsPattern("删除 remove +ledger +2 +2.0 KB +未完成的运行写出，从未入表 written by a run that did not")
                .containsPattern("删除 remove +summaries +1 +1.0 KB +未完成的运行写出")
                .containsPattern("删除 remove +ledger +1 +1.0 KB +写到一半的临时文件 incomplete temporary file")
                .containsPattern("删除 remove +deliveries +1 +1.0 KB +写到一半的临时文件")
                .containsPattern("删除 remove +runs +1 +1.0 KB +所属运行没有保留的发布")
                .contains("以上为预览，未作任何改动；执行请加 --apply。");
        assertThat(tree()).isEqualTo(all);

        assertThat(maintain("--apply")).containsPattern("删除 remove +ledger +2 ").containsPattern("summaries +\\d+ ");
        assertThat(tree()).isEqualTo(kept);
        assertThat(office.warehouse().resolve("ledger/projects/000003-1")).doesNotExist();
        assertThat(office.lines(NEEDED)).containsExactlyElementsOf(NOW);
        assertThat(Commands.run(
                                "query",
                                "--conf",
                                office.conf().toString(),
                                "--warehouse",
                                office.warehouse().toString(),
                                "--run",
                                "1",
                                "--format",
                                "csv",
                                NEEDED)
                        .out()
                        .lines()
                        .skip(1)
                        .map(line -> line.replace(',', '|')))
                .containsExactlyElementsOf(BEFORE);
        assertThat(maintain()).contains("There is nothing to do.");
    }

    @Test
    void aTableThatDiffersFromAReleaseIsLeftAlone() throws IOException {
        Path orphan = old("ledger/projects/x.parquet", 2);
        Release first = releases().get(0);
        String file = warehouse()
                .delta()
                .files(warehouse().table("ledger.projects"), first.tables().get("ledger.projects").version())
                .get(0);
        Files.delete(Path.of(file));

        assertThat(maintain("--apply"))
                .contains("表 ledger.projects 与保留的发布不符，其文件一个也不删除：", file.substring(file.lastIndexOf('/')));
        assertThat(orphan).exists();
    }

    /** Two of the three changes of the second month, for a third night. */
    private static void thirdMonth(TestInbox office) throws IOException {
        office.deliver(
                "2025-04-30 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,竣工,1600,2024-05-01,是,CNY",
                "E-05,东五,东区,铸造,开工,100,2024-05-01,是,CNY");
    }

    private static void manyNights(TestInbox office) throws IOException {
        office.deliver(
                "2025-03-31 西区 项目清单.csv",
                Stream.concat(
                                Stream.of(TestInbox.PROJECTS),
                                IntStream.range(0, 12).mapToObj(nth -> "W-" + nth + ",西" + nth + ",西区,铸造,开工," + nth + ",,是,CNY"))
                        .toArray(String[]::new));
        publishes(office, "2025-03-31");
        SmallFiles.split(office.warehouse(), "ledger.projects");
    }

    @Test
    void manySmallFilesBecomeOneInAReleaseOfTheSameRowsAndTheNextNightReadsIt() throws IOException {
        manyNights(office);
        TestInbox untouched = office.copiedTo(folder.resolve("untouched"));
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

        thirdMonth(office);
        thirdMonth(untouched);
        publishes(office, "2025-04-30");
        publishes(untouched, "2025-04-30");
        assertThat(office.exports("2025-04-30")).isEqualTo(untouched.exports("2025-04-30"));
        assertThat(releases().get(5).tables().get("ledger.projects").files()).isEqualTo(2);
        assertThat(office.run("doctor", null, "--inbox", office.inbox().toString()).out())
                .contains("No problem was found.");
    }

    private Warehouse warehouse() {
        return Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read());
    }

    private List<Release> releases() {
        return warehouse().releases();
    }
}
