package dev.taizhang.ledger;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Hashes;
import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.AlwaysFalse;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Expression;
import io.delta.kernel.expressions.In;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(DeltaTables.class);

    private final Configuration hadoop;
    private final Engine engine;
    private final DataFiles dataFiles;

    /** The contents of versions, which never change; the log is read once for each version. */
    private final Map<String, Contents> known = new ConcurrentHashMap<>();

    /** The version of each table that was the head when the log was last read. */
    private final Map<String, Snapshot> read = new ConcurrentHashMap<>();

    private volatile Runnable beforeCommits = () -> {};

    /** Creates access to the file systems that a Hadoop configuration reaches. */
    public DeltaTables(Configuration hadoop) {
        this.hadoop = new Configuration(hadoop);
        this.engine = DefaultEngine.create(this.hadoop);
        this.dataFiles = new DataFiles(this.hadoop);
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

    /** Sets what every commit of this process does first; it throws to refuse the commit. */
    void beforeCommits(Runnable condition) {
        beforeCommits = condition;
    }

    /**
     * Returns whether the folder contains a Delta table, that is at least one commit; a bare {@code _delta_log} does
     * not count.
     */
    public boolean exists(String path) {
        try {
            TableManager.loadSnapshot(path).build(engine);
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
            creation = TableMetadata.creation(engine, commit, schema, partitionColumns, comment);
        } catch (TableAlreadyExistsException present) {
            throw overtaken(commit);
        }
        return commit(commit, creation, List.of());
    }

    /** Returns the latest version, from 0. */
    public long head(String path) {
        return latest(path).getVersion();
    }

    /**
     * Verifies that the version on which a commit would stand is the head, and that this process may commit.
     *
     * @throws Failure with exit code 5 if not
     */
    void requireHead(Commit commit) {
        beforeCommits.run();
        if (latest(commit.path()).getVersion() != commit.on()) {
            throw overtaken(commit);
        }
    }

    /**
     * Adds rows in one commit, even if the list is empty, and returns the new version.
     *
     * @param rows one value for each column of the table in its order, including partition columns
     * @throws IllegalArgumentException if a row does not fit the columns of the table
     */
    public long append(Commit commit, List<Row> rows) {
        Snapshot snapshot = basis(commit);
        Transaction transaction = transaction(snapshot, commit);
        return commit(commit, transaction, new RowWriter(engine, transaction).write(rows));
    }

    /**
     * Adds rows in one commit, which also gives the table the columns and the comment of a definition if it lacks a
     * column.
     */
    public long append(Commit commit, List<Row> rows, StructType schema, String comment) {
        Snapshot snapshot = basis(commit);
        if (snapshot.getSchema().fieldNames().containsAll(List.of(schema.fieldNames()))) {
            return append(commit, rows);
        }
        Metadata metadata = TableMetadata.with(snapshot.getMetadata(), schema, comment);
        Transaction transaction = TableMetadata.change(engine, snapshot, metadata, commit);
        return commit(commit, transaction, new RowWriter(engine, transaction).write(rows));
    }

    /** Replaces all rows in one commit and returns the new version. The rows are as for {@link #append}. */
    public long rewrite(Commit commit, List<Row> rows) {
        Snapshot snapshot = basis(commit);
        Transaction transaction = transaction(snapshot, commit);
        List<io.delta.kernel.data.Row> actions = new ArrayList<>();
        filesByPath(snapshot).values().forEach(file -> actions.add(file.removal()));
        actions.addAll(new RowWriter(engine, transaction).write(rows));
        return commit(commit, transaction, actions);
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
        Snapshot snapshot = basis(commit);
        Transaction transaction = transaction(snapshot, commit);
        List<io.delta.kernel.data.Row> actions = removals(commit, snapshot, asOfDate, expired);
        actions.addAll(new RowWriter(engine, transaction).write(rows, asOfDate));
        return commit(commit, transaction, actions);
    }

    /**
     * Adds the Parquet files of a folder to an unpartitioned table in one commit and returns the new version. The files
     * are not moved.
     *
     * @param folder an absolute folder under that of the table, into which Spark has written all columns of the table
     * @throws IllegalArgumentException if the folder is elsewhere, or if a file is already live or has other columns
     */
    public long appendFiles(Commit commit, String folder) {
        Snapshot snapshot = basis(commit);
        Transaction transaction = transaction(snapshot, commit);
        return commit(commit, transaction, additions(commit, snapshot, transaction, folder, Map.of()));
    }

    /**
     * Replaces the files of one date by the Parquet files of a folder in one commit and returns the new version.
     *
     * @param folder as in {@link #appendFiles}, but without the column {@code as_of_date}
     * @param expired as in {@link #replace}
     */
    public long replaceFiles(Commit commit, LocalDate asOfDate, String folder, Set<LocalDate> expired) {
        Snapshot snapshot = basis(commit);
        Transaction transaction = transaction(snapshot, commit);
        List<io.delta.kernel.data.Row> actions = removals(commit, snapshot, asOfDate, expired);
        actions.addAll(
                additions(commit, snapshot, transaction, folder, Map.of(DATE_COLUMN, RowWriter.literal(asOfDate))));
        return commit(commit, transaction, actions);
    }

    /**
     * Replaces some files by one of rows that are equal to theirs, in one commit that says that no data change, and
     * returns the new version.
     *
     * @param replaced the names of the files in the log
     */
    long compact(Commit commit, Set<String> replaced, List<Row> rows) {
        Snapshot snapshot = basis(commit);
        Transaction transaction = transaction(snapshot, commit);
        return compact(commit, snapshot, transaction, replaced, new RowWriter(engine, transaction).write(rows));
    }

    /** Replaces some files of an unpartitioned table in the same way, by the Parquet files of a folder. */
    long compactFiles(Commit commit, Set<String> replaced, String folder) {
        Snapshot snapshot = basis(commit);
        Transaction transaction = transaction(snapshot, commit);
        return compact(
                commit, snapshot, transaction, replaced, additions(commit, snapshot, transaction, folder, Map.of()));
    }

    private long compact(
            Commit commit,
            Snapshot snapshot,
            Transaction transaction,
            Set<String> replaced,
            List<io.delta.kernel.data.Row> additions) {
        List<io.delta.kernel.data.Row> actions = new ArrayList<>();
        filesByPath(snapshot).values().stream()
                .filter(file -> replaced.contains(file.path()))
                .forEach(file -> actions.add(file.rearrangedRemoval()));
        dataFiles
                .withChecksums(commit.path(), additions)
                .forEach(added -> actions.add(DataFiles.added(added).rearrangedAddition()));
        return commit(commit, transaction, actions);
    }

    /**
     * Restores the files and columns of an earlier version in one commit and returns the head. If they are the same
     * already, nothing is committed.
     *
     * @throws IllegalStateException if a file of that version has been deleted
     */
    public long rewind(Commit commit, long version) {
        Snapshot snapshot = basis(commit);
        Snapshot earlier = at(commit.path(), version);
        Map<String, LiveFile> live = filesByPath(snapshot);
        Map<String, LiveFile> restored = filesByPath(earlier);
        List<io.delta.kernel.data.Row> actions = new ArrayList<>();
        live.values().stream()
                .filter(file -> !restored.containsKey(file.path()))
                .forEach(file -> actions.add(file.removal()));
        restored.values().stream()
                .filter(file -> !live.containsKey(file.path()))
                .forEach(file -> {
                    SparkFiles.requirePresent(hadoop, commit.path(), file.path());
                    actions.add(file.addition());
                });
        Metadata metadata = earlier.getMetadata();
        if (!metadata.getSchemaString().equals(snapshot.getMetadata().getSchemaString())) {
            return commit(commit, TableMetadata.change(engine, snapshot, metadata, commit), actions);
        }
        return actions.isEmpty() ? snapshot.getVersion() : commit(commit, transaction(snapshot, commit), actions);
    }

    /**
     * Changes the columns and the comment of a table to those of a definition, in one commit, and returns the new
     * version.
     *
     * @param emptied whether the files are removed because they lack these columns
     */
    public long redefine(Commit commit, StructType schema, String comment, boolean emptied) {
        Snapshot snapshot = basis(commit);
        List<io.delta.kernel.data.Row> actions = new ArrayList<>();
        if (emptied) {
            filesByPath(snapshot).values().forEach(file -> actions.add(file.removal()));
        }
        Metadata metadata = TableMetadata.with(snapshot.getMetadata(), schema, comment);
        return commit(commit, TableMetadata.change(engine, snapshot, metadata, commit), actions);
    }

    /**
     * Makes a table without files of its own have the rows of a version of another table, in one commit if it differs.
     * Its log names the files of the other table by absolute addresses, as the shallow clones of Delta do.
     *
     * @param table the folder of the other table
     * @param clone the folder of the clone
     * @param leftOut columns of the other table that the clone does not have
     * @return the version of the clone
     */
    public long shallowClone(String table, long version, String clone, Set<String> leftOut, String by) {
        Optional<Snapshot> before = headOfClone(clone);
        Snapshot original = at(table, version);
        StructType schema = without(leftOut, original);
        String comment = original.getMetadata().getDescription().orElse("");
        Map<String, LiveFile> wanted = referredTo(table, original);
        Map<String, LiveFile> live = before.map(this::filesByPath).orElse(Map.of());
        List<io.delta.kernel.data.Row> actions = new ArrayList<>();
        live.values().stream()
                .filter(file -> !wanted.containsKey(file.path()))
                .forEach(file -> actions.add(file.removal()));
        wanted.values().stream()
                .filter(file -> !live.containsKey(file.path()))
                .forEach(file -> actions.add(file.addition()));
        if (before.isEmpty()) {
            Commit commit = Commit.first(clone, by);
            List<String> partitions = original.getPartitionColumnNames();
            return commit(commit, TableMetadata.creation(engine, commit, schema, partitions, comment), actions);
        }
        Snapshot head = before.get();
        Commit commit = new Commit(clone, head.getVersion(), by);
        Metadata changed = TableMetadata.with(head.getMetadata(), schema, comment);
        if (!changed.getSchemaString().equals(head.getMetadata().getSchemaString())
                || !changed.getDescription().equals(head.getMetadata().getDescription())) {
            return commit(commit, TableMetadata.change(engine, head, changed, commit), actions);
        }
        return actions.isEmpty() ? head.getVersion() : commit(commit, transaction(head, commit), actions);
    }

    /** Returns whether a table has the columns and files that {@link #shallowClone} would give it. */
    boolean isClone(String table, long version, String clone, Set<String> leftOut) {
        Snapshot original = at(table, version);
        Snapshot head = latest(clone);
        return TableMetadata.with(
                                head.getMetadata(),
                                without(leftOut, original),
                                original.getMetadata().getDescription().orElse(""))
                        .getSchemaString()
                        .equals(head.getMetadata().getSchemaString())
                && lines(referredTo(table, original)).equals(lines(filesByPath(head)));
    }

    private static List<String> lines(Map<String, LiveFile> files) {
        return files.values().stream().map(LiveFile::line).toList();
    }

    private static StructType without(Set<String> leftOut, Snapshot original) {
        StructType all = (StructType) DataType.fromJson(original.getMetadata().getSchemaString());
        return new StructType(Stream.of(all.fields())
                .filter(field -> !leftOut.contains(field.name()))
                .toArray(StructField[]::new));
    }

    private Map<String, LiveFile> referredTo(String table, Snapshot original) {
        Path qualified = qualified(table);
        Map<String, LiveFile> files = new TreeMap<>();
        filesByPath(original).values().stream()
                .map(file -> file.referredTo(qualified))
                .forEach(file -> files.put(file.path(), file));
        return files;
    }

    private Optional<Snapshot> headOfClone(String clone) {
        try {
            return Optional.of(latest(clone));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }

    private Path qualified(String path) {
        try {
            Path folder = new Path(path);
            return folder.getFileSystem(hadoop).makeQualified(folder);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** Returns the columns of a version as they were declared. */
    public StructType schema(String path, long version) {
        return (StructType) DataType.fromJson(at(path, version).getMetadata().getSchemaString());
    }

    /**
     * Returns the number of files, rows and bytes of a version from the statistics of the log; no data file is opened.
     */
    public Contents contents(String path, long version) {
        return known.computeIfAbsent(path + " " + version, key -> contents(at(path, version)));
    }

    Contents contents(Snapshot snapshot) {
        return contents(
                snapshot.getSchema(),
                snapshot.getPartitionColumnNames(),
                filesByPath(snapshot).values());
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

    /** Returns a version as a reader finds it who knows nothing yet. */
    Snapshot fresh(String path, long version) {
        return load(path, TableManager.loadSnapshot(path).atVersion(version));
    }

    /** Returns what is wrong with a data file; empty if it is as it was written. */
    Optional<DamagedFile> damage(String path, LiveFile file) {
        try {
            dataFiles.requireSound(path, file);
            return Optional.empty();
        } catch (DamagedFile damaged) {
            return Optional.of(damaged);
        }
    }

    /** Returns the live data files of a version, as absolute paths written plainly. */
    public List<String> files(String path, long version) {
        return absolute(path, filesByPath(at(path, version)).values());
    }

    /** Returns the live data files of some dates of a table that is partitioned by {@code as_of_date}. */
    public List<String> files(String path, long version, Set<LocalDate> dates) {
        return absolute(path, KernelScans.liveFiles(engine, at(path, version), Optional.of(ofDates(dates))));
    }

    /** Returns the live data files of a version, which are not opened. */
    List<LiveFile> liveFiles(String path, long version) {
        return List.copyOf(filesByPath(at(path, version)).values());
    }

    /** Returns files of the log as absolute paths, written plainly, after each was compared with its checksum. */
    List<String> absolute(String path, Collection<LiveFile> files) {
        files.forEach(file -> dataFiles.requireSound(path, file));
        return files.stream().map(file -> file.absolute(path)).toList();
    }

    /**
     * Returns all rows of a version, in any order, with the schema of the table; for tables that fit into memory. Dates
     * are {@link LocalDate}s and timestamps {@link java.time.Instant}s, which do not depend on a time zone.
     */
    public List<Row> rows(String path, long version) {
        return each(path, version, row -> row);
    }

    /** Makes something of each row of a version, in any order, for tables whose rows do not fit into memory as they are. */
    <T> List<T> each(String path, long version, Function<Row, T> reading) {
        return rows(path, version, Optional.empty(), reading);
    }

    /**
     * Returns the rows of some dates of a table that is partitioned by {@code as_of_date}; files of other dates are not
     * opened.
     */
    public List<Row> rows(String path, long version, Set<LocalDate> dates) {
        return rows(path, version, Optional.of(ofDates(dates)), row -> row);
    }

    private <T> List<T> rows(String path, long version, Optional<Predicate> filter, Function<Row, T> reading) {
        return KernelScans.rows(
                engine, path, at(path, version), filter, file -> dataFiles.requireSound(path, file), reading);
    }

    /** Returns all rows of a version with only some of the columns; files of this version that lack one are refused. */
    public List<Row> columns(String path, long version, List<String> names) {
        return KernelScans.columns(engine, path, at(path, version), names, file -> dataFiles.requireSound(path, file));
    }

    /**
     * Returns the rows in which a column of whole numbers has at least a given value; files with only smaller values
     * are not opened.
     *
     * @param column a column for which the log has statistics
     */
    public List<Row> rowsFrom(String path, long version, String column, long least) {
        Predicate from = new Predicate(">=", new Column(column), Literal.ofLong(least));
        return rows(path, version, Optional.of(from), row -> row).stream()
                .filter(row -> row.<Long>getAs(column) >= least)
                .toList();
    }

    private static Predicate ofDates(Set<LocalDate> dates) {
        List<Expression> literals =
                dates.stream().<Expression>map(RowWriter::literal).toList();
        return literals.isEmpty() ? AlwaysFalse.ALWAYS_FALSE : new In(new Column(DATE_COLUMN), literals);
    }

    private Snapshot latest(String path) {
        Snapshot head = load(path, TableManager.loadSnapshot(path));
        read.put(path, head);
        return head;
    }

    private Snapshot at(String path, long version) {
        Snapshot before = read.get(path);
        if (before != null && before.getVersion() == version) {
            return before;
        }
        // Kernel finds the head by the last checkpoint, but any other version by the names of up to a thousand versions
        // before it.
        Snapshot head = latest(path);
        return head.getVersion() == version
                ? head
                : load(path, TableManager.loadSnapshot(path).atVersion(version));
    }

    private Snapshot load(String path, SnapshotBuilder builder) {
        try {
            Snapshot snapshot = builder.build(engine);
            // Kernel parses the columns on first use; this call detects a log that cannot be interpreted.
            snapshot.getSchema();
            return snapshot;
        } catch (TableNotFoundException absent) {
            throw new IllegalArgumentException(
                    "There is no Delta table at " + path
                            + ": its log has no commit. Check the path, or create the table.",
                    absent);
        } catch (KernelException | IllegalArgumentException | NullPointerException senseless) {
            throw new DamagedLog(path, senseless);
        }
    }

    /**
     * Returns the version on which a commit stands.
     *
     * @throws Failure if another one is the head
     */
    private Snapshot basis(Commit commit) {
        Snapshot head = read.get(commit.path());
        if (head == null || head.getVersion() != commit.on()) {
            head = latest(commit.path());
        }
        if (head.getVersion() != commit.on()) {
            throw overtaken(commit);
        }
        return head;
    }

    private Failure overtaken(Commit commit) {
        return LedgerMessages.overtaken(
                commit, commit.writerOfItsVersion(hadoop).orElse("?"));
    }

    private Transaction transaction(Snapshot snapshot, Commit commit) {
        return snapshot.buildUpdateTableTransaction(commit.by(), Operation.WRITE)
                .withMaxRetries(0)
                .build(engine);
    }

    Map<String, LiveFile> filesByPath(Snapshot snapshot) {
        Map<String, LiveFile> files = new TreeMap<>();
        KernelScans.liveFiles(engine, snapshot, Optional.empty()).forEach(file -> files.put(file.path(), file));
        return files;
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
        return KernelScans.liveFiles(engine, snapshot, Optional.of(ofDates(dates))).stream()
                .map(LiveFile::removal)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private List<io.delta.kernel.data.Row> additions(
            Commit commit, Snapshot snapshot, Transaction transaction, String folder, Map<String, Literal> partition) {
        io.delta.kernel.data.Row state = transaction.getTransactionState(engine);
        DataWriteContext context = Transaction.getWriteContext(engine, state, partition);
        List<DataFileStatus> files = new SparkFiles(
                        hadoop, commit.path(), folder, filesByPath(snapshot).keySet())
                .files(snapshot.getSchema(), partition.keySet(), context.getStatisticsColumns());
        return Transaction.generateAppendActions(engine, state, KernelRows.iterator(files), context)
                .toInMemoryList();
    }

    private long commit(Commit commit, Transaction transaction, List<io.delta.kernel.data.Row> actions) {
        beforeCommits.run();
        String path = commit.path();
        try {
            TransactionCommitResult result = transaction.commit(
                    engine,
                    CloseableIterable.inMemoryIterable(KernelRows.iterator(dataFiles.withChecksums(path, actions))));
            result.getPostCommitHooks().forEach(hook -> runHook(path, hook));
            // Reading the log again would ask the storage what is known.
            result.getPostCommitSnapshot().ifPresent(written -> read.put(path, written));
        } catch (MaxCommitRetryLimitReachedException refused) {
            // The outcome is looked up, because a storage may have written the commit and lost its answer.
            String writer = commit.writerOfItsVersion(hadoop)
                    .orElseThrow(() -> new IllegalStateException(
                            "Version " + commit.version() + " of " + path
                                    + " was not committed, because the storage failed; run again.",
                            refused));
            if (!writer.equals(commit.by())) {
                throw LedgerMessages.overtaken(commit, writer);
            }
        }
        return commit.version();
    }

    /** Returns the number of commits that a reader of the head reads one by one, because no checkpoint has them. */
    long commitsWithoutCheckpoint(String path) {
        return latest(path).getLogSegment().getDeltas().size();
    }

    /** Writes a checkpoint of the head. */
    void writeCheckpoint(String path) {
        try {
            latest(path).writeCheckpoint(engine);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Writes the checksum of a version and, for every tenth version, a checkpoint. A failure is only logged, because
     * both merely save work for later readers and the commit is already complete.
     */
    private void runHook(String path, PostCommitHook hook) {
        try {
            hook.threadSafeInvoke(engine);
        } catch (IOException | RuntimeException failed) {
            LOG.warn("{} of {} was not written; readers use the log instead.", hook.getType(), path, failed);
        }
    }
}
