package dev.taizhang.definition;

import java.util.BitSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/** Builds a row by the names of its columns, so that no value gets into the wrong column and none is forgotten. */
public final class NamedRow {
    private final StructType schema;
    private final Object[] values;
    private final BitSet set = new BitSet();

    private NamedRow(StructType schema) {
        this.schema = schema;
        this.values = new Object[schema.size()];
    }

    public static NamedRow of(StructType schema) {
        return new NamedRow(schema);
    }

    /**
     * Sets the value of a column, which may be null.
     *
     * @throws IllegalArgumentException if the schema has no such column
     * @throws IllegalStateException if it was set before
     */
    public NamedRow with(String column, Object value) {
        int position = schema.fieldIndex(column);
        if (set.get(position)) {
            throw new IllegalStateException("The column " + column + " is set twice.");
        }
        set.set(position);
        values[position] = value;
        return this;
    }

    /**
     * Returns the row.
     *
     * @throws IllegalStateException if a column was not set
     */
    public Row row() {
        if (set.cardinality() < values.length) {
            throw new IllegalStateException("The column " + schema.fieldNames()[set.nextClearBit(0)] + " is not set.");
        }
        return new GenericRowWithSchema(values, schema);
    }
}
