package dev.taizhang.cube;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Settings;
import dev.taizhang.facts.AsOf;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/** Computes every roll-up of {@code facts.project_state} in one pass over it. */
public final class Cube {
    private static final String FACT = "taizhang_project_state";

    private final SparkSession spark;
    private final Configuration configuration;
    private final AsOf asOf;

    public Cube(SparkSession spark, Configuration configuration, AsOf asOf) {
        this.spark = spark;
        this.configuration = configuration;
        this.asOf = asOf;
    }

    /**
     * The rows of each roll-up, by its name, sorted by the members' order: as many as dimensions have members, so that the
     * driver may hold them.
     *
     * @param state {@code facts.project_state} of the as-of date
     * @param targets what {@link Targets#of} gives
     */
    public Map<String, List<Row>> rows(Map<String, RollUp> rollUps, Dataset<Row> state, Dataset<Row> targets) {
        List<Dimension> dimensions = dimensions(rollUps.values());
        List<Row> collected = summed(state, dimensions, rollUps.values())
                .transform(lines -> withNames(lines, dimensions))
                .transform(this::withWhole)
                .transform(lines -> withTargets(lines, targets, dimensions))
                .select(finished(dimensions, rollUps.values()))
                .collectAsList();
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        rollUps.forEach((name, rollUp) -> rows.put(name, select(collected, rollUp, dimensions)));
        return rows;
    }

    /** All dimensions asked for; the programme always among them, since shares are of its whole. */
    private static List<Dimension> dimensions(Collection<RollUp> rollUps) {
        Set<Dimension> dimensions = new LinkedHashSet<>(List.of(Dimension.PROGRAMME, Dimension.DISTRICT));
        rollUps.forEach(rollUp -> dimensions.addAll(rollUp.dimensions()));
        return List.copyOf(dimensions);
    }

    private Dataset<Row> summed(Dataset<Row> state, List<Dimension> dimensions, Collection<RollUp> rollUps) {
        state.withColumn("programme_code", lit(configuration.settings().programmeCode()))
                .withColumn("year", lit(asOf.year()))
                .createOrReplaceTempView(FACT);
        String sums = Measures.SUMMED.stream()
                .map(measure -> "CAST(" + measure.formula() + " AS DECIMAL(20, 0)) AS " + measure.name())
                .collect(Collectors.joining(",\n  "));
        String sets = Stream.concat(
                        Stream.of(List.of(Dimension.PROGRAMME)),
                        rollUps.stream().map(RollUp::dimensions))
                .map(set ->
                        set.stream().map(Dimension::codeColumn).collect(Collectors.joining(", ", "(currency, ", ")")))
                .distinct()
                .collect(Collectors.joining(", "));
        String columns = dimensions.stream().map(Dimension::codeColumn).collect(Collectors.joining(", "));
        return spark.sql("SELECT currency, " + columns + ", grouping_id() AS grouping,\n  " + sums
                + "\nFROM (SELECT *" + computedCodes(dimensions) + " FROM " + FACT + ")\nGROUP BY currency, "
                + columns + " GROUPING SETS (" + sets + ")");
    }

    /** The codes that are not columns of the fact itself. */
    private static String computedCodes(List<Dimension> dimensions) {
        return dimensions.stream()
                .filter(dimension -> !dimension.code().equals(dimension.codeColumn()))
                .map(dimension -> ", (" + dimension.code() + ") AS " + dimension.codeColumn())
                .collect(Collectors.joining());
    }

    private Dataset<Row> withNames(Dataset<Row> lines, List<Dimension> dimensions) {
        Dataset<Row> named = lines;
        for (Dimension dimension : dimensions) {
            named = named.join(broadcast(members(dimension)), new String[] {dimension.codeColumn()}, "left_outer");
        }
        return named;
    }

    private Dataset<Row> members(Dimension dimension) {
        return spark.createDataFrame(Members.rows(reference(dimension)), Members.SCHEMA)
                .toDF(
                        dimension.codeColumn(),
                        dimension.name() + "_name",
                        dimension.name() + "_name_en",
                        dimension.name() + "_sort");
    }

