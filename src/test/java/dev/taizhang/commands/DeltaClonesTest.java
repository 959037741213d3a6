package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Spark's own Delta reads below {@code published}: the rows of the release, whatever the tables of the warehouse have
 * meanwhile, and the rows of earlier releases.
 */
@EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeltaClonesTest {
    /** One of each kind: with lists, with maps, by date, and without rows in the first release. */
    private static final List<String> TABLES =
            List.of("facts.project_state", "ledger.rejected", "summaries.projects_by_district", "ledger.progress");

    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static SparkSession spark;

    @BeforeAll
    static void runAMonth() throws IOException {
        office = TestInbox.below(folder.resolve("my office 台账"));
        office.publishing("project_watch", "leader_cards");
        office.configure(
                "taizhang.conf", Files.readString(office.conf().resolve("taizhang.conf")) + "copies = [delta]\n");
        FaultTest.firstMonth(office);
        answers(office.nightly("2025-02-28"), 0);
        spark = TestSpark.delta().newSession();
        // As Spark is without the settings of a small run.
        spark.conf().set("spark.sql.adaptive.enabled", "true");
        spark.conf().set("spark.sql.codegen.factoryMode", "FALLBACK");
    }

    private static void answers(Commands.Answer answer, int code) {
        assertThat(answer.code()).as(answer.err()).isEqualTo(code);
    }

    private static Commands.Answer failingAt(String point) {
        System.setProperty("taizhang.fault", point + ":throw");
        try {
            return office.nightly("2025-03-31");
        } finally {
            System.clearProperty("taizhang.fault");
        }
    }

    private static Dataset<Row> table(String place) {
        return spark.read()
                .format("delta")
                .load(office.warehouse().resolve(place).toString());
    }

    private static Dataset<Row> asOf(String place, long version) {
        return spark.read()
                .format("delta")
                .option("versionAsOf", version)
                .load(office.warehouse().resolve(place).toString());
    }

    private static Dataset<Row> clone(String table) {
        return table("published/" + table.replace('.', '/'));
    }

    private static List<String> rows(Dataset<Row> table) {
        return table.collectAsList().stream().map(Row::toString).sorted().toList();
    }

    private static Release current() {
        return Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read())
                .current()
                .orElseThrow();
    }

    /** Compares tables with the versions of the warehouse's that the release names, as Delta's own reader has them. */
    private static void areOfTheRelease() throws IOException {
        Release release = current();
        for (String name : TABLES) {
            Release.TableVersion version = release.tables().get(name);
            assertThat(rows(clone(name)))
                    .as(name)
                    .hasSize(Math.toIntExact(version.rows()))
                    .isEqualTo(rows(asOf(name.replace('.', '/'), version.version())));
        }
        assertThat(office.warehouse().resolve("published/release.json"))
                .content()
                .contains(release.hash());
    }

    /** The folders of tables: all that the release has, and no other. */
    private static List<String> folders() throws IOException {
        try (Stream<Path> logs = Files.walk(office.warehouse().resolve("published"), 2)) {
            return logs.filter(path -> path.getNameCount() == office.warehouse().getNameCount() + 3)
                    .map(path -> path.getParent().getFileName() + "." + path.getFileName())
                    .sorted()
                    .toList();
        }
    }

    private static long versions(String table) throws IOException {
        Path log = office.warehouse().resolve("published/" + table.replace('.', '/') + "/_delta_log");
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    @Test
    @Order(1)
    void rowsThatNoReleaseNamesAreNotThere() throws IOException {
        areOfTheRelease();
        assertThat(folders()).containsExactlyElementsOf(current().tables().keySet());
        FaultTest.secondMonth(office);
        answers(failingAt("manifest.before"), 1);
        assertThat(table("summaries/projects_by_district")
                        .select("as_of_date")
                        .distinct()
                        .count())
                .isEqualTo(2);
        assertThat(table("ledger/projects").count()).isEqualTo(4);
        areOfTheRelease();
        assertThat(clone("ledger.projects").count()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void aReleaseWithoutItsCopiesArrivesWithTheNextPublication() throws IOException {
        answers(failingAt("manifest.after"), 6);
        assertThat(current().number()).isEqualTo(2);
        assertThat(clone("ledger.projects").count()).isEqualTo(2);
        answers(office.run("publish", null), 0);
        areOfTheRelease();
        assertThat(clone("ledger.projects").count()).isEqualTo(4);
        assertThat(versions("ledger.projects")).isEqualTo(2);
        answers(office.run("publish", null), 0);
        assertThat(versions("ledger.projects")).isEqualTo(2);
        assertThat(asOf("published/ledger/projects", 0).count()).isEqualTo(2);
    }

    @Test
    @Order(3)
    void columnsThatNoCopyHasAreNotThereAndADamagedLogBeginsAgain() throws IOException {
        String settings = Files.readString(office.conf().resolve("taizhang.conf"));
        assertThat(clone("facts.project_state").columns()).contains("leader", "project_code");
        Path log = office.warehouse().resolve("published/facts/project_state/_delta_log");
        Files.writeString(log.resolve("00000000000000000002.json"), "{\"no\":\"log\"}\n{");
        office.configure("taizhang.conf", settings + "copies_without = [leader]\n");
        answers(office.run("publish", null), 0);
        assertThat(clone("facts.project_state").columns())
                .doesNotContain("leader")
                .contains("project_code");
        assertThat(office.warehouse().resolve("published/summaries/leader_cards"))
                .doesNotExist();
        assertThat(clone("facts.project_state").count())
                .isEqualTo(current().tables().get("facts.project_state").rows());

        office.configure("taizhang.conf", settings);
        answers(office.run("publish", null), 0);
        areOfTheRelease();
        office.configure("taizhang.conf", settings + "copies = []\n");
        answers(office.run("publish", null), 0);
        assertThat(office.warehouse().resolve("published")).doesNotExist();
    }
}
