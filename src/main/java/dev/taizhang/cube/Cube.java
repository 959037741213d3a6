package dev.taizhang.cube;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.Maps;
import com.google.common.collect.Multisets;
import dev.taizhang.definition.CachedRows;
import dev.taizhang.definition.LineKind;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.definition.Steps;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;

/** Computes every roll-up of one fact in few passes over it. */
public final class Cube implements AutoCloseable {
    private final Members members;
    private final FormulaParameters parameters;
    private final Fact fact;
    private final Map<String, RollUp> rollUps;
    private final List<Dimension> dimensions;
    private final Steps lines;
    private final CachedRows sums;

    /**
     * Plans the pass.
     *
     * @param rollUps all roll-ups that will be requested, by name; all must belong to the fact
     * @param lines result of {@link FactLines} for the fact as of the date
     * @param years the same lines for each year of the programme, for roll-ups by year
     */
    public Cube(
            Members members,
            FormulaParameters parameters,
            Fact fact,
            Map<String, RollUp> rollUps,
            Steps lines,
            Steps years) {
        this.members = members;
        this.parameters = parameters;
        this.fact = fact;
        this.rollUps = rollUps;
        this.dimensions = dimensions(rollUps.values());
        this.lines = fact.equals(Fact.CONTRACTS)
                ? lines.unionOfSomeColumns(FactLines.withTargetOnly(parameters.targets()))
                : lines;
        this.sums = new CachedRows(sums(years));
    }

    /**
     * Returns the rows of each roll-up that is small enough for the driver, which has about as many rows as its
     * dimensions have members. The result is by name, with rows in the order of the members.
     */
    public Map<String, List<Row>> rows() {
        Map<String, RollUp> bounded = new LinkedHashMap<>(rollUps);
        bounded.values().removeIf(RollUp::sparse);
        Column wanted = col("grouping")
                .isin(bounded.values().stream().map(this::grouping).distinct().toArray());
        List<Row> collected = finished(
                        sums.steps().where(wanted.or(col("grouping").equalTo(grouping(whole())))), bounded.values())
                .collect();
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        bounded.forEach((name, rollUp) -> rows.put(name, select(collected, rollUp)));
        return rows;
    }

    /**
     * Returns the rows of a roll-up that counts every project once. With many dimensions it has nearly as many rows as
     * projects.
     */
    public Steps sparseRows(String name) {
        RollUp rollUp = rollUps.get(name);
        List<Measure> summed = Stream.concat(summedFor(rollUp).stream(), fact.measuresWithTotal().stream())
                .distinct()
                .toList();
        return finished(sums(lines, List.of(groupedBy(rollUp)), summed), List.of(rollUp))
                .select(rollUp.schema().fieldNames());
    }

    /** The roll-up that is the basis of shares. */
    private RollUp whole() {
        return new RollUp(fact, List.of(Dimension.PROGRAMME), List.of());
    }

    private static List<Dimension> dimensions(Collection<RollUp> rollUps) {
        Set<Dimension> dimensions = new LinkedHashSet<>(List.of(Dimension.PROGRAMME, Dimension.DISTRICT));
        rollUps.forEach(rollUp -> dimensions.addAll(rollUp.dimensions()));
        return List.copyOf(dimensions);
    }

    /**
     * Sums the lines for every set of dimensions that a roll-up for the driver uses. A pass costs as much as its measures for
     * each of its sets. So the sets that need only the measures of most tables have a pass of their own, and so do the many
     * lines of all years. The sparse roll-ups, whose many rows would carry every sum to another task, are not among them.
     */
    private Steps sums(Steps years) {
        Map<List<String>, Set<Measure>> ofDate = new LinkedHashMap<>();
        Map<List<String>, Set<Measure>> ofYears = new LinkedHashMap<>();
        ofDate.put(groupedBy(whole()), new LinkedHashSet<>(fact.measuresWithTotal()));
        rollUps.values().stream()
                .filter(rollUp -> !rollUp.sparse())
                .forEach(rollUp -> (rollUp.ofYears() ? ofYears : ofDate)
                        .computeIfAbsent(groupedBy(rollUp), set -> new LinkedHashSet<>())
                        .addAll(summedFor(rollUp)));
        Set<Measure> usual = usual(ofDate.values());
        return Stream.of(
                        sums(lines, Maps.filterValues(ofDate, usual::containsAll)),
                        sums(lines, Maps.filterValues(ofDate, needed -> !usual.containsAll(needed))),
                        sums(years, ofYears))
                .flatMap(Optional::stream)
                .reduce(Steps::unionOfSomeColumns)
                .orElseThrow();
    }

