package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.HadoopConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** Releases that state the digests of their tables by those of earlier ones. */
class StatedTablesTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);

    @TempDir
    private Path folder;

    private Warehouse warehouse;

    @BeforeEach
    void open() {
        warehouse = Warehouse.at(folder.toString(), HadoopConfiguration.read()).prepare();
    }

    private static Release.TableVersion version(PSortedMap<String, String> digests) {
        return new Release.TableVersion(1, 1, 2, 300, digests, "000001-1", null, null, null);
    }

    private static Release next(Optional<Release> current, SortedMap<String, Release.TableVersion> tables) {
        return TestReleases.next(
                current, FIRST.plusDays(current.map(Release::number).orElse(0L)), tables);
    }

    /** Each release adds the digest of its date, which is its number. */
    private static List<Release> nights(int count) {
        List<Release> nights = new ArrayList<>();
        PSortedMap<String, String> digests = TreePMap.empty();
        for (int number = 1; number <= count; number++) {
            digests = digests.plus(FIRST.plusDays(number - 1).toString(), Integer.toString(number));
            nights.add(next(last(nights), new TreeMap<>(Map.of("summaries.a", version(digests)))));
        }
        return nights;
    }

    private static Optional<Release> last(List<Release> releases) {
        return releases.isEmpty() ? Optional.empty() : Optional.of(releases.get(releases.size() - 1));
    }

    private void publish(Release release) {
        String runs = warehouse.table(LedgerTables.RUNS.name());
        if (release.number() == 1) {
            warehouse.delta().create(Commit.first(runs, "create"), LedgerTables.RUNS.schema(), List.of(), "");
        }
        warehouse.delta().append(new Commit(runs, release.number() - 1, release.runId()), List.of(release.row()));
    }

    @Test
    void theBaseIsTheReleaseBeforeOrAnEarlierOneByTheBinaryDigits() {
        assertThat(nights(12))
                .extracting(release -> release.base().map(Release::number).orElse(0L))
                .containsExactly(0L, 1L, 2L, 1L, 4L, 4L, 6L, 1L, 8L, 8L, 10L, 8L);
        assertThat(StatedTables.bases(12)).containsExactly(1L, 8L, 12L);
        assertThat(StatedTables.bases(1)).containsExactly(1L);
    }

    @Test
    void aRowStatesTheDigestsThatItsBaseDoesNotHave() {
        List<Release> nights = nights(4);
        String start = "{\"summaries.a\":{\"version\":1,\"files\":1,\"rows\":2,\"bytes\":300,";
        assertThat(nights)
                .extracting(release -> release.row().getAs("tables"))
                .containsExactly(
                        start + "\"digests\":{\"2025-03-01\":\"1\"},\"since\":\"000001-1\"}}",
                        start + "\"changed\":{\"2025-03-02\":\"2\"},\"since\":\"000001-1\"}}",
                        start + "\"changed\":{\"2025-03-03\":\"3\"},\"since\":\"000001-1\"}}",
                        start
                                + "\"changed\":{\"2025-03-02\":\"2\",\"2025-03-03\":\"3\",\"2025-03-04\":\"4\"},\"since\":\"000001-1\"}}");
        Release other = next(
                Optional.of(nights.get(3)),
                new TreeMap<>(Map.of(
                        "summaries.a",
                        version(TreePMap.singleton("2025-03-04", "5")),
                        "summaries.b",
                        version(TreePMap.singleton("2025-03-04", "6")))));
        assertThat(other.row().<String>getAs("tables"))
                .contains(
                        "\"changed\":{\"2025-03-01\":null,\"2025-03-02\":null,\"2025-03-03\":null,\"2025-03-04\":\"5\"}")
                .contains("\"changed\":{\"2025-03-04\":\"6\"}");
    }

    @Test
    void whateverChangesEveryReleaseIsReadAsItWasPublished() {
        Random random = new Random(20250331);
        List<Release> published = new ArrayList<>();
        SortedMap<String, Release.TableVersion> tables = new TreeMap<>();
        for (int number = 1; number <= 40; number++) {
            for (int change = random.nextInt(5); change >= 0; change--) {
                String table = "summaries.t" + random.nextInt(4);
                String date = FIRST.plusDays(random.nextInt(30)).toString();
                PSortedMap<String, String> digests =
                        tables.getOrDefault(table, Release.TableVersion.EMPTY).digests();
                switch (random.nextInt(6)) {
                    case 0 -> tables.put(table, version(digests.minus(date)));
                    case 1 -> tables.remove(table);
                    default -> tables.put(table, version(digests.plus(date, "d" + random.nextInt(3))));
                }
            }
            Release release = next(last(published), new TreeMap<>(tables));
            publish(release);
            published.add(release);
            assertThat(Warehouse.at(folder.toString(), HadoopConfiguration.read())
                            .current())
                    .contains(release);
        }
        assertThat(warehouse.releases()).isEqualTo(published);
    }

    @Test
    void aBaseThatIsGoneOrChangedIsDamageOfTheReleasesThatNeedIt() throws IOException {
        List<Release> nights = nights(5);
        nights.subList(0, 4).forEach(this::publish);
        try (Stream<Path> files = Files.list(folder.resolve("ledger/runs"))) {
            Path ofTheFourth = files.filter(file -> file.toString().endsWith(".parquet"))
                    .filter(file -> warehouse.delta().files(warehouse.table("ledger.runs"), 3).stream()
                            .noneMatch(earlier -> file.toString().equals(earlier)))
                    .findFirst()
                    .orElseThrow();
            publish(nights.get(4));
            Files.delete(ofTheFourth);
        }
        assertThatExceptionOfType(Failure.class).isThrownBy(warehouse::current);
    }
}