    private ReferenceTable reference(Dimension dimension) {
        if (!dimension.members().equals(Dimension.PROGRAMMES)) {
            return configuration.reference(dimension.members());
        }
        Settings settings = configuration.settings();
        ReferenceTable.Member programme = new ReferenceTable.Member(
                settings.programmeCode(),
                settings.programmeName().zh(),
                settings.programmeName().en(),
                1,
                "1");
        return new ReferenceTable(Dimension.PROGRAMMES, List.of(programme), Map.of());
    }

    /** Beside every line the whole programme's figures in its currency, for shares. */
    private Dataset<Row> withWhole(Dataset<Row> lines) {
        return lines.withColumn(
                "whole_total_investment",
                expr("max(IF(programme_code IS NOT NULL, total_investment, NULL)) OVER (PARTITION BY currency)"));
    }

    /** Beside the lines of the programme and of each district their targets, in smallest units. */
    private Dataset<Row> withTargets(Dataset<Row> lines, Dataset<Row> targets, List<Dimension> dimensions) {
        long district = grouping(List.of(Dimension.DISTRICT), dimensions);
        return lines.withColumn(
                        "scope",
                        expr("CASE WHEN programme_code IS NOT NULL THEN '" + Targets.WHOLE + "' WHEN grouping = "
                                + district + " THEN district_code END"))
                .join(broadcast(targets), new String[] {"scope", "currency"}, "left_outer")
                .withColumn(
                        "target_annual_investment",
                        expr("CAST(target_annual_investment / (" + Money.SMALLEST_UNIT + ") AS DECIMAL(20, 0))"));
    }

    private Column[] finished(List<Dimension> dimensions, Collection<RollUp> rollUps) {
        Stream<Column> grain = Stream.of(
                col("grouping"),
                lit(java.sql.Date.valueOf(asOf.date())).as("as_of_date"),
                lineKind(dimensions),
                col("currency"));
        Stream<Column> names = dimensions.stream()
                .flatMap(dimension ->
                        Stream.of("_code", "_name", "_name_en", "_sort").map(suffix -> col(dimension.name() + suffix)));
        Stream<Column> figures = rollUps.stream()
                .flatMap(rollUp -> rollUp.measures().stream())
                .distinct()
                .map(this::figure);
        return Stream.concat(grain, Stream.concat(names, figures)).toArray(Column[]::new);
    }

    private static Column lineKind(List<Dimension> dimensions) {
        String codes = dimensions.stream().map(Dimension::codeColumn).collect(Collectors.joining(", "));
        return expr("IF('" + ReferenceTable.UNASSIGNED + "' IN (" + codes + "), '" + ReferenceTable.UNASSIGNED
                        + "', 'member')")
                .as("line_kind");
    }

    private Column figure(Measure measure) {
        String formula = measure.kind() == Measure.Kind.SUMMED ? measure.name() : measure.formula();
        String parameters =
                formula.replaceAll("\\bmonths_elapsed\\b", "CAST(" + asOf.monthsElapsed() + " AS DECIMAL(20, 0))");
        String scaled =
                measure.unit() == Unit.AMOUNT ? "(" + parameters + ") * (" + Money.SMALLEST_UNIT + ")" : parameters;
        return expr(scaled).cast(measure.unit().type()).as(measure.name());
    }

    /** What {@code grouping_id} is for the lines of a set: a bit for each dimension that is summed over, the first highest. */
    private static long grouping(List<Dimension> set, List<Dimension> dimensions) {
        long grouping = 0;
        for (Dimension dimension : dimensions) {
            grouping = grouping * 2 + (set.contains(dimension) ? 0 : 1);
        }
        return grouping;
    }

    private static List<Row> select(List<Row> lines, RollUp rollUp, List<Dimension> dimensions) {
        long grouping = grouping(rollUp.dimensions(), dimensions);
        String[] columns = rollUp.schema().fieldNames();
        Comparator<Row> order = Comparator.comparingInt(row -> 0);
        for (Dimension dimension : rollUp.dimensions()) {
            order = order.thenComparing(row -> row.<Integer>getAs(dimension.name() + "_sort"));
        }
        return lines.stream()
                .filter(row -> row.<Long>getAs("grouping") == grouping)
                .sorted(order.thenComparing(row -> row.<String>getAs("currency")))
                .<Row>map(row -> new GenericRowWithSchema(
                        Stream.of(columns).map(column -> row.getAs(column)).toArray(), rollUp.schema()))
                .toList();
    }
}
