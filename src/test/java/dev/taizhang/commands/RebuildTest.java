package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.ledger.RemoteFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A warehouse is made anew from its originals. They arrived in three nights; one was withdrawn and read again, another one
 * withdrawn for good, a return workbook answered a rejected row, and one file was refused.
 */
@EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
class RebuildTest {
    private static final String MARCH = "2025-03-31";
    private static final String CHANGE = "2025-03-10 东区 项目变更.csv";
    private static final String WRONG = "2025-03-20 西区 项目变更.csv";

    @TempDir
    private static Path folder;

    private static TestInbox origin;

    private TestInbox office;
    private Path rebuilt;

    @BeforeAll
    static void threeNights() throws IOException {
        RemoteFileSystem.register();
        origin = TestInbox.below(folder.resolve("origin"));
        origin.deliver(
                "2025-01-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,100,2024-05-01,是,CNY",
                "E-02,东二,北区,铸造,开工,300,2024-05-01,是,CNY",
                "E-03,东三,东区,铸造,开工,约三百,2024-05-01,是,CNY");
        succeeds(origin.nightly("2025-01-31"));
        origin.deliver("改好的.xlsx", Returned.mended(returned(), new Returned.Change(4, 8, "300")));
        origin.deliver(CHANGE, TestInbox.CHANGED, "E-01,东一,东区,铸造,开工,150");
        origin.deliver(WRONG, TestInbox.CHANGED, "E-02,东二,北区,铸造,开工,99900");
        origin.deliver("2025-03-21 东区 项目清单.xlsx", "不是工作簿");
        succeeds(origin.nightly("2025-03-25"));
        succeeds(origin.run("withdraw", null, CHANGE, "--reason", "看看"));
        origin.deliver("2025年 东区 项目进度.csv", TestInbox.PROGRESS, "E-01,2025-02,100", "E-02,2025-03,50");
        succeeds(origin.run("nightly", MARCH, "--reread", CHANGE));
        succeeds(origin.run("withdraw", null, WRONG, "--reason", "填错了"));
    }

