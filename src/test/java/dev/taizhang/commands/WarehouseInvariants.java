package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.feeds.Originals;
import dev.taizhang.ledger.DeliveryReadings;
import dev.taizhang.ledger.PublishedTable;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * What must hold in a warehouse whatever has befallen the run that would have brought it from one release to the next, and after
 * the run that follows.
 *
 * @param before the release before; null if there was none
 * @param after the release that an undisturbed run has made of it
 * @param secret what is in the configuration and may be nowhere else
 */
record WarehouseInvariants(Known before, Known after, String secret) {
    /** Its cells are a map, which only Spark reads. */
    private static final String WITH_MAP = "ledger.rejected";

    /** Names of runs, and times of this day: what may differ between two runs that compute the same. */
    private static final String OF_THE_RUN = "\\d{6}-\\d+|20\\d\\d-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[.\\d]*Z?";

    /**
     * What an office shows.
     *
     * @param release the current release
     * @param tables the rows of every table of it
     * @param exports the tables of its date that were written for people
     * @param inbox what its senders have delivered, with times
     */
    record Known(
            Release release,
            SortedMap<String, List<String>> tables,
            SortedMap<String, String> exports,
            SortedMap<String, String> inbox) {
        static Known of(TestInbox office) throws IOException {
            nothingLostAndNothingTwice(office);
            Warehouse warehouse = warehouse(office);
            Release release = warehouse.current().orElseThrow();
            return new Known(
                    release,
                    read(warehouse, release),
                    office.exports(release.asOfDate().toString()),
                    delivered(office));
        }
    }

