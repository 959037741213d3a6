package dev.taizhang.definition;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * Matches the words of senders to codes. It does so anew in every run, so that adding an alias also corrects past
 * figures.
 */
public final class ReferenceLookup {
    private ReferenceLookup() {}

    /**
     * Returns the code that a word means, or {@link ReferenceTable#UNASSIGNED}. It is a user-defined function because
     * Spark has no expression for Unicode's NFKC.
     */
    public static Column code(ReferenceTable table, Column word) {
        UDF1<String, String> match = text ->
                text == null ? ReferenceTable.UNASSIGNED : table.match(text).orElse(ReferenceTable.UNASSIGNED);
        UserDefinedFunction function = udf(match, DataTypes.StringType).asNonNullable();
        return function.apply(word);
    }
}
