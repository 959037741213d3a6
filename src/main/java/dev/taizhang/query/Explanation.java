package dev.taizhang.query;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import dev.taizhang.cube.Measure;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ExchangeRates;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.CurrencyConversion;
import dev.taizhang.facts.InterpretedLedger;
import dev.taizhang.facts.ProjectState;
import dev.taizhang.facts.Successions;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.summaries.ExchangeRatesUsed;
import dev.taizhang.summaries.SummaryTable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The data behind a figure of one release: the items that it sums, and the delivered rows behind each. */
public final class Explanation {
    /** The columns of a project's state that come from its monthly reports. */
    private static final String OF_PROGRESS =
            "(?s).*(month_investment|year_to_date|planned_to_date|cumulative|physical_progress|ahead_of_time|light_code).*";

    private static final String PROJECT = "project_code";

    private static final List<String> PLACE = List.of("file_name", "sheet", "row_number");

    private final LocalDate asOf;
    private final ExplainedFigure figure;
    private final ReleaseFacts facts;
    private final Rows asked;
    private final Successions codes;

    /**
     * The rows of a table that are asked for.
     *
     * @param where a Spark SQL condition over the columns of the table
     * @param project the code of the only project that is asked for; empty for all of them
     */
    public record Rows(String where, Optional<String> project) {
        private Dataset<Row> ofProject(Dataset<Row> rows) {
            return project.map(code -> rows.where(col(PROJECT).equalTo(code))).orElse(rows);
        }
    }

    /**
     * Prepares to break down a figure as of a date.
     *
     * @param codes the codes under which projects are shown, so that those of two releases can be compared
     */
    public Explanation(ReleaseFacts facts, LocalDate asOf, ExplainedFigure figure, Rows asked, Successions codes) {
        this.asOf = asOf;
        this.facts = facts;
        this.figure = figure;
        this.asked = asked;
        this.codes = codes;
    }

    private Dataset<Row> renamed(Dataset<Row> rows) {
        return List.of(rows.columns()).contains(PROJECT)
                ? codes.renamed(facts.spark(), Steps.from(rows), PROJECT).rows()
                : rows;
    }

    /** Returns the lines that the figure sums. */
    private Dataset<Row> lines() {
        Steps all = figure.fact().linesOf(facts.stored(asOf), facts.portfolio(), facts.planYear());
        if (!figure.isOfStoredRows()) {
            return asked.ofProject(renamed(figure.contributions().lines(facts.members(), all, asked.where())));
        }
        Dataset<Row> counted = figure.contributions().lines(facts.members(), all, "true");
        return asked.ofProject(renamed(counted.join(rows(), figure.key().toArray(String[]::new), "left_semi")));
    }

    /** Returns the rows of the table that are asked for. */
    private Dataset<Row> rows() {
        return facts.read(figure.table().definition(), asOf).where(asked.where());
    }

    /** Returns the total of the figure's parts, one row per currency; none if the figure is stated for each thing. */
    public List<Row> total() {
        return figure.isStated()
                ? List.of()
                : figure.contributions().total(lines()).collectAsList();
    }

    /** Returns the codes that the project asked for had before. */
    public List<String> formerCodes() {
        return asked.project().map(codes::former).orElse(List.of());
    }

    /** Returns the columns that identify an item, for example a project. */
    public List<String> thing() {
        return figure.fact().thing();
    }

    /** Returns the rows that are compared with those asked for, in their order; empty if the figure is no rank. */
    public Optional<Dataset<Row>> compared() {
        return figure.ranking().map(ranking -> {
            String[] among = ranking.among().toArray(String[]::new);
            Stream<String> shown = Stream.of(
                            ranking.among().stream(),
                            figure.key().stream(),
                            Stream.of(figure.table().schema().fieldNames()).filter(name -> name.endsWith("_name")),
                            Stream.of(ranking.by().name()),
                            ranking.columns().stream())
                    .flatMap(names -> names)
                    .distinct();
            return facts.read(figure.table().definition(), asOf)
                    .join(rows(), among, "left_semi")
                    .select(shown.map(name -> col(name)).toArray(Column[]::new))
                    .orderBy(Stream.concat(
                                    Stream.of(among).map(name -> col(name)),
                                    Stream.of(col(ranking.by().name()).desc_nulls_last()))
                            .toArray(Column[]::new));
        });
    }

    /** Returns each item with its name, its contribution, and the file, sheet and row of its latest record. */
    public Dataset<Row> things() {
        Dataset<Row> things =
                named(figure.isStated() ? stated() : figure.contributions().byThing(lines(), thing()));
        DatasetDefinition dataset = figure.fact().dataset();
        if (dataset.equals(Datasets.INDUSTRIAL_OUTPUT)) {
            // A line of output can be the sum of several senders' rows.
            return things;
        }
        Dataset<Row> placed = withPlace(things, dataset, thing(), "");
        boolean ofProgress = dataset.equals(Datasets.PROJECTS)
                && figure.parts().stream().map(Measure::formula).anyMatch(part -> part.matches(OF_PROGRESS));
        return ofProgress ? withPlace(placed, Datasets.PROGRESS, List.of(PROJECT), "progress_") : placed;
    }

    /** Returns the values of the column for each thing, as the table has them. */
    private Dataset<Row> stated() {
        Stream<String> names = Stream.of(
                        thing().stream(),
                        Stream.of(figure.table().schema().fieldNames()).filter("currency"::equals),
                        figure.parts().stream().map(Measure::name))
                .flatMap(columns -> columns)
                .distinct();
        Dataset<Row> rows = asked.ofProject(renamed(rows()))
                .select(names.map(name -> col(name)).toArray(Column[]::new));
        return List.of(rows.columns()).contains("currency") ? rows : rows.withColumn("currency", lit(""));
    }

    /** Adds the names of projects and contracts beside their codes. */
    private Dataset<Row> named(Dataset<Row> things) {
        String code = thing().get(0);
        String name = code.replaceFirst("_code$", "_name");
        Optional<TableDefinition> with = Stream.of(figure.fact().table(), ProjectState.TABLE)
                .filter(table -> List.of(table.schema().fieldNames()).containsAll(List.of(code, name)))
                .findFirst();
        if (with.isEmpty() || List.of(things.columns()).contains(name)) {
            return things;
        }
        List<String> shown = new ArrayList<>(List.of(things.columns()));
        shown.add(thing().size(), name);
        Dataset<Row> names = renamed(facts.read(with.get(), asOf).select(col(code), col(name)))
                .groupBy(col(code))
                .agg(max(col(name)).as(name));
        return things.join(names, new String[] {code}, "left_outer")
                .select(shown.stream().map(column -> col(column)).toArray(Column[]::new));
    }

    private Dataset<Row> withPlace(Dataset<Row> things, DatasetDefinition dataset, List<String> thing, String prefix) {
        String rowDate = dataset.rowDate().orElseThrow();
        ExchangeRates rates = rates(dataset);
        List<Column> details = Stream.concat(
                        Stream.of(col("delivery_number"), col("sheet"), col("row_number")),
                        rates.isEmpty() ? Stream.of() : delivered(dataset))
                .toList();
        InterpretedLedger ledger = facts.interpreted(codes);
        Dataset<Row> rows = ledger.accepted(dataset).where(rowDate + " <= " + AsOf.literal(asOf));
        Dataset<Row> files = ledger.delivered().read(LedgerTables.DELIVERIES).select("delivery_number", "file_name");
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
                        || figure.parts().stream()
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
