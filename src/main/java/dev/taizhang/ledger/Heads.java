package dev.taizhang.ledger;

import dev.taizhang.definition.StorageThreads;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The heads of the tables, for work on a warehouse that computes nothing. */
public final class Heads {
    /** A checkpoint is due after every tenth commit; a run that is killed then writes none. */
    private static final long MOST_COMMITS = 20;

    private Heads() {}

    /**
     * Resets each head to the version that the current release names, which undoes the changes of a failed run. A table
     * with a damaged log is left as it is.
     *
     * @return the number of tables that were reset
     */
    public static long reset(Warehouse warehouse, Release current, String runId) {
        return StorageThreads.each(List.copyOf(current.tables().entrySet()), table -> reset(warehouse, table, runId))
                .stream()
                .filter(Boolean::booleanValue)
                .count();
    }

    private static boolean reset(Warehouse warehouse, Map.Entry<String, Release.TableVersion> table, String runId) {
        String path = warehouse.table(table.getKey());
        try {
            return PublishedTable.guarded(warehouse, table.getKey(), () -> {
                long head = warehouse.delta().head(path);
                return head != table.getValue().version()
                        && head
                                != warehouse
                                        .delta()
                                        .rewind(
                                                new Commit(path, head, runId),
                                                table.getValue().version());
            });
        } catch (Damage damaged) {
            return false;
        }
    }

    /** Returns the tables whose readers have to read many commits, because their logs lack a checkpoint. */
    public static List<String> withoutCheckpoint(Warehouse warehouse, Release current) {
        Set<String> tables = new TreeSet<>(current.tables().keySet());
        tables.add(LedgerTables.RUNS.name());
        return tables.stream()
                .filter(table -> commitsWithoutCheckpoint(warehouse, table) > MOST_COMMITS)
                .toList();
    }

    private static long commitsWithoutCheckpoint(Warehouse warehouse, String table) {
        try {
            return PublishedTable.guarded(
                    warehouse, table, () -> warehouse.delta().logs().commitsWithoutCheckpoint(warehouse.table(table)));
        } catch (Damage damaged) {
            return 0;
        }
    }

    /** Writes a checkpoint of the head of a table. */
    public static void writeCheckpoint(Warehouse warehouse, String table) {
        warehouse.delta().logs().writeCheckpoint(warehouse.table(table));
    }

    /**
     * Verifies that a release is still the current one, and that this process still has the lock.
     *
     * @throws dev.taizhang.definition.Failure with exit code 5 if another run has taken the warehouse over
     */
    public static void requireCurrent(Warehouse warehouse, Release release) {
        warehouse
                .delta()
                .logs()
                .requireHead(new Commit(warehouse.table(LedgerTables.RUNS.name()), release.number(), release.runId()));
    }
}
