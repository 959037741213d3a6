package dev.taizhang.cube;

import static org.apache.spark.sql.functions.expr;

import com.google.common.collect.Sets;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Money;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.CurrencyConversion;
import dev.taizhang.facts.InterpretedLedger;
import dev.taizhang.facts.RegisterState;
import dev.taizhang.ledger.LedgerTables;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The targets of the as-of date's year.
 *
 * @param amounts one row per scope and currency: {@code scope} (a district's code or {@link #WHOLE}), {@code currency},
 *     one column {@code target_<metric>} for each metric that is an amount, and {@code signed_this_year}; all amounts
 *     in smallest units
 * @param parameters the whole programme's target rates, which apply to every line alike, and their due dates: Spark SQL
 *     literals by name
 */
public record Targets(Dataset<Row> amounts, Map<String, String> parameters) {
    /** The scope of a target that names no district. */
    public static final String WHOLE = "*";

    /** The metrics that are amounts. */
    static final List<String> AMOUNTS = List.of("annual_investment", "signed_amount");

    /** The metrics that are rates. */
    static final List<String> RATES = List.of("start_rate", "resumption_rate");

    /** The columns of sums and the parameters that come from targets, by their prefixes. */
    private static final Pattern NAMED =
            Pattern.compile("\\b(target_|programme_target_|programme_due_|signed_this_year\\b)");

    /** The names of the tables that are read. */
    public static final Set<String> INPUTS = Sets.union(
            LedgerTables.names(List.of(Datasets.TARGETS)),
            Set.of(RegisterState.CONTRACTS.table().name()));

    /** Whether a formula compares with a target. */
    static boolean areNamedIn(Measure measure) {
        return NAMED.matcher(measure.formula()).find();
    }

    /**
     * Reads the targets.
     *
     * @param contracts {@code facts.contract_state} of the as-of date
     */
    public static Targets of(AsOf asOf, InterpretedLedger ledger, Dataset<Row> contracts) {
        Dataset<Row> stated = ledger.delivered()
                .accepted(Datasets.TARGETS)
                .where("year = " + asOf.year())
                .select(
                        expr("*"),
                        ledger.code("metrics", expr("metric")).as("metric_code"),
                        ledger.code("districts", expr("district")).as("district_code"),
                        expr("IF(district IS NULL, '" + WHOLE + "', district_code)")
                                .as("scope"));
        Dataset<Row> amounts = stated.where(expr("metric_code").isin(AMOUNTS.toArray()))
                .withColumn("target", expr("CAST(target / (" + Money.SMALLEST_UNIT + ") AS DECIMAL(20, 0))"));
        return new Targets(
                amounts(asOf, latest(CurrencyConversion.of(amounts, Datasets.TARGETS, ledger.rates())), contracts),
                ledger.delivered().hasRows(Datasets.TARGETS) ? rates(latest(stated)) : rates());
    }

    private static Dataset<Row> latest(Dataset<Row> stated) {
        return stated.groupBy("metric_code", "scope", "currency")
                .agg(expr("max_by(struct(target, due_date), struct(delivery_number, row_number))")
                        .as("latest"))
                .select("metric_code", "scope", "currency", "latest.target", "latest.due_date");
    }

    private static Dataset<Row> amounts(AsOf asOf, Dataset<Row> stated, Dataset<Row> contracts) {
        Dataset<Row> signed = contracts
                .withColumns(Cube.yearOf("as_of_date", asOf.years()))
                .select(
                        expr("*"),
                        expr("explode(array('" + WHOLE + "', district_code))").as("scope"))
                .groupBy("scope", "currency")
                .agg(expr("CAST(" + Fact.CONTRACTS.measure("signed_amount").formula() + " AS DECIMAL(20, 0))")
                        .as("signed_this_year"));
        return stated.groupBy("scope", "currency")
                .agg(target("annual_investment"), target("signed_amount"))
                .join(signed, new String[] {"scope", "currency"}, "full_outer");
    }

    private static org.apache.spark.sql.Column target(String metric) {
        return expr("CAST(max(target) FILTER (WHERE metric_code = '" + metric + "') AS DECIMAL(20, 0))")
                .as("target_" + metric);
    }

    private static Map<String, String> rates() {
        Map<String, String> rates = new LinkedHashMap<>();
        for (String metric : RATES) {
            rates.put("programme_target_" + metric, "CAST(NULL AS DECIMAL(20, 6))");
            rates.put("programme_due_" + metric, "CAST(NULL AS DATE)");
        }
        return rates;
    }

    private static Map<String, String> rates(Dataset<Row> stated) {
        Map<String, String> rates = rates();
        stated.where(expr("metric_code").isin(RATES.toArray()).and(expr("scope = '" + WHOLE + "'")))
                .collectAsList()
                .forEach(row -> {
                    String metric = row.getAs("metric_code");
                    BigDecimal target = row.getAs("target");
                    Date due = row.getAs("due_date");
                    rates.put("programme_target_" + metric, "CAST(" + target.toPlainString() + " AS DECIMAL(20, 6))");
                    if (due != null) {
                        rates.put("programme_due_" + metric, "DATE'" + due + "'");
                    }
                });
        return rates;
    }
}
