package dev.taizhang.ledger;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.math.BigDecimal;
import java.util.List;

/**
 * Rows in memory as columns for Kernel to write, with values as made by {@link KernelRows#toKernel}.
 *
 * <p>The row of values that Kernel provides cannot contain dates or timestamps.
 */
record ValueBatch(StructType schema, int size, List<Values> columns) implements ColumnarBatch {
    /** Returns the rows without their partition columns, which Delta records in the log instead of the file. */
    static ValueBatch of(StructType table, List<String> partitionColumns, List<List<Object>> rows) {
        List<StructField> fields = table.fields().stream()
                .filter(field -> !partitionColumns.contains(field.getName()))
                .toList();
        List<Values> columns = fields.stream()
                .map(field -> Values.ofPosition(field.getDataType(), table.indexOf(field.getName()), rows))
                .toList();
        return new ValueBatch(new StructType(fields), rows.size(), columns);
    }

    @Override
    public StructType getSchema() {
        return schema;
    }

    @Override
    public int getSize() {
        return size;
    }

    @Override
    public ColumnVector getColumnVector(int ordinal) {
        return columns.get(ordinal);
    }

    /** A column: a value or null for each row, and a list for an array or a struct. */
    record Values(DataType type, List<?> values) implements ColumnVector {
        static Values ofPosition(DataType type, int position, List<? extends List<?>> rows) {
            return new Values(
                    type,
                    rows.stream()
                            .map(row -> row == null ? null : row.get(position))
                            .toList());
        }

        @Override
        public DataType getDataType() {
            return type;
        }

        @Override
        public int getSize() {
            return values.size();
        }

        @Override
        public void close() {
            // Only memory is used.
        }

        @Override
        public boolean isNullAt(int row) {
            return values.get(row) == null;
        }

        @Override
        public boolean getBoolean(int row) {
            return (boolean) values.get(row);
        }

        @Override
        public int getInt(int row) {
            return (int) values.get(row);
        }

        @Override
        public long getLong(int row) {
            return (long) values.get(row);
        }

        @Override
        public double getDouble(int row) {
            return (double) values.get(row);
        }

        @Override
        public String getString(int row) {
            return (String) values.get(row);
        }

        @Override
        public BigDecimal getDecimal(int row) {
            return (BigDecimal) values.get(row);
        }

        @Override
        public ArrayValue getArray(int row) {
            return new Elements(new Values(((ArrayType) type).getElementType(), (List<?>) values.get(row)));
        }

        @Override
        public ColumnVector getChild(int ordinal) {
            List<? extends List<?>> structs =
                    values.stream().map(value -> (List<?>) value).toList();
            return ofPosition(((StructType) type).at(ordinal).getDataType(), ordinal, structs);
        }
    }

    /** The elements of one array. */
    record Elements(Values values) implements ArrayValue {
        @Override
        public int getSize() {
            return values.getSize();
        }

        @Override
        public ColumnVector getElements() {
            return values;
        }
    }
}
