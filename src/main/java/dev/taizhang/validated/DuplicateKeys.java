package dev.taizhang.validated;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Steps;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Compares the rows of one delivery that have the same key. Identical rows count once, with a warning if they are on
 * several sheets, of which one may be an old copy; differing ones are all rejected.
 */
final class DuplicateKeys {
    private DuplicateKeys() {}

    /** Leaves out or rejects duplicates. Rows with an unreadable key and rows left out already are not compared. */
    static Steps compared(Steps rows, DatasetDefinition dataset) {
        Column[] key = Stream.concat(
                        Stream.of(col("delivery_number"), col("key_readable"), col("left_out")),
                        dataset.key().stream().map(name -> col("typed." + name)))
                .toArray(Column[]::new);
        WindowSpec duplicates = Window.partitionBy(key);
        WindowSpec ordered = duplicates.orderBy(col("sheet"), col("row_number"));
        Column comparable = col("key_readable").and(col("left_out").isNull());
        Column content = struct(col("typed"), col("problems"));
        Column equal = min(content).over(duplicates).eqNullSafe(max(content).over(duplicates));
        Column place = concat_ws("!", when(col("sheet").notEqual(""), col("sheet")), col("row_number"));
        return rows.select(
                        col("*"),
                        when(comparable, count(lit(1)).over(duplicates))
                                .otherwise(1)
                                .as("duplicates"),
                        equal.as("equal_duplicates"),
                        row_number().over(ordered).as("nth_duplicate"),
                        coalesce(lag(place, 1).over(ordered), lead(place, 1).over(ordered))
                                .as("other"),
                        min("sheet")
                                .over(duplicates)
                                .notEqual(max("sheet").over(duplicates))
                                .as("several_sheets"))
                .withColumns(Map.of(
                        "warnings",
                        when(
                                        expr("duplicates > 1 AND equal_duplicates AND nth_duplicate = 1"
                                                + " AND several_sheets"),
                                        array_union(col("warnings"), array(onSeveralSheets(dataset))))
                                .otherwise(col("warnings")),
                        "left_out",
                        when(expr("duplicates > 1 AND equal_duplicates AND nth_duplicate > 1"), lit("identical_row"))
                                .otherwise(col("left_out")),
                        "problems",
                        when(
                                        expr("duplicates > 1 AND NOT equal_duplicates"),
                                        array_union(col("problems"), array(duplicate(dataset))))
                                .otherwise(col("problems"))))
                .drop("duplicates", "equal_duplicates", "nth_duplicate", "other", "several_sheets");
    }

    private static Column onSeveralSheets(DatasetDefinition dataset) {
        return finding(dataset, "row_on_several_sheets", ValidationMessages.onSeveralSheets(col("other")));
    }

    private static Column duplicate(DatasetDefinition dataset) {
        return finding(dataset, "duplicate_key", ValidationMessages.duplicateKey(col("other")));
    }

    private static Column finding(DatasetDefinition dataset, String rule, List<Column> sentences) {
        String key = dataset.key().get(0);
        return struct(
                lit(key).as("column"),
                col("cells").getItem(dataset.indexOf(key)).as("value"),
                lit(rule).as("rule"),
                sentences.get(0),
                sentences.get(1));
    }
}
