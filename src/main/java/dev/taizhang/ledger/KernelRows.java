package dev.taizhang.ledger;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Converts rows between Spark and Kernel.
 *
 * <p>Kernel represents a date as days and a timestamp as microseconds since 1970 (UTC), an array and a struct as a
 * list, and all other values as Java does. The supported types are string, boolean, int, long, double, date, timestamp,
 * decimal, array and struct; another type causes an {@link IllegalArgumentException}.
 */
final class KernelRows {
    /** The types whose values are the same in both. */
    private static final Map<Class<? extends DataType>, Class<?>> PLAIN = Map.of(
            StringType.class, String.class,
            BooleanType.class, Boolean.class,
            IntegerType.class, Integer.class,
            LongType.class, Long.class,
            DoubleType.class, Double.class);

    private KernelRows() {}

    /**
     * Returns the values of a row in the order of the columns of the table.
     *
     * @throws IllegalArgumentException if the row has other columns, a null in a column that does not allow it, or a
     *     value of another type; values are neither cast nor rounded
     */
    static List<Object> toKernel(StructType columns, Row row) {
        List<String> names = row.schema() == null
                ? columns.fieldNames()
                : List.of(row.schema().fieldNames());
        if (row.length() != columns.length() || !names.equals(columns.fieldNames())) {
            throw new IllegalArgumentException("A row has " + row.length() + " values for the columns " + names
                    + ", but its table has " + columns.fieldNames() + "; give them in that order.");
        }
        List<Object> values = new ArrayList<>(row.length());
        for (int position = 0; position < columns.length(); position++) {
            StructField field = columns.at(position);
            Object value = row.get(position);
            if (value == null && !field.isNullable()) {
                throw new IllegalArgumentException(
                        "Column " + field.getName() + " is null in a row, but must not be null.");
            }
            values.add(toKernel(field.getName(), field.getDataType(), value));
        }
        return values;
    }

    private static Object toKernel(String column, DataType type, Object value) {
        if (value == null || PLAIN.getOrDefault(type.getClass(), Void.class).isInstance(value)) {
            return value;
        } else if (type instanceof DateType && value instanceof LocalDate date) {
            return Math.toIntExact(date.toEpochDay());
        } else if (type instanceof DateType && value instanceof Date date) {
            return Math.toIntExact(date.toLocalDate().toEpochDay());
        } else if (type instanceof TimestampType && value instanceof Instant instant) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        } else if (type instanceof TimestampType && value instanceof Timestamp timestamp) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, timestamp.toInstant());
        } else if (type instanceof DecimalType decimal && value instanceof BigDecimal number) {
            return exact(column, decimal, number);
        } else if (type instanceof ArrayType array && value instanceof Seq<?> elements) {
            return elements(column, array, CollectionConverters.asJava(elements));
        } else if (type instanceof ArrayType array && value instanceof List<?> elements) {
            return elements(column, array, elements);
        } else if (type instanceof StructType struct && value instanceof Row row) {
            return toKernel(struct, row);
        }
        throw new IllegalArgumentException(
                "Column " + column + " is of type " + type + ", but a row has a value of type "
                        + value.getClass().getName() + "; give a value of the column's type.");
    }

    private static List<Object> elements(String column, ArrayType array, List<?> elements) {
        List<Object> values = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (element == null && !array.containsNull()) {
                throw new IllegalArgumentException(
                        "Column " + column + " has a null element in a row, but must not have one.");
            }
            values.add(toKernel(column, array.getElementType(), element));
        }
        return values;
    }

    /** Refuses digits that do not fit, because Kernel would cut them off silently. */
    private static BigDecimal exact(String column, DecimalType type, BigDecimal number) {
        if (number.stripTrailingZeros().scale() > type.getScale()
                || number.precision() - number.scale() > type.getPrecision() - type.getScale()) {
            throw new IllegalArgumentException("Column " + column + " is of type " + type + ", which cannot represent "
                    + number.toPlainString() + ".");
        }
        return number.setScale(type.getScale(), RoundingMode.UNNECESSARY);
    }

    /** Returns the selected rows of a batch with this schema, which names the columns of the batch in its order. */
    static List<Row> toSpark(org.apache.spark.sql.types.StructType schema, FilteredColumnarBatch filtered) {
        ColumnarBatch batch = filtered.getData();
        List<ColumnVector> columns = new ArrayList<>();
        for (int position = 0; position < schema.length(); position++) {
            columns.add(batch.getColumnVector(position));
        }
        List<Row> rows = new ArrayList<>(batch.getSize());
        for (int index = 0; index < batch.getSize(); index++) {
            int row = index;
            if (filtered.getSelectionVector()
                    .map(selected -> !selected.isNullAt(row) && selected.getBoolean(row))
                    .orElse(true)) {
                rows.add(toSpark(schema, columns, row));
            }
        }
        return rows;
    }

    private static Row toSpark(org.apache.spark.sql.types.StructType schema, List<ColumnVector> columns, int row) {
        Object[] values = new Object[columns.size()];
        for (int position = 0; position < values.length; position++) {
            values[position] = toSpark(schema.fields()[position].dataType(), columns.get(position), row);
        }
        return new GenericRowWithSchema(values, schema);
    }

    private static Object toSpark(org.apache.spark.sql.types.DataType spark, ColumnVector column, int row) {
        DataType type = column.getDataType();
        if (column.isNullAt(row)) {
            return null;
        } else if (type instanceof StringType) {
            return column.getString(row);
        } else if (type instanceof BooleanType) {
            return column.getBoolean(row);
        } else if (type instanceof IntegerType) {
            return column.getInt(row);
        } else if (type instanceof LongType) {
            return column.getLong(row);
        } else if (type instanceof DoubleType) {
            return column.getDouble(row);
        } else if (type instanceof DateType) {
            return LocalDate.ofEpochDay(column.getInt(row));
        } else if (type instanceof TimestampType) {
            return Instant.EPOCH.plus(column.getLong(row), ChronoUnit.MICROS);
        } else if (type instanceof DecimalType) {
            return column.getDecimal(row);
        } else if (spark instanceof org.apache.spark.sql.types.ArrayType array) {
            ColumnVector elements = column.getArray(row).getElements();
            List<Object> values = new ArrayList<>();
            for (int index = 0; index < column.getArray(row).getSize(); index++) {
                values.add(toSpark(array.elementType(), elements, index));
            }
            return CollectionConverters.asScala(values).toSeq();
        } else if (spark instanceof org.apache.spark.sql.types.StructType struct) {
            List<ColumnVector> children = new ArrayList<>();
            for (int position = 0; position < struct.length(); position++) {
                children.add(column.getChild(position));
            }
            return toSpark(struct, children, row);
        }
        throw new IllegalArgumentException("Type " + type + " cannot be read without Spark.");
    }

    /** Returns the type of a column as Spark writes it, such as {@code decimal(18,2)} or {@code array<string>}. */
    static String sparkType(StructField field) {
        return org.apache.spark.sql.types.DataType.fromJson(DataTypeJsonSerDe.serializeDataType(field.getDataType()))
                .catalogString();
    }

    /** Returns the iterator that Kernel expects, over a list that needs no closing. */
    static <T> CloseableIterator<T> iterator(List<T> list) {
        return Utils.toCloseableIterator(list.iterator());
    }
}
