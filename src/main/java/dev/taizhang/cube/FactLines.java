package dev.taizhang.cube;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.ProjectState;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of any fact that roll-ups sum. For projects, a project has one line counted once and, if it lies in several
 * districts or clusters, further allocation lines. For each count scope, one column marks the roll-ups that a row is
 * for. {@code times} is how often its project counts.
 */
public final class FactLines {
    private static final List<String> AMOUNTS = List.copyOf(ProjectState.AMOUNTS);
    private static final Set<String> ALLOCATED_CODES = Set.of("district_code", "cluster_code");

    /** The resources that projects need, each with the unit in which the datasets keep it. */
    private static final SortedMap<String, Bilingual> RESOURCE_UNITS = new TreeMap<>(Map.of(
            "land", new Bilingual("亩", "mu"),
            "energy", new Bilingual("吨标准煤", "tons of coal equivalent"),
            "environment", new Bilingual("吨", "tons")));

    private FactLines() {}

    /**
     * Returns contracts by the year in which they were signed. A contract that states no currency is in the portfolio's
     * currency.
     */
    static Steps ofContracts(Steps contracts, Currency portfolio, PlanYear years) {
        return each(
                contracts,
                Map.of(
                        "signed_year",
                        expr(years.yearOf("signed_date")),
                        "currency",
                        expr("coalesce(currency, '" + portfolio.getCurrencyCode() + "')")));
    }

    /** Returns rows without amounts. They all have the same currency value: none. */
    static Steps withoutCurrency(Steps rows) {
        return each(rows, Map.of("currency", lit("")));
    }

    /** Returns the columns of {@link #of(Dataset)}. */
    public static StructType ofProjects() {
        StructType lines = new StructType()
                .add("district_code", DataTypes.StringType)
                .add("cluster_code", DataTypes.StringType)
                .add("times", DataTypes.IntegerType);
        for (CountScope scope : CountScope.values()) {
            lines = lines.add(scope.column(), DataTypes.BooleanType);
        }
        for (StructField field : ProjectState.FIGURES.fields()) {
            lines = ALLOCATED_CODES.contains(field.name()) ? lines : lines.add(field);
        }
        return lines;
    }

    /** Returns every project on the lines of every count scope. */
    public static Steps of(Steps state) {
        Column inOneDistrict = col("district_lines").isNull();
        Column inOneCluster = col("cluster_lines").isNull();
        return once(state, inOneDistrict, inOneCluster).union(allocated(state));
    }

    /** Returns every project once. */
    public static Steps once(Steps figures) {
        return once(figures, lit(true), lit(true));
    }

    /** Returns every row of a fact whose rows belong to one district and one cluster. */
    static Steps each(Steps rows) {
        return each(rows, Map.of());
    }

    private static Steps each(Steps rows, Map<String, Column> others) {
        Map<String, Column> columns = new LinkedHashMap<>(Map.of("times", lit(1)));
        for (CountScope scope : CountScope.values()) {
            columns.put(scope.column(), lit(true));
        }
        columns.putAll(others);
        return rows.withColumns(columns);
    }

    /**
     * Returns, for each district with a signing target, a line that counts as no contract. A district that has signed
     * nothing therefore still appears in the table by district.
     */
    static Steps withTargetOnly(Targets targets) {
        return Steps.from(targets.amounts())
                .where("target_signed_amount IS NOT NULL AND scope <> '" + Targets.WHOLE + "'")
                .select(Stream.concat(
                                Stream.of(col("scope").as("district_code"), col("currency"), lit(0).as("times")),
                                Stream.of(CountScope.values())
                                        .map(scope -> lit(scope == CountScope.BY_DISTRICT)
                                                .as(scope.column())))
                        .toArray(Column[]::new));
    }

    /**
     * Returns each project's need of each resource for which its list has columns, under the one district where the
     * project is shown once.
     */
    static Steps resources(Steps state) {
        String resources = RESOURCE_UNITS.entrySet().stream()
                .map(resource ->
                        "named_struct('factor_code', '%1$s', 'needed', %1$s_needed, 'granted', %1$s_granted, 'unit', '%2$s', 'unit_en', '%3$s')"
                                .formatted(
                                        resource.getKey(),
                                        resource.getValue().zh(),
                                        resource.getValue().en()))
                .collect(Collectors.joining(
                        ", ", "inline(filter(array(", "), one -> one.needed IS NOT NULL OR one.granted IS NOT NULL))"));
        return each(state.select(
                col("as_of_date"),
                col("project_code"),
                col("district_once_code").as("district_code"),
                col("currency"),
                expr(resources)));
    }

    private static Steps once(Steps figures, Column inOneDistrict, Column inOneCluster) {
        List<Column> columns = new ArrayList<>(List.of(
                col("district_once_code").as("district_code"),
                col("cluster_once_code").as("cluster_code"),
                lit(1).as("times"),
                lit(true).as(CountScope.ONCE.column()),
                inOneDistrict.as(CountScope.BY_DISTRICT.column()),
                inOneCluster.as(CountScope.BY_CLUSTER.column()),
                inOneDistrict.and(inOneCluster).as(CountScope.BY_BOTH.column())));
        Stream.of(ProjectState.FIGURES.fieldNames())
                .filter(name -> !ALLOCATED_CODES.contains(name))
                .forEach(name -> columns.add(col(name)));
        return figures.select(columns.toArray(Column[]::new));
    }

    private static Steps allocated(Steps state) {
        Column amounts = array(AMOUNTS.stream().map(name -> col(name)).toArray(Column[]::new));
        List<Column> columns = new ArrayList<>();
        Stream.of("district_code", "cluster_code", "times").forEach(name -> columns.add(col("line." + name)));
        Stream.of(CountScope.values())
                .forEach(scope ->
                        columns.add(col("line.scope").equalTo(scope.name()).as(scope.column())));
        Stream.of(ProjectState.FIGURES.fieldNames())
                .filter(name -> !ALLOCATED_CODES.contains(name))
                .forEach(name -> columns.add(
                        AMOUNTS.contains(name)
                                ? expr("line.amounts[" + AMOUNTS.indexOf(name) + "]")
                                        .as(name)
                                : col(name)));
        return state.where("district_lines IS NOT NULL OR cluster_lines IS NOT NULL")
                .select(
                        col("*"),
                        explode(AmountAllocation.function()
                                        .apply(
                                                col("district_lines"),
                                                col("cluster_lines"),
                                                col("district_code"),
                                                col("cluster_code"),
                                                amounts))
                                .as("line"))
                .select(columns.toArray(Column[]::new));
    }
}