    /** Returns the measures that more sets need than any others. */
    private static Set<Measure> usual(Collection<Set<Measure>> needed) {
        return Multisets.copyHighestCountFirst(LinkedHashMultiset.create(needed))
                .iterator()
                .next();
    }

    private Optional<Steps> sums(Steps lines, Map<List<String>, Set<Measure>> needed) {
        return needed.isEmpty()
                ? Optional.empty()
                : Optional.of(sums(
                        lines,
                        needed.keySet(),
                        needed.values().stream().flatMap(Set::stream).distinct().toList()));
    }

    private List<Measure> summedFor(RollUp rollUp) {
        return rollUp.measures().stream()
                .flatMap(measure -> fact.summedFor(measure).stream())
                .toList();
    }

    private Steps sums(Steps lines, Collection<List<String>> sets, List<Measure> summed) {
        Stream<Column> sums = summed.stream()
                .map(measure ->
                        expr(measure.formula()).cast(measure.unit().sumType()).as(measure.name()));
        return keyed(lines, dimensions, members)
                .groupBySets(
                        sets.stream().map(Cube::columns).toList(),
                        columns(groupingColumns()),
                        Stream.concat(Stream.of(expr("grouping_id()").as("grouping")), sums)
                                .toArray(Column[]::new))
                .where(Stream.of(CountScope.values())
                        .map(CountScope::column)
                        .collect(Collectors.joining(", ", "coalesce(", ")")));
    }

    /** Returns the columns with which conditions on this year compare: the year of a date, its first and its last day. */
    static Map<String, Column> yearOf(String date, PlanYear years) {
        return Map.of(
                "year",
                expr(years.yearOf(date)),
                "year_start",
                expr(years.firstDayOf(date)),
                "year_end",
                expr("date_sub(add_months(" + years.firstDayOf(date) + ", 12), 1)"));
    }

    /** Returns the lines with the code of every dimension and the year of their date. */
    static Steps keyed(Steps lines, List<Dimension> dimensions, Members members) {
        Map<String, Column> keys = new LinkedHashMap<>();
        keys.put("programme_code", lit(members.programmeCode()));
        keys.putAll(yearOf("as_of_date", members.planYear()));
        for (Dimension dimension : dimensions) {
            for (Dimension level : dimension.levels()) {
                keys.put(level.keyColumn(), members.parent(level));
            }
            if (dimension.hasUnassigned() && !dimension.named()) {
                keys.put(
                        dimension.keyColumn(),
                        expr("coalesce(nullif(trim(" + dimension.keyColumn() + "), ''), '" + LineKind.UNASSIGNED.code()
                                + "')"));
            }
        }
        return lines.withColumns(keys);
    }

    /** Returns the given columns, preceded by the currency, because amounts in several currencies are never summed. */
    private static List<Column> columns(List<String> names) {
        return Stream.concat(Stream.of("currency"), names.stream())
                .map(name -> col(name))
                .toList();
    }

    /** The columns that distinguish the lines of one roll-up from another's: its count scope and its dimensions. */
    private static List<String> groupedBy(RollUp rollUp) {
        return Stream.concat(
                        Stream.of(rollUp.scope().column()),
                        rollUp.dimensions().stream().map(Dimension::keyColumn))
                .toList();
    }

    private List<String> groupingColumns() {
        return Stream.concat(
                        Stream.of(CountScope.values()).map(CountScope::column),
                        dimensions.stream().map(Dimension::keyColumn))
                .toList();
    }

    /**
     * The value of {@code grouping_id} for the lines of a roll-up: one bit for each column summed over, the first
     * column being the highest bit.
     */
    private long grouping(RollUp rollUp) {
        List<String> grouped = groupedBy(rollUp);
        long grouping = 0;
        for (String column : groupingColumns()) {
            grouping = grouping * 2 + (grouped.contains(column) ? 0 : 1);
        }
        return grouping;
    }

