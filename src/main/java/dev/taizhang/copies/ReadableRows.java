package dev.taizhang.copies;

import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.Money;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.TableDefinition;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The form in which copies have the rows of a table: amounts in whole units with two decimals, and no columns of lists or
 * maps, which few tools can read. Summaries have it already.
 *
 * @param stored the columns of the table of the warehouse that copies have
 * @param schema the same columns as copies have them
 * @param amounts the names of the amounts in smallest units
 */
record ReadableRows(List<String> stored, StructType schema, Set<String> amounts) {
    private static final String CURRENCY = "currency";

    /** The names of columns that SQL does not take as names. */
    private static final Map<String, String> NAMES = Map.of("column", "column_name");

    /**
     * Describes the rows of a table.
     *
     * @param leftOut the columns that readers do not get
     */
    static ReadableRows of(TableDefinition table, Set<String> leftOut) {
        Set<String> amounts = States.TABLES.contains(table) ? States.amounts(table) : Set.of();
        List<StructField> plain = Stream.of(table.schema().fields())
                .filter(field -> isPlain(field.dataType()) && !leftOut.contains(field.name()))
                .toList();
        return new ReadableRows(
                plain.stream().map(StructField::name).toList(),
                new StructType(plain.stream()
                        .map(field -> amounts.contains(field.name()) ? amount(field) : named(field))
                        .toArray(StructField[]::new)),
                amounts);
    }

    private static boolean isPlain(DataType type) {
        return !(type instanceof ArrayType || type instanceof MapType || type instanceof StructType);
    }

    private static StructField amount(StructField field) {
        return Unit.AMOUNT.markOn(Column.field(field.name(), Unit.AMOUNT.type(), Column.comment(field)));
    }

    private static StructField named(StructField field) {
        return new StructField(
                NAMES.getOrDefault(field.name(), field.name()), field.dataType(), field.nullable(), field.metadata());
    }

    /** Returns what converts rows of the warehouse. A column that an earlier version of the table did not have is null. */
    UnaryOperator<Row> conversion() {
        return new Conversion(this);
    }

    /** Looks columns up once for all rows with the same schema. */
    private static final class Conversion implements UnaryOperator<Row> {
        private final ReadableRows readable;
        private final boolean[] amounts;
        private StructType columns;
        private int[] places;

        Conversion(ReadableRows readable) {
            this.readable = readable;
            this.amounts = new boolean[readable.stored.size()];
            for (int place = 0; place < amounts.length; place++) {
                amounts[place] = readable.amounts.contains(readable.stored.get(place));
            }
        }

        @Override
        public Row apply(Row row) {
            if (!row.schema().equals(columns)) {
                columns = row.schema();
                List<String> names = List.of(columns.fieldNames());
                places = readable.stored.stream().mapToInt(names::indexOf).toArray();
            }
            Object[] values = new Object[places.length];
            for (int place = 0; place < values.length; place++) {
                Object value = places[place] < 0 ? null : row.get(places[place]);
                if (amounts[place] && value instanceof Long amount) {
                    values[place] = Money.inWholeUnits(amount, row.getAs(CURRENCY));
                } else {
                    values[place] = value instanceof Timestamp time ? time.toInstant() : value;
                }
            }
            return new GenericRowWithSchema(values, readable.schema);
        }
    }
}
