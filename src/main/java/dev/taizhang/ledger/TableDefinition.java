package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Hashes;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table of the warehouse.
 *
 * @param name with its namespace, as it is asked for: {@code ledger.projects}
 * @param title its name for people
 * @param sentence what one row is
 * @param grain the columns that tell one row from another
 * @param schema its columns; bilingual comments in their metadata
 * @param retention which dates it keeps
 */
public record TableDefinition(
        String name, Bilingual title, Bilingual sentence, List<String> grain, StructType schema, Retention retention) {
    /** The column by which facts and summaries keep one date beside another. */
    public static final String AS_OF_DATE = "as_of_date";

    /** A table that keeps every date. */
    public TableDefinition(String name, Bilingual title, Bilingual sentence, List<String> grain, StructType schema) {
        this(name, title, sentence, grain, schema, Retention.EVERY_DATE);
    }

    /** A row of a version that had other columns, in those of today: a column that it has not, or has of another type, is null. */
    public Row inTodaysColumns(Row row) {
        if (Arrays.equals(row.schema().fieldNames(), schema.fieldNames())) {
            return row;
        }
        Object[] values = Arrays.stream(schema.fields())
                .map(field -> has(row.schema(), field) ? row.getAs(field.name()) : null)
                .toArray();
        return new GenericRowWithSchema(values, schema);
    }

    /** The columns of today in rows of a version that had others. */
    public Column[] todaysColumns(StructType then) {
        return Arrays.stream(schema.fields())
                .map(field -> has(then, field)
                        ? col(field.name())
                        : lit(null).cast(field.dataType()).as(field.name()))
                .toArray(Column[]::new);
    }

    static boolean has(StructType columns, StructField field) {
        return columns.getFieldIndex(field.name()).isDefined()
                // The log and the code may differ in what they say of nulls within arrays and maps.
                && columns.apply(field.name())
                        .dataType()
                        .catalogString()
                        .equals(field.dataType().catalogString());
    }

    /** A digest of the grain, which a release keeps to know whether it has changed since. */
    String grainDigest() {
        return Hashes.of(String.join(",", grain)).substring(0, 8);
    }

    /** Whether its rows are what was delivered, and not computed from it. */
    boolean isOfTheLedger() {
        return name.startsWith("ledger.");
    }

    /** Tables that speak of a date are partitioned by it, so that a date is replaced in one commit. */
    List<String> partitionColumns() {
        return Arrays.asList(schema.fieldNames()).contains(AS_OF_DATE) && !isOfTheLedger()
                ? List.of(AS_OF_DATE)
                : List.of();
    }
}
