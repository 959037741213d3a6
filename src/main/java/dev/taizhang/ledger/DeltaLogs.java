package dev.taizhang.ledger;

import dev.taizhang.definition.Failure;
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
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logs of Delta tables: finds the versions of a table, and makes the commits of the tables of the warehouse and of
 * those for other readers.
 */
final class DeltaLogs {
    private static final Logger LOG = LoggerFactory.getLogger(DeltaLogs.class);

    private final Configuration hadoop;
    private final Engine engine;
    private final DataFiles dataFiles;

    /** The version of each table that was the head when the log was last read. */
    private final Map<String, Snapshot> read = new ConcurrentHashMap<>();

    private volatile Runnable beforeCommits = () -> {};

    DeltaLogs(Configuration hadoop) {
        this.hadoop = new Configuration(hadoop);
        this.engine = DefaultEngine.create(this.hadoop);
        this.dataFiles = new DataFiles(this.hadoop);
    }

    Configuration hadoop() {
        return hadoop;
    }

    Engine engine() {
        return engine;
    }

    DataFiles dataFiles() {
        return dataFiles;
    }

    /** Sets what every commit of this process does first; it throws to refuse the commit. */
    void beforeCommits(Runnable condition) {
        beforeCommits = condition;
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

    /** Returns a version as a reader finds it who knows nothing yet. */
    Snapshot fresh(String path, long version) {
        return load(path, TableManager.loadSnapshot(path).atVersion(version));
    }

    /** Returns the head of a table. */
    Snapshot latest(String path) {
        Snapshot head = load(path, TableManager.loadSnapshot(path));
        read.put(path, head);
        return head;
    }

    /** Returns a version of a table. */
    Snapshot at(String path, long version) {
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
    Snapshot basis(Commit commit) {
        Snapshot head = read.get(commit.path());
        if (head == null || head.getVersion() != commit.on()) {
            head = latest(commit.path());
        }
        if (head.getVersion() != commit.on()) {
            throw overtaken(commit);
        }
        return head;
    }

    /** Returns the failure for a commit whose version another writer has made. */
    Failure overtaken(Commit commit) {
        return LedgerMessages.overtaken(
                commit, commit.writerOfItsVersion(hadoop).orElse("?"));
    }

    /** Begins the transaction of a commit. */
    Transaction transaction(Snapshot snapshot, Commit commit) {
        return snapshot.buildUpdateTableTransaction(commit.by(), Operation.WRITE)
                .withMaxRetries(0)
                .build(engine);
    }

    /** Returns the live files of a version in the order of their paths. */
    Map<String, LiveFile> filesByPath(Snapshot snapshot) {
        Map<String, LiveFile> files = new TreeMap<>();
        KernelScans.liveFiles(engine, snapshot, Optional.empty()).forEach(file -> files.put(file.path(), file));
        return files;
    }

    /**
     * Returns the actions that add the Parquet files of a folder.
     *
     * @param folder as in {@link DeltaTables#appendFiles}
     * @param partition the values of the partition columns, which the files lack
     */
    List<io.delta.kernel.data.Row> additions(
            Commit commit, Snapshot snapshot, Transaction transaction, String folder, Map<String, Literal> partition) {
        io.delta.kernel.data.Row state = transaction.getTransactionState(engine);
        DataWriteContext context = Transaction.getWriteContext(engine, state, partition);
        List<DataFileStatus> files = new SparkFiles(
                        hadoop, commit.path(), folder, filesByPath(snapshot).keySet())
                .files(snapshot.getSchema(), partition.keySet(), context.getStatisticsColumns());
        return Transaction.generateAppendActions(engine, state, KernelRows.iterator(files), context)
                .toInMemoryList();
    }

    /** Makes a commit of some actions and returns its version. */
    long commit(Commit commit, Transaction transaction, List<io.delta.kernel.data.Row> actions) {
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
