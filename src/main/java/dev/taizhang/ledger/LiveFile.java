package dev.taizhang.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.util.VectorUtils;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * A data file that a version of a table consists of, as its log tells it.
 *
 * <p>Kernel's public interface can add files but not remove them, so the two actions are borrowed here from its internal
 * packages. Its version is therefore pinned, and the tests of {@link DeltaTables} hold what is borrowed.
 */
final class LiveFile {
    private static final String CHECKSUM = "crc32c";

    private final Map<Integer, Object> values;
    private final AddFile action;

    private LiveFile(Map<Integer, Object> values) {
        this.values = values;
        this.action = new AddFile(new GenericRow(AddFile.FULL_SCHEMA, values));
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
        scanned.getTags()
                .ifPresent(tags ->
                        values.put(ordinal("tags"), VectorUtils.stringStringMapValue(VectorUtils.toJavaMap(tags))));
        scanned.getStatsJson().ifPresent(statistics -> values.put(ordinal("stats"), statistics));
        return new LiveFile(values);
    }

    /** The same file with the checksum of its bytes, which the log keeps from now on. */
    LiveFile withChecksum(String checksum) {
        Map<Integer, Object> more = new HashMap<>(values);
        more.put(ordinal("tags"), VectorUtils.stringStringMapValue(Map.of(CHECKSUM, checksum)));
        return new LiveFile(more);
    }

    /** The checksum of its bytes; none of a file that was written before the log kept them. */
    Optional<String> checksum() {
        return action.getTags()
                .map(tags -> VectorUtils.<String, String>toJavaMap(tags).get(CHECKSUM));
    }

    /** Everything that the log says of the file and that readers rely on, as one line. */
    String line() {
        return String.join(
                " ",
                path(),
                new TreeMap<>(partition()).toString(),
                Long.toString(bytes()),
                checksum().orElse(""),
                action.getStatsJson().orElse(""));
    }

    /** The date whose rows it holds, of a table that is partitioned by date. */
    Optional<LocalDate> date() {
        return Optional.ofNullable(partition().get(DeltaTables.DATE_COLUMN)).map(LocalDate::parse);
    }

    private Map<String, String> partition() {
        return VectorUtils.toJavaMap(action.getPartitionValues());
    }

    /** The least and the greatest value of a column of whole numbers. */
    record Range(long least, long most) {
        boolean holds(long value) {
            return least <= value && value <= most;
        }
    }

    /** The values of a column of whole numbers, if the log has its statistics. */
    Optional<Range> range(String column) {
        try {
            JsonNode statistics =
                    new ObjectMapper().readTree(action.getStatsJson().orElse("{}"));
            JsonNode least = statistics.path("minValues").path(column);
            JsonNode most = statistics.path("maxValues").path(column);
            return least.isIntegralNumber() && most.isIntegralNumber()
                    ? Optional.of(new Range(least.asLong(), most.asLong()))
                    : Optional.empty();
        } catch (JsonProcessingException damaged) {
            return Optional.empty();
        }
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
