package dev.taizhang.ledger;

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
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.types.DataType;

/** A folder of Parquet files that Spark has written below a table's own folder, for a commit to take up. */
final class SparkFiles {
    private final Configuration hadoop;
    private final Path folder;
    private final URI root;
    private final Set<String> live;

    /** The folder, which must be below the table's; the live files are those that the table has already, as its log. */
    SparkFiles(Configuration hadoop, String table, String folder, Set<String> live) {
        this.hadoop = hadoop;
        this.folder = qualified(hadoop, folder);
        this.root = qualified(hadoop, table).toUri();
        this.live = live;
        if (root.relativize(this.folder.toUri()).isAbsolute()
                || this.folder.toUri().equals(root)) {
            throw new IllegalArgumentException("The folder " + folder + " is not below its table " + table
                    + ", and a table holds only files of its own folder; let Spark write below it.");
        }
    }

    /**
     * The files with their number of rows, smallest and largest values; a file without rows is left out.
     *
     * @param columns the table's columns
     * @param partitionColumns those of them that the files do not hold
     * @param statisticsColumns those whose values the log is to tell
     * @throws IllegalArgumentException if a file is not Spark's, is live already, or has other columns than the table
     */
    List<DataFileStatus> files(StructType columns, Set<String> partitionColumns, List<Column> statisticsColumns) {
        List<DataFileStatus> files = new ArrayList<>();
        try {
            FileStatus[] found = folder.getFileSystem(hadoop)
                    .listStatus(folder, path -> path.getName().matches("part-.*\\.parquet"));
            Arrays.sort(found);
            for (FileStatus file : found) {
                requireNew(file);
                requireColumns(file, columns, partitionColumns);
                DataFileStatistics statistics = statistics(file, columns, statisticsColumns);
                if (statistics.getNumRecords() > 0) {
                    files.add(new DataFileStatus(
                            file.getPath().toString(),
                            file.getLen(),
                            file.getModificationTime(),
                            Optional.of(statistics)));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The Parquet files of " + folder + " could not be read", failed);
        }
        return files;
    }

    /** Refuses a file of the log, relative to the table and URL-encoded, that is no longer there. */
    static void requirePresent(Configuration hadoop, String table, String file) {
        Path path = new Path(qualified(hadoop, table), new Path(URI.create(file)));
        try {
            if (!path.getFileSystem(hadoop).exists(path)) {
                throw new IllegalStateException("The data file " + path
                        + " is gone, so its version cannot be had again; restore it from a backup.");
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

    /** A commit must not add and remove the same file, and adding it twice would silently count it once. */
    private void requireNew(FileStatus file) {
        if (live.contains(root.relativize(file.getPath().toUri()).toString())) {
            throw new IllegalArgumentException("The file " + file.getPath()
                    + " is part of its table already; write into a new folder for each commit.");
        }
    }

    private void requireColumns(FileStatus file, StructType columns, Set<String> partitionColumns) throws IOException {
        Map<String, String> due = new TreeMap<>();
        for (StructField field : columns.fields()) {
            if (!partitionColumns.contains(field.getName())) {
                due.put(field.getName(), KernelRows.sparkType(field));
            }
        }
        Map<String, String> present = new TreeMap<>();
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop))) {
            String schema = reader.getFileMetaData().getKeyValueMetaData().get(ParquetReadSupport.SPARK_METADATA_KEY());
            if (schema == null) {
                throw new IllegalArgumentException(
                        "The file " + file.getPath() + " was not written by Spark; write it by Spark.");
            }
            for (org.apache.spark.sql.types.StructField field :
                    ((org.apache.spark.sql.types.StructType) DataType.fromJson(schema)).fields()) {
                present.put(field.name(), field.dataType().catalogString());
            }
        }
        if (!present.equals(due)) {
            throw new IllegalArgumentException("The file " + file.getPath() + " has the columns " + present
                    + " where its table has " + due + "; select the table's columns before writing.");
        }
    }

    /**
     * Timestamps are left out, because Spark may write them in the old twelve-byte form, whose order Parquet does not
     * know.
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
