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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** The manifest as earlier versions of the program wrote it. */
class ReleaseTest {
    private static final String TABLES =
            "{\"ledger.projects\":{\"version\":1,\"files\":1,\"rows\":2,\"bytes\":300,\"digests\":{},\"since\":\"000001-1\"}}";

    private static Release release() {
        return next(
                Optional.empty(),
                "2025-03-31",
                new TreeMap<>(Map.of(
                        "ledger.projects",
                        new Release.TableVersion(1, 1, 2, 300, TreePMap.empty(), "000001-1", null, null, null))));
    }

    private static Release next(
            Optional<Release> current, String date, SortedMap<String, Release.TableVersion> tables) {
        return Release.next(
                current,
                "%06d-1".formatted(1 + current.map(Release::number).orElse(0L)),
                LocalDate.parse(date),
                Instant.EPOCH,
                Instant.EPOCH,
                "1",
                "c",
                new Release.Ingested(1, 2, 2, 0, 0),
                new TreeMap<>(),
                tables,
                Optional.empty());
    }

    @Test
    void aReleaseOfBeforeTablesHadADigestOfContentAndLogKeepsItsHash() {
        assertThat(release().hash()).isEqualTo(Hashes.of(String.join("\n", "", "1", "2025-03-31", "1", "c", TABLES)));
    }

    @Test
    void aReleaseOfALaterVersionIsRefused() {
        Row row = release().row();
        Object[] values = IntStream.range(0, row.size()).mapToObj(row::get).toArray();
        StructType columns = LedgerTables.RUNS.schema();
        values[columns.fieldIndex("tables")] = TABLES.replace("\"since\"", "\"colour\":\"red\",\"since\"");

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Release.of(new GenericRowWithSchema(values, columns), Optional.empty()))
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
        Release current = next(
                Optional.of(first),
                "2025-04-01",
                new TreeMap<>(Map.of("ledger.projects", ledger, "summaries.later", Release.TableVersion.EMPTY)));

        Release restoring = Release.restoring(first, current, "000003-1", Instant.EPOCH, Instant.EPOCH);

        assertThat(restoring.number()).isEqualTo(3);
        assertThat(restoring.asOfDate()).isEqualTo(first.asOfDate());
        assertThat(restoring.tables()).containsOnlyKeys("ledger.projects").containsValue(ledger);
        assertThat(restoring.previousHash()).isEqualTo(current.hash());
        assertThat(Release.of(restoring.row(), Optional.of(current))).isEqualTo(restoring);
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
