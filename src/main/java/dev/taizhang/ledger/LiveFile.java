package dev.taizhang.ledger;

import io.delta.kernel.data.Row;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.util.VectorUtils;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * A data file that a version of a table consists of, as its log tells it.
 *
 * <p>Kernel's public interface can add files but not remove them, so the two actions are borrowed here from its internal
 * packages. Its version is therefore pinned, and the tests of {@link DeltaTables} hold what is borrowed.
 */
final class LiveFile {
    private final AddFile action;

    private LiveFile(AddFile action) {
        this.action = action;
    }

    /** Copies the values out of the scanned row, whose batch is gone once the scan is closed. */
    static LiveFile of(Row add) {
        AddFile scanned = new AddFile(add);
        if (scanned.getDeletionVector().isPresent()) {
            throw new IllegalStateException("The file " + scanned.getPath()
                    + " has a deletion vector, which the tables of this job do not use; rewrite the table by REORG.");
        }
        Map<Integer, Object> values = new HashMap<>();
        values.put(ordinal("path"), scanned.getPath());
        values.put(
                ordinal("partitionValues"),
                VectorUtils.stringStringMapValue(VectorUtils.toJavaMap(scanned.getPartitionValues())));
        values.put(ordinal("size"), scanned.getSize());
        values.put(ordinal("modificationTime"), scanned.getModificationTime());
        values.put(ordinal("dataChange"), true);
        scanned.getStatsJson().ifPresent(statistics -> values.put(ordinal("stats"), statistics));
        return new LiveFile(new AddFile(new GenericRow(AddFile.FULL_SCHEMA, values)));
    }

    private static int ordinal(String field) {
        return AddFile.FULL_SCHEMA.indexOf(field);
    }

    /** The path as the log has it: relative to the table's folder and URL-encoded. */
    String path() {
        return action.getPath();
    }

    /** The path below the table's folder, written plainly. */
    String absolute(String table) {
        return new Path(table, new Path(URI.create(path()))).toString();
    }

    long bytes() {
        return action.getSize();
    }

    /** The number of rows, if the writer of the file left it in the log; else an {@link IllegalStateException}. */
    long rows() {
        return action.getNumRecords()
                .orElseThrow(() -> new IllegalStateException("The log does not tell how many rows " + path()
                        + " has: its writer left the statistics out. Write the file again with them."));
    }

    /** The action that makes the file live again. */
    Row addition() {
        return SingleAction.createAddFileSingleAction(action.toRow());
    }

    /** The action that ends the file's life; the file itself stays for the readers of earlier versions. */
    Row removal() {
        return SingleAction.createRemoveFileSingleAction(action.toRemoveFileRow(true, Optional.empty()));
    }
}
