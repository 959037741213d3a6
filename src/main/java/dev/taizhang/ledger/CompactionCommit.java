package dev.taizhang.ledger;

import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * A commit that replaces files of a table by others of the same rows, and says that no data change.
 *
 * @param replaced the names of the replaced files in the log
 */
record CompactionCommit(DeltaLogs logs, Commit commit, Set<String> replaced) {
    /** Replaces the files by one of these rows, and returns the new version. */
    long byRows(List<Row> rows) {
        Snapshot snapshot = logs.basis(commit);
        Transaction transaction = logs.transaction(snapshot, commit);
        return by(snapshot, transaction, new RowWriter(logs.engine(), transaction).write(rows));
    }

    /** Replaces the files of an unpartitioned table by the Parquet files of a folder, and returns the new version. */
    long byFilesOf(String folder) {
        Snapshot snapshot = logs.basis(commit);
        Transaction transaction = logs.transaction(snapshot, commit);
        return by(snapshot, transaction, logs.additions(commit, snapshot, transaction, folder, Map.of()));
    }

    private long by(Snapshot snapshot, Transaction transaction, List<io.delta.kernel.data.Row> additions) {
        List<io.delta.kernel.data.Row> actions = new ArrayList<>();
        logs.filesByPath(snapshot).values().stream()
                .filter(file -> replaced.contains(file.path()))
                .forEach(file -> actions.add(file.rearrangedRemoval()));
        logs.dataFiles()
                .withChecksums(commit.path(), additions)
                .forEach(added -> actions.add(DataFiles.added(added).rearrangedAddition()));
        return logs.commit(commit, transaction, actions);
    }
}
