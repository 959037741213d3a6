package dev.taizhang.summaries;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ExchangeRates;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.CurrencyConversion;
import dev.taizhang.ledger.LedgerTables;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The rates at which amounts were converted, and the amounts that no rate covers. Copies report conversions from this
 * table. {@code jobs/explain} reads the rates of a release from it, whatever the current configuration contains. It has
 * no rows if the configuration has no rates.
 */
public final class ExchangeRatesUsed implements ComputedTable.Query {
    /** The table's name. */
    public static final String NAME = "exchange_rates";

    @Override
    public Steps rows(ComputedTable.Sources sources, StructType columns) {
        ExchangeRates rates = sources.rates();
        return converted()
                .filter(dataset -> !rates.isEmpty() && sources.ledger().hasRows(dataset))
                .map(dataset -> used(dataset, sources))
                .reduce(Dataset::unionByName)
                .map(used -> Steps.from(used.orderBy("dataset", "currency", "valid_from")))
                .orElseGet(() -> Steps.from(sources.state().sparkSession(), List.of(), columns));
    }

    @Override
    public Set<String> inputs() {
        return LedgerTables.names(converted().toList());
    }

    /** Returns the datasets whose amounts are converted. */
    private static Stream<DatasetDefinition> converted() {
        return Datasets.ALL.stream().filter(dataset -> dataset.conversionDate() != null);
    }

    private static Dataset<Row> used(DatasetDefinition dataset, ComputedTable.Sources sources) {
        ExchangeRates rates = sources.rates();
        Dataset<Row> foreign = sources.ledger()
                .accepted(dataset)
                .where(col("currency").notEqual(rates.portfolio().getCurrencyCode()))
                .where(upTo(sources.asOf(), dataset));
        return CurrencyConversion.withRates(foreign, dataset, rates)
                .groupBy("currency", "rate_from", "rate")
                .agg(
                        expr("min(" + dataset.conversionDate() + ")").as("earliest"),
                        expr("count(1)").as("row_count"))
                .select(
                        lit(dataset.name()).as("dataset"),
                        col("currency"),
                        expr("coalesce(rate_from, earliest)").as("valid_from"),
                        col("rate"),
                        col("row_count"));
    }

    /** Whether a row refers to the as-of date or an earlier one. */
    private static String upTo(AsOf asOf, DatasetDefinition dataset) {
        String date = AsOf.literal(asOf.date());
        return dataset.conversionDate() + " <= " + date
                + dataset.rowDate()
                        .map(recordDate -> " AND " + recordDate + " <= " + date)
                        .orElse("");
    }
}
