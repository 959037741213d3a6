package dev.taizhang.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taizhang.definition.StorageFailure;
import io.delta.kernel.Snapshot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * The files of a table's log. Checkpoints and checksum files only sum up commits, so each is compared with them, and one
 * that differs is deleted to mend it.
 *
 * @param commits the versions that have a commit
 * @param checkpoints the versions that have a checkpoint
 * @param checksums the versions that have a checksum file
 */
record LogFiles(
        Warehouse warehouse,
        String table,
        SortedSet<Long> commits,
        SortedSet<Long> checkpoints,
        SortedSet<Long> checksums) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAST_CHECKPOINT = "_last_checkpoint";

    /** Lists the files. */
    static LogFiles of(Warehouse warehouse, String table) throws IOException {
        LogFiles files = new LogFiles(warehouse, table, new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        try {
            for (FileStatus file : warehouse.files().listStatus(files.path(""))) {
                files.add(file.getPath().getName());
            }
        } catch (FileNotFoundException none) {
            return files;
        }
        return files;
    }

    private void add(String name) {
        if (name.matches("\\d{20}\\.json")) {
            commits.add(number(name));
        } else if (name.matches("\\d{20}\\.checkpoint\\.parquet")) {
            checkpoints.add(number(name));
        } else if (name.matches("\\d{20}\\.crc")) {
            checksums.add(number(name));
        }
    }

    private static long number(String name) {
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    private Path path(String name) {
        return new Path(warehouse.table(table) + "/_delta_log/" + name);
    }

    private String place(String name) {
        return warehouse.table(table).substring(warehouse.folder().length() + 1) + "/_delta_log/" + name;
    }

    /**
     * Returns what is wrong with the checksum file or the checkpoint of a version, which readers use together.
     *
     * @param stated what a release says of the version, and the commits with it
     */
    Optional<Defect> besideCommit(LogReplay replay, Optional<Release.TableVersion> stated) {
        long version = replay.version();
        Optional<Defect> checksum = checksums.contains(version) ? checksum(replay) : Optional.empty();
        return checksum.isPresent() || !checkpoints.contains(version) ? checksum : checkpoint(replay, stated);
    }

    private Optional<Defect> checksum(LogReplay replay) {
        String name = "%020d.crc".formatted(replay.version());
        return replay.agrees(json(name))
                ? Optional.empty()
                : Optional.of(DefectMessages.brokenChecksum(table, place(name))
                        .mendedBy(DefectMessages.deleted(), () -> delete(name)));
    }

    /** A checkpoint that differs is only removed if a release proves that the commits are right. */
    private Optional<Defect> checkpoint(LogReplay replay, Optional<Release.TableVersion> stated) {
        String name = "%020d.checkpoint.parquet".formatted(replay.version());
        Defect broken;
        try {
            readPages(path(name));
            Snapshot found = warehouse.delta().fresh(warehouse.table(table), replay.version());
            if (warehouse.delta().contents(found).equals(replay.contents())) {
                return Optional.empty();
            }
            broken = DefectMessages.brokenCheckpoint(table, place(name), "");
            if (stated.isEmpty()) {
                return Optional.of(DefectMessages.commitsOrCheckpoint(table, place(name)));
            }
        } catch (IOException | RuntimeException senseless) {
            requireStorage(warehouse, new IllegalStateException(senseless));
            broken = DefectMessages.brokenCheckpoint(table, place(name), DefectMessages.reason(senseless));
        }
        return Optional.of(broken.mendedBy(DefectMessages.deleted(), () -> {
            delete(LAST_CHECKPOINT);
            delete(name);
        }));
    }

    /** Compares the checksums of all pages, also of columns that no reader asks for. */
    private void readPages(Path file) throws IOException {
        Configuration hadoop = warehouse.files().getConf();
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(file, hadoop),
                HadoopReadOptions.builder(hadoop).usePageChecksumVerification().build())) {
            for (PageReadStore rows = reader.readNextRowGroup(); rows != null; rows = reader.readNextRowGroup()) {
                for (ColumnDescriptor column :
                        reader.getFileMetaData().getSchema().getColumns()) {
                    PageReader pages = rows.getPageReader(column);
                    pages.readDictionaryPage();
                    DataPage page = pages.readPage();
                    while (page != null) {
                        page = pages.readPage();
                    }
                }
            }
        }
    }

    /** Returns what is wrong with the file that names the last checkpoint. */
    Optional<Defect> lastCheckpoint() throws IOException {
        if (!warehouse.files().exists(path(LAST_CHECKPOINT))
                || checkpoints.contains(json(LAST_CHECKPOINT).path("version").asLong(-1))) {
            return Optional.empty();
        }
        return Optional.of(DefectMessages.brokenCheckpoint(table, place(LAST_CHECKPOINT), "")
                .mendedBy(DefectMessages.deleted(), () -> delete(LAST_CHECKPOINT)));
    }

    private void delete(String name) {
        try {
            warehouse.files().delete(path(name), false);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private JsonNode json(String name) {
        try (InputStream stream = warehouse.files().open(path(name))) {
            return JSON.readTree(stream);
        } catch (IOException unreadable) {
            requireStorage(warehouse, new UncheckedIOException(unreadable));
            return JSON.missingNode();
        }
    }

    /** Goes on if the storage answers, because only then is something that cannot be read damaged. */
    static void requireStorage(Warehouse warehouse, RuntimeException failed) {
        StorageFailure.of(failed, warehouse.folder(), 0).ifPresent(failure -> {
            throw failure;
        });
    }
}
