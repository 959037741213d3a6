package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.Steps;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Files of one row each, as deliveries of many nights leave them, become one. */
class CompactionTest {
    /** The driver writes its rows. */
    private static final String WITHDRAWALS = LedgerTables.WITHDRAWALS.name();

    /** Its cells are a map, so Spark writes its rows. */
    private static final String REJECTED = LedgerTables.REJECTED.name();

    private static final int NIGHTS = 12;
    private static final LocalDate DATE = LocalDate.of(2025, 3, 31);

    @TempDir
    private Path folder;

    private Warehouse warehouse;
    private Release release;

    @BeforeEach
    void appendARowEachNight() {
        warehouse = Warehouse.at(folder.toString(), HadoopConfiguration.read()).prepare();
        Tables tables = new Tables(TestSpark::session, warehouse, "000001-1");
        tables.open(List.of(LedgerTables.WITHDRAWALS, LedgerTables.REJECTED), Optional.empty(), LocalDate.EPOCH);
        for (long night = NIGHTS; night > 0; night--) {
            tables.append(WITHDRAWALS, rows(LedgerTables.WITHDRAWALS, night).collectAsList());
            tables.append(REJECTED, Steps.from(rows(LedgerTables.REJECTED, night)), 1, List.of("delivery_number"));
        }
        release = TestReleases.next(Optional.empty(), DATE, tables.versions());
    }

    private static Dataset<Row> rows(TableDefinition table, long night) {
        return TestSpark.session()
                .range(1)
                .selectExpr(Stream.of(table.schema().fields())
                        .map(field -> switch (field.name()) {
                            case "delivery_number" -> "CAST(" + night + " AS BIGINT) AS delivery_number";
                            case "cells" -> "map('z', 'x', 'a', '" + night + "') AS cells";
                            case "withdrawn_at" -> "TIMESTAMP'2025-03-31 20:00:00.123456' AS withdrawn_at";
                            default -> "CAST(NULL AS " + field.dataType().sql() + ") AS `" + field.name() + "`";
                        })
                        .toArray(String[]::new));
    }

    private Compaction compaction() {
        return new Compaction(TestSpark::session, warehouse, "000002-1");
    }

    @Test
    void itsRowsAreThoseOfBeforeInOneFileInTheirOrder() throws IOException {
        List<Compaction.SmallFiles> small = Compaction.worthwhile(warehouse, release);
        assertThat(small).extracting(Compaction.SmallFiles::table).containsExactly(REJECTED, WITHDRAWALS);
        assertThat(small).allSatisfy(table -> {
            assertThat(table.paths()).hasSize(NIGHTS);
            assertThat(table.rows()).isEqualTo(NIGHTS);
            assertThat(table.bytes())
                    .isEqualTo(release.tables().get(table.table()).bytes());
            assertThat(table.into()).isEqualTo(1);
        });

        SortedMap<String, Release.TableVersion> versions = compaction().rewrite(small, release);

        versions.forEach((table, version) -> {
            Release.TableVersion before = release.tables().get(table);
            assertThat(version.files()).isEqualTo(1);
            assertThat(version.rows()).isEqualTo(NIGHTS);
            assertThat(version.content()).isEqualTo(before.content());
            assertThat(version.since()).isEqualTo("000002-1");
            assertThat(texts(table, version)).isEqualTo(texts(table, before)).hasSize(NIGHTS);
        });
        assertThat(new PublishedTable(warehouse, WITHDRAWALS, versions.get(WITHDRAWALS)).rows())
                .extracting(row -> row.<Long>getAs("delivery_number"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, NIGHTS).asLongStream().boxed().toList());
        assertThat(Compaction.worthwhile(warehouse, TestReleases.next(Optional.of(release), DATE, versions)))
                .isEmpty();
    }

