package dev.taizhang.ledger;

import dev.taizhang.definition.HadoopConfiguration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** A ledger as many nights with a row each would have left it. */
public final class SmallFiles {
    private SmallFiles() {}

    /** Publishes tables of the ledger once more, with a file for each row. */
    public static void split(Path folder, String... tables) {
        Warehouse warehouse = Warehouse.at(folder.toString(), HadoopConfiguration.read());
        Release current = warehouse.current().orElseThrow();
        String run = "%06d-1".formatted(current.number() + 1);
        SortedMap<String, Release.TableVersion> versions = new TreeMap<>(current.tables());
        for (String table : tables) {
            versions.computeIfPresent(table, (name, version) -> split(warehouse, name, version, run));
        }
        Release release = Release.maintained(current, run, Instant.now(), Instant.now(), "0.000", versions);
        warehouse
                .delta()
                .append(
                        new Commit(warehouse.table(LedgerTables.RUNS.name()), current.number(), run),
                        List.of(release.row()));
    }

    private static Release.TableVersion split(
            Warehouse warehouse, String table, Release.TableVersion version, String run) {
        DeltaTables delta = warehouse.delta();
        String path = warehouse.table(table);
        List<Row> rows = delta.rows(path, version.version());
        long head = delta.rewrite(new Commit(path, delta.head(path), run), List.of());
        for (Row row : rows) {
            head = delta.append(new Commit(path, head, run), List.of(row));
        }
        DeltaTables.Contents contents = delta.contents(path, head);
        return new Release.TableVersion(
                head,
                contents.files(),
                contents.rows(),
                contents.bytes(),
                version.digests(),
                run,
                version.content(),
                contents.log(),
                version.grain());
    }
}
