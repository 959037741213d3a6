package dev.taizhang.ledger;

import dev.taizhang.definition.FileAddress;
import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.actions.Metadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Tables for other readers, whose logs name the data files of tables of the warehouse, without data of their own. */
final class ShallowClones {
    private final DeltaLogs logs;

    ShallowClones(DeltaLogs logs) {
        this.logs = logs;
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
    long bring(String table, long version, String clone, Set<String> leftOut, String by) {
        Optional<Snapshot> before = headOfClone(clone);
        Snapshot original = logs.at(table, version);
        StructType schema = without(leftOut, original);
        String comment = original.getMetadata().getDescription().orElse("");
        Map<String, LiveFile> wanted = referredTo(table, original);
        Map<String, LiveFile> live = before.map(logs::filesByPath).orElse(Map.of());
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
            return logs.commit(
                    commit, TableMetadata.creation(logs.engine(), commit, schema, partitions, comment), actions);
        }
        Snapshot head = before.get();
        Commit commit = new Commit(clone, head.getVersion(), by);
        Metadata changed = TableMetadata.with(head.getMetadata(), schema, comment);
        if (!changed.getSchemaString().equals(head.getMetadata().getSchemaString())
                || !changed.getDescription().equals(head.getMetadata().getDescription())) {
            return logs.commit(commit, TableMetadata.change(logs.engine(), head, changed, commit), actions);
        }
        return actions.isEmpty() ? head.getVersion() : logs.commit(commit, logs.transaction(head, commit), actions);
    }

    /** Returns whether a table has the columns and files that {@link #bring} would give it. */
    boolean isBrought(String table, long version, String clone, Set<String> leftOut) {
        Snapshot original = logs.at(table, version);
        Snapshot head = logs.latest(clone);
        return TableMetadata.with(
                                head.getMetadata(),
                                without(leftOut, original),
                                original.getMetadata().getDescription().orElse(""))
                        .getSchemaString()
                        .equals(head.getMetadata().getSchemaString())
                && lines(referredTo(table, original)).equals(lines(logs.filesByPath(head)));
    }

    /** Returns the files that a clone names, as people write their addresses. */
    Set<String> files(String clone) {
        return logs.filesByPath(logs.latest(clone)).values().stream()
                .map(file -> FileAddress.shown(new Path(file.absolute(clone))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> lines(Map<String, LiveFile> files) {
        return files.values().stream().map(LiveFile::line).toList();
    }

    private static StructType without(Set<String> leftOut, Snapshot original) {
        StructType all = TableMetadata.columns(original);
        return new StructType(Stream.of(all.fields())
                .filter(field -> !leftOut.contains(field.name()))
                .toArray(StructField[]::new));
    }

    private Map<String, LiveFile> referredTo(String table, Snapshot original) {
        Path qualified = qualified(table);
        Map<String, LiveFile> files = new TreeMap<>();
        logs.filesByPath(original).values().stream()
                .map(file -> file.referredTo(qualified))
                .forEach(file -> files.put(file.path(), file));
        return files;
    }

    private Optional<Snapshot> headOfClone(String clone) {
        try {
            return Optional.of(logs.latest(clone));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }

    private Path qualified(String path) {
        try {
            Path folder = new Path(path);
            return folder.getFileSystem(logs.hadoop()).makeQualified(folder);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
