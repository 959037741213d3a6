package dev.taizhang.copies;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.StorageThreads;
import dev.taizhang.ledger.PublishedTable;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.WarehouseTables;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings {@code published/<namespace>/<table>} to a release: Delta tables for other programs, each with a log of its own
 * that names the data files of the release. Rows that no release names are never in them, and no data is copied.
 */
public final class DeltaClones {
    private static final Logger LOG = LoggerFactory.getLogger(DeltaClones.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Warehouse warehouse;
    private final Release release;
    private final List<String> tables;
    private final Set<String> leftOut;

    /** Prepares the tables of a release, without those whose rows identify a column that readers do not get. */
    DeltaClones(ReleaseRows rows) {
        this.warehouse = rows.warehouse();
        this.release = rows.release();
        this.leftOut = rows.leftOut();
        // The configuration may define tables that the release does not have yet.
        this.tables = WarehouseTables.published(rows.tables()).stream()
                .map(TableDefinition::name)
                .filter(name -> release.tables().containsKey(name))
                .toList();
    }

    /** Changes the tables that differ. {@code release.json} does not exist meanwhile, because tables of two releases do. */
    void write() throws IOException {
        Path about = warehouse.path(FileCopy.DELTA.place() + "/release.json");
        warehouse.files().delete(about, false);
        StorageThreads.each(tables, name -> {
            bring(new PublishedTable(warehouse, name, release.tables().get(name)));
            return name;
        });
        deleteOthers();
        ReplacedFile.print(
                warehouse.files(),
                about,
                out -> out.append(JSON.writeValueAsString(ParquetExports.description(warehouse, release)))
                        .append('\n'));
    }

    /** Returns the number of tables that name files. */
    long withFiles() {
        return tables.stream()
                .filter(name -> release.tables().get(name).files() > 0)
                .count();
    }

    /** Returns the tables that do not have the rows of the release, or that cannot be read. */
    List<String> differing() {
        return StorageThreads.each(tables, name -> isCurrent(name) ? "" : place(name)).stream()
                .filter(place -> !place.isEmpty())
                .toList();
    }

    private boolean isCurrent(String name) {
        try {
            return new PublishedTable(warehouse, name, release.tables().get(name))
                    .isClonedTo(warehouse.address(place(name)), leftOut);
        } catch (Failure damaged) {
            // The table itself is damaged, which is another defect.
            return true;
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    /** Brings one table to the release. A table that other programs have damaged begins again. */
    private void bring(PublishedTable table) {
        String clone = warehouse.address(place(table.name()));
        try {
            table.cloneTo(clone, leftOut, release.runId());
        } catch (Failure damaged) {
            throw damaged;
        } catch (RuntimeException unreadable) {
            LOG.warn("{} 重新生成。 {} begins again.", clone, clone, unreadable);
            delete(warehouse.path(place(table.name())));
            table.cloneTo(clone, leftOut, release.runId());
        }
    }

    private void delete(Path folder) {
        try {
            warehouse.files().delete(folder, true);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private static String place(String table) {
        return FileCopy.DELTA.place() + "/" + table.replace('.', '/');
    }

    /** Deletes the tables of earlier releases that are not among these. */
    private void deleteOthers() {
        Set<String> wanted =
                tables.stream().map(name -> warehouse.address(place(name))).collect(Collectors.toSet());
        addresses(warehouse).stream()
                .filter(clone -> !wanted.contains(clone))
                .forEach(clone -> delete(new Path(clone)));
    }

    /** Returns the folders of all tables that are there. */
    public static List<String> addresses(Warehouse warehouse) {
        return folders(warehouse, FileCopy.DELTA.place()).stream()
                .flatMap(namespace -> folders(warehouse, namespace).stream())
                .map(warehouse::address)
                .toList();
    }

    private static List<String> folders(Warehouse warehouse, String folder) {
        try {
            return Stream.of(warehouse.files().listStatus(warehouse.path(folder)))
                    .filter(FileStatus::isDirectory)
                    .map(status -> folder + "/" + status.getPath().getName())
                    .toList();
        } catch (FileNotFoundException none) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
