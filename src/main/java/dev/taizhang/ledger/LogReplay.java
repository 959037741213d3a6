package dev.taizhang.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/** The versions of a table, one after the other, from the commits of its log alone. */
final class LogReplay {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMIT = "%020d.json";

    private final Warehouse warehouse;
    private final Path log;
    private final SortedMap<String, LiveFile> live = new TreeMap<>();
    private JsonNode metadata = MissingNode.getInstance();
    private JsonNode protocol = MissingNode.getInstance();
    private long version = -1;

    /** Begins before the first version of a table. */
    LogReplay(Warehouse warehouse, String table) {
        this.warehouse = warehouse;
        this.log = new Path(warehouse.table(table), "_delta_log");
    }

    /** Returns the version that was reached; −1 before the first one. */
    long version() {
        return version;
    }

    /** Returns whether there is a commit of the next version. */
    boolean hasNext() {
        try {
            return warehouse.files().exists(commit(version + 1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path commit(long of) {
        return new Path(log, COMMIT.formatted(of));
    }

    /**
     * Goes on to the next version, even if its commit makes no sense, and returns the files that it adds.
     *
     * @throws RuntimeException if the commit is missing or makes no sense
     */
    Collection<LiveFile> next() {
        version++;
        List<LiveFile> added = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(warehouse.files().open(commit(version)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode action = JSON.readTree(line);
                if (action.has("add")) {
                    added.add(LiveFile.of(action.get("add")));
                } else if (action.has("remove")) {
                    live.remove(action.get("remove").required("path").textValue());
                }
                metadata = action.has("metaData") ? action.get("metaData") : metadata;
                protocol = action.has("protocol") ? action.get("protocol") : protocol;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        added.forEach(file -> live.put(file.path(), file));
        return added;
    }

    /** Goes on from the files and columns that a reader has found for the version. */
    void resume(Snapshot found, Collection<LiveFile> files) {
        live.clear();
        files.forEach(file -> live.put(file.path(), file));
        metadata = JSON.createObjectNode()
                .put("schemaString", found.getMetadata().getSchemaString())
                .set("partitionColumns", JSON.valueToTree(found.getPartitionColumnNames()));
        protocol = MissingNode.getInstance();
    }

    /** Returns the files of the version, in the order of their paths. */
    Collection<LiveFile> live() {
        return live.values();
    }

    /** Returns its columns as the log declares them. */
    String schema() {
        return metadata.required("schemaString").textValue();
    }

    /** Returns what a reader finds in the version. */
    DeltaTables.Contents contents() {
        List<String> partitions = new ArrayList<>();
        metadata.required("partitionColumns").forEach(column -> partitions.add(column.textValue()));
        return DeltaTables.contents(DataTypeJsonSerDe.deserializeStructType(schema()), partitions, live.values());
    }

    /** Returns whether the checksum file of the version, a JSON beside its commit, says of it what the commits say. */
    boolean agrees(JsonNode checksum) {
        JsonNode sizes = checksum.path("fileSizeHistogram");
        long files = live.size();
        long bytes = live.values().stream().mapToLong(LiveFile::bytes).sum();
        return checksum.path("numFiles").asLong(-1) == files
                && checksum.path("tableSizeBytes").asLong(-1) == bytes
                && (sizes.isMissingNode()
                        || (sum(sizes.path("fileCounts")) == files && sum(sizes.path("totalBytes")) == bytes))
                && (protocol.isMissingNode()
                        || (checksum.path("metadata").equals(metadata)
                                && checksum.path("protocol").equals(protocol)));
    }

    private static long sum(JsonNode numbers) {
        long sum = 0;
        for (JsonNode number : numbers) {
            sum += number.asLong();
        }
        return sum;
    }
}