    private List<String> texts(String table, Release.TableVersion version) {
        return Tables.readAsItWas(TestSpark.session(), warehouse, table, version, Optional.empty())
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    @Test
    void theLogSaysThatNoDataChangeAndOtherReadersSeeBothVersions() throws IOException {
        SortedMap<String, Release.TableVersion> versions =
                compaction().rewrite(Compaction.worthwhile(warehouse, release), release);

        for (String table : List.of(WITHDRAWALS, REJECTED)) {
            Path log = Path.of(
                    warehouse.table(table),
                    "_delta_log/%020d.json".formatted(versions.get(table).version()));
            List<String> actions = Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith("{\"add\"") || line.startsWith("{\"remove\""))
                    .toList();
            assertThat(actions)
                    .hasSize(NIGHTS + 1)
                    .allMatch(line -> line.contains("\"dataChange\":false"))
                    .anyMatch(line -> line.startsWith("{\"add\"") && line.contains("crc32c"));
            for (long version : List.of(
                    release.tables().get(table).version(), versions.get(table).version())) {
                assertThat(TestSpark.delta()
                                .read()
                                .format("delta")
                                .option("versionAsOf", version)
                                .load(warehouse.table(table))
                                .count())
                        .isEqualTo(NIGHTS);
            }
        }
    }

    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    @Test
    void aRunAfterOneThatWasKilledBetweenItsCommitsUndoesThem() {
        compaction().rewrite(Compaction.worthwhile(warehouse, release), release);
        Warehouse later = Warehouse.at(folder.toString(), HadoopConfiguration.read());

        assertThat(Heads.reset(later, release, "000002-2")).isEqualTo(2);

        assertThat(later.delta()
                        .contents(later.table(REJECTED), later.delta().head(later.table(REJECTED)))
                        .files())
                .isEqualTo(NIGHTS);
        assertThat(Heads.reset(later, release, "000002-3")).isZero();
        assertThat(new Compaction(TestSpark::session, later, "000002-3")
                        .rewrite(Compaction.worthwhile(later, release), release))
                .allSatisfy((table, version) -> assertThat(version.files()).isEqualTo(1));
    }

    @Test
    void rowsThatWouldChangeAreNotPublished() {
        TreeMap<String, Release.TableVersion> wrong = new TreeMap<>(release.tables());
        Release.TableVersion version = wrong.get(WITHDRAWALS);
        wrong.put(
                WITHDRAWALS,
                new Release.TableVersion(
                        version.version(),
                        version.files(),
                        version.rows(),
                        version.bytes(),
                        version.digests(),
                        version.since(),
                        RowDigest.of(List.of(BigDecimal.ONE)),
                        version.log(),
                        version.grain()));
        Release other = TestReleases.next(Optional.empty(), DATE, wrong);

        assertThatIllegalStateException()
                .isThrownBy(() -> compaction().rewrite(Compaction.worthwhile(warehouse, other), other))
                .withMessageContaining("The rows of " + WITHDRAWALS + " would have changed from 1:1 to 12:");
    }

    @Test
    void aLogWithoutACheckpointGetsOne() throws IOException {
        Path log = Path.of(warehouse.table(REJECTED), "_delta_log");
        for (String name : List.of("00000000000000000010.checkpoint.parquet", "_last_checkpoint")) {
            Files.delete(log.resolve(name));
        }
        warehouse = Warehouse.at(folder.toString(), HadoopConfiguration.read());
        DeltaTables delta = warehouse.delta();
        String path = warehouse.table(REJECTED);
        assertThat(delta.logs().commitsWithoutCheckpoint(path)).isEqualTo(13);

        delta.logs().writeCheckpoint(path);

        assertThat(log.resolve("00000000000000000012.checkpoint.parquet")).exists();
        assertThat(new DeltaTables(HadoopConfiguration.read()).logs().commitsWithoutCheckpoint(path))
                .isZero();
        assertThat(texts(REJECTED, release.tables().get(REJECTED))).hasSize(NIGHTS);
    }

    @Test
    void aFileWithMoreRowsThanAllSmallerOnesTogetherIsLeftOut() {
        assertThat(Compaction.worthwhile(Collections.nCopies(9, 1L))).isZero();
        assertThat(Compaction.worthwhile(Collections.nCopies(10, 1L))).isEqualTo(10);
        // 15 rows are more than the 14 in the others, 14 rows are not.
        assertThat(Compaction.worthwhile(onesAnd(15))).isEqualTo(14);
        assertThat(Compaction.worthwhile(onesAnd(14))).isEqualTo(15);
        // Half as many rows as a complete file has.
        assertThat(Compaction.worthwhile(Collections.nCopies(12, 100_000L))).isZero();
        assertThat(Compaction.worthwhile(Collections.nCopies(12, 99_999L))).isEqualTo(12);
        assertThat(new Compaction.SmallFiles("t", Set.of(), 12 * 99_999L, 0).into())
                .isEqualTo(6);
        assertThat(Compaction.worthwhile(List.of())).isZero();
    }

    private static List<Long> onesAnd(long last) {
        List<Long> rows = new ArrayList<>(Collections.nCopies(14, 1L));
        rows.add(last);
        return rows;
    }
}
