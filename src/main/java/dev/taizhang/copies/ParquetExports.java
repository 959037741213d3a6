package dev.taizhang.copies;

import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.ReplacedFile;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
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
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes the tables of the newest date as one Parquet file each, {@code exports/latest/parquet}, for DuckDB, pandas and
 * similar tools.
 */
final class ParquetExports {
    private static final String FOLDER = "exports/latest/parquet/";

    /** The number of bytes that can hold any number of twenty digits. */
    private static final int LONG_DECIMAL_BYTES = 9;

    private static final int MOST_DIGITS_OF_A_LONG = 18;

    private final Configuration configuration;
    private final ReleaseRows rows;
    private final Release release;

    ParquetExports(Configuration configuration, ReleaseRows rows) {
        this.configuration = configuration;
        this.rows = rows;
        this.release = rows.release();
    }

    /** Writes every file beside the existing one, and then replaces that one. */
    void write() throws IOException {
        for (SummaryTable table : SummaryTable.all(configuration)) {
            write(table.name(), table.schema(), rows.of(table));
        }
        for (DimensionTable star : DimensionTable.all(configuration, release, Set.of(release.asOfDate()))) {
            write(star.name(), star.schema(), star.rows().iterator());
        }
    }

    private void write(String name, StructType schema, Iterator<Row> all) throws IOException {
        ReplacedFile.writeLocal(
                rows.warehouse(),
                rows.warehouse().path(FOLDER + name + ".parquet"),
                local -> write(local, schema, all));
    }

    private static void write(Path local, StructType schema, Iterator<Row> all) throws IOException {
        Types.MessageTypeBuilder columns = Types.buildMessage();
        for (StructField field : schema.fields()) {
            columns.addField(column(field));
        }
        MessageType type = columns.named("table");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(local))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .build()) {
            while (all.hasNext()) {
                Row row = all.next();
                Group group = new SimpleGroup(type);
                for (int index = 0; index < row.length(); index++) {
                    if (!row.isNullAt(index)) {
                        add(group, index, row.get(index), type.getType(index));
                    }
                }
                writer.write(group);
            }
        }
    }

    private static Type column(StructField field) {
        if (field.dataType() instanceof DecimalType decimal) {
            boolean isLong = decimal.precision() <= MOST_DIGITS_OF_A_LONG;
            Types.PrimitiveBuilder<PrimitiveType> number = isLong
                    ? Types.optional(PrimitiveTypeName.INT64)
                    : Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY).length(LONG_DECIMAL_BYTES);
            return number.as(LogicalTypeAnnotation.decimalType(decimal.scale(), decimal.precision()))
                    .named(field.name());
        }
        if (field.dataType().equals(DataTypes.DateType)) {
            return Types.optional(PrimitiveTypeName.INT32)
                    .as(LogicalTypeAnnotation.dateType())
                    .named(field.name());
        }
        if (field.dataType().equals(DataTypes.StringType)) {
            return Types.optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(field.name());
        }
        if (field.dataType().equals(DataTypes.BooleanType)) {
            return Types.optional(PrimitiveTypeName.BOOLEAN).named(field.name());
        }
        return Types.optional(
                        field.dataType().equals(DataTypes.IntegerType)
                                ? PrimitiveTypeName.INT32
                                : PrimitiveTypeName.INT64)
                .named(field.name());
    }

    private static void add(Group group, int index, Object value, Type type) {
        if (value instanceof BigDecimal number) {
            if (type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64) {
                group.add(index, number.unscaledValue().longValueExact());
            } else {
                group.add(
                        index,
                        Binary.fromConstantByteArray(
                                padded(number.unscaledValue().toByteArray())));
            }
        } else if (value instanceof Long number) {
            group.add(index, number);
        } else if (value instanceof Integer number) {
            group.add(index, number);
        } else if (value instanceof Boolean flag) {
            group.add(index, flag);
        } else if (type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
            // Dates of java.sql and of java.time have the same text form.
            group.add(index, Math.toIntExact(LocalDate.parse(value.toString()).toEpochDay()));
        } else {
            group.add(index, value.toString());
        }
    }

    /** Returns the number in two's complement, padded to the length of its column. */
    private static byte[] padded(byte[] number) {
        byte[] padded = new byte[LONG_DECIMAL_BYTES];
        Arrays.fill(padded, number[0] < 0 ? (byte) -1 : 0);
        System.arraycopy(number, 0, padded, LONG_DECIMAL_BYTES - number.length, number.length);
        return padded;
    }
}
