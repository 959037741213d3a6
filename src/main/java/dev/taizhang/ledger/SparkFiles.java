package dev.taizhang.ledger;

import dev.taizhang.definition.StorageThreads;
import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import io.delta.kernel.defaults.internal.parquet.ParquetStatsReader;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.types.DataType;

/** A folder of Parquet files that Spark has written under the folder of a table, to be added by a commit. */
final class SparkFiles {
    private final Configuration hadoop;
    private final Path folder;
    private final URI root;
    private final Set<String> live;

    /**
     * Uses a folder under that of the table; the live files are those that the table already has, as named in its log.
     */
    SparkFiles(Configuration hadoop, String table, String folder, Set<String> live) {
        this.hadoop = hadoop;
        this.folder = qualified(hadoop, folder);
        this.root = qualified(hadoop, table).toUri();
        this.live = live;
        if (root.relativize(this.folder.toUri()).isAbsolute()
                || this.folder.toUri().equals(root)) {
            throw new IllegalArgumentException("The folder " + folder + " is not below its table " + table
                    + ", but a table can contain only files of its own folder; let Spark write there.");
        }
    }

    /**
     * Returns the files with their number of rows, smallest and largest values; files without rows are left out.
     *
     * @param columns the columns of the table
     * @param partitionColumns the columns that the files do not have
     * @param statisticsColumns the columns whose range the log records
     * @throws IllegalArgumentException if a file was not written by Spark, is live already, or has other columns than
     *     the table
     */
    List<DataFileStatus> files(StructType columns, Set<String> partitionColumns, List<Column> statisticsColumns) {
        try {
            List<FileStatus> found = written(folder.getFileSystem(hadoop));
            if (!found.isEmpty()) {
                // One job has written them all. Each further look is a request to the storage.
                requireColumns(found.get(0), columns, partitionColumns);
            }
            return StorageThreads.each(found, file -> file(file, columns, statisticsColumns)).stream()
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    private List<FileStatus> written(FileSystem storage) throws IOException {
        List<FileStatus> files = new ArrayList<>();
        Optional<List<String>> committed = InPlaceCommit.committed(storage, folder);
        if (committed.isPresent()) {
            for (String name : committed.get()) {
                files.add(storage.getFileStatus(new Path(folder, name)));
            }
            return files;
        }
        FileStatus[] found = storage.listStatus(folder, path -> path.getName().matches("part-.*\\.parquet"));
        Arrays.sort(found);
        return List.of(found);
    }

    private UncheckedIOException unreadable(IOException failed) {
        return new UncheckedIOException("The Parquet files of " + folder + " could not be read", failed);
    }

    private Optional<DataFileStatus> file(FileStatus file, StructType columns, List<Column> statisticsColumns) {
        try {
            requireNew(file);
            DataFileStatistics statistics = statistics(file, columns, statisticsColumns);
            return statistics.getNumRecords() == 0
                    ? Optional.empty()
                    : Optional.of(new DataFileStatus(
                            file.getPath().toString(),
                            file.getLen(),
                            file.getModificationTime(),
                            Optional.of(statistics)));
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    /** Verifies that a file of the log, relative to the table and URL-encoded, still exists. */
    static void requirePresent(Configuration hadoop, String table, String file) {
        Path path = new Path(qualified(hadoop, table), new Path(URI.create(file)));
        try {
            if (!path.getFileSystem(hadoop).exists(path)) {
                throw new IllegalStateException("The data file " + path
                        + " no longer exists, so its version cannot be restored; restore the file from a backup.");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path qualified(Configuration hadoop, String path) {
        try {
            FileSystem system = new Path(path).getFileSystem(hadoop);
            return system.makeQualified(new Path(path));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Refuses a file that is already live. A commit must not add and remove the same file, and a file that is added
     * twice would silently count once.
     */
    private void requireNew(FileStatus file) {
        if (live.contains(root.relativize(file.getPath().toUri()).toString())) {
            throw new IllegalArgumentException("The file " + file.getPath()
                    + " is already part of its table; write into a new folder for each commit.");
        }
    }

    private void requireColumns(FileStatus file, StructType columns, Set<String> partitionColumns) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (StructField field : columns.fields()) {
            if (!partitionColumns.contains(field.getName())) {
                expected.put(field.getName(), KernelRows.sparkType(field));
            }
        }
        Map<String, String> present = new TreeMap<>();
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromStatus(file, hadoop),
                HadoopReadOptions.builder(hadoop).build())) {
            String schema = reader.getFileMetaData().getKeyValueMetaData().get(ParquetReadSupport.SPARK_METADATA_KEY());
            if (schema == null) {
                throw new IllegalArgumentException(
                        "The file " + file.getPath() + " was not written by Spark; write it with Spark.");
            }
            for (org.apache.spark.sql.types.StructField field :
                    ((org.apache.spark.sql.types.StructType) DataType.fromJson(schema)).fields()) {
                present.put(field.name(), field.dataType().catalogString());
            }
        }
        if (!present.equals(expected)) {
            throw new IllegalArgumentException("The file " + file.getPath() + " has the columns " + present
                    + " but its table has " + expected + "; select the table's columns before writing.");
        }
    }

    /**
     * Reads the statistics, except those of timestamps. Spark may write timestamps in the old twelve-byte form, for
     * which Parquet has no order.
     */
    private DataFileStatistics statistics(FileStatus file, StructType columns, List<Column> statisticsColumns)
            throws IOException {
        List<Column> ordered = statisticsColumns.stream()
                .filter(column -> column.getNames().length > 1
                        || !(columns.get(column.getNames()[0]).getDataType() instanceof TimestampType))
                .toList();
        return ParquetStatsReader.readDataFileStatistics(
                new HadoopFileIO(hadoop).newInputFile(file.getPath().toString(), file.getLen()), columns, ordered);
    }
}
