package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.Steps;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a run replaces the dates of its tables. */
class TablesTest {
    private static final String NAME = "facts.thing";
    private static final LocalDate MAY = LocalDate.of(2026, 5, 31);
    private static final LocalDate MIDDLE = LocalDate.of(2026, 6, 15);
    private static final LocalDate LATER = LocalDate.of(2026, 6, 16);

    /** Beyond this many rows of the ledger Spark writes; the ledger of these tests is empty. */
    private static final long NEVER_COLLECTED = -1;

    private static final long ALWAYS_COLLECTED = 0;

    @TempDir
    private Path folder;

    private Tables tables(String warehouse, long mostCollected) {
        StructType schema = StructType.fromDDL("as_of_date date, project string, cents bigint, share decimal(12,6),"
                + " planned date, started date, open boolean");
        Tables tables = new Tables(
                TestSpark::session,
                Warehouse.at(folder.resolve(warehouse).toString(), HadoopConfiguration.read())
                        .prepare(),
                "run",
                mostCollected);
        tables.open(
                List.of(new TableDefinition(
                        NAME,
                        new Bilingual("表", "Table"),
                        new Bilingual("一行", "One row"),
                        List.of("as_of_date", "project"),
                        schema,
                        Retention.NEWEST_AND_MONTH_ENDS)),
                Optional.empty(),
                LocalDate.EPOCH);
        return tables;
    }

    private static Dataset<Row> rows(int count) {
        return TestSpark.session()
                .range(count)
                .repartition(3)
                .selectExpr(
                        "concat('项目', id) AS project",
                        "IF(id = 1, NULL, id * 100) AS cents",
                        "CAST(id / 7 AS DECIMAL(12, 6)) AS share",
                        "DATE'2026-01-31' AS planned",
                        "CAST(NULL AS DATE) AS started",
                        "id % 2 = 0 AS open");
    }

    private static String digest(Tables tables, LocalDate date) {
        return tables.versions().get(NAME).digests().get(date.toString());
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.orderBy("as_of_date", "project").collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void rowsAndDigestAreTheSameWhoeverWritesThem(int count) {
        Tables held = tables("held", ALWAYS_COLLECTED);
        Tables written = tables("written", NEVER_COLLECTED);
        List<String> byHand = texts(held.replace(NAME, MAY, Steps.from(rows(count))));

        assertThat(texts(written.replace(NAME, MAY, Steps.from(rows(count)))))
                .isEqualTo(byHand)
                .hasSize(count);
        assertThat(texts(held.read(NAME))).isEqualTo(byHand);
        assertThat(digest(written, MAY)).isEqualTo(digest(held, MAY)).startsWith(count + ":");
        assertThat(written.versions().get(NAME).version()).isEqualTo(1);
        held.replace(NAME, MAY, Steps.from(rows(count).coalesce(1)));
        written.replace(NAME, MAY, Steps.from(rows(count).coalesce(1)));
        assertThat(held.versions().get(NAME).version()).isEqualTo(1);
        assertThat(written.versions().get(NAME).version()).isEqualTo(1);
    }

    @Test
    void aValueThatMovesToAnotherColumnIsAnotherContent() {
        Tables tables = tables("moved", ALWAYS_COLLECTED);
        tables.replace(NAME, MAY, Steps.from(rows(3)));
        String before = digest(tables, MAY);
        tables.replace(
                NAME,
                MAY,
                Steps.from(rows(3).selectExpr(
                                "project", "cents", "share", "started AS planned", "planned AS started", "open")));

        assertThat(digest(tables, MAY)).isNotEqualTo(before);
        assertThat(tables.versions().get(NAME).version()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {ALWAYS_COLLECTED, NEVER_COLLECTED})
    void onlyTheNewestDateMonthEndsAndTheDateJustWrittenStay(long mostCollected) {
        Tables tables = tables("retention", mostCollected);
        tables.replace(NAME, MAY, Steps.from(rows(1)));
        tables.replace(NAME, MIDDLE, Steps.from(rows(2)));
        assertThat(dates(tables)).containsExactly("2026-05-31", "2026-06-15");
        tables.replace(NAME, LATER, Steps.from(rows(3)));
        assertThat(dates(tables)).containsExactly("2026-05-31", "2026-06-16");
        assertThat(texts(tables.read(NAME))).hasSize(4);
        assertThat(tables.versions().get(NAME).rows()).isEqualTo(4);

        tables.replace(NAME, MIDDLE, Steps.from(rows(2)));
        assertThat(dates(tables)).containsExactly("2026-05-31", "2026-06-15", "2026-06-16");
        tables.replace(NAME, MAY, Steps.from(rows(5)));
        assertThat(dates(tables)).containsExactly("2026-05-31", "2026-06-16");
    }

    @Test
    void theLedgersDigestIsOfAllItsRowsHoweverTheyCame() {
        String name = "ledger.thing";
        StructType schema =
                StructType.fromDDL("delivery_number bigint, day date, cells map<string,string>, tags array<string>");
        TableDefinition definition = new TableDefinition(
                name, new Bilingual("表", "Table"), new Bilingual("一行", "One row"), List.of("delivery_number"), schema);
        Row first = RowFactory.create(1L, Date.valueOf(MAY), null, List.of("c"));
        Row second = RowFactory.create(2L, null, Map.of("甲", "1"), null);
        Dataset<Row> both = TestSpark.session().createDataFrame(List.of(first, second), schema);
        Tables parts = ledger("parts", definition);
        parts.append(name, Steps.from(both).where("delivery_number = 1"), 1, List.of("delivery_number"));
        parts.append(name, Steps.from(both).where("delivery_number = 2"), 1, List.of("delivery_number"));
        Tables whole = ledger("whole", definition);
        whole.append(name, Steps.from(both), 2, List.of("delivery_number"));

        String told = parts.versions().get(name).content();
        assertThat(told).startsWith("2:").isEqualTo(whole.versions().get(name).content());
        assertThat(RowDigest.of(parts.read(name), schema)).isEqualTo(told);
        assertThat(RowDigest.together(RowDigest.of(both, schema), RowDigest.NO_ROWS))
                .isEqualTo(told);
    }

    @Test
    void rowsThatTheDriverHoldsHaveTheSameDigest() {
        String name = "ledger.thing";
        StructType schema = StructType.fromDDL("delivery_number bigint, day date, at timestamp, scope array<string>");
        Tables tables = ledger(
                "held",
                new TableDefinition(
                        name, new Bilingual("表", "Table"), new Bilingual("一行", "One row"), List.of("day"), schema));
        tables.append(name, List.of(RowFactory.create(1L, Date.valueOf(MAY), Instant.EPOCH, List.of())));
        tables.append(name, List.of(RowFactory.create(2L, null, null, List.of("D1"))));

        assertThat(tables.versions().get(name).content())
                .startsWith("2:")
                .isEqualTo(RowDigest.of(tables.read(name), schema));
    }

    private Tables ledger(String warehouse, TableDefinition definition) {
        Tables tables = new Tables(
                TestSpark::session,
                Warehouse.at(folder.resolve(warehouse).toString(), HadoopConfiguration.read())
                        .prepare(),
                "run");
        tables.open(List.of(definition), Optional.empty(), LocalDate.EPOCH);
        return tables;
    }

    private static List<String> dates(Tables tables) {
        assertThat(tables.read(NAME).select("as_of_date").distinct().collectAsList())
                .extracting(row -> row.get(0).toString())
                .containsExactlyInAnyOrderElementsOf(
                        tables.versions().get(NAME).digests().keySet());
        return List.copyOf(tables.versions().get(NAME).digests().keySet());
    }
}