    private static Path returned() throws IOException {
        try (Stream<Path> files = Files.list(origin.warehouse().resolve("exports/2025-01-31/returns"))) {
            return files.filter(file -> file.toString().endsWith(".xlsx"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Each test goes on from there. */
    @BeforeEach
    void copy(TestInfo test) throws IOException {
        office = origin.copiedTo(
                folder.resolve(test.getTestMethod().orElseThrow().getName()));
        rebuilt = office.warehouse().resolveSibling("rebuilt");
    }

    private static Commands.Answer succeeds(Commands.Answer answer) {
        assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
        return answer;
    }

    private Commands.Answer rebuild(String... options) {
        return office.run(
                "rebuild",
                null,
                Stream.concat(Stream.of(rebuilt.toString()), Stream.of(options)).toArray(String[]::new));
    }

    @Test
    void theSameConfigurationGivesTheSameTables() throws IOException {
        Commands.Answer answer = succeeds(rebuild());
        assertThat(answer.out())
                .containsPattern("全部 \\d+ 张表与发布 5 相同。 All \\d+ tables are those of release 5.")
                .contains("重建的台账库在 " + rebuilt, "move the old folder away and this one to its place");
        assertThat(rebuilt.resolve("exports")).isEmptyDirectory();
        assertThat(Commands.query(office.conf(), rebuilt, "csv", "SELECT count(1) FROM ledger.deliveries")
                        .out())
                .contains("7");
        assertThat(rebuild().err()).contains("or has a release already.");

        // The new warehouse takes the place of the old one.
        Files.move(office.warehouse(), office.warehouse().resolveSibling("old"));
        Files.move(rebuilt, office.warehouse());
        succeeds(office.run("publish", null));
        assertThat(office.warehouse().resolve("exports/" + MARCH + "/projects_by_district.csv"))
                .exists();
        Commands.Answer night = succeeds(office.nightly("2025-04-01"));
        assertThat(night.out()).contains("没有新的收件");
        succeeds(office.run("doctor", null, "--inbox", office.inbox().toString()));
    }

    @Test
    void whatAnotherConfigurationChangesIsNamedFigureByFigure() throws IOException {
        String districts = Files.readString(office.conf().resolve("reference/districts.csv"));
        office.configure("reference/districts.csv", districts.replace("West District,西,", "West District,西|北区,"));
        Commands.Answer answer = succeeds(rebuild());
        assertThat(answer.out())
                .containsPattern("summaries.projects_by_district +\\d+ +\\d+ +\\d+")
                .containsPattern("ledger.deliveries +1 +scope +List\\(D1\\) +List\\(D1, D2\\)\n")
                .containsPattern("summaries.projects_by_district +D2 CNY +total_investment +3000000.00\n")
                .containsPattern("summaries.projects_by_district +unassigned CNY +total_investment +3000000.00\n")
                .containsPattern("\\d+ of \\d+ tables differ from release 5, see above.");
    }

    @Test
    void deliveriesAreReadByTheConfigurationsOfTheirDays() throws IOException {
        // Another configuration, in which the feed of changes has another name.
        String changes = Files.readString(office.conf().resolve("feeds/changes.conf"));
        Files.delete(office.conf().resolve("feeds/changes.conf"));
        office.configure("feeds/supplements.conf", changes.replace("变更", "补充"));
        office.deliver("2025-03-30 东区 项目补充.csv", TestInbox.CHANGED, "E-01,东一,东区,铸造,开工,170");
        succeeds(office.nightly(MARCH));

        Commands.Answer today = rebuild();
        assertThat(today.code()).isEqualTo(2);
        assertThat(today.err())
                .contains("is no longer in the configuration.", "or add --as-delivered")
                .doesNotContain("\tat ");
        assertThat(succeeds(rebuild("--as-delivered")).out())
                .containsPattern("All \\d+ tables are those of release 6.");

        rebuilt = office.warehouse().resolveSibling("again");
        try (Stream<Path> kept = Files.list(office.warehouse().resolve("definitions"))) {
            for (Path file : kept.toList()) {
                Files.delete(file);
            }
        }
        Commands.Answer lost = rebuild("--as-delivered");
        assertThat(lost.code()).isEqualTo(2);
        assertThat(lost.err())
                .contains("The warehouse has not kept the configuration by which \"", "Leave --as-delivered out");
    }

    @Test
    void aDamagedWarehouseIsMadeAnewAndWhatIsLostIsNamed() throws IOException {
        Files.delete(office.warehouse().resolve("ledger/runs/_delta_log/00000000000000000003.json"));
        assertThat(office.ask("SELECT 1").code()).isEqualTo(1);
        Commands.Answer unknown = rebuild();
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("The current release cannot be read, so the as-of date is unknown.");
        assertThat(succeeds(rebuild("--as-of", MARCH)).out())
                .contains("The current release cannot be read, so nothing was compared.");
        assertThat(Commands.query(
                                office.conf(), rebuilt, "csv", "SELECT total_investment FROM latest.programme_overview")
                        .out())
                .contains("7500000.00");

        Path record;
        try (Stream<Path> records = Files.list(office.warehouse().resolve("deliveries"))) {
            record = records.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        rebuilt = office.warehouse().resolveSibling("again");
        Files.writeString(record, "{");
        Commands.Answer broken = rebuild("--as-of", MARCH);
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err())
                .contains("The record of a delivery, deliveries/" + record.getFileName() + ", cannot be read:");
    }

    @Test
    void aMissingOriginalIsNamed() throws IOException {
        try (Stream<Path> originals = Files.list(office.warehouse().resolve("deliveries"))) {
            Files.delete(originals
                    .filter(file -> file.toString().endsWith(".csv"))
                    .findFirst()
                    .orElseThrow());
        }
        Commands.Answer answer = rebuild();
        assertThat(answer.code()).isEqualTo(4);
        assertThat(answer.err()).contains("deliveries/").doesNotContain("\tat ");
    }

    @Test
    void onAStorageThatIsNotADisk() throws IOException {
        String to = "remote:" + rebuilt;
        assertThat(succeeds(Commands.run(
                                "rebuild",
                                "--conf",
                                office.conf().toString(),
                                "--warehouse",
                                "remote:" + office.warehouse(),
                                to))
                        .out())
                .containsPattern("All \\d+ tables are those of release 5.");
    }
}
