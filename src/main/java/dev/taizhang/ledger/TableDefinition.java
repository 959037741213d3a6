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
 * @param name the name with its namespace, such as {@code ledger.projects}
 * @param title the title shown to people
 * @param sentence the meaning of a row
 * @param grain the columns that distinguish the rows
 * @param schema the columns, with bilingual comments in their metadata
 * @param retention the dates that the table keeps
 */
public record TableDefinition(
        String name, Bilingual title, Bilingual sentence, List<String> grain, StructType schema, Retention retention) {
    /** The column by which facts and summaries distinguish dates. */
    public static final String AS_OF_DATE = "as_of_date";

    /** Defines a table that keeps every date. */
    public TableDefinition(String name, Bilingual title, Bilingual sentence, List<String> grain, StructType schema) {
        this(name, title, sentence, grain, schema, Retention.EVERY_DATE);
    }

    /** Returns its name without the namespace. */
    public String shortName() {
        return name.substring(name.indexOf('.') + 1);
    }

    /**
     * Converts a row of an earlier version to the current columns; a column that is missing or of another type is null.
     */
    public Row inCurrentColumns(Row row) {
        if (Arrays.equals(row.schema().fieldNames(), schema.fieldNames())) {
            return row;
        }
        Object[] values = Arrays.stream(schema.fields())
                .map(field -> has(row.schema(), field) ? row.getAs(field.name()) : null)
                .toArray();
        return new GenericRowWithSchema(values, schema);
    }

    /** Returns the current columns, for rows of an earlier version with other columns. */
    public Column[] currentColumns(StructType earlier) {
        return Arrays.stream(schema.fields())
                .map(field -> has(earlier, field)
                        ? col(field.name())
                        : lit(null).cast(field.dataType()).as(field.name()))
                .toArray(Column[]::new);
    }

    static boolean has(StructType columns, StructField field) {
        return columns.getFieldIndex(field.name()).isDefined()
                // The log and the code may differ in the nullability within arrays and maps.
                && columns.apply(field.name())
                        .dataType()
                        .catalogString()
                        .equals(field.dataType().catalogString());
    }

    /** Returns a digest of the grain, which a release records so that a change is detected. */
    String grainDigest() {
        return Hashes.of(String.join(",", grain)).substring(0, 8);
    }

    /** Returns whether its rows are delivered data and not computed from them. */
    boolean isOfTheLedger() {
        return name.startsWith("ledger.");
    }

    /**
     * Returns the partition columns. Tables with an as-of date are partitioned by it, so that one commit replaces a
     * date.
     */
    List<String> partitionColumns() {
        return Arrays.asList(schema.fieldNames()).contains(AS_OF_DATE) && !isOfTheLedger()
                ? List.of(AS_OF_DATE)
                : List.of();
    }
}
