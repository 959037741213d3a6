package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.SharedStorage;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run on HDFS that is killed at every named point, one after the other: readers see the release before, each next run goes on from
 * what was left, and the last one publishes the figures of an office where nothing happened. With {@code --long} only.
 */
@EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
class KilledOnHdfsTest {
    @TempDir
    private static Path folder;

    @Test
    void everyKilledRunLeavesTheReleaseBeforeAndTheLastOneIsAsIfNothingHadHappened() throws Exception {
        TestInbox office = FaultTest.office(folder.resolve("office"));
        Path calm = folder.resolve("calm");
        try (SharedStorage hdfs = SharedStorage.hdfs(folder.resolve("hdfs"))) {
            String warehouse = hdfs.root() + "/warehouse";
            FaultTest.firstMonth(office);
            for (String place : List.of(calm.toString(), warehouse)) {
                publishes(office, place, "2025-02-28");
            }
            FaultTest.secondMonth(office);
            publishes(office, calm.toString(), "2025-03-31");

            List<String> before = answers(office, warehouse);
            List<String> points = points(calm.toString());
            assertThat(points).hasSizeGreaterThan(28);
            for (String point : points) {
                kill(office, warehouse, point);
                assertThat(answers(office, warehouse)).as(point).isEqualTo(before);
            }
            kill(office, warehouse, "manifest.after");
            assertThat(answers(office, warehouse)).isEqualTo(answers(office, calm.toString()));

            publishes(office, warehouse, "2025-03-31");
            Path mended = folder.resolve("mended");
            hdfs.copy(warehouse, mended.toString());
            assertThat(PublishedContent.exports(mended)).isEqualTo(PublishedContent.exports(calm));
            assertThat(PublishedContent.digests(mended)).isEqualTo(PublishedContent.digests(calm));
        }
    }

    private static void publishes(TestInbox office, String warehouse, String asOf) {
        Commands.Answer answer = Commands.nightly(office.conf(), office.inbox(), warehouse, asOf);
        assertThat(answer.code()).as(answer.err()).isZero();
    }

    private static List<String> answers(TestInbox office, String warehouse) {
        Commands.Answer answer = Commands.query(office.conf(), warehouse, "csv", FaultTest.ANSWERS);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out().lines().toList();
    }

    /** Before and after the commit of each table that the last run has changed, and before its release. */
    private static List<String> points(String warehouse) {
        Release release =
                Warehouse.at(warehouse, HadoopConfiguration.read()).current().orElseThrow();
        Stream<String> tables = release.tables().entrySet().stream()
                .filter(table -> release.runId().equals(table.getValue().since()))
                .flatMap(table -> Stream.of(table.getKey() + ".before", table.getKey() + ".after"));
        return Stream.concat(tables, Stream.of("manifest.before")).toList();
    }

    private static void kill(TestInbox office, String warehouse, String point)
            throws IOException, InterruptedException {
        Commands.Answer answer = Commands.apart(
                List.of("-Dtaizhang.fault=" + point),
                System.getProperty("java.class.path"),
                Commands.words(
                        "nightly", Commands.nightlyOptions(office.conf(), office.inbox(), warehouse, "2025-03-31")));
        assertThat(answer.code()).as(point + answer.err()).isEqualTo(137);
        endLease(warehouse);
    }

    /** What the next run does after two minutes without a beat. */
    private static void endLease(String warehouse) throws IOException {
        org.apache.hadoop.fs.Path lease = new org.apache.hadoop.fs.Path(warehouse, ".lock");
        FileSystem files = lease.getFileSystem(HadoopConfiguration.read());
        assertThat(files.delete(lease, false)).isTrue();
    }
}
