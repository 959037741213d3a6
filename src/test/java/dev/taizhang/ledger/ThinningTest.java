package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.HadoopConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which releases are kept for ever, by hand. */
class ThinningTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final List<Release> releases = new ArrayList<>();

    /** A release at 20:30 UTC, which is half past four in the next morning in Shanghai. */
    private void published(String day, String asOf) {
        releases.add(TestReleases.next(
                        releases.isEmpty() ? Optional.empty() : Optional.of(releases.get(releases.size() - 1)),
                        LocalDate.parse(asOf),
                        new TreeMap<>())
                .publishedAt(Instant.parse(day + "T20:30:00Z")));
    }

    private SortedSet<Long> due(String now) {
        return Thinning.due(releases, Instant.parse(now), SHANGHAI);
    }

    @Test
    void everyReleaseOf90DaysAndTheLastOfEachMonthAndMonthEndAreKept() {
        published("2025-01-29", "2025-01-29");
        published("2025-01-30", "2025-01-31");
        // The first of February in Shanghai.
        published("2025-01-31", "2025-01-31");
        published("2025-02-10", "2025-02-10");
        published("2025-02-11", "2024-12-31");
        published("2025-02-12", "2025-02-12");
        published("2025-03-01", "2025-03-01");

        assertThat(due("2025-04-29T20:30:00Z")).isEmpty();
        assertThat(due("2025-04-29T20:30:01Z")).containsExactly(1L);
        // Release 2 is the last of January, 3 the last one for the end of January, 5 for that of December, 6 the last
        // of
        // February, and 7 the current one.
        assertThat(due("2026-01-01T00:00:00Z")).containsExactly(1L, 4L);
    }

    @Test
    void theNewestDateAndTheCurrentReleaseAreKept() {
        published("2025-01-29", "2025-06-10");
        published("2025-01-30", "2025-01-10");
        published("2025-01-30", "2025-01-11");
        published("2025-01-30", "2025-01-12");

        assertThat(due("2026-01-01T00:00:00Z")).containsExactly(2L, 3L);
    }

    @Test
    void theListIsReplacedAtOnceAndDamageIsReported(@TempDir Path folder) throws IOException {
        Warehouse warehouse =
                Warehouse.at(folder.toString(), HadoopConfiguration.read()).prepare();
        assertThat(Thinning.done(warehouse)).isEmpty();
        Thinning.record(warehouse, new TreeSet<>(List.of(3L, 1L)));
        assertThat(folder.resolve("runs/thinned.json")).hasContent("{\"releases\":[1,3]}");
        assertThat(Thinning.done(warehouse)).containsExactly(1L, 3L);

        for (String damaged : List.of("", "{\"releases\":[1,", "{}")) {
            Files.writeString(folder.resolve("runs/thinned.json"), damaged);
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> Thinning.done(warehouse))
                    .satisfies(failure -> assertThat(failure.problem().en())
                            .startsWith("The list of thinned releases, " + folder + "/runs/thinned.json, cannot"));
        }
    }
}
