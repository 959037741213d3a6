package dev.taizhang.query;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;

import dev.taizhang.cube.Contributions;
import dev.taizhang.cube.Measure;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ExchangeRates;
import dev.taizhang.definition.Money;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.CurrencyConversion;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.summaries.ExchangeRatesUsed;
import dev.taizhang.summaries.SummaryTable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The data behind a figure of one release: the items that it sums, and the delivered rows behind each. */
public final class Explanation {
    /** The columns of a project's state that come from its monthly reports. */
    private static final String OF_PROGRESS =
            "(?s).*(month_investment|year_to_date|planned_to_date|cumulative|physical_progress|ahead_of_time|light_code).*";

    private static final List<String> PLACE = List.of("file_name", "sheet", "row_number");

    private final LocalDate asOf;
    private final Contributions contributions;
    private final ReleaseFacts facts;
    private final Dataset<Row> lines;

    /**
     * Finds the lines that a figure sums.
     *
     * @param where a Spark SQL condition over the columns of the figure's table
     */
    public Explanation(ReleaseFacts facts, LocalDate asOf, Contributions contributions, String where) {
        this.asOf = asOf;
        this.contributions = contributions;
        this.facts = facts;
        Dataset<Row> all =
                contributions.rollUp().fact().source().lines(facts.stored(asOf), facts.portfolio(), facts.planYear());
        this.lines = contributions.lines(facts.members(), all, where);
    }

    /** Returns the total of the figure's parts, one row per currency. */
    public List<Row> total() {
        return contributions.total(lines).collectAsList();
    }

    /** Returns the columns that identify an item, for example a project. */
    public List<String> thing() {
        return contributions.rollUp().fact().thing();
    }

    /** Returns each item with its contribution, and the file, sheet and row of its latest record. */
    public Dataset<Row> things() {
        Dataset<Row> things = contributions.byThing(lines, thing());
        DatasetDefinition dataset = contributions.rollUp().fact().dataset();
        if (dataset.equals(Datasets.INDUSTRIAL_OUTPUT)) {
            // A line of output can be the sum of several senders' rows.
            return things;
        }
        Dataset<Row> placed = withPlace(things, dataset, thing(), "");
        boolean ofProgress = dataset.equals(Datasets.PROJECTS)
                && contributions.parts().stream().map(Measure::formula).anyMatch(part -> part.matches(OF_PROGRESS));
        return ofProgress ? withPlace(placed, Datasets.PROGRESS, List.of("project_code"), "progress_") : placed;
    }

    private Dataset<Row> withPlace(Dataset<Row> things, DatasetDefinition dataset, List<String> thing, String prefix) {
        String rowDate = dataset.rowDate().orElseThrow();
        ExchangeRates rates = rates(dataset);
        List<Column> details = Stream.concat(
                        Stream.of(col("delivery_number"), col("sheet"), col("row_number")),
                        rates.isEmpty() ? Stream.of() : delivered(dataset))
                .toList();
        Ledger ledger = facts.ledger();
        Dataset<Row> rows = ledger.accepted(dataset).where(rowDate + " <= " + AsOf.literal(asOf));
        Dataset<Row> files = ledger.read(LedgerTables.DELIVERIES).select("delivery_number", "file_name");
        Dataset<Row> places = (rates.isEmpty() ? rows : CurrencyConversion.withRates(rows, dataset, rates))
                .withColumn("record", struct(details.toArray(Column[]::new)))
                .groupBy(thing.stream().map(name -> col(name)).toArray(Column[]::new))
                .agg(expr("max_by(record, struct(" + rowDate + ", delivery_number))")
                        .as("place"))
                .select(Stream.concat(thing.stream().map(name -> col(name)), Stream.of(col("place.*")))
                        .toArray(Column[]::new))
                .join(broadcast(files), new String[] {"delivery_number"})
                .drop("delivery_number");
        List<String> shown = Stream.concat(
                        PLACE.stream(),
                        Stream.of(places.columns()).filter(name -> !PLACE.contains(name) && !thing.contains(name)))
                .toList();
        return things.join(
                places.select(Stream.concat(
                                thing.stream().map(name -> col(name)),
                                shown.stream().map(name -> col(name).as(prefix + name)))
                        .toArray(Column[]::new)),
                thing.toArray(String[]::new),
                "left_outer");
    }

    /**
     * Returns the delivered values of a row: its currency, the rate at which it was converted, and the amounts behind
     * the figure.
     */
    private Stream<Column> delivered(DatasetDefinition dataset) {
        Stream<Column> amounts = dataset.columnNames().stream()
                .filter(dataset.amounts()::contains)
                .filter(name -> dataset.equals(Datasets.PROGRESS)
                        || contributions.parts().stream()
                                .anyMatch(part -> part.formula().matches("(?s).*\\b" + name + "\\b.*")))
                .map(name -> Money.inWholeUnits(name).as("delivered_" + name));
        return Stream.concat(
                Stream.of(col("currency").as("delivered_currency"), col("rate").as("exchange_rate")), amounts);
    }

    /**
     * Returns the rates at which the release converted amounts of a dataset, whatever the current configuration
     * contains.
     */
    private ExchangeRates rates(DatasetDefinition dataset) {
        Currency portfolio = facts.portfolio();
        TableDefinition used = SummaryTable.builtIn(ExchangeRatesUsed.NAME).definition();
        if (dataset.conversionDate() == null || !facts.release().tables().containsKey(used.name())) {
            return new ExchangeRates(portfolio, List.of());
        }
        return new ExchangeRates(
                portfolio,
                facts
                        .read(used, asOf)
                        .where(col("dataset")
                                .equalTo(dataset.name())
                                .and(col("rate").isNotNull()))
                        .collectAsList()
                        .stream()
                        .map(row -> new ExchangeRates.Rate(
                                Currency.getInstance(row.<String>getAs("currency")),
                                row.<Date>getAs("valid_from").toLocalDate(),
                                row.getAs("rate")))
                        .toList());
    }
}
