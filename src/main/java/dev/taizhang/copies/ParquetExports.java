package dev.taizhang.copies;

import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Row;

/**
 * Writes the tables of the newest date as one Parquet file each, {@code exports/latest/parquet}, for DuckDB, pandas and
 * similar tools.
 */
final class ParquetExports implements TableCopy {
    private static final String FOLDER = "exports/latest/parquet/";

    private final Warehouse warehouse;

    ParquetExports(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public void begin() {
        // Every table has a file of its own.
    }

    @Override
    public Optional<RowCopy> table(CopiedTable table) throws IOException {
        return Optional.of(new ParquetFile(table));
    }

    @Override
    public void complete() {
        // Every file is complete once it has its name.
    }

    @Override
    public void close() {
        // Every file is closed with its table.
    }

    /** The file of one table. */
    private final class ParquetFile implements RowCopy {
        private final MessageType type;
        private final LocalCopy file;
        private final ParquetWriter<Group> writer;

        ParquetFile(CopiedTable table) throws IOException {
            Types.MessageTypeBuilder columns = Types.buildMessage();
            table.columns().forEach(column -> columns.addField(column.parquetType()));
            type = columns.named("table");
            file = new LocalCopy(warehouse, warehouse.path(FOLDER + table.name() + ".parquet"));
            writer = open();
        }

        private ParquetWriter<Group> open() throws IOException {
            try {
                return ExampleParquetWriter.builder(new LocalOutputFile(file.local()))
                        .withConf(new PlainParquetConfiguration())
                        .withType(type)
                        .withExtraMetaData(Map.of("synthetic", Boolean.toString(warehouse.isSynthetic())))
                        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                        .withCompressionCodec(CompressionCodecName.SNAPPY)
                        .build();
            } catch (IOException | RuntimeException stuck) {
                file.close();
                throw stuck;
            }
        }

        @Override
        public void add(Row row) throws IOException {
            Group group = new SimpleGroup(type);
            for (int index = 0; index < row.length(); index++) {
                if (!row.isNullAt(index)) {
                    ParquetExports.add(group, index, row.get(index), type.getType(index));
                }
            }
            writer.write(group);
        }

        @Override
        public void complete() throws IOException {
            writer.close();
            file.replace();
        }

        @Override
        public void close() throws IOException {
            try (file) {
                writer.close();
            }
        }
    }

    private static void add(Group group, int index, Object value, Type type) {
        if (value instanceof BigDecimal number) {
            if (type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64) {
                group.add(index, number.unscaledValue().longValueExact());
            } else {
                group.add(
                        index,
                        Binary.fromConstantByteArray(
                                padded(
                                        number.unscaledValue().toByteArray(),
                                        type.asPrimitiveType().getTypeLength())));
            }
        } else if (value instanceof Long number) {
            group.add(index, number);
        } else if (value instanceof Integer number) {
            group.add(index, number);
        } else if (value instanceof Boolean flag) {
            group.add(index, flag);
        } else if (value instanceof Instant time) {
            group.add(index, ChronoUnit.MICROS.between(Instant.EPOCH, time));
        } else if (type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
            // Dates of java.sql and of java.time have the same text form.
            group.add(index, Math.toIntExact(LocalDate.parse(value.toString()).toEpochDay()));
        } else {
            group.add(index, value.toString());
        }
    }

    /** Returns the number in two's complement, padded to the length of its column. */
    private static byte[] padded(byte[] number, int length) {
        byte[] padded = new byte[length];
        Arrays.fill(padded, number[0] < 0 ? (byte) -1 : 0);
        System.arraycopy(number, 0, padded, length - number.length, number.length);
        return padded;
    }
}