    private static Warehouse warehouse(TestInbox office) {
        return Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read());
    }

    /**
     * Checks a warehouse in which a run has ended, or was killed.
     *
     * @param answer what it has answered
     * @param place what has befallen it
     */
    void check(TestInbox office, Commands.Answer answer, String place) throws IOException {
        Known shown = oneOfTwoReleases(office, place);
        boolean published = shown.equals(after);
        // 2 if the warehouse could not be opened.
        assertThat(answer.code())
                .as("%s: %s", place, answer.err())
                .isIn(published ? Set.of(0, 6, 137) : Set.of(1, 2, 137));
        if (answer.code() != 0 && answer.code() != 137) {
            assertThat(answer.err() + answer.out())
                    .as(place)
                    .containsPattern("\\p{IsHan}[^\n]*。")
                    .containsPattern("[a-z]{3} [^\n]*\\.")
                    .doesNotContain("\tat ");
        }
        assertThat(delivered(office)).as("%s: the inbox", place).isEqualTo(after.inbox());
        nothingOutside(office, place);
        noSecret(office, answer, place);
    }

    /** Checks that every reader sees the release before as a whole, or that after; which of the two. */
    Known oneOfTwoReleases(TestInbox office, String place) {
        Warehouse warehouse = warehouse(office);
        Release release = warehouse.current().orElseThrow();
        assertThat(warehouse.releases()).as(place).last().isEqualTo(release);
        boolean published =
                before == null || release.number() > before.release().number();
        if (!published) {
            assertThat(release.hash()).as(place).isEqualTo(before.release().hash());
        }
        SortedMap<String, List<String>> tables = read(warehouse, release);
        keepsWhatItWasMadeOf(warehouse, release, place);
        Known known = published ? after : before;
        known.tables()
                .forEach((name, rows) -> assertThat(tables.get(name))
                        .as("%s: %s of release %d", place, name, release.number())
                        .isEqualTo(rows));
        return known;
    }

    /** Checks that the originals of a release, their records and its configuration are there as a whole. */
    private static void keepsWhatItWasMadeOf(Warehouse warehouse, Release release, String place) {
        List<Row> deliveries = rows(warehouse, release, "ledger.deliveries");
        for (Row delivery : deliveries) {
            String hash = delivery.getAs("content_hash");
            String original = Inbox.storedName(hash, delivery.getAs("file_name"));
            isWhole(warehouse, "deliveries/" + original, hash, place);
        }
        Set<String> runs = warehouse.releases().stream().map(Release::runId).collect(Collectors.toSet());
        assertThat(DeliveryReadings.of(warehouse, runs::contains))
                .as(place)
                .extracting(DeliveryReadings.Reading::number)
                .containsExactlyInAnyOrderElementsOf(deliveries.stream()
                        .map(delivery -> delivery.<Long>getAs("delivery_number"))
                        .toList());
        String list =
                isWhole(warehouse, "definitions/" + release.configurationHash(), release.configurationHash(), place);
        list.lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .forEach(hash -> isWhole(warehouse, "definitions/" + hash, hash, place));
    }

    /** Checks the content of a file by its hash, and returns it. */
    private static String isWhole(Warehouse warehouse, String name, String hash, String place) {
        org.apache.hadoop.fs.Path file = warehouse.path(name);
        assertThat(Originals.isWhole(warehouse.files(), file, hash))
                .as("%s: %s", place, name)
                .isTrue();
        return text(FileAddress.local(file));
    }

    /** Runs once more, which needs no help, and checks that all is as in an office that was never disturbed. */
    void heals(TestInbox office, String place) throws IOException {
        Commands.Answer answer = office.nightly(after.release().asOfDate().toString());
        assertThat(answer.code())
                .as("%s, the next run: %s%s", place, answer.out(), answer.err())
                .isZero();
        checkHealed(office, place);
    }

    /** Checks that all is as in an office that was never disturbed, after a run that has published. */
    void checkHealed(TestInbox office, String place) throws IOException {
        String healed = place + ", after the next run";
        assertThat(oneOfTwoReleases(office, healed)).isSameAs(after);
        assertThat(office.exports(after.release().asOfDate().toString()))
                .as(healed)
                .isEqualTo(after.exports());
        // The folder of a killed run stays as that run has left it.
        assertThat(files(office.warehouse(), file -> file.toString().endsWith(".part")))
                .as(healed)
                .allMatch(file -> file.startsWith(office.warehouse().resolve("runs")));
        assertThat(delivered(office)).as("%s: the inbox", healed).isEqualTo(after.inbox());
        nothingOutside(office, healed);
        assertThat(files(office.warehouse(), file -> text(file).contains(secret)))
                .as(healed)
                .isEmpty();
    }

    /** Checks that every row of every delivery is accounted for, and none twice. */
    static void nothingLostAndNothingTwice(TestInbox office) {
        Warehouse warehouse = warehouse(office);
        Release release = warehouse.current().orElseThrow();
        List<Row> deliveries = rows(warehouse, release, "ledger.deliveries");
        assertThat(deliveries)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.<Long>getAs("rows_read"))
                        .isEqualTo(row.<Long>getAs("rows_accepted")
                                + row.<Long>getAs("rows_rejected")
                                + row.<Long>getAs("rows_left_out")));
        assertThat(deliveries.stream().map(row -> row.<String>getAs("delivery_id")))
                .doesNotHaveDuplicates();
        assertThat(release.tables().get(WITH_MAP).rows()).isEqualTo(sum(deliveries, "rows_rejected"));
        deliveries.stream()
                .collect(Collectors.groupingBy(row -> "ledger." + row.getAs("dataset")))
                .forEach((table, ofTable) -> assertThat(
                                keys(warehouse, release, table, "delivery_number", "sheet", "row_number"))
                        .as(table)
                        .hasSize(Math.toIntExact(sum(ofTable, "rows_accepted")))
                        .doesNotHaveDuplicates());
        assertThat(keys(warehouse, release, "facts.project_state", "as_of_date", "project_code"))
                .doesNotHaveDuplicates();
    }

    private static long sum(List<Row> rows, String column) {
        return rows.stream().mapToLong(row -> row.<Long>getAs(column)).sum();
    }

    private static List<String> keys(Warehouse warehouse, Release release, String table, String... columns) {
        return rows(warehouse, release, table).stream()
                .map(row -> Stream.of(columns)
                        .map(column -> String.valueOf(row.<Object>getAs(column)))
                        .collect(Collectors.joining("|")))
                .toList();
    }

    private static List<Row> rows(Warehouse warehouse, Release release, String table) {
        return new PublishedTable(warehouse, table, release.tables().get(table)).rows();
    }

    /** Reads every file that the release names, and compares it with the manifest. */
    private static SortedMap<String, List<String>> read(Warehouse warehouse, Release release) {
        SortedMap<String, List<String>> tables = new TreeMap<>();
        release.tables().forEach((name, version) -> {
            PublishedTable table = new PublishedTable(warehouse, name, version);
            assertThat(table.files()).as(name).hasSize(Math.toIntExact(version.files()));
            if (!name.equals(WITH_MAP)) {
                List<Row> rows = table.rows();
                assertThat(rows).as(name).hasSize(Math.toIntExact(version.rows()));
                tables.put(
                        name,
                        rows.stream()
                                .map(row -> row.toString().replaceAll(OF_THE_RUN, "…"))
                                .sorted()
                                .toList());
            }
        });
        return tables;
    }

    private static SortedMap<String, String> delivered(TestInbox office) throws IOException {
        SortedMap<String, String> inbox = new TreeMap<>();
        for (Path file : files(office.inbox(), file -> true)) {
            inbox.put(office.inbox().relativize(file).toString(), Files.getLastModifiedTime(file) + "\n" + text(file));
        }
        return inbox;
    }

    private static void nothingOutside(TestInbox office, String place) throws IOException {
        try (Stream<Path> beside = Files.list(office.warehouse().getParent())) {
            assertThat(beside.map(path -> path.getFileName().toString()))
                    .as(place)
                    .containsExactlyInAnyOrder("conf", "inbox", "warehouse");
        }
    }

    private void noSecret(TestInbox office, Commands.Answer answer, String place) throws IOException {
        assertThat(answer.out() + answer.err()).as(place).doesNotContain(secret);
        assertThat(files(office.warehouse(), file -> text(file).contains(secret)))
                .as(place)
                .isEmpty();
    }

    /** Every byte of a file as a character. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> files(Path folder, Predicate<Path> chosen) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(chosen).sorted().toList();
        }
    }
}
