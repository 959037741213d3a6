package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FaultPoint;
import dev.taizhang.definition.Progress;
import dev.taizhang.definition.Steps;
import dev.taizhang.definition.StorageThreads;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * The tables as a run sees them: first the versions of the current release, then those that the run has committed.
 * Spark writes large data as Parquet files under the table; all commits are made without a Spark job.
 */
public final class Tables implements LedgerStore {
    /**
     * The rows of the ledger up to which the driver collects the rows of a table instead of letting Spark write them.
     */
    static final long MOST_COLLECTED = 100_000;

    /** The rows of a table up to which the driver reads them once for all queries, instead of Spark for each of them. */
    private static final long MOST_HELD = 10_000;

    /** The rows of a complete file. */
    static final long ROWS_OF_FILE = 200_000;

    private final Supplier<SparkSession> spark;
    private final Warehouse warehouse;
    private final String runId;
    private final long mostCollected;
    private final Map<String, TableDefinition> definitions = new TreeMap<>();
    private final SortedMap<String, Release.TableVersion> versions = new ConcurrentSkipListMap<>();
    private final Map<String, Dataset<Row>> datasets = new ConcurrentHashMap<>();

    /** Creates access to the tables without opening any; every commit records {@code runId}. */
    public Tables(Supplier<SparkSession> spark, Warehouse warehouse, String runId) {
        this(spark, warehouse, runId, MOST_COLLECTED);
    }

