package dev.taizhang;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files as an older system would write them, without Spark, in row groups of some thousand rows. */
public final class TestParquet {
    private TestParquet() {}

    /**
     * A file of these columns and rows.
     *
     * @param columns the fields in Parquet's own notation
     * @param rows the values of each row in the order of the columns; null where there is none
     */
    public static byte[] of(String columns, Object[]... rows) {
        return of(CompressionCodecName.SNAPPY, null, columns, rows);
    }

    /** The same, in row groups of a number of rows. */
    public static byte[] inRowGroups(int rowsOfGroup, String columns, Object[]... rows) {
        return of(CompressionCodecName.SNAPPY, null, rowsOfGroup, columns, rows);
    }

    /** The same, in pages without checksums that are compressed in this way. */
    public static byte[] of(CompressionCodecName codec, String columns, Object[]... rows) {
        return of(codec, null, columns, rows);
    }

    /** The same, encrypted as a whole. */
    public static byte[] encrypted(String columns, Object[]... rows) {
        FileEncryptionProperties key = FileEncryptionProperties.builder(
                        "sixteen letters.".getBytes(StandardCharsets.US_ASCII))
                .build();
        return of(CompressionCodecName.SNAPPY, key, columns, rows);
    }

    private static byte[] of(
            CompressionCodecName codec, FileEncryptionProperties key, String columns, Object[]... rows) {
        return of(codec, key, Integer.MAX_VALUE, columns, rows);
    }

    private static byte[] of(
            CompressionCodecName codec,
            FileEncryptionProperties key,
            int rowsOfGroup,
            String columns,
            Object[]... rows) {
        MessageType schema = MessageTypeParser.parseMessageType("message delivery { " + columns + " }");
        try {
            Path file = Files.createTempDirectory("parquet").resolve("file");
            try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                    .withType(schema)
                    .withCompressionCodec(codec)
                    .withRowGroupSize(100_000L)
                    .withRowGroupRowCountLimit(rowsOfGroup)
                    .withEncryption(key)
                    .withPageWriteChecksumEnabled(codec == CompressionCodecName.SNAPPY)
                    .build()) {
                for (Object[] row : rows) {
                    writer.write(group(schema, row));
                }
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(file.getParent());
            return bytes;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static Group group(MessageType schema, Object[] row) {
        Group group = new SimpleGroup(schema);
        for (int column = 0; column < row.length; column++) {
            if (row[column] instanceof String text) {
                group.add(column, text);
            } else if (row[column] instanceof Integer number) {
                group.add(column, number);
            } else if (row[column] instanceof Long number) {
                group.add(column, number);
            } else if (row[column] instanceof Float number) {
                group.add(column, number);
            } else if (row[column] instanceof Double number) {
                group.add(column, number);
            } else if (row[column] instanceof Boolean flag) {
                group.add(column, flag);
            } else if (row[column] instanceof NanoTime moment) {
                group.add(column, moment);
            } else if (row[column] instanceof Binary bytes) {
                group.add(column, bytes);
            }
        }
        return group;
    }
}
