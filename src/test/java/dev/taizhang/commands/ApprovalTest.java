package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An office in which somebody approves every release, and then one in which only unexplained movement awaits approval. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApprovalTest {
    private static final String JANUARY = "2025-01-31";
    private static final String FEBRUARY = "2025-02-28";
    private static final String MARCH = "2025-03-31";
    private static final String TOTAL = "SELECT as_of_date, total_investment FROM latest.programme_overview";
    private static final String BY_HAND = "release = by_hand\n";

    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static String settings;

    @BeforeAll
    static void open() throws IOException {
        office = TestInbox.below(folder);
        settings = Files.readString(office.conf().resolve("taizhang.conf"));
        office.configure("taizhang.conf", settings + BY_HAND);
        office.deliver(
                JANUARY + " 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,100,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,300,2024-05-01,是,CNY");
    }

    private static Commands.Answer ends(int code, Commands.Answer answer) {
        assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(code);
        assertThat(answer.err()).doesNotContain("\tat ");
        return answer;
    }

    private static Commands.Answer approve(int code, String run) {
        return ends(code, office.run("runs", null, "--approve", run));
    }

    @Test
    @Order(1)
    void theFirstNightAwaitsApprovalAndCanBeLookedAt() {
        Commands.Answer night = ends(7, office.nightly(JANUARY));
        assertThat(night.out()).contains("东区 项目清单.csv").doesNotContain("已发布 published");
        assertThat(night.err())
                .contains(
                        "截止 2025-01-31 的数字已算出，待批准后发布（release = by_hand）。",
                        "The figures as of 2025-01-31 are computed and await approval",
                        "total_investment — → 4000000.00 CNY",
                        "To publish them: jobs/runs --approve 000001-1.",
                        "退出码 exit code 7");
        assertThat(office.warehouse().resolve("exports").toFile().list()).isEmpty();
        assertThat(ends(2, office.ask(TOTAL)).err()).contains("has no release yet");
        assertThat(ends(0, office.run("runs", null)).out())
                .containsPattern("1  000001-1  2025-01-31  待批准 awaits approval ");
        assertThat(ends(0, office.run("query", null, "--run", "000001-1", "--format", "csv", TOTAL))
                        .out())
                .contains("2025-01-31,4000000.00");

        Commands.Answer approved = approve(0, "000001-1");
        assertThat(approved.out()).contains("已发布 published: 发布 release 1（000001-1）");
        assertThat(approve(2, "000001-1").err())
                .contains("000001-1 已经发布，即发布 1。", "000001-1 is published already, as release 1.");
        assertThat(office.lines(TOTAL)).containsExactly("2025-01-31|4000000.00");
        assertThat(office.warehouse().resolve("exports/" + JANUARY + "/brief.md"))
                .exists();
        assertThat(office.lines("SELECT run_id FROM ledger.deliveries")).containsExactly("000001-1");
    }

    @Test
    @Order(2)
    void aLaterNightReplacesTheOneThatWasNotApproved() throws IOException {
        office.deliver(FEBRUARY + " 东区 项目变更.csv", TestInbox.CHANGED, "E-01,东一,东区,铸造,开工,500");
        ends(7, office.nightly(FEBRUARY));
        assertThat(ends(0, office.run("runs", null, "000002-1")).out())
                .containsPattern("发布时间 published +待批准 awaits approval")
                .containsPattern("total_investment +CNY +4000000.00 +8000000.00 +4000000.00 +\\+100.0%");
        assertThat(office.lines(TOTAL)).containsExactly("2025-01-31|4000000.00");

        office.deliver(MARCH + " 东区 项目变更.csv", TestInbox.CHANGED, "E-02,东二,东区,铸造,开工,200");
        ends(7, office.nightly(MARCH));
        ends(0, office.run("doctor", null, "--inbox", office.inbox().toString()));
        assertThat(approve(2, "000002-1").err())
                .contains(
                        "“000002-1”不在待批准之列",
                        "a later run has replaced it",
                        "What awaits approval is 000002-2, see jobs/runs 000002-2.");
    }

    /** All files are old, and those of the figures that were replaced are in no release. */
    @Test
    @Order(3)
    void maintenanceKeepsTheFilesOfWhatAwaitsApproval() throws IOException {
        try (Stream<Path> files = Files.walk(office.warehouse())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            }
        }
        assertThat(ends(0, office.run("maintain", null, "--apply")).out())
                .containsPattern("删除 remove +summaries +\\d+ ")
                .containsPattern("删除 remove +ledger +\\d+ ");
        assertThat(ends(0, office.run("maintain", null)).out()).contains("There is nothing to do.");
        assertThat(ends(
                                0,
                                office.run(
                                        "explain",
                                        null,
                                        "projects_by_district",
                                        "--measure",
                                        "total_investment",
                                        "--run",
                                        "000002-2",
                                        "--against",
                                        "1"))
                        .out())
                .contains("E-01", "E-02");
        approve(0, "000002-2");
        assertThat(office.lines(TOTAL)).containsExactly("2025-03-31|7000000.00");
        assertThat(approve(2, "000002-1").err()).contains("Nothing awaits approval, see jobs/runs.");
        ends(0, office.run("doctor", null, "--inbox", office.inbox().toString()));
    }

    @Test
    @Order(4)
    void whatSomebodyPublishesByACommandNeedsNoApprovalAndMakesTheCandidateObsolete() {
        ends(7, office.nightly(MARCH));
        ends(0, office.run("withdraw", null, MARCH + " 东区 项目变更.csv", "--reason", "填错了"));
        assertThat(office.lines(TOTAL)).containsExactly("2025-03-31|8000000.00");
        approve(2, "000003-1");
    }

    @Test
    @Order(5)
    void aNightThatFailsWhenItsFiguresAreKeptIsRepeatedAndAChangedCandidateIsNotPublished() throws IOException {
        System.setProperty("taizhang.fault", "candidate.before:throw");
        try {
            ends(1, office.nightly(MARCH));
        } finally {
            System.clearProperty("taizhang.fault");
        }
        ends(7, office.nightly(MARCH));
        Path candidate = office.warehouse().resolve("runs/000004-2/candidate.json");
        String content = Files.readString(candidate);
        Files.writeString(
                candidate, content.replace("\"as_of_date\" : \"2025-03-31\"", "\"as_of_date\" : \"2025-03-30\""));
        assertThat(approve(1, "000004-2").err())
                .contains(
                        "待批准的发布 runs/000004-2/candidate.json 已损坏或被改动。",
                        "The release that awaits approval in runs/000004-2/candidate.json is damaged or was changed.",
                        "Delete this file and run jobs/nightly again.");
        Files.writeString(candidate, content);
        System.setProperty("taizhang.fault", "manifest.after:throw");
        try {
            approve(6, "000004-2");
        } finally {
            System.clearProperty("taizhang.fault");
        }
        ends(0, office.run("publish", null));
        assertThat(office.lines("SELECT max(release_number) FROM ledger.runs")).containsExactly("4");
    }

    @Test
    @Order(6)
    void aTotalThatMovesWithoutADeliveryStopsTheNight() throws IOException {
        office.configure("taizhang.conf", settings + "unexplained_movement { total_investment = 0.05 }\n");
        ends(0, office.nightly(MARCH));
        office.deliver("2025-03-20 西区 项目清单.csv", TestInbox.PROJECTS, "W-01,西一,西区,铸造,开工,800,2024-05-01,是,CNY");
        ends(0, office.nightly(MARCH));
        assertThat(office.lines(TOTAL)).containsExactly("2025-03-31|16000000.00");
        ends(0, office.run("runs", null, "--restore", "5"));
        assertThat(office.lines(TOTAL)).containsExactly("2025-03-31|8000000.00");

        Commands.Answer night = ends(3, office.nightly(MARCH));
        assertThat(night.err())
                .contains(
                        "没有新的报表、撤回或配置变更，合计的变动却超过 unexplained_movement 的限度，未发布：计划总投资 8000000.00 → 16000000.00 CNY (+100.0%)。",
                        "Totals have moved by more than unexplained_movement allows, although no delivery has arrived or was"
                                + " withdrawn and the configuration is unchanged; nothing was published: total_investment"
                                + " 8000000.00 → 16000000.00 CNY (+100.0%).",
                        "To publish them: jobs/runs --approve 000008-1.");
        assertThat(office.lines(TOTAL)).containsExactly("2025-03-31|8000000.00");
        approve(0, "000008-1");
        assertThat(office.lines(TOTAL)).containsExactly("2025-03-31|16000000.00");
    }

    @Test
    @Order(7)
    void whatIsConfiguredWrongIsSaid() throws IOException {
        office.configure("taizhang.conf", settings + "unexplained_movement { total = 0.05 }\n");
        assertThat(ends(2, office.nightly(MARCH)).err()).contains("total_investment", "\"total\"");
        office.configure("taizhang.conf", settings + "unexplained_movement { total_investment = -1 }\n");
        assertThat(ends(2, office.nightly(MARCH)).err()).contains("it must not be negative; 0.05 means 5 %.");
        office.configure("taizhang.conf", settings + "release = sometimes\n");
        assertThat(ends(2, office.nightly(MARCH)).err()).contains("it must be at_once or by_hand.");
    }
}
