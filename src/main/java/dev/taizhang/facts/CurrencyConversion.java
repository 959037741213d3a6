package dev.taizhang.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.ExchangeRates;
import dev.taizhang.definition.Steps;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Converts rows of the ledger to the portfolio's currency. Each amount is converted at the rate in force on the date of
 * its row and rounded once, half up, to the smallest unit. A row that no rate covers keeps its own currency, and
 * therefore a line of its own. The ledger itself keeps the amounts as delivered.
 */
public final class CurrencyConversion {
    private static final StructType RATES = new StructType()
            .add("rate_currency", DataTypes.StringType)
            .add("rate_from", DataTypes.DateType)
            .add("rate_until", DataTypes.DateType)
            .add("rate", ExchangeRates.RATE)
            .add("factor", ExchangeRates.FACTOR);

    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private CurrencyConversion() {}

    /** Converts rows of a dataset, all of whose amounts are whole numbers of smallest units. */
    public static Dataset<Row> of(Dataset<Row> rows, DatasetDefinition dataset, ExchangeRates rates) {
        if (rates.isEmpty() || dataset.conversionDate() == null) {
            return rows;
        }
        return joined(rows, dataset, rates)
                .select(Stream.of(rows.columns())
                        .map(name -> converted(name, dataset, rates).as(name))
                        .toArray(Column[]::new))
                .rows();
    }

    private static Column converted(String name, DatasetDefinition dataset, ExchangeRates rates) {
        if (name.equals("currency")) {
            return expr("IF(factor IS NULL, currency, '" + rates.portfolio().getCurrencyCode() + "')");
        }
        boolean money = dataset.has(name) && dataset.column(name).type().isMoney();
        return money
                ? expr("coalesce(CAST(round(CAST(%1$s AS DECIMAL(19, 0)) * factor) AS BIGINT), %1$s)".formatted(name))
                : col(name);
    }

    /**
     * Returns rows of a dataset with amounts as delivered, and beside each row the first day, the rate and the factor
     * of the {@link ExchangeRates.Rate} that applies to it; these are null if no rate applies.
     */
    public static Dataset<Row> withRates(Dataset<Row> rows, DatasetDefinition dataset, ExchangeRates rates) {
        return joined(rows, dataset, rates).drop("rate_currency", "rate_until").rows();
    }

    private static Steps joined(Dataset<Row> rows, DatasetDefinition dataset, ExchangeRates rates) {
        Steps inForce = Steps.from(rows.sparkSession(), periods(rates), RATES);
        return Steps.from(rows)
                .join(
                        inForce.broadcast(),
                        expr("currency = rate_currency AND %1$s >= rate_from AND %1$s < rate_until"
                                .formatted(dataset.conversionDate())),
                        "left_outer");
    }

    /** Returns the rates, each valid until the next one of its currency. */
    private static List<Row> periods(ExchangeRates rates) {
        List<Row> periods = new ArrayList<>();
        for (ExchangeRates.Rate rate : rates.rates()) {
            LocalDate until = rates.rates().stream()
                    .filter(other -> other.currency().equals(rate.currency())
                            && other.from().isAfter(rate.from()))
                    .map(ExchangeRates.Rate::from)
                    .min(Comparator.naturalOrder())
                    .orElse(NEVER);
            periods.add(RowFactory.create(
                    rate.currency().getCurrencyCode(),
                    Date.valueOf(rate.from()),
                    Date.valueOf(until),
                    rate.rate(),
                    rates.factor(rate)));
        }
        return periods;
    }
}
