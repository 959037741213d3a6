package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FaultPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The tables as one run sees them: at first the versions that the standing release names, then those it has committed itself.
 * Spark writes large data as Parquet files below the table; every commit is made without a Spark job.
 */
public final class Tables {
    private final SparkSession spark;
    private final Warehouse warehouse;
    private final String runId;
    private final Map<String, TableDefinition> definitions = new TreeMap<>();
    private final SortedMap<String, Release.Standing> standings = new TreeMap<>();

    /** Makes nothing yet; {@code runId} will be noted in every commit. */
    public Tables(SparkSession spark, Warehouse warehouse, String runId) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.runId = runId;
    }

    /**
     * Makes each table's head equal to the version that the standing release names; a table that it does not name is made, or
     * emptied of what a dead run left.
     */
    public void open(List<TableDefinition> tables, Optional<Release> standing) {
        DeltaTables delta = warehouse.delta();
        for (TableDefinition definition : tables) {
            definitions.put(definition.name(), definition);
            String path = warehouse.table(definition.name());
            Release.Standing due = standing.map(Release::tables)
                    .map(named -> named.get(definition.name()))
                    .orElse(Release.Standing.EMPTY);
            if (!delta.exists(path)) {
                delta.create(
                        path,
                        definition.schema(),
                        definition.partitionColumns(),
                        definition.sentence().line());
            }
            requireColumns(definition, delta.columns(path));
            long head = delta.head(path) == due.version() ? due.version() : delta.rewind(path, due.version());
            standings.put(
                    definition.name(), new Release.Standing(head, due.files(), due.rows(), due.bytes(), due.digests()));
        }
    }

    private static void requireColumns(TableDefinition definition, List<String> columns) {
        List<String> wanted = List.of(definition.schema().fieldNames());
        if (!columns.equals(wanted)) {
            throw Failure.usage(
                    new Bilingual(
                            "表 " + definition.name() + " 的列与本版程序不同，这个台账库是另一版程序建的。",
                            "The columns of " + definition.name()
                                    + " are not those of this version: another version made this warehouse."),
                    new Bilingual(
                            "请用原版本运行，或用 --warehouse 指定新目录重新接收（原件在旧库的 deliveries 目录）。",
                            "Run that version, or name a new folder with --warehouse and deliver again (the originals are in the"
                                    + " old one's deliveries folder)."));
        }
    }

    /** The version of every table that is open, with what it holds. */
    public SortedMap<String, Release.Standing> standings() {
        return new TreeMap<>(standings);
    }

    /** The table as this run sees it. */
    public Dataset<Row> read(String table) {
        return read(
                spark, warehouse, definitions.get(table), standings.get(table).version());
    }

    /**
     * A version of a table: the Parquet files that its log names. The log is read without Spark, which would take a job or two
     * for each table, and most of a city's night.
     */
    public static Dataset<Row> read(SparkSession spark, Warehouse warehouse, TableDefinition table, long version) {
        String path = warehouse.table(table.name());
        List<String> files = warehouse.delta().files(path, version);
        return files.isEmpty()
                ? spark.createDataFrame(List.of(), table.schema())
                : spark.read()
                        .schema(table.schema())
                        .option("basePath", path)
                        .option("__globPaths__", "false")
                        .parquet(files.toArray(String[]::new))
                        .select(Stream.of(table.schema().fieldNames())
                                .map(name -> col(name))
                                .toArray(Column[]::new));
    }

    /** Small tables, read without Spark. */
    public List<Row> rows(String table) {
        return warehouse
                .delta()
                .rows(warehouse.table(table), standings.get(table).version());
    }

    /** Appends rows that the driver holds; nothing where there are none. */
    public void append(String table, List<Row> rows) {
        if (!rows.isEmpty()) {
            FaultPoint.at(table + ".before");
            committed(table, warehouse.delta().append(warehouse.table(table), rows, runId), new TreeMap<>());
        }
    }

    /** Appends what Spark computes. */
    public void append(String table, Dataset<Row> rows) {
        // A run may append more than once to a table, and files once committed must stay.
        Path folder = stage(table, runId + "/" + standings.get(table).version(), rows);
        FaultPoint.at(table + ".before");
        committed(table, warehouse.delta().appendFiles(warehouse.table(table), plain(folder), runId), new TreeMap<>());
    }

    /** Replaces one date by rows that the driver holds; no new version where the digest is the standing one. */
    public void replace(String table, LocalDate asOfDate, List<Row> rows, String digest) {
        if (!stands(table, asOfDate, digest)) {
            FaultPoint.at(table + ".before");
            committed(
                    table,
                    warehouse.delta().replace(warehouse.table(table), asOfDate, rows, runId),
                    Map.of(asOfDate.toString(), digest));
        }
    }

    /**
     * Replaces one date by what Spark computes (all columns but {@code as_of_date}); no new version where its content is the
     * standing one.
     *
     * @return the date's rows, read back from where they now stand
     */
    public Dataset<Row> replace(String table, LocalDate asOfDate, Dataset<Row> rows) {
        String partition = TableDefinition.AS_OF_DATE + "=" + asOfDate + "/" + runId;
        Path folder = stage(table, partition, rows);
        String digest = digest(spark.read().schema(rows.schema()).parquet(folder.toString()));
        if (stands(table, asOfDate, digest)) {
            delete(folder);
        } else {
            FaultPoint.at(table + ".before");
            committed(
                    table,
                    warehouse.delta().replaceFiles(warehouse.table(table), asOfDate, plain(folder), runId),
                    Map.of(asOfDate.toString(), digest));
        }
        return read(table)
                .where(org.apache
                        .spark
                        .sql
                        .functions
                        .col(TableDefinition.AS_OF_DATE)
                        .equalTo(lit(java.sql.Date.valueOf(asOfDate))));
    }

    private boolean stands(String table, LocalDate asOfDate, String digest) {
        return digest.equals(standings.get(table).digests().get(asOfDate.toString()));
    }

    private Path stage(String table, String below, Dataset<Row> rows) {
        Path folder = new Path(warehouse.path(table.replaceFirst("\\.", "/")), below);
        delete(folder);
        rows.write().parquet(folder.toString());
        return folder;
    }

    /** Rows and the sum of their hashes: equal for equal content in whatever order or files. */
    private static String digest(Dataset<Row> rows) {
        Row total = rows.selectExpr("xxhash64(struct(*)) AS hash")
                .selectExpr("count(1)", "coalesce(sum(CAST(hash AS DECIMAL(38, 0))), 0)")
                .head();
        return total.getLong(0) + ":" + total.getDecimal(1).toPlainString();
    }

    private void committed(String table, long version, Map<String, String> digests) {
        DeltaTables.Contents contents = warehouse.delta().contents(warehouse.table(table), version);
        SortedMap<String, String> all = new TreeMap<>(standings.get(table).digests());
        all.putAll(digests);
        standings.put(table, new Release.Standing(version, contents.files(), contents.rows(), contents.bytes(), all));
        FaultPoint.at(table + ".after");
    }

    private static String plain(Path folder) {
        return folder.toUri().getScheme().equals("file") ? folder.toUri().getPath() : folder.toString();
    }

    private void delete(Path folder) {
        try {
            warehouse.files().delete(folder, true);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
