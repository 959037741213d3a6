package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Hashes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** The manifest as earlier versions of the program wrote it. */
class ReleaseTest {
    private static final LocalDate DATE = LocalDate.of(2025, 3, 31);
    private static final String TABLES =
            "{\"ledger.projects\":{\"version\":1,\"files\":1,\"rows\":2,\"bytes\":300,\"digests\":{},\"since\":\"000001-1\"}}";

    private static Release release() {
        return TestReleases.next(
                Optional.empty(),
                DATE,
                new TreeMap<>(Map.of(
                        "ledger.projects",
                        new Release.TableVersion(1, 1, 2, 300, TreePMap.empty(), "000001-1", null, null, null))));
    }

    @Test
    void aReleaseOfBeforeTablesHadADigestOfContentAndLogKeepsItsHash() {
        assertThat(release().hash()).isEqualTo(Hashes.of(String.join("\n", "", "1", "2025-03-31", "1", "c", TABLES)));
    }

    /** The row of the release, which states something else of its tables. */
    private static Row stating(String tables) {
        Row row = release().row();
        Object[] values = IntStream.range(0, row.size()).mapToObj(row::get).toArray();
        values[row.schema().fieldIndex("tables")] = tables;
        return new GenericRowWithSchema(values, row.schema());
    }

    @Test
    void aRowThatWasChangedIsNoRelease() {
        assertThat(Release.of(stating(TABLES.replace("300", "301")), Optional.empty()))
                .isEmpty();
        assertThat(Release.of(release().row(), Optional.empty())).contains(release());
    }

    @Test
    void aReleaseOfALaterVersionIsRefused() {
        Row later = stating(TABLES.replace("\"since\"", "\"colour\":\"red\",\"since\""));

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Release.of(later, Optional.empty()))
                .satisfies(refused -> {
                    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(refused.message().en())
                            .isEqualTo(
                                    "A later version of the program has written to this warehouse (the manifest of release 1 has"
                                            + " \"colour\", which this version does not support). Run that version, or a later one.");
                });
    }

    @Test
    void aReleaseThatRestoresAnotherNamesItInItsHashAndHasTheLedgerOfTheCurrentOne() {
        Release.TableVersion ledger =
                new Release.TableVersion(5, 2, 9, 900, TreePMap.empty(), "000002-1", null, null, null);
        Release first = release();
        Release current = TestReleases.next(
                Optional.of(first),
                DATE.plusDays(1),
                new TreeMap<>(Map.of("ledger.projects", ledger, "summaries.later", Release.TableVersion.EMPTY)));

        Release restoring = Release.restoring(first, current, "000003-1", Instant.EPOCH, Instant.EPOCH);

        assertThat(restoring.number()).isEqualTo(3);
        assertThat(restoring.asOfDate()).isEqualTo(first.asOfDate());
        assertThat(restoring.tables()).containsOnlyKeys("ledger.projects").containsValue(ledger);
        assertThat(restoring.previousHash()).isEqualTo(current.hash());
        assertThat(Release.of(restoring.row(), Optional.of(current))).contains(restoring);
        assertThat(restoring.hash())
                .isEqualTo(Hashes.of(String.join(
                        "\n",
                        current.hash(),
                        "3",
                        "2025-03-31",
                        "1",
                        "c",
                        "{\"ledger.projects\":{\"version\":5,\"files\":2,\"rows\":9,\"bytes\":900,\"changed\":{},\"since\":\"000002-1\"}}",
                        "1",
                        "base 2")));
    }
}
