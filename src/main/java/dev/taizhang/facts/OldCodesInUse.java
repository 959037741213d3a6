package dev.taizhang.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Steps;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that senders still deliver under a code which another has succeeded: dated on or after the day from which the
 * new code holds, as long as no later row has the new code.
 */
public final class OldCodesInUse {
    /** One row per dataset and pair of codes; {@code last_date} is the date of the latest such row. */
    public static final StructType COLUMNS =
            StructType.fromDDL("dataset STRING, old_code STRING, new_code STRING, effective_date DATE, kind STRING,"
                    + " last_date DATE, row_count BIGINT, delivery_number BIGINT");

    private OldCodesInUse() {}

    /** Returns the rows; empty if no successions were ever delivered. */
    public static Optional<Steps> of(Facts facts) {
        return facts.ledger().successions().all().map(all -> of(facts, all));
    }

    private static Steps of(Facts facts, Dataset<Row> all) {
        Steps pairs = Steps.from(all)
                .where("kind = 'renamed' OR ends")
                .select("old_code", "new_code", "effective_date", "kind");
        Steps codes = Steps.from(pairs.union(pairs.group(List.of(col("new_code")))
                        .select(
                                col("new_code").as("old_code"),
                                col("new_code"),
                                lit(null).cast("DATE").as("effective_date"),
                                lit(null).cast("STRING").as("kind")))
                .rows());
        return Datasets.ALL.stream()
                .filter(dataset -> dataset.has("project_code")
                        && facts.ledger().delivered().hasRows(dataset))
                .map(dataset -> of(facts, dataset, codes))
                .reduce(Steps::union)
                .orElseThrow();
    }

    private static Steps of(Facts facts, DatasetDefinition dataset, Steps codes) {
        String date = dataset.rowDate().orElseThrow();
        return Steps.from(facts.ledger().delivered().accepted(dataset))
                .select(col("project_code"), expr(date).as("row_date"), col("delivery_number"))
                .where("row_date <= " + AsOf.literal(facts.asOf().date()))
                .join(codes.broadcast(), expr("project_code = old_code"), "inner")
                .group(
                        Steps.columns("old_code", "new_code", "effective_date", "kind"),
                        expr("max(row_date)").as("last_date"),
                        expr("count_if(row_date >= effective_date)").as("row_count"),
                        expr("max_by(delivery_number, struct(row_date, delivery_number))")
                                .as("delivery_number"))
                .select(
                        col("*"),
                        expr("max(last_date) OVER (PARTITION BY new_code)").as("latest_date"))
                .where("last_date >= effective_date AND last_date = latest_date")
                .select(
                        lit(dataset.name()).as("dataset"),
                        col("old_code"),
                        col("new_code"),
                        col("effective_date"),
                        col("kind"),
                        col("last_date"),
                        col("row_count"),
                        col("delivery_number"));
    }
}
