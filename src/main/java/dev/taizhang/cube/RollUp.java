package dev.taizhang.cube;

import static dev.taizhang.definition.Column.field;

import dev.taizhang.facts.States;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Measures by dimensions: one row per currency and combination of members that has a project.
 *
 * @param fact the fact that it sums
 * @param dimensions the dimensions by which it groups
 * @param measures its figures, in the order of their columns
 * @param scope how it counts a project that lies in several members
 */
public record RollUp(Fact fact, List<Dimension> dimensions, List<Measure> measures, CountScope scope) {
    /** Counts projects in several members as configured for the dimension. */
    public RollUp(Fact fact, List<Dimension> dimensions, List<Measure> measures) {
        this(fact, dimensions, measures, CountScope.by(dimensions));
    }

    /** Returns a roll-up that counts every project once, whatever its dimensions. */
    public static RollUp ofEachProjectOnce(Fact fact, List<Dimension> dimensions, List<Measure> measures) {
        return new RollUp(fact, dimensions, measures, CountScope.ONCE);
    }

    /**
     * Whether it counts every project once, with one row per existing combination, and is therefore too large for the
     * driver.
     */
    public boolean sparse() {
        return scope != CountScope.by(dimensions);
    }

    boolean ofYears() {
        return dimensions.contains(Dimension.YEAR);
    }

    /** Returns the names of the tables from which it is computed. */
    public Set<String> inputs() {
        Set<String> inputs = new TreeSet<>(Set.of(fact.table().name()));
        if (ofYears()) {
            inputs.addAll(States.earlierInputs());
        }
        // A district that has signed nothing has a line because it has a target.
        boolean listsTargets = fact.equals(Fact.CONTRACTS) && scope == CountScope.BY_DISTRICT;
        if (listsTargets || measures.stream().anyMatch(Targets::areNamedIn)) {
            inputs.addAll(Targets.INPUTS);
        }
        return inputs;
    }

    /** Returns the columns that identify a row. */
    public List<String> grain() {
        return Stream.of(
                        Stream.of("as_of_date"),
                        dimensions.stream().map(Dimension::keyColumn),
                        fact.hasCurrency() ? Stream.of("currency") : Stream.<String>of())
                .flatMap(columns -> columns)
                .toList();
    }

    /** Returns as_of_date, the dimensions, line_kind, currency and the measures, with comments in both languages. */
    public StructType schema() {
        StructType schema =
                new StructType().add(field("as_of_date", DataTypes.DateType, "截止日期", "as-of date of the figures"));
        for (Dimension dimension : dimensions) {
            String zh = dimension.title().zh();
            String en = dimension.title().en();
            if (dimension.named()) {
                schema = schema.add(field(dimension.keyColumn(), DataTypes.StringType, zh + "代码", en + " code"))
                        .add(field(dimension.name() + "_name", DataTypes.StringType, zh, en + ", in Chinese"))
                        .add(field(
                                dimension.name() + "_name_en", DataTypes.StringType, zh + "（英文）", en + ", in English"));
            } else {
                schema = schema.add(field(dimension.keyColumn(), dimension.type(), zh, en));
            }
        }
        schema = schema.add(field(
                "line_kind",
                DataTypes.StringType,
                "行类别",
                "member, or a line that belongs to no single member: cross_district, cross_cluster, unassigned,"
                        + " not_shared_out, counted_again"));
        if (fact.hasCurrency()) {
            schema = schema.add(field("currency", DataTypes.StringType, "币种", "currency of the amounts (ISO 4217)"));
        }
        for (Measure measure : measures) {
            schema = schema.add(measure.field());
        }
        return schema;
    }
}
