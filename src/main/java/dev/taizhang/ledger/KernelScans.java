package dev.taizhang.ledger;

import io.delta.kernel.Scan;
import io.delta.kernel.ScanBuilder;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.types.StructType;

/** Reads the live files and the rows of a version of a table. */
final class KernelScans {
    private KernelScans() {}

    /** Returns the live files with their statistics, restricted to the partitions that the predicate admits. */
    static List<LiveFile> liveFiles(Engine engine, Snapshot snapshot, Optional<Predicate> partition) {
        Scan scan = scan(snapshot, partition);
        List<LiveFile> files = new ArrayList<>();
        forEachFile(
                scan.getScanFiles(engine, true),
                file -> files.add(LiveFile.of(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL))));
        return files;
    }

    /**
     * Returns the rows of a version, with the columns of the table as their schema.
     *
     * @param path the folder of the table
     * @param filter skips files that cannot contain a matching row, judged by partition and statistics; all rows of
     *     other files are read, matching or not
     * @param requireSound refuses a damaged file before it is read
     * @throws DamagedFile if a file cannot be read
     */
    static List<org.apache.spark.sql.Row> rows(
            Engine engine,
            String path,
            Snapshot snapshot,
            Optional<Predicate> filter,
            Consumer<LiveFile> requireSound) {
        return rows(engine, path, TableMetadata.columns(snapshot), scan(snapshot, filter), requireSound);
    }

    /** Returns all rows of a version with only some of the columns, in the order of the names. */
    static List<org.apache.spark.sql.Row> columns(
            Engine engine, String path, Snapshot snapshot, List<String> names, Consumer<LiveFile> requireSound) {
        StructType all = TableMetadata.columns(snapshot);
        StructType wanted = new StructType(
                names.stream().map(name -> all.apply(name)).toArray(org.apache.spark.sql.types.StructField[]::new));
        Scan scan = snapshot.getScanBuilder()
                .withReadSchema(new io.delta.kernel.types.StructType(
                        names.stream().map(snapshot.getSchema()::get).toList()))
                .build();
        return rows(engine, path, wanted, scan, requireSound);
    }

    private static List<org.apache.spark.sql.Row> rows(
            Engine engine, String path, StructType columns, Scan scan, Consumer<LiveFile> requireSound) {
        Row state = scan.getScanState(engine);
        List<org.apache.spark.sql.Row> rows = new ArrayList<>();
        forEachFile(scan.getScanFiles(engine), file -> {
            LiveFile live = LiveFile.of(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
            requireSound.accept(live);
            try (CloseableIterator<FilteredColumnarBatch> batches = batches(engine, state, file)) {
                while (batches.hasNext()) {
                    rows.addAll(KernelRows.toSpark(columns, batches.next()));
                }
            } catch (IOException | RuntimeException unreadable) {
                throw new DamagedFile(live, live.absolute(path), LedgerMessages.fileUnreadable(unreadable), unreadable);
            }
        });
        return rows;
    }

    private static Scan scan(Snapshot snapshot, Optional<Predicate> filter) {
        ScanBuilder builder = snapshot.getScanBuilder();
        return filter.map(builder::withFilter).orElse(builder).build();
    }

    private static CloseableIterator<FilteredColumnarBatch> batches(Engine engine, Row state, Row file)
            throws IOException {
        FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
        CloseableIterator<FileReadResult> results = engine.getParquetHandler()
                .readParquetFiles(
                        KernelRows.iterator(List.of(status)),
                        ScanStateRow.getPhysicalDataReadSchema(state),
                        Optional.empty());
        return Scan.transformPhysicalData(engine, state, file, results.map(FileReadResult::getData));
    }

    private static void forEachFile(CloseableIterator<FilteredColumnarBatch> batches, Consumer<Row> action) {
        try (batches) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> files = batches.next().getRows()) {
                    files.forEachRemaining(action);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
