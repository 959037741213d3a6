package dev.taizhang.definition;

import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Matches the words of senders to codes, anew at every run, so that a new alias mends history. */
public final class ReferenceLookup {
    private ReferenceLookup() {}

    /**
     * The code that a word means, or {@link ReferenceTable#UNASSIGNED}. A function of ours, since Spark has no expression for
     * Unicode's NFKC.
     */
    public static Column code(ReferenceTable table, Column word) {
        UDF1<String, String> match = text ->
                text == null ? ReferenceTable.UNASSIGNED : table.match(text).orElse(ReferenceTable.UNASSIGNED);
        UserDefinedFunction function = udf(match, DataTypes.StringType).asNonNullable();
        return function.apply(word);
    }
}
