package dev.taizhang.cube;

import static org.apache.spark.sql.functions.expr;

import com.google.common.collect.Sets;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.Steps;
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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

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

    private static final StructType COLUMNS = StructType.fromDDL("scope STRING, currency STRING,"
            + " target_annual_investment DECIMAL(20, 0), target_signed_amount DECIMAL(20, 0),"
            + " signed_this_year DECIMAL(20, 0)");

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
        if (!ledger.delivered().hasRows(Datasets.TARGETS) && !ledger.delivered().hasRows(Datasets.CONTRACTS)) {
            return new Targets(contracts.sparkSession().createDataFrame(List.of(), COLUMNS), rates());
        }
        Steps stated = Steps.from(ledger.delivered().accepted(Datasets.TARGETS))
                .where("year = " + asOf.year())
                .select(
                        expr("*"),
                        ledger.code("metrics", expr("metric")).as("metric_code"),
                        ledger.code("districts", expr("district")).as("district_code"),
                        expr("IF(district IS NULL, '" + WHOLE + "', district_code)")
                                .as("scope"));
        Steps amounts = stated.where(expr("metric_code").isin(AMOUNTS.toArray()))
                .withColumns(Map.of("target", expr("CAST(target / (" + Money.SMALLEST_UNIT + ") AS DECIMAL(20, 0))")));
        Steps converted = Steps.from(CurrencyConversion.of(amounts.rows(), Datasets.TARGETS, ledger.rates()));
        return new Targets(
                amounts(asOf, latest(converted), Steps.from(contracts)).rows(),
                ledger.delivered().hasRows(Datasets.TARGETS) ? rates(latest(stated)) : rates());
    }

    private static Steps latest(Steps stated) {
        return stated.group(
                        Steps.columns("metric_code", "scope", "currency"),
                        expr("max_by(struct(target, due_date), struct(delivery_number, row_number))")
                                .as("latest"))
                .select("metric_code", "scope", "currency", "latest.target", "latest.due_date");
    }

    private static Steps amounts(AsOf asOf, Steps stated, Steps contracts) {
        List<Column> place = Steps.columns("scope", "currency");
        Steps signed = contracts
                .withColumns(Cube.yearOf("as_of_date", asOf.years()))
                .select(
                        expr("*"),
                        expr("explode(array('" + WHOLE + "', district_code))").as("scope"))
                .group(
                        place,
                        expr("CAST(" + Fact.CONTRACTS.measure("signed_amount").formula() + " AS DECIMAL(20, 0))")
                                .as("signed_this_year"));
        return stated.group(place, target("annual_investment"), target("signed_amount"))
                .join(signed, List.of("scope", "currency"), "full_outer");
    }

    private static Column target(String metric) {
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

    private static Map<String, String> rates(Steps stated) {
        Map<String, String> rates = rates();
        stated.where(expr("metric_code").isin(RATES.toArray()).and(expr("scope = '" + WHOLE + "'")))
                .collect()
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
