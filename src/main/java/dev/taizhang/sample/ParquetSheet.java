package dev.taizhang.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Writes rows as a Parquet file, one after the other: amounts as DECIMAL(18,2), percentages as DECIMAL(4,1), dates as
 * DATE.
 */
final class ParquetSheet implements AutoCloseable {
    /** Small, because a large sample has dozens of files open at the same time. */
    private static final long BYTES_OF_ROW_GROUP = 16L << 20;

    private final ParquetWriter<List<Cell>> writer;
    private long rows;

    ParquetSheet(Path file, List<SheetColumn> columns) throws IOException {
        this.writer = new Builder(file, new Support(columns))
                .withConf(new PlainParquetConfiguration())
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(BYTES_OF_ROW_GROUP)
                .build();
    }

    /** Writes a whole sheet and returns its number of rows. */
    static long write(Sheet sheet, Path file) throws IOException {
        try (ParquetSheet parquet = new ParquetSheet(file, sheet.columns())) {
            for (List<Cell> row : sheet.rows()) {
                parquet.add(row);
            }
            return parquet.rows();
        }
    }

    /** Adds a row, whose cells are in the order of the columns. */
    void add(List<Cell> row) throws IOException {
        writer.write(row);
        rows++;
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /**
     * Parquet's interface to a writer of our own rows. Its class requires a deprecated method beside the one that it
     * calls.
     */
    @SuppressWarnings("deprecation")
    private static final class Builder extends ParquetWriter.Builder<List<Cell>, Builder> {
        private final Support support;

        private Builder(Path file, Support support) {
            super(new LocalOutputFile(file));
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<List<Cell>> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<List<Cell>> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }

    /** Passes the cells of a row to Parquet; for the deprecated method, see above. */
    @SuppressWarnings("deprecation")
    private static final class Support extends WriteSupport<List<Cell>> {
        private final List<SheetColumn> columns;
        private RecordConsumer record;

        private Support(List<SheetColumn> columns) {
            this.columns = columns;
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            MessageType schema = new MessageType(
                    "sample", columns.stream().map(Support::type).toArray(PrimitiveType[]::new));
            return new WriteContext(schema, Map.of("note", "合成数据，仅供演示 synthetic data for demonstration"));
        }

        @Override
        public WriteContext init(Configuration configuration) {
            return init(new PlainParquetConfiguration());
        }

        private static PrimitiveType type(SheetColumn column) {
            return switch (column.kind()) {
                case TEXT -> type(column, PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType());
                case MONEY, NUMBER -> type(column, PrimitiveTypeName.INT64, LogicalTypeAnnotation.decimalType(2, 18));
                case DAY -> type(column, PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType());
                case PERCENT -> type(column, PrimitiveTypeName.INT32, LogicalTypeAnnotation.decimalType(1, 4));
            };
        }

        private static PrimitiveType type(
                SheetColumn column, PrimitiveTypeName primitive, LogicalTypeAnnotation meaning) {
            return Types.optional(primitive).as(meaning).named(column.header());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            this.record = recordConsumer;
        }

        @Override
        public void write(List<Cell> row) {
            record.startMessage();
            for (int index = 0; index < columns.size(); index++) {
                if (!(row.get(index) instanceof Cell.Blank)) {
                    record.startField(columns.get(index).header(), index);
                    write(row.get(index));
                    record.endField(columns.get(index).header(), index);
                }
            }
            record.endMessage();
        }

        private void write(Cell cell) {
            if (cell instanceof Cell.Decimal decimal) {
                record.addLong(decimal.value().setScale(2).unscaledValue().longValueExact());
            } else if (cell instanceof Cell.Day day) {
                record.addInteger(Math.toIntExact(day.date().toEpochDay()));
            } else if (cell instanceof Cell.Month month) {
                record.addInteger(Math.toIntExact(month.month().atDay(1).toEpochDay()));
            } else if (cell instanceof Cell.Thousandths share) {
                record.addInteger(share.value());
            } else {
                record.addBinary(Binary.fromString(cell.plain()));
            }
        }
    }
}
