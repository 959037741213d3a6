package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;

import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.FaultPoint;
import dev.taizhang.definition.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Rewrites the small files of tables of the ledger, to which each delivery adds one, into files as one delivery of all
 * their rows would have made them. The rows stay the same, and releases that name the small files keep them.
 */
public final class Compaction {
    /** With half as many rows as a complete file, a file is not small. */
    private static final long ROWS_OF_SMALL = Tables.ROWS_OF_FILE / 2;

    /** So many small files are worth rewriting. */
    private static final int MANY = 10;

    private static final List<String> PLACE = List.of("delivery_number", "sheet", "row_number");

    private final Supplier<SparkSession> spark;
    private final Warehouse warehouse;
    private final String runId;

    /** Commits in the name of a run. */
    public Compaction(Supplier<SparkSession> spark, Warehouse warehouse, String runId) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.runId = runId;
    }

    /**
     * The small files of a table.
     *
     * @param paths their names in its log
     */
    public record SmallFiles(String table, Set<String> paths, long rows, long bytes) {
        /** Returns the number of files into which they are rewritten. */
        public int into() {
            return Tables.files(rows);
        }
    }

    /** Returns the tables of the ledger with many small files. A table with a damaged log is left as it is. */
    public static List<SmallFiles> worthwhile(Warehouse warehouse, Release current) {
        return current.tables().entrySet().stream()
                .filter(table -> table.getKey().startsWith("ledger."))
                // The others need no look into their logs.
                .filter(table -> table.getValue().files() >= MANY)
                .flatMap(table -> worthwhile(new PublishedTable(warehouse, table.getKey(), table.getValue())).stream())
                .toList();
    }

    private static Optional<SmallFiles> worthwhile(PublishedTable table) {
        List<LiveFile> files;
        try {
            files = new ArrayList<>(table.liveFiles());
        } catch (Damage damaged) {
            return Optional.empty();
        }
        files.sort(Comparator.comparingLong(LiveFile::rows).thenComparing(LiveFile::path));
        List<LiveFile> small =
                files.subList(0, worthwhile(files.stream().map(LiveFile::rows).toList()));
        return small.isEmpty()
                ? Optional.empty()
                : Optional.of(new SmallFiles(
                        table.name(),
                        small.stream().map(LiveFile::path).collect(Collectors.toUnmodifiableSet()),
                        small.stream().mapToLong(LiveFile::rows).sum(),
                        small.stream().mapToLong(LiveFile::bytes).sum()));
    }

    /**
     * Returns how many of the smallest files are to be rewritten. A file with more rows than all smaller ones together
     * is not among them: what one compaction has written is rewritten only when as many rows have followed, so that
     * kept releases do not keep the same rows in many files.
     *
     * @param rows the rows of each file in ascending order
     */
    static int worthwhile(List<Long> rows) {
        int small = Math.toIntExact(
                rows.stream().takeWhile(count -> count < ROWS_OF_SMALL).count());
        long sum = rows.subList(0, small).stream().mapToLong(Long::longValue).sum();
        while (small > 0 && 2 * rows.get(small - 1) > sum) {
            small--;
            sum -= rows.get(small);
        }
        return small < MANY ? 0 : small;
    }

    /**
     * Rewrites the small files of tables whose heads are those of a release.
     *
     * @return the versions of all tables, which have the same rows as those of the release
     */
    public SortedMap<String, Release.TableVersion> rewrite(List<SmallFiles> tables, Release current) {
        SortedMap<String, Release.TableVersion> versions = new TreeMap<>(current.tables());
        tables.forEach(small -> versions.computeIfPresent(
                small.table(), (name, version) -> Progress.of(name, () -> rewrite(small, version))));
        return versions;
    }

    private Release.TableVersion rewrite(SmallFiles small, Release.TableVersion version) {
        String table = small.table();
        PublishedTable published = new PublishedTable(warehouse, table, version);
        StructType schema = published.schema();
        Column[] order = order(table);
        Dataset<Row> rows = Tables.inFiles(
                Tables.read(
                        spark.get(),
                        warehouse,
                        table,
                        schema,
                        published.filesNamed(small.paths()),
                        Tables.columns(schema)),
                small.rows(),
                order);
        Commit commit = new Commit(warehouse.table(table), warehouse.delta().head(warehouse.table(table)), runId);
        CompactionCommit replacing = new CompactionCommit(warehouse.delta().logs(), commit, small.paths());
        long made;
        if (Tables.areCollected(small.rows(), Tables.MOST_COLLECTED, schema)) {
            List<Row> collected = rows.collectAsList();
            FaultPoint.at(table + ".before");
            made = replacing.byRows(collected);
        } else {
            String folder = commit.staged("");
            rows.write().parquet(folder);
            FaultPoint.at(table + ".before");
            made = replacing.byFilesOf(folder);
        }
        FaultPoint.at(table + ".after");
        return requireEqual(table, version, made, schema);
    }

    /** Returns the order of an append: by key, and then by place, so that the files are the same every time. */
    private static Column[] order(String table) {
        Stream<String> key = Datasets.ALL.stream()
                .filter(dataset -> LedgerTables.of(dataset).name().equals(table))
                .flatMap(dataset -> Stream.concat(dataset.key().stream(), PLACE.stream()));
        Stream<String> grain = LedgerTables.all().stream()
                .filter(definition -> definition.name().equals(table))
                .flatMap(definition -> definition.grain().stream());
        return Stream.concat(key, grain).distinct().map(name -> col(name)).toArray(Column[]::new);
    }

    /** Reads all rows once more, because from now on there is no other copy of them in the current release. */
    private Release.TableVersion requireEqual(
            String table, Release.TableVersion before, long version, StructType schema) {
        DeltaTables.Contents contents = warehouse.delta().contents(warehouse.table(table), version);
        Release.TableVersion after = new Release.TableVersion(
                version,
                contents.files(),
                contents.rows(),
                contents.bytes(),
                before.digests(),
                runId,
                before.content(),
                contents.log(),
                before.grain());
        String expected = Optional.ofNullable(before.content()).orElseGet(() -> digest(table, before, schema));
        String found = digest(table, after, schema);
        if (!found.equals(expected)) {
            throw new IllegalStateException("The rows of " + table + " would have changed from " + expected + " to "
                    + found + ". Nothing was published.");
        }
        return after;
    }

    private String digest(String table, Release.TableVersion version, StructType schema) {
        return RowDigest.of(Tables.readAsItWas(spark.get(), warehouse, table, version, Optional.empty()), schema);
    }
}
