package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FaultPoint;
import dev.taizhang.definition.Progress;
import dev.taizhang.definition.StorageFailure;
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
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
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
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables as one run sees them: at first the versions that the standing release names, then those it has committed itself.
 * Spark writes large data as Parquet files below the table; every commit is made without a Spark job.
 */
public final class Tables {
    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

    /** How many rows the ledger may have for the driver to hold what is computed of them for one table. */
    private static final long MOST_HELD = 100_000;

    private static final long ROWS_OF_FILE = 500_000;

    private final Supplier<SparkSession> spark;
    private final Warehouse warehouse;
    private final String runId;
    private final long mostHeld;
    private final Map<String, TableDefinition> definitions = new TreeMap<>();
    private final SortedMap<String, Release.TableVersion> standings = new TreeMap<>();
    private final Map<String, Dataset<Row>> heads = new ConcurrentHashMap<>();

    /** Makes nothing yet; {@code runId} will be noted in every commit. */
    public Tables(Supplier<SparkSession> spark, Warehouse warehouse, String runId) {
        this(spark, warehouse, runId, MOST_HELD);
    }

    Tables(Supplier<SparkSession> spark, Warehouse warehouse, String runId, long mostHeld) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.runId = runId;
        this.mostHeld = mostHeld;
    }

    /**
     * Makes each table's head equal to the version that the standing release names; a table that it does not name is made, or
     * emptied of what a dead run left.
     *
     * @throws Failure if a log is not what the release says
     */
    public void open(List<TableDefinition> tables, Optional<Release> standing) {
        open(tables, standing, (table, damage) -> {
            throw damage;
        });
    }

    /**
     * The same for a run that computes a date: a table whose damaged log has lost that date alone, or later ones, is taken back
     * to its last sound version, and the run writes the date again.
     */
    public void open(List<TableDefinition> tables, Optional<Release> standing, LocalDate computed) {
        open(tables, standing, (table, damage) -> {
            Release.TableVersion due = standing.orElseThrow().tables().get(table);
            Release.TableVersion sound = Optional.of(due)
                    .filter(named -> !named.digests().isEmpty())
                    .flatMap(named -> new DamagedDates(warehouse).before(table, named))
                    .orElseThrow(() -> damage);
            SortedSet<LocalDate> lost = DamagedDates.lost(due, sound);
            if (lost.isEmpty() || lost.first().isBefore(computed)) {
                throw damage;
            }
            LOG.warn(
                    "{}；表 {} 退回第 {} 版，重算丢失的日期 {}。 The table goes back to that version, and the lost dates are"
                            + " computed again.",
                    damage.getMessage(),
                    table,
                    sound.version(),
                    lost);
            return sound;
        });
    }

    private void open(
            List<TableDefinition> tables,
            Optional<Release> standing,
            BiFunction<String, Failure, Release.TableVersion> instead) {
        DeltaTables delta = warehouse.delta();
        Progress progress = Progress.begin("tables");
        try (progress) {
            for (TableDefinition definition : tables) {
                progress.next(definition.name());
                definitions.put(definition.name(), definition);
                Release.TableVersion due = standing.map(Release::tables)
                        .map(named -> named.get(definition.name()))
                        .orElse(Release.TableVersion.EMPTY);
                standings.put(definition.name(), named(definition.name(), () -> open(delta, definition, due, instead)));
            }
        }
    }

    private Release.TableVersion open(
            DeltaTables delta,
            TableDefinition definition,
            Release.TableVersion published,
            BiFunction<String, Failure, Release.TableVersion> instead) {
        String path = warehouse.table(definition.name());
        Release.TableVersion due = published;
        if (due.version() > 0) {
            due = sound(definition.name(), due, instead);
        } else if (!delta.exists(path)) {
            delta.create(
                    path,
                    definition.schema(),
                    definition.partitionColumns(),
                    definition.sentence().line());
        }
        long head = delta.head(path) == due.version() ? due.version() : delta.rewind(path, due.version());
        Release.TableVersion standing = due.at(head, delta.contents(path, head).log());
        return TableChange.between(definition, delta.schema(path, head), due.grain())
                .map(change -> changed(definition, standing, change))
                .orElse(standing);
    }

    /**
     * Facts and summaries are computed from the ledger, and never refused for their columns; the ledger learns columns, and gives none
     * up. A table of the release at which this happens keeps its version.
     */
    private Release.TableVersion changed(TableDefinition definition, Release.TableVersion before, TableChange change) {
        if (definition.isOfTheLedger() && change.anew()) {
            throw otherColumns(definition);
        }
        String table = definition.name();
        boolean emptied = change.anew();
        if (before.rows() > 0) {
            tell(definition, change);
        }
        DeltaTables delta = warehouse.delta();
        long version = delta.redefine(
                warehouse.table(table),
                definition.schema(),
                definition.sentence().line(),
                emptied,
                runId + " columns");
        String log = delta.contents(warehouse.table(table), version).log();
        Release.TableVersion kept = emptied ? Release.TableVersion.EMPTY : before;
        return kept.redefined(version, log, definition.grainDigest());
    }

    private static void tell(TableDefinition definition, TableChange change) {
        String added = String.join("、", change.added());
        if (change.anew()) {
            LOG.warn(
                    "表 {} 的列或行的含义变了，从本次的截止日期重新开始；此前日期请用 jobs/backfill --again 或 jobs/nightly --rebuild 重算。"
                            + " The columns or the grain of the table have changed; it begins anew with this date. jobs/backfill"
                            + " --again or jobs/nightly --rebuild computes the dates before.",
                    definition.name());
        } else if (!definition.isOfTheLedger()) {
            LOG.info(
                    "表 {} 新增列 {}；此前日期的这些列为空，可用 jobs/backfill --again 或 jobs/nightly --rebuild 补算。 The columns are"
                            + " new and empty for the dates before; jobs/backfill --again or jobs/nightly --rebuild fills them.",
                    definition.name(),
                    added);
        } else {
            LOG.info(
                    "表 {} 新增列 {}；此前收到的行中为空，可用 jobs/nightly --reread 从原件补读。 The columns are new and empty in"
                            + " rows delivered before; jobs/nightly --reread reads them from the originals.",
                    definition.name(),
                    added);
        }
    }

    /** Opens or writes a table; a log that makes no sense is a failure that names it. */
    private <T> T named(String table, Supplier<T> access) {
        try {
            return access.get();
        } catch (DamagedLog | KernelException | KernelEngineException senseless) {
            if (StorageFailure.of(senseless, warehouse.folder(), 0).isPresent()) {
                throw senseless;
            }
            return PublishedTable.guarded(warehouse, table, () -> {
                throw senseless;
            });
        }
    }

    private Release.TableVersion sound(
            String table, Release.TableVersion due, BiFunction<String, Failure, Release.TableVersion> instead) {
        try {
            new PublishedTable(warehouse, table, due).requireLog();
            return due;
        } catch (Failure damage) {
            return instead.apply(table, damage);
        }
    }

    /** Takes the versions that the standing release names as they are, and writes nothing; other tables are as if empty. */
    public void look(List<TableDefinition> tables, Optional<Release> standing) {
        for (TableDefinition definition : tables) {
            definitions.put(definition.name(), definition);
            standings.put(
                    definition.name(),
                    standing.map(Release::tables)
                            .map(named -> named.get(definition.name()))
                            .orElse(Release.TableVersion.EMPTY));
        }
    }

    /** The failure for a ledger that has columns which this version does not know, or knows of another type. */
    private static Failure otherColumns(TableDefinition definition) {
        return Failure.usage(
                new Bilingual(
                        "表 " + definition.name() + " 有本版程序不认识的列，这个台账库是另一版程序建的。",
                        "The table " + definition.name()
                                + " has columns that this version does not know: another version made this warehouse."),
                new Bilingual(
                        "请用原版本运行，或用 --warehouse 指定新目录重新接收（原件在旧库的 deliveries 目录）。",
                        "Run that version, or name a new folder with --warehouse and deliver again (the originals are in the"
                                + " old one's deliveries folder)."));
    }

    /** The version of every table that is open, with what it holds. */
    public SortedMap<String, Release.TableVersion> standings() {
        return new TreeMap<>(standings);
    }

    /** The table as this run sees it. Its files are looked at once for each version, however many queries read them. */
    public Dataset<Row> read(String table) {
        return heads.computeIfAbsent(
                table, key -> read(spark.get(), warehouse, definitions.get(table), standings.get(table)));
    }

    /** A version of a table in the columns that it had. */
    public static Dataset<Row> readAsItWas(
            SparkSession spark,
            Warehouse warehouse,
            String table,
            Release.TableVersion standing,
            Optional<LocalDate> date) {
        PublishedTable published = new PublishedTable(warehouse, table, standing);
        List<String> files = date.map(only -> published.files(Set.of(only))).orElseGet(published::files);
        return read(spark, warehouse, table, published.schema(), files);
    }

    /**
     * A version of a table in the columns of today: the Parquet files that its log names. The log is read without Spark, which would take a job or two
     * for each table, and most of a city's night.
     */
    public static Dataset<Row> read(
            SparkSession spark, Warehouse warehouse, TableDefinition table, Release.TableVersion standing) {
        PublishedTable published = new PublishedTable(warehouse, table.name(), standing);
        return inTodaysColumns(spark, table, published, published.files());
    }

    /** The same of some dates alone, for a table with a row per date. */
    public static Dataset<Row> read(
            SparkSession spark,
            Warehouse warehouse,
            TableDefinition table,
            Release.TableVersion standing,
            Set<LocalDate> dates) {
        PublishedTable published = new PublishedTable(warehouse, table.name(), standing);
        return inTodaysColumns(spark, table, published, published.files(dates));
    }

    private static Dataset<Row> inTodaysColumns(
            SparkSession spark, TableDefinition table, PublishedTable published, List<String> files) {
        if (files.isEmpty()) {
            return spark.createDataFrame(List.of(), table.schema());
        }
        StructType then = published.schema();
        return read(spark, published.warehouse(), table.name(), then, files).select(table.todaysColumns(then));
    }

    private static Dataset<Row> read(
            SparkSession spark, Warehouse warehouse, String table, StructType schema, List<String> files) {
        return files.isEmpty()
                ? spark.createDataFrame(List.of(), schema)
                : spark.read()
                        .schema(schema)
                        .option("basePath", warehouse.table(table))
                        .option("__globPaths__", "false")
                        .parquet(files.toArray(String[]::new))
                        .select(columns(schema));
    }

    private static Column[] columns(StructType schema) {
        return Stream.of(schema.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
    }

    /** Small tables, read without Spark. */
    public List<Row> rows(String table) {
        return inTodaysColumns(table, published(table).rows());
    }

    /** The same of one date alone. */
    public List<Row> rows(String table, LocalDate asOfDate) {
        return inTodaysColumns(table, published(table).rows(Set.of(asOfDate)));
    }

    private List<Row> inTodaysColumns(String table, List<Row> rows) {
        TableDefinition definition = definitions.get(table);
        return rows.stream().map(definition::inTodaysColumns).toList();
    }

    /** Whether the files of a date are as they were written, in every table of facts and summaries that holds it. */
    public boolean areSound(LocalDate asOfDate) {
        return standings.entrySet().stream()
                .filter(table -> table.getValue().digests().containsKey(asOfDate.toString()))
                .allMatch(table -> published(table.getKey()).isSound(asOfDate));
    }

    private PublishedTable published(String table) {
        return new PublishedTable(warehouse, table, standings.get(table));
    }

    /** Appends rows that the driver holds; nothing where there are none. */
    public void append(String table, List<Row> rows) {
        if (!rows.isEmpty()) {
            StructType schema = definitions.get(table).schema();
            // Spark computes a projection of few rows as it plans, without a job.
            List<BigDecimal> hashes =
                    spark.get().createDataFrame(rows, schema).select(RowDigest.hash(schema)).collectAsList().stream()
                            .map(row -> row.getDecimal(0))
                            .toList();
            Progress progress = Progress.begin(table);
            try (progress) {
                FaultPoint.at(table + ".before");
                long version = named(table, () -> warehouse.delta().append(warehouse.table(table), rows, runId));
                appended(table, version, RowDigest.of(hashes));
            }
        }
    }

    /**
     * Appends what Spark computes, in as many files as its rows are worth, each sorted so that rows of one key lie together.
     *
     * @param count how many rows there are
     */
    public void append(String table, Dataset<Row> rows, long count, List<String> sorted) {
        int files = Math.toIntExact(1 + count / ROWS_OF_FILE);
        Observation seen = new Observation();
        Progress progress = Progress.begin(table);
        try (progress) {
            String folder = stage(
                    table,
                    "",
                    RowDigest.observe(
                            rows.coalesce(files)
                                    .sortWithinPartitions(sorted.stream()
                                            .map(name -> col(name))
                                            .toArray(Column[]::new)),
                            definitions.get(table).schema(),
                            seen));
            FaultPoint.at(table + ".before");
            long version = named(table, () -> warehouse.delta().appendFiles(warehouse.table(table), folder, runId));
            appended(table, version, RowDigest.of(seen));
        }
    }

    /** A table that earlier versions of the program began has no digest to add to, and gets one from all its rows. */
    private void appended(String table, long version, String digest) {
        Release.TableVersion before = standings.get(table);
        StructType schema = definitions.get(table).schema();
        String known = before.content() == null && before.rows() > 0
                ? RowDigest.of(read(spark.get(), warehouse, definitions.get(table), before), schema)
                : Optional.ofNullable(before.content()).orElse(RowDigest.NO_ROWS);
        committed(table, version, new TreeMap<>(), RowDigest.together(known, digest));
    }

    /** Replaces one date by rows that the driver holds; no new version where the digest is the standing one and its files sound. */
    public void replace(String table, LocalDate asOfDate, List<Row> rows, String digest) {
        Progress progress = Progress.begin(table);
        try (progress) {
            replace(
                    table,
                    asOfDate,
                    digest,
                    expired -> warehouse.delta().replace(warehouse.table(table), asOfDate, rows, expired, runId));
        }
    }

    /**
     * Replaces one date by what Spark computes; no new version where its content is the standing one. What comes of few rows
     * is few rows: the driver holds and writes them. Rows and digest are the same as if Spark wrote them.
     *
     * @param rows all columns of the table but {@code as_of_date}
     * @return the date's rows
     */
    public Dataset<Row> replace(String table, LocalDate asOfDate, Dataset<Row> rows) {
        long known = standings.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("ledger."))
                .mapToLong(entry -> entry.getValue().rows())
                .sum();
        return Progress.of(
                table,
                () -> known <= mostHeld ? replaceHeld(table, asOfDate, rows) : replaceStaged(table, asOfDate, rows));
    }

    private Dataset<Row> replaceHeld(String table, LocalDate asOfDate, Dataset<Row> rows) {
        StructType schema = definitions.get(table).schema();
        List<Row> hashed = rows.withColumn(TableDefinition.AS_OF_DATE, lit(Date.valueOf(asOfDate)))
                .select(struct(columns(schema)), RowDigest.hash(schema))
                .collectAsList();
        List<Row> held = hashed.stream().map(row -> row.getStruct(0)).toList();
        String digest =
                RowDigest.of(hashed.stream().map(row -> row.getDecimal(1)).toList());
        replace(table, asOfDate, held, digest);
        return spark.get().createDataFrame(held, schema);
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
                expired -> warehouse.delta().replaceFiles(warehouse.table(table), asOfDate, folder, expired, runId));
        if (!committed) {
            delete(folder);
        }
        return read(spark.get(), warehouse, definitions.get(table), standings.get(table), Set.of(asOfDate));
    }

    /** Commits a date where it is not what stands, and with it the end of the dates that the table keeps no longer. */
    private boolean replace(String table, LocalDate asOfDate, String digest, ToLongFunction<Set<LocalDate>> commit) {
        SortedMap<String, String> digests = new TreeMap<>(standings.get(table).digests());
        if (digest.equals(digests.get(asOfDate.toString())) && published(table).isSound(asOfDate)) {
            return false;
        }
        Set<LocalDate> held = digests.keySet().stream().map(LocalDate::parse).collect(Collectors.toSet());
        Set<LocalDate> expired = definitions.get(table).retention().expired(held, asOfDate);
        FaultPoint.at(table + ".before");
        long version = named(table, () -> commit.applyAsLong(expired));
        digests.put(asOfDate.toString(), digest);
        expired.forEach(date -> digests.remove(date.toString()));
        committed(table, version, digests, null);
        return true;
    }

    /** Spark writes below the table, each time into a folder of its own, because files once committed must stay. */
    private String stage(String table, String partition, Dataset<Row> rows) {
        String folder = String.join(
                "/",
                warehouse.table(table) + partition,
                runId,
                Long.toString(standings.get(table).version()));
        rows.write().parquet(folder);
        return folder;
    }

    private void committed(String table, long version, SortedMap<String, String> digests, String content) {
        DeltaTables.Contents contents = named(table, () -> warehouse.delta().contents(warehouse.table(table), version));
        standings.put(
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
        heads.remove(table);
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