    /** Returns the lines with names, shares, targets and every figure of the roll-ups. */
    private Steps finished(Steps lines, Collection<RollUp> wanted) {
        return withTargets(withWhole(lines)).select(columns(dimensions(wanted), wanted));
    }

    /**
     * Adds to every line the whole programme's figures in its currency, for shares, and its scope, if it is a line of
     * the programme or of a district.
     */
    private Steps withWhole(Steps lines) {
        long district = grouping(new RollUp(fact, List.of(Dimension.DISTRICT), List.of()));
        Map<String, Column> whole = new LinkedHashMap<>();
        whole.put(
                "scope",
                expr("CASE WHEN programme_code IS NOT NULL THEN '" + Targets.WHOLE + "' WHEN grouping = " + district
                        + " THEN district_code END"));
        for (Measure measure : fact.measuresWithTotal()) {
            whole.put(
                    "whole_" + measure.name(),
                    expr("max(IF(programme_code IS NOT NULL, " + measure.name()
                            + ", NULL)) OVER (PARTITION BY currency)"));
        }
        return lines.withColumns(whole);
    }

    /** Adds their targets to the lines of the programme and of each district. */
    private Steps withTargets(Steps lines) {
        return fact.hasCurrency()
                ? lines.join(
                        Steps.from(parameters.targets().amounts()).broadcast(),
                        List.of("scope", "currency"),
                        "left_outer")
                : lines;
    }

    private Column[] columns(List<Dimension> present, Collection<RollUp> wanted) {
        Stream<Column> grain = Stream.of(
                col("grouping"),
                lit(java.sql.Date.valueOf(parameters.asOf().date())).as("as_of_date"),
                lineKind(present),
                col("currency"));
        Stream<Column> names = Stream.concat(
                present.stream().map(dimension -> col(dimension.keyColumn())), members.names(present).stream());
        Stream<Column> figures = wanted.stream()
                .flatMap(rollUp -> rollUp.measures().stream())
                .distinct()
                .map(this::figure);
        return Stream.of(grain, names, figures).flatMap(columns -> columns).toArray(Column[]::new);
    }

    /** Returns the kind of a line. If several codes of a line are not members, the last kind is the most specific. */
    static Column lineKind(List<Dimension> present) {
        List<String> codes = present.stream()
                .filter(Dimension::hasUnassigned)
                .map(Dimension::keyColumn)
                .toList();
        String kind = "'" + LineKind.MEMBER.code() + "'";
        for (LineKind special : LineKind.values()) {
            if (special != LineKind.MEMBER && !codes.isEmpty()) {
                String code = "'" + special.code() + "'";
                kind = "IF(" + code + " IN (" + String.join(", ", codes) + "), " + code + ", " + kind + ")";
            }
        }
        return expr(kind).as("line_kind");
    }

    private Column figure(Measure measure) {
        String formula = measure.kind() == Measure.Kind.SUMMED ? measure.name() : measure.formula();
        String inserted = parameters.insertedInto(formula);
        String scaled = measure.unit() == Unit.AMOUNT ? Money.wholeUnits(inserted) : inserted;
        return expr(scaled).cast(measure.unit().type()).as(measure.name());
    }

    private List<Row> select(List<Row> lines, RollUp rollUp) {
        long grouping = grouping(rollUp);
        String[] columns = rollUp.schema().fieldNames();
        Comparator<Row> order = Comparator.comparingInt(row -> 0);
        for (Dimension dimension : rollUp.dimensions()) {
            order = dimension.type().equals(DataTypes.StringType) && !dimension.named()
                    ? order.thenComparing(row -> row.<String>getAs(dimension.sortColumn()))
                    : order.thenComparing(row -> row.<Integer>getAs(dimension.sortColumn()));
        }
        return lines.stream()
                .filter(row -> row.<Long>getAs("grouping") == grouping)
                .filter(row ->
                        rollUp.dimensions().stream().noneMatch(one -> row.isNullAt(row.fieldIndex(one.keyColumn()))))
                .sorted(order.thenComparing(row -> row.<String>getAs("currency")))
                .<Row>map(row -> new GenericRowWithSchema(
                        Stream.of(columns).map(column -> row.getAs(column)).toArray(), rollUp.schema()))
                .toList();
    }

    /** Releases the cached sums. */
    @Override
    public void close() {
        sums.close();
    }
}
