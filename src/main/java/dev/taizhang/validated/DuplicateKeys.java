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
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Rows of one delivery that have the same key: equal ones are one row; differing ones are all rejected, each naming
 * another.
 */
final class DuplicateKeys {
    private DuplicateKeys() {}

    /** Leaves out or rejects twins; rows that cannot be read or are left out already are nobody's. */
    static Dataset<Row> compared(Dataset<Row> rows, DatasetDefinition dataset) {
        Column[] key = Stream.concat(
                        Stream.of(col("delivery_number"), col("key_readable"), col("left_out")),
                        dataset.key().stream().map(name -> col("typed." + name)))
                .toArray(Column[]::new);
        WindowSpec twins = Window.partitionBy(key);
        WindowSpec ordered = twins.orderBy(col("sheet"), col("row_number"));
        Column comparable = col("key_readable").and(col("left_out").isNull());
        Column content = struct(col("typed"), col("problems"));
        Column equal = min(content).over(twins).eqNullSafe(max(content).over(twins));
        Column place = concat_ws("!", when(col("sheet").notEqual(""), col("sheet")), col("row_number"));
        return rows.withColumn(
                        "twins", when(comparable, count(lit(1)).over(twins)).otherwise(1))
                .withColumn("equal_twins", equal)
                .withColumn("nth_twin", row_number().over(ordered))
                .withColumn(
                        "other",
                        coalesce(lag(place, 1).over(ordered), lead(place, 1).over(ordered)))
                .withColumn(
                        "left_out",
                        when(expr("twins > 1 AND equal_twins AND nth_twin > 1"), lit("identical_row"))
                                .otherwise(col("left_out")))
                .withColumn(
                        "problems",
                        when(
                                        expr("twins > 1 AND NOT equal_twins"),
                                        array_union(col("problems"), array(duplicate(dataset))))
                                .otherwise(col("problems")))
                .drop("twins", "equal_twins", "nth_twin", "other");
    }

    private static Column duplicate(DatasetDefinition dataset) {
        String key = dataset.key().get(0);
        return struct(
                lit(key).as("column"),
                col("cells").getItem(dataset.indexOf(key)).as("value"),
                lit("duplicate_key").as("rule"),
                concat_ws("", lit("与第 "), col("other"), lit(" 行重复但内容不同，请只保留正确的一行。"))
                        .as("sentence_zh"),
                concat_ws(
                                "",
                                lit("The same key stands on row "),
                                col("other"),
                                lit(" with other values; keep the right row only."))
                        .as("sentence_en"));
    }
}
