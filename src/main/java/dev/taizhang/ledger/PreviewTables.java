package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;

import dev.taizhang.definition.Steps;
import java.sql.Date;
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
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The tables of the ledger with appended rows that are kept in memory and in a folder of a preview, so that the
 * warehouse does not change.
 */
public final class PreviewTables implements LedgerStore {
    private final SparkSession spark;
    private final Tables published;
    private final String folder;
    private final Map<String, StructType> schemas =
            LedgerTables.all().stream().collect(Collectors.toMap(TableDefinition::name, TableDefinition::schema));
    private final Map<String, List<Row>> appendedRows = new TreeMap<>();
    private final Map<String, List<String>> staged = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();

    /**
     * Starts with nothing appended.
     *
     * @param published the tables of the ledger, opened for reading only
     * @param folder where Spark writes appended rows; the caller deletes it
     */
    public PreviewTables(SparkSession spark, Tables published, String folder) {
        this.spark = spark;
        this.published = published;
        this.folder = folder;
    }

    @Override
    public Dataset<Row> read(String table) {
        return counts.containsKey(table) ? published.read(table).unionByName(appended(table)) : published.read(table);
    }

    /** Returns only what has been appended to a table. */
    public Dataset<Row> appended(String table) {
        Dataset<Row> rows = spark.createDataFrame(appendedRows.getOrDefault(table, List.of()), schemas.get(table));
        return staged.containsKey(table) ? written(table).unionByName(rows) : rows;
    }

    private Dataset<Row> written(String table) {
        return spark.read()
                .schema(schemas.get(table))
                .option("__globPaths__", "false")
                .parquet(staged.get(table).toArray(String[]::new));
    }

    @Override
    public List<Row> rows(String table) {
        List<Row> all = new ArrayList<>(published.rows(table));
        if (staged.containsKey(table)) {
            all.addAll(written(table).collectAsList());
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
        List<Row> all = appendedRows.computeIfAbsent(table, key -> new ArrayList<>());
        rows.forEach(row -> all.add(asRead(row)));
        counts.merge(table, (long) rows.size(), Long::sum);
    }

    /** Returns a row with values of the types that it has when it is read from a table. */
    private static Row asRead(Row row) {
        Object[] values = new Object[row.length()];
        for (int column = 0; column < values.length; column++) {
            Object value = row.get(column);
            if (value instanceof Date date) {
                value = date.toLocalDate();
            } else if (value instanceof List<?> elements) {
                value = CollectionConverters.asScala(elements).toSeq();
            }
            values[column] = value;
        }
        return new GenericRowWithSchema(values, row.schema());
    }

    /** The rows are written as a run writes them, because what they are computed from is released afterwards. */
    @Override
    public void append(String table, Steps rows, long count, List<String> sorted) {
        List<String> folders = staged.computeIfAbsent(table, key -> new ArrayList<>());
        String written = String.join("/", folder, table, Integer.toString(folders.size()));
        rows.select(columns(schemas.get(table))).rows().coalesce(1).write().parquet(written);
        folders.add(written);
        counts.merge(table, count, Long::sum);
    }

    private static Column[] columns(StructType schema) {
        return Stream.of(schema.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
    }
}
