package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of one wrong delivery: taken, withdrawn, asked for as it was, read anew under a mended configuration; and the nights
 * that were missed meanwhile. Each test goes on from the one before.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WithdrawalTest {
    private static final String WRONG = "2025-03-10 全市 项目变更.csv";
    private static final String STATE = "SELECT project_code, total_investment, district_code FROM facts.project_state"
            + " WHERE as_of_date = (SELECT max(as_of_date) FROM facts.project_state) ORDER BY project_code";
    private static final String ACCOUNT = "SELECT sum(rows_accepted), sum(rows_current), sum(rows_superseded),"
            + " bool_and(reconciled) FROM latest.data_coverage WHERE dataset = 'projects' AND column_name = ''";

    @TempDir
    private static Path folder;

    private static TestInbox office;

    @BeforeAll
    static void takeWhatIsRightAndWhatIsWrong() throws IOException {
        office = TestInbox.below(folder);
        office.deliver(
                "2025-02-28 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,100,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,200,2024-05-01,是,CNY");
        office.deliver(WRONG, TestInbox.CHANGED, "E-01,东一,东部,铸造,开工,999");
        office.deliver("2025-03-10 西区 项目变更.csv", TestInbox.CHANGED, "E-02,东二,东区,铸造,开工,201");
        Commands.Answer night = office.nightly("2025-03-14");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(office.lines(STATE)).containsExactly("E-01|9990000.00|unassigned", "E-02|2010000.00|D1");
    }

    private static Commands.Answer run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                command,
                "--conf",
                office.conf().toString(),
                "--warehouse",
                office.warehouse().toString()));
        all.addAll(List.of(arguments));
        return Commands.run(all.toArray(String[]::new));
    }

    @Test
    @Order(1)
    void aWithdrawnDeliveryCountsNoMoreAndNoRowIsLost() {
        Commands.Answer answer = run("withdraw", WRONG, "--reason", "单位填错");
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(office.lines(STATE)).containsExactly("E-01|1000000.00|D1", "E-02|2010000.00|D1");
        assertThat(office.lines(ACCOUNT)).containsExactly("4|3|1|true");
        assertThat(office.lines("SELECT delivery_number, reason FROM ledger.withdrawals"))
                .containsExactly("2|单位填错");
    }

    @Test
    @Order(2)
    void earlierReleasesAnswerAsThingsWereKnown() {
        Commands.Answer first = run("query", "--format", "csv", "--run", "1", STATE);
        assertThat(first.out()).contains("E-01,9990000.00,");
        Commands.Answer today = run("query", "--format", "csv", "--known-at", "2999-12-31", STATE);
        assertThat(today.out()).contains("E-01,1000000.00,");
        Commands.Answer never = run("query", "--known-at", "1999-12-31", STATE);
        assertThat(never.code()).isEqualTo(2);
        assertThat(never.err()).contains("截至 1999-12-31 终了尚无任何发布", "No release was published by the end of 1999-12-31");
        assertThat(run("query", "--known-at", "1999-12-31", "--run", "1", STATE).code())
                .isEqualTo(2);
    }

    @Test
    @Order(3)
    void whatCannotBeWithdrawnIsSaidPlainly() {
        Commands.Answer again = run("withdraw", "2", "--reason", "再撤");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("已撤回过", "has already been withdrawn");
        Commands.Answer unknown = run("withdraw", "没有这份.csv", "--reason", "再撤");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("没有收件“没有这份.csv”", "There is no delivery");
        assertThat(run("withdraw", "2").code()).isEqualTo(2);
        assertThat(office.lines("SELECT count(1) FROM ledger.runs")).containsExactly("2");
    }

    @Test
    @Order(4)
    void aNightDoesNotTakeAWithdrawnFileFromTheInboxAndNamesTheMissedOnes() {
        Commands.Answer night = office.nightly("2025-03-17");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.out()).contains("没有新的收件");
        assertThat(night.out())
                .contains(
                        "有 2 个日期未发布 dates not published: 2025-03-15 … 2025-03-16",
                        " --from 2025-03-15 --to 2025-03-16");
        assertThat(office.lines(STATE)).containsExactly("E-01|1000000.00|D1", "E-02|2010000.00|D1");
    }

    @Test
    @Order(5)
    void missedNightsArePublishedWithWhatIsKnownNowAndTheNewestStaysTheLatest() {
        Commands.Answer backfill = run("backfill", "--from", "2025-03-14", "--to", "2025-03-16");
        assertThat(backfill.code()).as(backfill.err()).isZero();
        assertThat(office.lines(
                        "SELECT as_of_date, project_count FROM summaries.programme_overview ORDER BY as_of_date"))
                .containsExactly("2025-03-14|2", "2025-03-15|2", "2025-03-16|2", "2025-03-17|2");
        assertThat(office.lines("SELECT as_of_date FROM latest.programme_overview"))
                .containsExactly("2025-03-17");
        assertThat(office.lines("SELECT count(1) FROM ledger.runs")).containsExactly("5");
        assertThat(run("backfill", "--from", "2025-03-16", "--to", "2025-03-14").code())
                .isEqualTo(2);
        assertThat(run("backfill", "--from", "gestern", "--to", "2025-03-14").err())
                .contains("--from gestern is not a date");
        Commands.Answer noMonthEnd = run("backfill", "--step", "month", "--from", "2025-03-01", "--to", "2025-03-30");
        assertThat(noMonthEnd.code()).isEqualTo(2);
        assertThat(noMonthEnd.err())
                .contains("2025-03-01 至 2025-03-30 之间没有月末", "No month ends between 2025-03-01 and 2025-03-30.");
    }

    @Test
    @Order(6)
    void afterABackfillAFigureIsStillTakenApartAsOfTheGreatestDate() {
        String[] figure = {"explain", "projects_by_district", "--measure", "project_count"};
        Commands.Answer now = run(figure[0], figure[1], figure[2], figure[3], "--against", "1");
        assertThat(now.code()).as(now.err()).isZero();
        assertThat(now.out())
                .containsPattern("发布 release 5（.+） 截止 as of 2025-03-17 ")
                .containsPattern("对比 against: 发布 release 1（.+） 截止 as of 2025-03-14");
        Commands.Answer past = run(figure[0], figure[1], figure[2], figure[3], "--as-of", "2025-03-15");
        assertThat(past.code()).isEqualTo(2);
        assertThat(past.err())
                .contains("发布 5 没有截止 2025-03-15 的项目明细", "Release 5 has no projects as of 2025-03-15.")
                .contains("It has those as of 2025-03-16, 2025-03-17.");
    }

    @Test
    @Order(7)
    void aDeliveryReadAnewCountsAgainAtItsOldPlace() throws IOException {
        Path districts = office.conf().resolve("reference/districts.csv");
        Files.writeString(districts, Files.readString(districts).replace("East District,东,", "East District,东|东部,"));
        office.deliver("2025-03-10 全市二 项目变更.csv", TestInbox.CHANGED, "E-02,东二,东区,铸造,开工,202");
        Commands.Answer night =
                run("nightly", "--inbox", office.inbox().toString(), "--as-of", "2025-03-18", "--reread", "2");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(office.lines(STATE)).containsExactly("E-01|9990000.00|D1", "E-02|2020000.00|D1");
        Commands.Answer older =
                run("nightly", "--inbox", office.inbox().toString(), "--as-of", "2025-03-18", "--reread", "3");
        assertThat(older.code()).as(older.err()).isZero();
        assertThat(office.lines(STATE)).contains("E-02|2020000.00|D1");
        assertThat(office.lines(ACCOUNT)).containsExactly("7|4|3|true");
    }

    /** After withdrawal, correction, backfill and two readings anew. */
    @Test
    @Order(8)
    void besideEachOriginalStandsARecordThatSaysWhatTheLedgerSays() throws IOException {
        List<String> recorded = new ArrayList<>();
        for (Path file : records()) {
            JsonNode record = new ObjectMapper().readTree(file.toFile());
            assertThat(file.getFileName())
                    .hasToString(record.get("content_hash").asText() + "."
                            + record.get("delivery_id").asText() + ".json");
            for (JsonNode reading : record.get("readings")) {
                assertThat(file.resolveSibling(reading.get("original").asText()))
                        .isRegularFile();
                recorded.add(String.join(
                        "|",
                        reading.get("delivery_number").asText(),
                        record.get("delivery_id").asText(),
                        record.get("content_hash").asText(),
                        reading.get("file_name").asText(),
                        reading.get("feed").asText(),
                        reading.get("dataset").asText(),
                        reading.get("state").asText(),
                        reading.get("night").asText(),
                        reading.get("run_id").asText(),
                        reading.get("configuration_hash").asText(),
                        reading.get("withdrawn").path("reason").asText()));
            }
        }
        List<String> known = office.lines(
                "SELECT delivery_number, delivery_id, content_hash, file_name, feed, dataset, state, night, d.run_id,"
                        + " configuration_hash, coalesce(w.reason, '') FROM ledger.deliveries d LEFT JOIN"
                        + " ledger.withdrawals w USING (delivery_number)");
        assertThat(recorded).containsExactlyInAnyOrderElementsOf(known);
        assertThat(known)
                .anyMatch(row -> !row.endsWith("|"))
                .hasSizeGreaterThan(records().size());
        Commands.Answer doctor = doctor();
        assertThat(doctor.out()).contains("[好 ok]   原件 originals");
    }

    @Test
    @Order(9)
    void aDamagedOriginalIsNamedByTheDoctorAndBeforeItIsReadAnew() throws IOException {
        JsonNode record = new ObjectMapper().readTree(records().get(0).toFile());
        JsonNode reading = record.get("readings").get(0);
        Path original = records().get(0).resolveSibling(reading.get("original").asText());
        byte[] whole = Files.readAllBytes(original);
        Files.write(original, new byte[0]);
        Path stray = Files.writeString(original.resolveSibling("stray\n.csv"), "x");
        Commands.Answer doctor = doctor();
        assertThat(doctor.code()).isEqualTo(2);
        assertThat(doctor.out())
                .contains("missing or damaged: " + original.getFileName())
                .contains("not in the ledger: stray\\n.csv");
        Commands.Answer night = run(
                "nightly",
                "--inbox",
                office.inbox().toString(),
                "--as-of",
                "2025-03-18",
                "--reread",
                reading.get("delivery_number").asText());
        assertThat(night.code()).isEqualTo(4);
        assertThat(night.err())
                .contains("缺失或已损坏，无法重读", "is missing or damaged and cannot be read again", original.toString());
        Files.write(original, whole);
        Files.delete(stray);
        assertThat(doctor().out()).contains("[好 ok]   原件 originals");
    }

    private Commands.Answer doctor() {
        return run("doctor", "--inbox", office.inbox().toString());
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(office.warehouse().resolve("deliveries"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
