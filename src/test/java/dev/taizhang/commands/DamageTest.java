package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.Goal;
import dev.taizhang.LongForm;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.FailingFileSystem;
import dev.taizhang.ledger.PublishedTable;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.RemoteFileSystem;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * A warehouse that the disk has damaged: whatever reads it gives the same figures as before, or an error that names the file.
 * Bits are flipped at places drawn from a seed: some by default, thousands with {@code -Dtaizhang.long=true}.
 */
class DamageTest {
    private static final long SEED = 20250331;
    private static final String NIGHT = "2025-03-31";
    private static final String FIGURES = "SELECT * FROM latest.projects_by_district ORDER BY ALL";

    /** Its cells are a map, which only Spark reads. */
    private static final String WITH_MAP = "ledger.rejected";

    @TempDir
    private static Path folder;

    private static TestInbox origin;

    private TestInbox office;

    @BeforeAll
    static void publish() throws IOException {
        origin = TestInbox.below(folder.resolve("origin"));
        origin.publishing("time_overruns", "project_watch");
        origin.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY",
                "E-02,东二,东区,新能源,签约,2000,,否,CNY",
                "E-03,东三,东区,铸造,开工,约三百,2024-05-01,是,CNY");
        origin.deliver("2025年 东区 项目进度.csv", TestInbox.PROGRESS, "E-01,2025-02,100", "E-01,2025-03,50");
        Commands.Answer answer = origin.nightly(NIGHT);
        assertThat(answer.code()).as(answer.err()).isZero();
    }

    @BeforeEach
    void copy(TestInfo test) throws IOException {
        office = origin.copiedTo(
                folder.resolve(test.getTestMethod().orElseThrow().getName()));
    }

    /** Flips one bit after the other and reads, each time with a reader that knows nothing of before; one of four anywhere. */
    @Test
    void aFlippedBitIsAnErrorThatNamesTheTableOrChangesNothing() throws IOException {
        Random random = new Random(SEED);
        try (Goal.Count goal = Goal.FLIPPED_BITS.from(SEED)) {
            flip(files(office, ""), files(office, "ledger", "facts", "summaries"), random, goal);
        }
    }

    private void flip(List<Path> all, List<Path> ofTables, Random random, Goal.Count goal) throws IOException {
        SortedMap<String, String> before = read(office);
        int named = 0;
        while (goal.goesOn()) {
            List<Path> files = random.nextInt(4) == 0 ? all : ofTables;
            Path file = files.get(random.nextInt(files.size()));
            byte[] sound = Files.readAllBytes(file);
            if (sound.length == 0) {
                continue;
            }
            byte[] flipped = sound.clone();
            int bit = random.nextInt(flipped.length * 8);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            String place = office.warehouse().relativize(file) + " bit " + bit;
            try {
                assertThat(read(office, file))
                        .as(place)
                        .allSatisfy((table, rows) -> assertThat(rows).isEqualTo(before.get(table)));
            } catch (RuntimeException damaged) {
                named++;
                assertThat(damaged.getMessage())
                        .as(place)
                        .contains(tableOf(file).folder());
            }
            Files.write(file, sound);
            goal.add(1);
        }
        System.out.println(named + " flips were named, the others changed nothing");
    }

    /** A table and its folder. */
    private record Place(String table, String folder) {}

    private Place tableOf(Path file) {
        Path place = office.warehouse().relativize(file);
        boolean ofTable = place.getNameCount() > 2
                && List.of("ledger", "facts", "summaries")
                        .contains(place.getName(0).toString());
        return ofTable
                ? new Place(place.getName(0) + "." + place.getName(1), place.getName(0) + "/" + place.getName(1))
                : new Place("", "no table");
    }

    /** What every table holds. */
    private static SortedMap<String, String> read(TestInbox office) {
        Warehouse warehouse = Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read());
        SortedMap<String, String> content = new TreeMap<>();
        Release release = warehouse.current().orElseThrow();
        content.put("", release + " " + warehouse.releases());
        release.tables().forEach((name, due) -> content.put(name, read(new PublishedTable(warehouse, name, due))));
        return content;
    }

    /** What the table of a file holds, as every command would find it. */
    private Map<String, String> read(TestInbox of, Path file) {
        Warehouse warehouse = Warehouse.at(of.warehouse().toString(), HadoopConfiguration.read());
        SortedMap<String, String> content = new TreeMap<>();
        Release release = warehouse.current().orElseThrow();
        content.put("", release + " " + warehouse.releases());
        String table = tableOf(file).table();
        if (release.tables().containsKey(table)) {
            content.put(
                    table,
                    read(new PublishedTable(warehouse, table, release.tables().get(table))));
        }
        return content;
    }

    private static String read(PublishedTable table) {
        return table.files()
                + (table.name().equals(WITH_MAP) ? "" : table.rows().toString());
    }

    @Test
    void flipsEndToEndAreTheSameFiguresOrAnErrorThatNamesTheFile() throws IOException {
        Random random = new Random(SEED + 2);
        List<String> answer = office.lines(FIGURES);
        SortedMap<String, String> exports = office.exports(NIGHT);
        try (Goal.Count goal = Goal.FLIPPED_BITS_END_TO_END.from(SEED + 2)) {
            for (int number = 0; goal.goesOn(); number++) {
                flipEndToEnd(number, random, answer, exports);
                goal.add(1);
            }
        }
    }

    private static void flipEndToEnd(int number, Random random, List<String> answer, SortedMap<String, String> exports)
            throws IOException {
        TestInbox damaged = origin.copiedTo(folder.resolve("flipped-" + number));
        List<Path> files = files(damaged, "ledger", "facts", "summaries");
        Path file = files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        int bit = random.nextInt(bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(file, bytes);
        String place = damaged.warehouse().relativize(file) + " bit " + bit;
        String table = damaged.warehouse().relativize(file).subpath(0, 2).toString();

        Commands.Answer asked = damaged.ask(FIGURES);
        if (asked.code() == 0) {
            assertThat(damaged.lines(FIGURES)).as(place).isEqualTo(answer);
        } else {
            assertThat(asked.err()).as(place).contains(table);
        }
        Commands.Answer published = publish(damaged);
        named(published, table, place, exports, damaged);
        if (LongForm.ASKED || number == 0) {
            named(damaged.nightly(NIGHT), table, place, exports, damaged);
        }
    }

    /** Delta reads columns from the checksum file of the head; it is no data, but the night cannot open the table. */
    @Test
    void columnsThatMakeNoSenseInTheLogsChecksumAreNamedByTheNight() throws IOException {
        for (String place : List.of(
                "summaries/time_overruns/_delta_log/00000000000000000001.crc struct",
                "ledger/warnings/_delta_log/00000000000000000000.crc metadata")) {
            Path checksum = office.warehouse().resolve(place.substring(0, place.indexOf(' ')));
            String word = place.substring(place.indexOf(' ') + 1);
            String text = Files.readString(checksum);
            Files.writeString(checksum, text.replace(word + "\\", "-" + word.substring(1) + "\\"));
            String log = office.warehouse().relativize(checksum.getParent()).toString();

            Commands.Answer night = office.nightly(NIGHT);
            assertThat(night.code()).as(place).isEqualTo(1);
            assertThat(night.err()).contains("台账库已损坏", "(log " + log + ")").hasSizeLessThan(3_000);
            Files.writeString(checksum, text);
        }
    }

    /** What a storage answers, and what a run says of it. */
    private record Answered(Supplier<IOException> storage, ExitCode code, String sentence) {}

    /** Keys that have expired and a network that is down destroy nothing, so nothing is called damaged or computed again. */
    @Test
    void aStorageThatRefusesOrDoesNotAnswerIsNotDamage() throws IOException {
        RemoteFileSystem.register();
        String expired = "Forbidden (Service: S3, Status Code: 403, Request ID: 1)";
        List<Answered> answers = List.of(
                new Answered(
                        () -> new IOException("Server error accessing it", new IllegalStateException(expired)),
                        ExitCode.USAGE,
                        "The storage refuses access to failing:"),
                new Answered(
                        () -> new SocketException("Connection reset"),
                        ExitCode.UNEXPECTED,
                        "does not answer: Connection reset"));
        // Not a lease, but the lock of the disk on which the warehouse was made.
        Files.delete(office.warehouse().resolve(".lock"));
        for (Answered answer : answers) {
            for (String place : List.of(
                    "ledger/runs/_delta_log",
                    "ledger/projects/_delta_log",
                    "summaries/programme_overview/_delta_log",
                    place(dataFile("summaries/programme_overview")))) {
                FailingFileSystem.fail(place, answer.storage());
                Commands.Answer night =
                        Commands.nightly(office.conf(), office.inbox(), "failing://" + office.warehouse(), NIGHT);
                assertThat(night.code())
                        .as(place + ": " + night.err())
                        .isEqualTo(answer.code().code());
                assertThat(night.err()).as(place).contains(answer.sentence()).doesNotContain("damaged", "\tat ");
            }
        }
    }

    private static void named(
            Commands.Answer answer, String table, String place, SortedMap<String, String> exports, TestInbox office)
            throws IOException {
        if (answer.code() == 0) {
            assertThat(office.exports(NIGHT)).as(place).isEqualTo(exports);
        } else {
            assertThat(answer.err() + answer.out()).as(place).contains(table);
        }
    }

    private static Commands.Answer publish(TestInbox office) {
        return Commands.run(
                "publish",
                "--conf",
                office.conf().toString(),
                "--warehouse",
                office.warehouse().toString());
    }

    private static Commands.Answer doctor(TestInbox office) {
        return Commands.run(
                "doctor",
                "--conf",
                office.conf().toString(),
                "--inbox",
                office.inbox().toString(),
                "--warehouse",
                office.warehouse().toString());
    }

    @Test
    void anEmptyDataFileOfTheLedgerIsNamedWithItsDeliveries() throws IOException {
        Path file = dataFile("ledger/projects");
        Files.write(file, new byte[0]);
        isNamed(
                office.ask("SELECT count(1) FROM ledger.projects"),
                place(file),
                "it has 0 bytes instead of",
                "delivery 2 (2025-03-31 东区 项目清单.csv)",
                "请从备份恢复");
        isNamed(office.nightly("2025-04-01"), place(file));
        assertThat(doctor(office).out()).contains(place(file)).doesNotContain(file.toString());
    }

    @Test
    void anEmptyCommitIsNamedByWhoeverReadsItsTable() throws IOException {
        Path commit = office.warehouse().resolve("summaries/projects_by_district/_delta_log/00000000000000000001.json");
        Files.write(commit, new byte[0]);
        isNamed(
                office.ask("SELECT * FROM latest.projects_by_district"),
                "version 1 of the table summaries.projects_by_district differs from the manifest",
                place(commit.getParent()),
                "请运行 jobs/nightly");
        isNamed(publish(office), "summaries.projects_by_district");
        assertThat(doctor(office).out()).contains("summaries.projects_by_district");
        assertThat(office.lines("SELECT count(1) FROM ledger.projects")).containsExactly("2");
    }

    @Test
    void aDamagedTableOfFactsOrSummariesIsWrittenAgainByTheNextNight() throws IOException {
        SortedMap<String, String> exports = office.exports(NIGHT);
        Path facts = dataFile("facts/project_state");
        Path summaries = dataFile("summaries/programme_overview");
        Files.write(facts, new byte[0]);
        Files.write(summaries, new byte[7]);
        isNamed(
                office.ask("SELECT * FROM latest.programme_overview"),
                place(summaries),
                "jobs/backfill --again --from 2025-03-31 --to 2025-03-31");

        Commands.Answer night = office.nightly(NIGHT);
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(office.exports(NIGHT)).isEqualTo(exports);
        assertThat(doctor(office).out()).contains("发布 release 2");
        assertThat(doctor(office).code()).isZero();
    }

    /** The commit of one table is empty, and that of another no JSON. */
    @Test
    void aLogThatLostTheLastDateIsTakenBackAndTheDateComputedAgainBeforeTheNext() throws IOException {
        String commit = "_delta_log/00000000000000000001.json";
        List<String> districts = ofNight("projects_by_district");
        List<String> overview = ofNight("programme_overview");
        Files.write(office.warehouse().resolve("summaries/projects_by_district").resolve(commit), new byte[0]);
        Path noJson = office.warehouse().resolve("summaries/programme_overview").resolve(commit);
        Files.writeString(noJson, Files.readString(noJson).replaceFirst("\"numRecords", "numRecords"));
        Commands.Answer night = office.nightly("2025-04-01");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(ofNight("projects_by_district")).isEqualTo(districts);
        assertThat(ofNight("programme_overview")).isEqualTo(overview);
        assertThat(office.lines("SELECT release_number, as_of_date FROM ledger.runs ORDER BY 1"))
                .containsExactly("1|2025-03-31", "2|2025-03-31", "3|2025-04-01");
        assertThat(doctor(office).code()).isZero();
    }

    private List<String> ofNight(String table) {
        return office.lines("SELECT * EXCEPT (as_of_date) FROM summaries." + table
                + " WHERE as_of_date = DATE'2025-03-31' ORDER BY ALL");
    }

    @Test
    void aHeadOfTheManifestWithoutItsReleaseIsDamage() throws IOException {
        Path commit = office.warehouse().resolve("ledger/runs/_delta_log/00000000000000000001.json");
        Files.write(commit, new byte[0]);
        String missing = "the record of release 1 is missing or was changed";
        isNamed(office.ask("SELECT 1"), missing, "ledger/runs/_delta_log");
        isNamed(publish(office), missing);
        isNamed(office.nightly("2025-04-01"), missing);
        assertThat(doctor(office).out()).contains(missing);
        assertThat(doctor(office).code()).isEqualTo(2);
    }

    /** The checksum file of a log repeats the columns, whose names one bit changes. */
    @Test
    void aColumnOfTheManifestWithAnotherNameIsDamage() throws IOException {
        Path checksum = office.warehouse().resolve("ledger/runs/_delta_log/00000000000000000001.crc");
        String text = Files.readString(checksum);
        for (String column : List.of("release_hash", "release_number")) {
            Files.writeString(checksum, text.replace(column, column.replace("release_", "release-")));
            isNamed(office.ask("SELECT 1"), "ledger/runs");
            isNamed(office.run("runs", null), "ledger/runs");
        }
    }

    private static void isNamed(Commands.Answer answer, String... told) {
        assertThat(answer.err()).contains(told).contains("台账库", "已损坏").doesNotContain("\tat ");
        assertThat(answer.code()).as(answer.err()).isEqualTo(1);
    }

    private String place(Path file) {
        return office.warehouse().relativize(file).toString();
    }

    private Path dataFile(String table) throws IOException {
        return files(office, table).stream()
                .filter(file -> file.toString().endsWith(".parquet"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> files(TestInbox office, String... folders) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String name : folders) {
            try (Stream<Path> files = Files.walk(office.warehouse().resolve(name))) {
                files.filter(Files::isRegularFile).sorted().forEach(all::add);
            }
        }
        return all;
    }
}
