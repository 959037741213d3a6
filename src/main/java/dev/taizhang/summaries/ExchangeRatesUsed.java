package dev.taizhang.summaries;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ExchangeRates;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Converted;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * At which rates amounts were converted, and what no rate covers. Copies say so from it, and {@code jobs/explain} takes the rates of
 * a release from it, whatever the configuration says today. It has no rows where the configuration has no rates.
 */
public final class ExchangeRatesUsed implements ComputedTable {
    /** The table's name. */
    public static final String NAME = "exchange_rates";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Bilingual title() {
        return new Bilingual("折算汇率", "Exchange rates");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual(
                "截止日期前报送的外币金额所用的每个数据集、币种、汇率一行，没有汇率的另一行",
                "One row per dataset, currency and rate used for amounts in other currencies up to the date, and one for those"
                        + " without a rate");
    }

    @Override
    public List<String> grain() {
        return List.of("as_of_date", "dataset", "currency", "valid_from");
    }

    @Override
    public StructType schema() {
        return new StructType(new StructField[] {
            field("as_of_date", DataTypes.DateType, "截止日期", "date the figures speak of"),
            field("dataset", DataTypes.StringType, "数据集", "dataset"),
            field("currency", DataTypes.StringType, "原币种", "currency in which the amounts were delivered (ISO 4217)"),
            field(
                    "valid_from",
                    DataTypes.DateType,
                    "汇率起始日期：没有汇率的为最早一行的日期",
                    "first day of the rate; without one the earliest day that a row speaks of"),
            field(
                    "rate",
                    ExchangeRates.RATE,
                    "汇率：一个原币单位合项目盘子币种的单位数，空为没有汇率、未折算",
                    "units of the portfolio's currency for one of this; empty where there is no rate, and amounts stay in their own"
                            + " currency"),
            field("row_count", DataTypes.LongType, "行数", "accepted rows"),
        });
    }

    @Override
    public Dataset<Row> rows(Sources sources) {
        ExchangeRates rates = sources.configuration().exchange();
        return Datasets.ALL.stream()
                .filter(dataset -> !rates.isEmpty()
                        && dataset.valuedOn() != null
                        && sources.ledger().holds(dataset))
                .map(dataset -> used(dataset, sources))
                .reduce(Dataset::unionByName)
                .map(used -> used.orderBy("dataset", "currency", "valid_from"))
                .orElseGet(() -> sources.state().sparkSession().createDataFrame(List.of(), rowSchema()));
    }

    private static Dataset<Row> used(DatasetDefinition dataset, Sources sources) {
        ExchangeRates rates = sources.configuration().exchange();
        Dataset<Row> foreign = sources.ledger()
                .accepted(dataset)
                .where(col("currency").notEqual(rates.portfolio().getCurrencyCode()))
                .where(spokenBy(sources.asOf(), dataset));
        return Converted.besideRates(foreign, dataset, rates)
                .groupBy("currency", "rate_from", "rate")
                .agg(
                        expr("min(" + dataset.valuedOn() + ")").as("earliest"),
                        expr("count(1)").as("row_count"))
                .select(
                        lit(dataset.name()).as("dataset"),
                        col("currency"),
                        expr("coalesce(rate_from, earliest)").as("valid_from"),
                        col("rate"),
                        col("row_count"));
    }

    /** Whether a row speaks of the as-of date or one before it. */
    private static String spokenBy(AsOf asOf, DatasetDefinition dataset) {
        String date = AsOf.literal(asOf.date());
        return dataset.valuedOn() + " <= " + date
                + dataset.spoken()
                        .map(spoken -> " AND " + spoken + " <= " + date)
                        .orElse("");
    }
}
