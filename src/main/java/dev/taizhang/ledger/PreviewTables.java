package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** The tables of the ledger with appended rows that exist only until it is closed, so that a preview writes nothing. */
public final class PreviewTables implements LedgerStore, AutoCloseable {
    private final SparkSession spark;
    private final Tables published;
    private final Map<String, StructType> schemas = LedgerTables.all().stream()
            .collect(Collectors.toMap(TableDefinition::name, TableDefinition::schema));
    private final Map<String, List<Row>> appendedRows = new TreeMap<>();
    private final Map<String, Dataset<Row>> appended = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    /**
     * Starts with nothing appended.
     *
     * @param published the tables of the ledger, opened for reading only
     */
    public PreviewTables(SparkSession spark, Tables published) {
        this.spark = spark;
        this.published = published;
    }

    @Override
    public Dataset<Row> read(String table) {
        return published.read(table).unionByName(appended(table));
    }

    /** Returns only what has been appended to a table. */
    public Dataset<Row> appended(String table) {
        Dataset<Row> rows =
                spark.createDataFrame(appendedRows.getOrDefault(table, List.of()), schemas.get(table));
        return appended.containsKey(table) ? appended.get(table).unionByName(rows) : rows;
    }

    @Override
    public List<Row> rows(String table) {
        List<Row> all = new ArrayList<>(published.rows(table));
        if (appended.containsKey(table)) {
            all.addAll(appended.get(table).collectAsList());
        }
        all.addAll(appendedRows.getOrDefault(table, List.of()));
        return List.copyOf(all);
    }

    @Override
    public long count(String table) {
        return published.count(table) + counts.getOrDefault(table, 0L);
    }

    @Override
    public void append(String table, List<Row> rows) {
        appendedRows.computeIfAbsent(table, key -> new ArrayList<>()).addAll(rows);
        counts.merge(table, (long) rows.size(), Long::sum);
    }

    /** The rows are computed at once, because what they are computed from is released after each dataset. */
    @Override
    public void append(String table, Dataset<Row> rows, long count, List<String> sorted) {
        Dataset<Row> selected = rows.select(columns(schemas.get(table)));
        if (appended.containsKey(table)) {
            Dataset<Row> earlier = appended.get(table);
            appended.put(table, cached(earlier.unionByName(selected)));
            earlier.unpersist();
        } else {
            appended.put(table, cached(selected));
        }
        counts.merge(table, count, Long::sum);
    }

    private static Dataset<Row> cached(Dataset<Row> rows) {
        Dataset<Row> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
        kept.count();
        return kept;
    }

    private static Column[] columns(StructType schema) {
        return Stream.of(schema.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
    }

    @Override
    public void close() {
        appended.values().forEach(Dataset::unpersist);
    }
}
