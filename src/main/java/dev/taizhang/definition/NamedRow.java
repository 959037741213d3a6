package dev.taizhang.definition;

import java.util.BitSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/** Makes a row by the names of its columns, so that no value comes into the column of another and none is forgotten. */
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
     * Sets a column, to null if it has no value.
     *
     * @throws IllegalArgumentException if the schema has no such column
     * @throws IllegalStateException if it was set before
     */
    public NamedRow with(String column, Object value) {
        int place = schema.fieldIndex(column);
        if (set.get(place)) {
            throw new IllegalStateException("The column " + column + " is set twice.");
        }
        set.set(place);
        values[place] = value;
        return this;
    }

    /**
     * The row.
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
