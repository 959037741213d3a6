package dev.taizhang.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The data files that some versions of a table name. All of them come from one pass over the commits of its log, because
 * releases name thousands of versions, and to load each would take hours.
 *
 * @param named the sizes of the files that one of the versions names, by absolute path
 * @param committed every file that any version of the log names
 */
record TableHistory(Map<String, Long> named, Set<String> committed) {
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
        LogReplay replay = new LogReplay(warehouse, table);
        long wanted =
                versions.keySet().stream().mapToLong(Long::longValue).max().orElse(-1);
        while (replay.version() < wanted || replay.hasNext()) {
            replay.next().forEach(file -> committed.add(file.absolute(warehouse.table(table))));
            Release.TableVersion expected = versions.get(replay.version());
            if (expected != null) {
                requireEqual(expected, replay.live());
                replay.live().forEach(file -> named.put(file.absolute(warehouse.table(table)), file.bytes()));
            }
        }
        return this;
    }

    private static void requireEqual(Release.TableVersion expected, Collection<LiveFile> live) {
        long bytes = live.stream().mapToLong(LiveFile::bytes).sum();
        if (live.size() != expected.files() || bytes != expected.bytes()) {
            throw new IllegalStateException("its commits give " + live.size() + " files of " + bytes
                    + " bytes for version " + expected.version() + ", and the manifest has " + expected.files()
                    + " of " + expected.bytes());
        }
    }
}
