package dev.taizhang.ledger;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Hashes;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.AlwaysFalse;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Expression;
import io.delta.kernel.expressions.In;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Or;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.actions.Metadata;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Creates, changes and reads Delta tables without a Spark job. Every change is one commit and so one new version.
 *
 * <p>A path is a folder of any Hadoop file system, such as {@code /warehouse/台账/projects} or {@code hdfs://…}; it is
 * written plainly, never URL-encoded. Tables use the classic protocol (reader 1, writer 2), which every Delta reader
 * supports.
 *
 * <p>A {@link Commit} names the version on which it stands. If another writer has made the next version, it is refused
 * by a {@link Failure} with exit code 5, and never retried: a run commits only on rows that it knows. This needs a
 * storage that creates the file of a commit for one of several writers only, which the log store of its scheme does.
 *
 * <p>A path without a table causes an {@link IllegalArgumentException}, and a failure of the storage an {@link
 * IllegalStateException}, an {@link java.io.UncheckedIOException} or an exception of Kernel.
 */
public final class DeltaTables {
    /** The digits of a digest in the manifest, enough to detect damage. */
    private static final int DIGITS = 16;

    /** The partition column by which {@link #replace} and {@link #replaceFiles} select the rows to remove. */
    static final String DATE_COLUMN = "as_of_date";

    private final DeltaLogs logs;
    private final ShallowClones clones;

    /** The contents of versions, which never change; the log is read once for each version. */
    private final Map<String, Contents> known = new ConcurrentHashMap<>();

    /** Creates access to the file systems that a Hadoop configuration reaches. */
    public DeltaTables(Configuration hadoop) {
        this.logs = new DeltaLogs(hadoop);
        this.clones = new ShallowClones(logs);
    }

    /** Returns the logs of the tables. */
    DeltaLogs logs() {
        return logs;
    }

    /** Returns the tables for other readers. */
    ShallowClones clones() {
        return clones;
    }

    /**
     * The contents of a version according to the log.
     *
     * @param files the number of live data files
     * @param rows the number of rows in them
     * @param bytes the total size of the files
     * @param log a digest of columns and files with their checksums and statistics; equal digests mean equal data for
     *     readers
     */
    public record Contents(long files, long rows, long bytes, String log) {}

    /**
     * Returns whether the folder contains a Delta table, that is at least one commit; a bare {@code _delta_log} does
     * not count.
     */
    public boolean exists(String path) {
        try {
            TableManager.loadSnapshot(path).build(logs.engine());
            return true;
        } catch (TableNotFoundException absent) {
            return false;
        }
    }

    /**
     * Creates an empty table as version 0, and returns this number.
     *
     * @param commit the one that begins the table
     * @param schema the columns, including the partition columns; the {@code comment} of a field becomes that of the
     *     column
     * @param partitionColumns the partition columns in order, empty for an unpartitioned table
     * @param comment the description of the table
     */
    public long create(Commit commit, StructType schema, List<String> partitionColumns, String comment) {
        Transaction creation;
        try {
            creation = TableMetadata.creation(logs.engine(), commit, schema, partitionColumns, comment);
        } catch (TableAlreadyExistsException present) {
            throw logs.overtaken(commit);
        }
        return logs.commit(commit, creation, List.of());
    }

    /** Returns the latest version, from 0. */
    public long head(String path) {
        return logs.latest(path).getVersion();
    }

    /**
     * Adds rows in one commit, even if the list is empty, and returns the new version.
     *
     * @param rows one value for each column of the table in its order, including partition columns
     * @throws IllegalArgumentException if a row does not fit the columns of the table
     */
    public long append(Commit commit, List<Row> rows) {
        Snapshot snapshot = logs.basis(commit);
        Transaction transaction = logs.transaction(snapshot, commit);
        return logs.commit(commit, transaction, new RowWriter(logs.engine(), transaction).write(rows));
    }

    /**
     * Adds rows in one commit, which also gives the table the columns and the comment of a definition if it lacks a
     * column.
     */
    public long append(Commit commit, List<Row> rows, StructType schema, String comment) {
        Snapshot snapshot = logs.basis(commit);
        if (snapshot.getSchema().fieldNames().containsAll(List.of(schema.fieldNames()))) {
            return append(commit, rows);
        }
        Metadata metadata = TableMetadata.with(snapshot.getMetadata(), schema, comment);
        Transaction transaction = TableMetadata.change(logs.engine(), snapshot, metadata, commit);
        return logs.commit(commit, transaction, new RowWriter(logs.engine(), transaction).write(rows));
    }

    /** Replaces all rows in one commit and returns the new version. The rows are as for {@link #append}. */
    public long rewrite(Commit commit, List<Row> rows) {
        Snapshot snapshot = logs.basis(commit);
        Transaction transaction = logs.transaction(snapshot, commit);
        List<io.delta.kernel.data.Row> actions = new ArrayList<>();
        logs.filesByPath(snapshot).values().forEach(file -> actions.add(file.removal()));
        actions.addAll(new RowWriter(logs.engine(), transaction).write(rows));
        return logs.commit(commit, transaction, actions);
    }

    /**
     * Replaces the rows of one date in one commit and returns the new version; other dates are unchanged.
     *
     * @param rows the rows of the date with their {@code as_of_date}; an empty list only removes
     * @param expired further dates whose rows the commit removes
     * @throws IllegalArgumentException if the table is not partitioned by {@code as_of_date} alone, or if a row does
     *     not fit it or has another date
     */
    public long replace(Commit commit, LocalDate asOfDate, List<Row> rows, Set<LocalDate> expired) {
        Snapshot snapshot = logs.basis(commit);
        Transaction transaction = logs.transaction(snapshot, commit);
        List<io.delta.kernel.data.Row> actions = removals(commit, snapshot, asOfDate, expired);
        actions.addAll(new RowWriter(logs.engine(), transaction).write(rows, asOfDate));
        return logs.commit(commit, transaction, actions);
    }

    /**
     * Adds the Parquet files of a folder to an unpartitioned table in one commit and returns the new version. The files
     * are not moved.
     *
     * @param folder an absolute folder under that of the table, into which Spark has written all columns of the table
     * @throws IllegalArgumentException if the folder is elsewhere, or if a file is already live or has other columns
     */
    public long appendFiles(Commit commit, String folder) {
        Snapshot snapshot = logs.basis(commit);
        Transaction transaction = logs.transaction(snapshot, commit);
        return logs.commit(commit, transaction, logs.additions(commit, snapshot, transaction, folder, Map.of()));
    }

    /**
     * Replaces the files of one date by the Parquet files of a folder in one commit and returns the new version.
     *
     * @param folder as in {@link #appendFiles}, but without the column {@code as_of_date}
     * @param expired as in {@link #replace}
     */
    public long replaceFiles(Commit commit, LocalDate asOfDate, String folder, Set<LocalDate> expired) {
        Snapshot snapshot = logs.basis(commit);
        Transaction transaction = logs.transaction(snapshot, commit);
        List<io.delta.kernel.data.Row> actions = removals(commit, snapshot, asOfDate, expired);
        actions.addAll(logs.additions(
                commit, snapshot, transaction, folder, Map.of(DATE_COLUMN, RowWriter.literal(asOfDate))));
        return logs.commit(commit, transaction, actions);
    }

    /**
     * Restores the files and columns of an earlier version in one commit and returns the head. If they are the same
     * already, nothing is committed.
     *
     * @throws IllegalStateException if a file of that version has been deleted
     */
    public long rewind(Commit commit, long version) {
        Snapshot snapshot = logs.basis(commit);
        Snapshot earlier = logs.at(commit.path(), version);
        Map<String, LiveFile> live = logs.filesByPath(snapshot);
        Map<String, LiveFile> restored = logs.filesByPath(earlier);
        List<io.delta.kernel.data.Row> actions = new ArrayList<>();
        live.values().stream()
                .filter(file -> !restored.containsKey(file.path()))
                .forEach(file -> actions.add(file.removal()));
        restored.values().stream()
                .filter(file -> !live.containsKey(file.path()))
                .forEach(file -> {
                    SparkFiles.requirePresent(logs.hadoop(), commit.path(), file.path());
                    actions.add(file.addition());
                });
        Metadata metadata = earlier.getMetadata();
        if (!metadata.getSchemaString().equals(snapshot.getMetadata().getSchemaString())) {
            return logs.commit(commit, TableMetadata.change(logs.engine(), snapshot, metadata, commit), actions);
        }
        return actions.isEmpty()
                ? snapshot.getVersion()
                : logs.commit(commit, logs.transaction(snapshot, commit), actions);
    }

    /**
     * Changes the columns and the comment of a table to those of a definition, in one commit, and returns the new
     * version.
     *
     * @param emptied whether the files are removed because they lack these columns
     */
    public long redefine(Commit commit, StructType schema, String comment, boolean emptied) {
        Snapshot snapshot = logs.basis(commit);
        List<io.delta.kernel.data.Row> actions = new ArrayList<>();
        if (emptied) {
            logs.filesByPath(snapshot).values().forEach(file -> actions.add(file.removal()));
        }
        Metadata metadata = TableMetadata.with(snapshot.getMetadata(), schema, comment);
        return logs.commit(commit, TableMetadata.change(logs.engine(), snapshot, metadata, commit), actions);
    }

    /** Returns the columns of a version as they were declared. */
    public StructType schema(String path, long version) {
        return TableMetadata.columns(logs.at(path, version));
    }

    /**
     * Returns the number of files, rows and bytes of a version from the statistics of the log; no data file is opened.
     */
    public Contents contents(String path, long version) {
        return known.computeIfAbsent(path + " " + version, key -> contents(logs.at(path, version)));
    }

    Contents contents(Snapshot snapshot) {
        return contents(
                snapshot.getSchema(),
                snapshot.getPartitionColumnNames(),
                logs.filesByPath(snapshot).values());
    }

    /**
     * Returns the contents of a version by its columns and files.
     *
     * @param files in the order of their paths
     */
    static Contents contents(
            io.delta.kernel.types.StructType schema, List<String> partitionColumns, Collection<LiveFile> files) {
        long rows = 0;
        long bytes = 0;
        StringJoiner log = new StringJoiner("\n");
        log.add(schema.toJson());
        log.add(partitionColumns.toString());
        for (LiveFile file : files) {
            rows += file.rows();
            bytes += file.bytes();
            log.add(file.line());
        }
        return new Contents(files.size(), rows, bytes, Hashes.of(log.toString()).substring(0, DIGITS));
    }

    /** Returns what is wrong with a data file; empty if it is as it was written. */
    Optional<DamagedFile> damage(String path, LiveFile file) {
        try {
            logs.dataFiles().requireSound(path, file);
            return Optional.empty();
        } catch (DamagedFile damaged) {
            return Optional.of(damaged);
        }
    }

    /** Returns the live data files of a version, as absolute paths written plainly. */
    public List<String> files(String path, long version) {
        return absolute(path, logs.filesByPath(logs.at(path, version)).values());
    }

    /** Returns the live data files of some dates of a table that is partitioned by {@code as_of_date}. */
    public List<String> files(String path, long version, Set<LocalDate> dates) {
        return absolute(
                path, KernelScans.liveFiles(logs.engine(), logs.at(path, version), Optional.of(ofDates(dates))));
    }

    /** Returns the live data files of a version, which are not opened. */
    List<LiveFile> liveFiles(String path, long version) {
        return List.copyOf(logs.filesByPath(logs.at(path, version)).values());
    }

    /** Returns files of the log as absolute paths, written plainly, after each was compared with its checksum. */
    List<String> absolute(String path, Collection<LiveFile> files) {
        files.forEach(file -> logs.dataFiles().requireSound(path, file));
        return files.stream().map(file -> file.absolute(path)).toList();
    }

    /**
     * Returns all rows of a version, in any order, with the schema of the table; for tables that fit into memory. Dates
     * are {@link LocalDate}s and timestamps {@link java.time.Instant}s, which do not depend on a time zone.
     */
    public List<Row> rows(String path, long version) {
        return rows(path, version, Optional.empty());
    }

    /**
     * Returns the rows of some dates of a table that is partitioned by {@code as_of_date}; files of other dates are not
     * opened.
     */
    public List<Row> rows(String path, long version, Set<LocalDate> dates) {
        return rows(path, version, Optional.of(ofDates(dates)));
    }

    private List<Row> rows(String path, long version, Optional<Predicate> filter) {
        return KernelScans.rows(
                logs.engine(),
                path,
                logs.at(path, version),
                filter,
                file -> logs.dataFiles().requireSound(path, file));
    }

    /** Returns all rows of a version with only some of the columns; files of this version that lack one are refused. */
    public List<Row> columns(String path, long version, List<String> names) {
        return KernelScans.columns(
                logs.engine(),
                path,
                logs.at(path, version),
                names,
                file -> logs.dataFiles().requireSound(path, file));
    }

    /**
     * Returns the rows in which a column of whole numbers has one of some values; files without them are not opened.
     *
     * @param column a column for which the log has statistics
     * @param values at least one
     */
    public List<Row> rowsWith(String path, long version, String column, Set<Long> values) {
        Predicate some = values.stream()
                .map(value -> new Predicate("=", new Column(column), Literal.ofLong(value)))
                .reduce(Or::new)
                .orElseThrow();
        return rows(path, version, Optional.of(some)).stream()
                .filter(row -> values.contains(row.<Long>getAs(column)))
                .toList();
    }

    private static Predicate ofDates(Set<LocalDate> dates) {
        List<Expression> literals =
                dates.stream().<Expression>map(RowWriter::literal).toList();
        return literals.isEmpty() ? AlwaysFalse.ALWAYS_FALSE : new In(new Column(DATE_COLUMN), literals);
    }

    private List<io.delta.kernel.data.Row> removals(
            Commit commit, Snapshot snapshot, LocalDate asOfDate, Set<LocalDate> expired) {
        if (!snapshot.getPartitionColumnNames().equals(List.of(DATE_COLUMN))) {
            throw new IllegalArgumentException("The table at " + commit.path() + " is partitioned by "
                    + snapshot.getPartitionColumnNames() + ", not by " + DATE_COLUMN
                    + "; a date can be replaced only in a table that is partitioned by it.");
        }
        Set<LocalDate> dates =
                Stream.concat(Stream.of(asOfDate), expired.stream()).collect(Collectors.toSet());
        return KernelScans.liveFiles(logs.engine(), snapshot, Optional.of(ofDates(dates))).stream()
                .map(LiveFile::removal)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
