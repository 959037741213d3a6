package dev.taizhang.cube;

import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.definition.SqlExpression;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.OutputState;
import dev.taizhang.facts.ProjectState;
import dev.taizhang.facts.RegisterState;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.TableDefinition;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of one fact, which roll-ups sum. All roll-ups of a fact are computed together.
 *
 * @param name its name in the definitions of roll-ups
 * @param table the table that its rows come from
 * @param dataset the dataset without which there are no rows
 * @param rows the columns of the rows
 * @param thing the columns that identify a summed thing
 * @param dimensions the dimensions that its roll-ups can use
 * @param source supplies its rows, each on the lines on which roll-ups count it
 */
public record Fact(
        String name,
        TableDefinition table,
        DatasetDefinition dataset,
        StructType rows,
        List<String> thing,
        List<Dimension> dimensions,
        Source source) {
    /** Turns the rows of a fact's table into its lines. Rows that state no currency are in the portfolio's. */
    public interface Source {
        Steps lines(Steps rows, Currency portfolio, PlanYear years);
    }

    public static final Fact PROJECTS = new Fact(
            "project_state",
            ProjectState.TABLE,
            Datasets.PROJECTS,
            ProjectState.FIGURES,
            List.of("project_code"),
            List.of(
                    Dimension.PROGRAMME,
                    Dimension.YEAR,
                    Dimension.DISTRICT,
                    Dimension.CLUSTER,
                    Dimension.STATUS,
                    Dimension.LEVEL,
                    Dimension.NATURE,
                    Dimension.OWNERSHIP,
                    Dimension.SIZE_BAND,
                    Dimension.SECTOR,
                    Dimension.INDUSTRY_GROUP,
                    Dimension.LEADER),
            (rows, portfolio, years) -> FactLines.of(rows));
    public static final Fact CONTRACTS = new Fact(
            "contract_state",
            RegisterState.CONTRACTS.table(),
            Datasets.CONTRACTS,
            RegisterState.CONTRACTS.table().schema(),
            List.of("contract_code"),
            List.of(
                    Dimension.DISTRICT,
                    Dimension.CLUSTER,
                    Dimension.SOURCE_REGION,
                    Dimension.OWNERSHIP,
                    Dimension.SIGNED_YEAR),
            FactLines::ofContracts);
    public static final Fact BOTTLENECKS = new Fact(
            "bottleneck_state",
            RegisterState.BOTTLENECKS.table(),
            Datasets.BOTTLENECKS,
            RegisterState.BOTTLENECKS.table().schema(),
            List.of("bottleneck_code"),
            List.of(Dimension.DISTRICT, Dimension.CLUSTER, Dimension.RESOURCE, Dimension.LEVEL, Dimension.DEPARTMENT),
            (rows, portfolio, years) -> FactLines.withoutCurrency(rows));
    public static final Fact APPROVALS = new Fact(
            "approval_state",
            RegisterState.APPROVALS.table(),
            Datasets.APPROVALS,
            RegisterState.APPROVALS.table().schema(),
            List.of("project_code", "step"),
            List.of(Dimension.DISTRICT, Dimension.CLUSTER, Dimension.STEP, Dimension.DEPARTMENT),
            (rows, portfolio, years) -> FactLines.withoutCurrency(rows));
    public static final Fact RESOURCES = new Fact(
            "project_factors",
            ProjectState.TABLE,
            Datasets.PROJECTS,
            new StructType()
                    .add("as_of_date", DataTypes.DateType)
                    .add("project_code", DataTypes.StringType)
                    .add("needed", ColumnType.NUMBER.sparkType())
                    .add("granted", ColumnType.NUMBER.sparkType())
                    .add("unit", DataTypes.StringType)
                    .add("unit_en", DataTypes.StringType),
            List.of("project_code"),
            List.of(Dimension.DISTRICT, Dimension.RESOURCE),
            (rows, portfolio, years) -> FactLines.resources(rows));
    public static final Fact OUTPUT = new Fact(
            "output_state",
            OutputState.TABLE,
            Datasets.INDUSTRIAL_OUTPUT,
            OutputState.TABLE.schema(),
            List.of("district_code", "cluster_code", "report_month"),
            List.of(Dimension.DISTRICT, Dimension.CLUSTER),
            (rows, portfolio, years) -> FactLines.each(rows));

    /** All facts. */
    public static final List<Fact> ALL = List.of(PROJECTS, CONTRACTS, BOTTLENECKS, APPROVALS, RESOURCES, OUTPUT);

    /** Finds a fact by name. */
    public static Optional<Fact> named(String name) {
        return ALL.stream().filter(fact -> fact.name().equals(name)).findFirst();
    }

    /** Returns its rows, each on the lines on which roll-ups count it. */
    public Steps linesOf(States states, Currency portfolio, PlanYear years) {
        return source.lines(Steps.from(states.of(table)), portfolio, years);
    }

    /** Finds a dimension that roll-ups of the fact can use, by name: a dimension, or a level above one. */
    public Optional<Dimension> dimension(String dimension) {
        return Dimension.named(dimension, dimensions);
    }

    /** Returns the built-in measures that sum its rows. Derived formulas may name them. */
    public List<Measure> summed() {
        return Measures.builtIn().summed(this);
    }

    /** Returns the summed measures behind a measure: itself, or those that its formula names. */
    List<Measure> summedFor(Measure measure) {
        if (measure.kind() == Measure.Kind.SUMMED) {
            return List.of(measure);
        }
        Set<String> named = SqlExpression.columns(measure.formula()).stream()
                .map(parts -> parts.get(parts.size() - 1))
                .collect(Collectors.toSet());
        return Stream.concat(summed().stream(), measure.needs().stream())
                .filter(part -> named.contains(part.name()))
                .toList();
    }

    /** Returns the built-in measure of a name. */
    public Measure measure(String measure) {
        return Measures.builtIn().named(this, measure).orElseThrow();
    }

    /** Returns the built-in measures of these names. */
    public List<Measure> measures(String... names) {
        return Stream.of(names).map(this::measure).toList();
    }

    /**
     * Returns the summed measures whose total over the whole programme is available on every line as {@code
     * whole_<measure>}.
     */
    List<Measure> measuresWithTotal() {
        return Measures.builtIn().measuresWithTotal(this);
    }

    /** Whether each of its lines has one currency, which is so for facts with amounts. */
    boolean hasCurrency() {
        return summed().stream().anyMatch(measure -> measure.unit() == Unit.AMOUNT);
    }

    /** Returns the columns of its lines, which summing formulas may name. */
    public StructType lines() {
        StructType lines = rows.add("times", DataTypes.IntegerType)
                .add("year", DataTypes.IntegerType)
                .add("year_start", DataTypes.DateType)
                .add("year_end", DataTypes.DateType);
        for (Dimension dimension : dimensions) {
            lines = List.of(lines.fieldNames()).contains(dimension.keyColumn())
                    ? lines
                    : lines.add(dimension.keyColumn(), dimension.type());
        }
        return lines;
    }

    /** Returns the columns of every line of sums, which derived formulas may name. */
    public StructType sums(List<Measure> beside) {
        List<Measure> all = new ArrayList<>(summed());
        all.addAll(beside);
        StructType sums = new StructType();
        for (Measure measure : all) {
            sums = sums.add(measure.name(), DataType.fromDDL(measure.unit().sumType()));
        }
        DataType whole = DataTypes.createDecimalType(20, 0);
        for (Measure measure : measuresWithTotal()) {
            sums = sums.add("whole_" + measure.name(), whole);
        }
        for (String amount : Targets.AMOUNTS) {
            sums = sums.add("target_" + amount, whole);
        }
        sums = sums.add("signed_this_year", whole);
        for (String rate : Targets.RATES) {
            sums = sums.add("programme_target_" + rate, DataTypes.createDecimalType(20, 6))
                    .add("programme_due_" + rate, DataTypes.DateType);
        }
        return sums.add("months_elapsed", whole).add("time_elapsed", DataTypes.createDecimalType(20, 6));
    }
}
