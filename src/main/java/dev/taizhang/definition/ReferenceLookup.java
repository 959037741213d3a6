package dev.taizhang.definition;

import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /**
     * Returns the place of the code of a word among {@link #codes}. Spark aggregates a number by hashing, but would sort rows to
     * aggregate a text.
     */
    public static Column place(ReferenceTable table, Column word) {
        List<String> codes = codes(table);
        Map<String, Integer> places =
                codes.stream().collect(Collectors.toMap(code -> code, codes::indexOf, (first, second) -> first));
        UDF1<String, Integer> match = text -> places.get(
                text == null ? ReferenceTable.UNASSIGNED : table.match(text).orElse(ReferenceTable.UNASSIGNED));
        return udf(match, DataTypes.IntegerType).asNonNullable().apply(word);
    }

    /** Returns every code that a word can mean. */
    public static List<String> codes(ReferenceTable table) {
        return Stream.concat(
                        table.members().stream().map(ReferenceTable.Member::code), Stream.of(ReferenceTable.UNASSIGNED))
                .toList();
    }
}