    Tables(Supplier<SparkSession> spark, Warehouse warehouse, String runId, long mostCollected) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.runId = runId;
        this.mostCollected = mostCollected;
    }

    /**
     * Opens tables for a run that computes a date, and resets their heads to the versions of the current release. A
     * table that the release does not name is created, or emptied of the rows of a failed run. If a damaged log has
     * lost only this date or later ones, the table is reset to its last undamaged version, and the run writes the date
     * again.
     *
     * @throws Failure if a log differs from the release, and with exit code 5 if another run commits meanwhile
     */
    public void open(List<TableDefinition> tables, Optional<Release> current, LocalDate computed) {
        Progress progress = Progress.begin("tables");
        try (progress) {
            tables.forEach(definition -> definitions.put(definition.name(), definition));
            TableOpening opening = new TableOpening(warehouse, runId, computed);
            List<Release.TableVersion> opened = StorageThreads.each(tables, definition -> {
                Release.TableVersion expected = current.map(Release::tables)
                        .map(named -> named.get(definition.name()))
                        .orElse(Release.TableVersion.EMPTY);
                return Progress.of(
                        definition.name(), () -> guarded(definition.name(), () -> opening.open(definition, expected)));
            });
            for (int nth = 0; nth < opened.size(); nth++) {
                versions.put(tables.get(nth).name(), opened.get(nth));
            }
        }
    }

    /** Opens or writes a table; a log that cannot be interpreted becomes a failure that names it. */
    private <T> T guarded(String table, Supplier<T> access) {
        try {
            return access.get();
        } catch (DamagedLog | KernelException | KernelEngineException senseless) {
            return PublishedTable.guarded(warehouse, table, () -> {
                throw senseless;
            });
        }
    }

    /** Opens the versions of the current release for reading only; tables that it does not name are empty. */
    public void openReadOnly(List<TableDefinition> tables, Optional<Release> current) {
        for (TableDefinition definition : tables) {
            definitions.put(definition.name(), definition);
            versions.put(
                    definition.name(),
                    current.map(Release::tables)
                            .map(named -> named.get(definition.name()))
                            .orElse(Release.TableVersion.EMPTY));
        }
    }

    /** Returns the version of every open table. */
    public SortedMap<String, Release.TableVersion> versions() {
        return new TreeMap<>(versions);
    }

    /**
     * Returns a table as this run sees it. Its files are verified once for each version, regardless of the number of
     * queries.
     */
    @Override
    public Dataset<Row> read(String table) {
        return datasets.computeIfAbsent(table, key -> {
            StructType schema = definitions.get(table).schema();
            return versions.get(table).rows() <= MOST_HELD && !hasMaps(schema)
                    ? spark.get().createDataFrame(rows(table), schema)
                    : read(spark.get(), warehouse, definitions.get(table), versions.get(table));
        });
    }

    static boolean hasMaps(StructType schema) {
        return Stream.of(schema.fields()).anyMatch(column -> column.dataType() instanceof MapType);
    }

    /** Returns a version of a table with the columns that it had. */
    public static Dataset<Row> readAsItWas(
            SparkSession spark,
            Warehouse warehouse,
            String table,
            Release.TableVersion version,
            Optional<LocalDate> date) {
        PublishedTable published = new PublishedTable(warehouse, table, version);
        List<String> files = date.map(only -> published.files(Set.of(only))).orElseGet(published::files);
        StructType schema = published.schema();
        return read(spark, warehouse, table, schema, files, columns(schema));
    }

    /**
     * Returns a version of a table with the current columns, from the Parquet files in its log. The log is read without
     * Spark, which would need a job or two for each table, and so most of the time of a run.
     */
    public static Dataset<Row> read(
            SparkSession spark, Warehouse warehouse, TableDefinition table, Release.TableVersion version) {
        PublishedTable published = new PublishedTable(warehouse, table.name(), version);
        return inCurrentColumns(spark, table, published, published.files());
    }

    /** Returns some dates of a version of a table that is partitioned by date. */
    public static Dataset<Row> read(
            SparkSession spark,
            Warehouse warehouse,
            TableDefinition table,
            Release.TableVersion version,
            Set<LocalDate> dates) {
        PublishedTable published = new PublishedTable(warehouse, table.name(), version);
        return inCurrentColumns(spark, table, published, published.files(dates));
    }

    private static Dataset<Row> inCurrentColumns(
            SparkSession spark, TableDefinition table, PublishedTable published, List<String> files) {
        if (files.isEmpty()) {
            return spark.createDataFrame(List.of(), table.schema());
        }
        StructType earlier = published.schema();
        return read(spark, published.warehouse(), table.name(), earlier, files, table.currentColumns(earlier));
    }

    static Dataset<Row> read(
            SparkSession spark,
            Warehouse warehouse,
            String table,
            StructType schema,
            List<String> files,
            Column... columns) {
        return files.isEmpty()
                ? spark.createDataFrame(List.of(), schema)
                : spark.read()
                        .schema(schema)
                        .option("basePath", warehouse.table(table))
                        .option("__globPaths__", "false")
                        .parquet(files.toArray(String[]::new))
                        .select(columns);
    }

    static Column[] columns(StructType schema) {
        return Stream.of(schema.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
    }

    @Override
    public List<Row> rows(String table) {
        return inCurrentColumns(table, published(table).rows());
    }

    @Override
    public long count(String table) {
        return versions.get(table).rows();
    }

    /** Returns the rows of one date of a small table, read without Spark. */
    public List<Row> rows(String table, LocalDate asOfDate) {
        return inCurrentColumns(table, published(table).rows(Set.of(asOfDate)));
    }

    private List<Row> inCurrentColumns(String table, List<Row> rows) {
        TableDefinition definition = definitions.get(table);
        return rows.stream().map(definition::inCurrentColumns).toList();
    }

    /** Returns whether the files of a date are undamaged in every table of facts and summaries that has it. */
    public boolean areSound(LocalDate asOfDate) {
        return versions.entrySet().stream()
                .filter(table -> table.getValue().digests().containsKey(asOfDate.toString()))
                .allMatch(table -> published(table.getKey()).isSound(asOfDate));
    }

    private PublishedTable published(String table) {
        return new PublishedTable(warehouse, table, versions.get(table));
    }

    @Override
    public void append(String table, List<Row> rows) {
        if (!rows.isEmpty()) {
            List<BigDecimal> hashes = hashes(table, rows);
            Progress progress = Progress.begin(table);
            try (progress) {
                FaultPoint.at(table + ".before");
                long version = guarded(table, () -> warehouse.delta().append(next(table), rows));
                appended(table, version, RowDigest.of(hashes));
            }
        }
    }

    /**
     * Returns whether the columns of a table of the ledger have changed since rows were last written to it, so that its
     * earlier rows have nothing in the new ones.
     */
    boolean isRedefined(String table) {
        return versions.get(table).rows() > 0 && versions.get(table).content() == null;
    }

    /** Replaces all rows of a small table of the ledger, to complete them; earlier releases keep theirs. */
    void rewrite(String table, List<Row> rows) {
        List<BigDecimal> hashes = hashes(table, rows);
        Progress progress = Progress.begin(table);
        try (progress) {
            FaultPoint.at(table + ".before");
            long version = guarded(table, () -> warehouse.delta().rewrite(next(table), rows));
            committed(table, version, TreePMap.empty(), RowDigest.of(hashes));
        }
    }

    private List<BigDecimal> hashes(String table, List<Row> rows) {
        return RowDigest.hashes(rows, definitions.get(table).schema());
    }

    /**
     * Appends rows that Spark computes. The number of files depends on the number of rows; each file is sorted, so that
     * rows of one key are adjacent. With a small ledger, the driver collects and writes the rows.
     *
     * @param count the number of rows
     */
    @Override
    public void append(String table, Steps rows, long count, List<String> sorted) {
        Column[] order = sorted.stream().map(name -> col(name)).toArray(Column[]::new);
        if (areCollected(
                ledgerRows() + count, mostCollected, definitions.get(table).schema())) {
            append(table, rows.inOneTask(sorted.toArray(String[]::new)).collect());
        } else {
            appendStaged(table, rows.rows(), count, order);
        }
    }

    /** Whether the driver collects and writes rows, except those with maps, whose order it would change. */
    static boolean areCollected(long rows, long most, StructType schema) {
        return rows <= most && !hasMaps(schema);
    }

    private void appendStaged(String table, Dataset<Row> rows, long count, Column... order) {
        Observation seen = new Observation();
        Progress progress = Progress.begin(table);
        try (progress) {
            String folder = stage(
                    table,
                    "",
                    RowDigest.observe(
                            inFiles(rows, count, order), definitions.get(table).schema(), seen));
            FaultPoint.at(table + ".before");
            long version = guarded(table, () -> warehouse.delta().appendFiles(next(table), folder));
            appended(table, version, RowDigest.of(seen));
        }
    }

    /** Divides rows among the tasks that sort and write them. */
    static Dataset<Row> inFiles(Dataset<Row> rows, long count, Column[] order) {
        int files = files(count);
        Dataset<Row> divided = files == 1 ? rows.coalesce(1) : rows.repartitionByRange(files, order);
        return divided.sortWithinPartitions(order);
    }

    /** Returns the number of files into which rows are written, which depends on nothing but the number of the rows. */
    static int files(long rows) {
        return Math.toIntExact(1 + rows / ROWS_OF_FILE);
    }

    /**
     * Records appended rows in the digest of the content. A table of an earlier version of the program has no such
     * digest and gets one from all its rows.
     */
    private void appended(String table, long version, String digest) {
        Release.TableVersion before = versions.get(table);
        StructType schema = definitions.get(table).schema();
        String known = before.content() == null && before.rows() > 0
                ? RowDigest.of(read(spark.get(), warehouse, definitions.get(table), before), schema)
                : Optional.ofNullable(before.content()).orElse(RowDigest.NO_ROWS);
        committed(table, version, TreePMap.empty(), RowDigest.together(known, digest));
    }

    /**
     * Replaces one date by rows in memory. No new version is made if the digest is unchanged and the files are
     * undamaged.
     */
    public void replace(String table, LocalDate asOfDate, List<Row> rows, String digest) {
        Progress progress = Progress.begin(table);
        try (progress) {
            replace(
                    table,
                    asOfDate,
                    digest,
                    expired -> warehouse.delta().replace(next(table), asOfDate, rows, expired));
        }
    }

    /**
     * Replaces one date by rows that Spark computes. No new version is made if the content is unchanged. With a small
     * ledger, the driver collects and writes the rows; rows and digest are the same as if Spark wrote them.
     *
     * @param rows all columns of the table except {@code as_of_date}
     * @return the rows of the date
     */
    public Dataset<Row> replace(String table, LocalDate asOfDate, Steps rows) {
        return Progress.of(
                table,
                () -> ledgerRows() <= mostCollected
                        ? replaceCollected(table, asOfDate, rows)
                        : replaceStaged(table, asOfDate, rows.rows()));
    }

    private long ledgerRows() {
        return versions.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("ledger."))
                .mapToLong(entry -> entry.getValue().rows())
                .sum();
    }

    private Dataset<Row> replaceCollected(String table, LocalDate asOfDate, Steps rows) {
        StructType schema = definitions.get(table).schema();
        Column date = lit(Date.valueOf(asOfDate)).as(TableDefinition.AS_OF_DATE);
        List<Row> collected = rows.select(Stream.of(schema.fieldNames())
                        .map(name -> name.equals(TableDefinition.AS_OF_DATE) ? date : col(name))
                        .toArray(Column[]::new))
                .collect();
        replace(table, asOfDate, collected, RowDigest.of(hashes(table, collected)));
        return spark.get().createDataFrame(collected, schema);
    }

    private Dataset<Row> replaceStaged(String table, LocalDate asOfDate, Dataset<Row> rows) {
        Observation seen = new Observation();
        String folder = stage(
                table,
                "/" + TableDefinition.AS_OF_DATE + "=" + asOfDate,
                RowDigest.observe(rows, definitions.get(table).schema(), seen));
        boolean committed = replace(
                table,
                asOfDate,
                RowDigest.of(seen),
                expired -> warehouse.delta().replaceFiles(next(table), asOfDate, folder, expired));
        if (!committed) {
            delete(folder);
        }
        return read(spark.get(), warehouse, definitions.get(table), versions.get(table), Set.of(asOfDate));
    }

    /** Commits a date if it differs from the current one, and removes the dates that the table no longer keeps. */
    private boolean replace(String table, LocalDate asOfDate, String digest, ToLongFunction<Set<LocalDate>> commit) {
        PSortedMap<String, String> digests = versions.get(table).digests();
        if (digest.equals(digests.get(asOfDate.toString())) && published(table).isSound(asOfDate)) {
            return false;
        }
        Set<LocalDate> existing =
                digests.keySet().stream().map(LocalDate::parse).collect(Collectors.toSet());
        Set<LocalDate> expired = definitions.get(table).retention().expired(existing, asOfDate);
        FaultPoint.at(table + ".before");
        long version = guarded(table, () -> commit.applyAsLong(expired));
        PSortedMap<String, String> kept =
                digests.minusAll(expired.stream().map(LocalDate::toString).toList());
        committed(table, version, kept.plus(asOfDate.toString(), digest), null);
        return true;
    }

    /** Writes rows with Spark into a new folder under the table. */
    private String stage(String table, String partition, Dataset<Row> rows) {
        String folder = next(table).staged(partition);
        rows.write().parquet(folder);
        return folder;
    }

    /** Returns a commit on the version that this run knows, so that it never stands on rows of another run. */
    private Commit next(String table) {
        return new Commit(warehouse.table(table), versions.get(table).version(), runId);
    }

    private void committed(String table, long version, PSortedMap<String, String> digests, String content) {
        DeltaTables.Contents contents =
                guarded(table, () -> warehouse.delta().contents(warehouse.table(table), version));
        versions.put(
                table,
                new Release.TableVersion(
                        version,
                        contents.files(),
                        contents.rows(),
                        contents.bytes(),
                        digests,
                        runId,
                        content,
                        contents.log(),
                        definitions.get(table).grainDigest()));
        datasets.remove(table);
        FaultPoint.at(table + ".after");
    }

    private void delete(String folder) {
        try {
            warehouse.files().delete(new Path(folder), true);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
