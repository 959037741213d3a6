package dev.taizhang.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The data files that some versions of a table name. All of them come from one pass over the commits of its log, because
 * releases name thousands of versions, and to load each would take hours.
 *
 * @param named the sizes of the files that one of the versions names, by absolute path
 * @param committed every file that any version of the log names
 */
record TableHistory(Map<String, Long> named, Set<String> committed) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMIT = "%020d.json";

    /**
     * Reads the log of a table.
     *
     * @param versions the versions whose files are wanted, by number
     * @throws Damage if the log differs from one of them, or lacks a commit up to the last of them
     */
    static TableHistory of(Warehouse warehouse, String table, Map<Long, Release.TableVersion> versions) {
        TableHistory history = new TableHistory(new HashMap<>(), new HashSet<>());
        PublishedTable.guarded(warehouse, table, () -> history.read(warehouse, table, versions));
        return history;
    }

    private TableHistory read(Warehouse warehouse, String table, Map<Long, Release.TableVersion> versions) {
        Path root = new Path(warehouse.table(table));
        FileSystem files = warehouse.files();
        Map<String, Long> live = new HashMap<>();
        try {
            long wanted =
                    versions.keySet().stream().mapToLong(Long::longValue).max().orElse(-1);
            for (long version = 0; ; version++) {
                Path commit = new Path(root, "_delta_log/" + COMMIT.formatted(version));
                if (version > wanted && !files.exists(commit)) {
                    return this;
                }
                apply(files, root, commit, live);
                Release.TableVersion expected = versions.get(version);
                if (expected != null) {
                    requireEqual(expected, live);
                    named.putAll(live);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void apply(FileSystem files, Path root, Path commit, Map<String, Long> live) throws IOException {
        Map<String, Long> added = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(files.open(commit), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode action = JSON.readTree(line);
                if (action.has("add")) {
                    added.put(
                            absolute(root, action.get("add")),
                            action.get("add").get("size").asLong());
                } else if (action.has("remove")) {
                    live.remove(absolute(root, action.get("remove")));
                }
            }
        }
        live.putAll(added);
        committed.addAll(added.keySet());
    }

    private static String absolute(Path root, JsonNode file) {
        return new Path(root, new Path(URI.create(file.get("path").asText()))).toString();
    }

    private static void requireEqual(Release.TableVersion expected, Map<String, Long> live) {
        long bytes = live.values().stream().mapToLong(Long::longValue).sum();
        if (live.size() != expected.files() || bytes != expected.bytes()) {
            throw new IllegalStateException("its commits give " + live.size() + " files of " + bytes
                    + " bytes for version " + expected.version() + ", and the manifest has " + expected.files()
                    + " of " + expected.bytes());
        }
    }
}
