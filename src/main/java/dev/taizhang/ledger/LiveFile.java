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
 * A data file of a version of a table, as the log of the table describes it.
 *
 * <p>Kernel's public interface can add files but not remove them, so the two actions are taken from its internal
 * packages. Its version is therefore pinned, and the tests of {@link DeltaTables} cover what is used.
 */
final class LiveFile {
    private static final String CHECKSUM = "crc32c";

    private final Map<Integer, Object> values;
    private final AddFile action;

    private LiveFile(Map<Integer, Object> values) {
        this.values = values;
        this.action = new AddFile(new GenericRow(AddFile.FULL_SCHEMA, values));
    }

    /** Copies the values of the scanned row, whose batch is released when the scan is closed. */
    static LiveFile of(Row add) {
        AddFile scanned = new AddFile(add);
        if (scanned.getDeletionVector().isPresent()) {
            throw new IllegalStateException("The file " + scanned.getPath()
                    + " has a deletion vector, which tables of this program do not use; rewrite the table with REORG.");
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

    /** Returns the file that a commit adds, from the JSON of the action. */
    static LiveFile of(JsonNode add) {
        Map<Integer, Object> values = new HashMap<>();
        values.put(ordinal("path"), add.required("path").textValue());
        values.put(
                ordinal("partitionValues"), VectorUtils.stringStringMapValue(texts(add.required("partitionValues"))));
        values.put(ordinal("size"), add.required("size").longValue());
        values.put(ordinal("modificationTime"), add.required("modificationTime").longValue());
        values.put(ordinal("dataChange"), add.required("dataChange").booleanValue());
        if (add.has("tags")) {
            values.put(ordinal("tags"), VectorUtils.stringStringMapValue(texts(add.get("tags"))));
        }
        if (add.has("stats")) {
            values.put(ordinal("stats"), add.get("stats").textValue());
        }
        return new LiveFile(values);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().textValue()));
        return texts;
    }

    /** Returns the file with the checksum of its bytes, which the log records. */
    LiveFile withChecksum(String checksum) {
        Map<Integer, Object> more = new HashMap<>(values);
        more.put(ordinal("tags"), VectorUtils.stringStringMapValue(Map.of(CHECKSUM, checksum)));
        return new LiveFile(more);
    }

    /**
     * Returns the same file as another table names it: by an absolute address, with no statistics but the number of rows,
     * because the table may leave out columns.
     *
     * @param table the qualified folder of the table that contains it
     */
    LiveFile referredTo(Path table) {
        Map<Integer, Object> other = new HashMap<>(values);
        other.put(ordinal("path"), table.toUri() + "/" + path());
        other.put(ordinal("stats"), "{\"numRecords\":" + rows() + "}");
        return new LiveFile(other);
    }

    /** Returns the checksum of its bytes; empty for a file written before logs had checksums. */
    Optional<String> checksum() {
        return action.getTags()
                .map(tags -> VectorUtils.<String, String>toJavaMap(tags).get(CHECKSUM));
    }

    /** Returns everything in the log that readers rely on, as one line. */
    String line() {
        return String.join(
                " ",
                path(),
                new TreeMap<>(partition()).toString(),
                Long.toString(bytes()),
                checksum().orElse(""),
                action.getStatsJson().orElse(""));
    }

    /** Returns the date of its rows, for a table that is partitioned by date. */
    Optional<LocalDate> date() {
        return Optional.ofNullable(partition().get(DeltaTables.DATE_COLUMN)).map(LocalDate::parse);
    }

    private Map<String, String> partition() {
        return VectorUtils.toJavaMap(action.getPartitionValues());
    }

    /** The least and the greatest value of a column of whole numbers. */
    record Range(long least, long most) {
        boolean contains(long value) {
            return least <= value && value <= most;
        }
    }

    /** Returns the range of a column of whole numbers, if the log has its statistics. */
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

    /** Returns the path as in the log: relative to the folder of the table and URL-encoded. */
    String path() {
        return action.getPath();
    }

    /** Returns the absolute path, written plainly. */
    String absolute(String table) {
        return new Path(table, new Path(URI.create(path()))).toString();
    }

    long bytes() {
        return action.getSize();
    }

    /**
     * Returns the number of rows.
     *
     * @throws IllegalStateException if the log does not have it
     */
    long rows() {
        return action.getNumRecords()
                .orElseThrow(() -> new IllegalStateException("The log has no number of rows for " + path()
                        + ", because the file was written without statistics. Write it again with statistics."));
    }

    /** Returns the action that makes the file live again. */
    Row addition() {
        return SingleAction.createAddFileSingleAction(action.toRow());
    }

    /**
     * Returns the action that removes the file from the table; the file itself remains for readers of earlier versions.
     */
    Row removal() {
        return SingleAction.createRemoveFileSingleAction(action.toRemoveFileRow(true, Optional.empty()));
    }

    /** Returns the action that adds the file if its rows are those of files that the same commit removes. */
    Row rearrangedAddition() {
        Map<Integer, Object> unchanged = new HashMap<>(values);
        unchanged.put(ordinal("dataChange"), false);
        return new LiveFile(unchanged).addition();
    }

    /** Returns the action that removes the file if files that the same commit adds have its rows. */
    Row rearrangedRemoval() {
        return SingleAction.createRemoveFileSingleAction(action.toRemoveFileRow(false, Optional.empty()));
    }
}
