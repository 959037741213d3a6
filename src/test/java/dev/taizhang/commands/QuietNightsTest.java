package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.LongForm;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The small city: nights that bring nothing new, and the same files on another machine. The files of three datasets and a table of
 * each kind are looked at, and with {@code -Dtaizhang.long=true} all files and every table.
 */
class QuietNightsTest {
    private static final List<String> KINDS =
            List.of("projects_by_district", "project_watch", "movement", "contract_funnel", "quarterly_scoreboard");

    @TempDir
    private static Path folder;

    private static Path conf;
    private static Path inbox;
    private static Path warehouse;
    private static SortedMap<String, String> first;

    @BeforeAll
    static void takeTheFirstNight() throws IOException {
        conf = LongForm.ASKED ? SmallCity.CONF : Commands.publishing(SmallCity.CONF, folder.resolve("conf"), KINDS);
        inbox = folder.resolve("inbox");
        SmallCity.deliver(inbox, LongForm.ASKED ? ".*" : "招商签约台账");
        warehouse = folder.resolve("warehouse");
        quiet();
        first = exports(warehouse);
    }

    /** A night of another version computes everything again; the nights after it have no reason to. */
    @Test
    void nightsWithoutNewDeliveriesPublishTheSameBytesAndComputeOnlyForAnotherVersion() throws IOException {
        System.setProperty("taizhang.version", "test");
        try {
            assertThat(quiet().out())
                    .contains("No new deliveries; " + (LongForm.ASKED ? 13 : 8)
                            + " files in the inbox are already in the ledger.");
            assertThat(lastStages()).contains("\"summaries\"");
            assertThat(exports(warehouse)).isEqualTo(first);
            Path watch = warehouse.resolve("exports/" + SmallCity.DATE + "/project_watch.csv");
            FileTime written = Files.getLastModifiedTime(watch);
            assertThat(quiet().out()).contains("共 6 个").contains("是 yes");
            assertThat(lastStages()).contains("\"feeds\"").doesNotContain("\"summaries\"");
            assertThat(Files.getLastModifiedTime(watch)).isEqualTo(written);
            Files.writeString(watch, "cut off");
            quiet();
        } finally {
            System.clearProperty("taizhang.version");
        }
        assertThat(exports(warehouse)).isEqualTo(first);
        assertThat(query("SELECT DISTINCT deliveries_taken FROM ledger.runs WHERE release_number > 1"))
                .containsExactly("0");
        assertThat(Warehouse.at(warehouse.toString(), HadoopConfiguration.read()).releases().stream()
                        .map(Release::tables)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void theSameDeliveriesGiveTheSameBytesInAnyOrderZoneAndLocale() throws IOException {
        Path shuffled = folder.resolve("shuffled");
        shuffleInto(shuffled);
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            Commands.Answer night = Commands.nightly(conf, shuffled, folder.resolve("elsewhere"), SmallCity.DATE);
            assertThat(night.code()).as(night.err()).isZero();
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
        assertThat(exports(folder.resolve("elsewhere"))).isEqualTo(first);
    }

    private static Commands.Answer quiet() {
        Commands.Answer night = Commands.nightly(conf, inbox, warehouse, SmallCity.DATE);
        assertThat(night.code()).as(night.err()).isZero();
        return night;
    }

    private static List<String> query(String sql) {
        return Commands.query(conf, warehouse, "csv", sql).out().lines().skip(1).toList();
    }

    private static String lastStages() {
        return query("SELECT max_by(stages, release_number) FROM ledger.runs")
                .get(0)
                .replace("\"\"", "\"");
    }

    /** The same files in folders whose names put them in another order. */
    private static void shuffleInto(Path other) throws IOException {
        try (Stream<Path> files = Files.list(inbox)) {
            for (Path file : files.toList()) {
                Path shelf = other.resolve(
                        "架" + Math.floorMod(file.getFileName().toString().hashCode(), 7));
                Files.createDirectories(shelf);
                Files.copy(file, shelf.resolve(file.getFileName().toString()));
            }
        }
    }

    private static SortedMap<String, String> exports(Path warehouse) throws IOException {
        SortedMap<String, String> exports = new TreeMap<>();
        try (Stream<Path> files = Files.list(warehouse.resolve("exports").resolve(SmallCity.DATE))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".csv")).toList()) {
                exports.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return exports;
    }
}
