package dev.taizhang.cube;

import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Matching;
import dev.taizhang.facts.AsOf;
import dev.taizhang.ledger.Ledger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The targets of the as-of date's year. */
public final class Targets {
    /** The scope of a target that names no district. */
    public static final String WHOLE = "*";

    private Targets() {}

    /**
     * One row per scope and currency: {@code scope} (a district's code or {@link #WHOLE}), {@code currency}, and a column for
     * each metric that measures name, in whole units of the currency.
     */
    public static Dataset<Row> of(AsOf asOf, Ledger ledger, Configuration configuration) {
        return ledger.accepted(Datasets.TARGETS)
                .where("year = " + asOf.year())
                .withColumn("metric_code", Matching.code(configuration.reference("metrics"), expr("metric")))
                .withColumn("district_code", Matching.code(configuration.reference("districts"), expr("district")))
                .withColumn("scope", expr("IF(district IS NULL, '" + WHOLE + "', district_code)"))
                .groupBy("metric_code", "scope", "currency")
                .agg(expr("max_by(target, struct(delivery_number, row_number))").as("target"))
                .groupBy("scope", "currency")
                .agg(expr("max(target) FILTER (WHERE metric_code = 'annual_investment')")
                        .as("target_annual_investment"));
    }
}
