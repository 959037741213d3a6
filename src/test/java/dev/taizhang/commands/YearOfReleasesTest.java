package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.Goal;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.Hashes;
import dev.taizhang.ledger.PublishedTable;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A release for each day of more than a year, with files as old as their days: any of them is restored within half a minute, and
 * reads as on its day.
 */
@EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
class YearOfReleasesTest {
    private static final long SEED = 20250331;
    private static final LocalDate FIRST = LocalDate.of(2024, 2, 1);
    private static final int RESTORED = 20;
    private static final double MOST_SECONDS = 30;

    @TempDir
    private Path folder;

    @Test
    void anyReleaseIsRestoredAsOnItsDay() throws IOException {
        TestInbox office = TestInbox.below(folder);
        FaultTest.firstMonth(office);
        List<SortedMap<String, String>> days = new ArrayList<>();
        long start = System.currentTimeMillis();
        try (Goal.Count goal = Goal.RESTORED_DAYS.from(SEED)) {
            while (goal.goesOn()) {
                LocalDate day = FIRST.plusDays(days.size());
                if (days.size() % 5 == 0) {
                    office.deliver(day + " 东区 项目变更.csv", TestInbox.CHANGED, "E-01,东一,东区,铸造,开工," + (1000 + days.size()));
                }
                Commands.Answer night = office.nightly(day.toString());
                assertThat(night.code()).as(night.err()).isZero();
                days.add(content(office));
                goal.add(1);
            }
        }
        age(office.warehouse(), start, Duration.ofDays(days.size()));
        Random random = new Random(SEED);
        double slowest = 0;
        for (int nth = 0; nth < RESTORED; nth++) {
            int day = nth == 0 ? 0 : random.nextInt(days.size() - 1);
            long begun = System.nanoTime();
            Commands.Answer restored = office.run("runs", null, "--restore", Integer.toString(day + 1));
            slowest = Math.max(slowest, (System.nanoTime() - begun) / 1e9);
            assertThat(restored.code()).as("day %d: %s", day, restored.err()).isZero();
            assertThat(content(office)).as("day %d", day).isEqualTo(days.get(day));
        }
        Goal.measured("seconds_to_restore_a_day", slowest, Double.toString(MOST_SECONDS));
        assertThat(slowest).isLessThan(MOST_SECONDS);
    }

    /** The digest of every row of the facts and summaries of the current release. */
    private static SortedMap<String, String> content(TestInbox office) {
        Warehouse warehouse = Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read());
        Release release = warehouse.current().orElseThrow();
        SortedMap<String, String> content = new TreeMap<>();
        release.derived().forEach((name, version) -> {
            PublishedTable table = new PublishedTable(warehouse, name, version);
            content.put(
                    name,
                    Hashes.of(String.join(
                            "\n",
                            table.rows().stream().map(Object::toString).sorted().toList())));
        });
        return content;
    }

    /** Stretches the time since a moment to a longer one. */
    private static void age(Path warehouse, long start, Duration longer) throws IOException {
        long now = System.currentTimeMillis();
        double stretch = (double) longer.toMillis() / (now - start);
        try (Stream<Path> files = Files.walk(warehouse)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                long age = now - Files.getLastModifiedTime(file).toMillis();
                Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochMilli(now - Math.round(age * stretch))));
            }
        }
    }
}
