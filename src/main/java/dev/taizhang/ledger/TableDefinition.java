package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import java.util.Arrays;
import java.util.List;
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

    /** Tables that speak of a date are partitioned by it, so that a date is replaced in one commit. */
    List<String> partitionColumns() {
        return Arrays.asList(schema.fieldNames()).contains(AS_OF_DATE) && !name.startsWith("ledger.")
                ? List.of(AS_OF_DATE)
                : List.of();
    }
}
