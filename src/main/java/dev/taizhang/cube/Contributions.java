package dev.taizhang.cube;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Money;
import dev.taizhang.definition.Steps;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;

/**
 * Breaks a figure of a roll-up down into the contribution of each thing (a project, a contract) to the sums behind it.
 *
 * @param rollUp the roll-up
 * @param measure the figure
 */
public record Contributions(RollUp rollUp, Measure measure) {
    /**
     * Returns the summed measures behind the figure: the figure itself, or the measures that its formula names. Quantities
     * are followed by their unit if the table has it.
     */
    public List<Measure> parts() {
        List<Measure> figures = rollUp.fact().summedFor(measure);
        boolean quantities = figures.stream().anyMatch(part -> part.unit() == Unit.QUANTITY);
        Stream<Measure> units = rollUp.measures().stream().filter(one -> quantities && one.unit() == Unit.TEXT);
        return Stream.concat(figures.stream(), units).distinct().toList();
    }

    /**
     * Returns the lines that the roll-up counts and that satisfy a condition on its columns.
     *
     * @param lines the lines of the fact, see {@link Fact.Source}
     * @param where a Spark SQL condition over the columns of the roll-up's table
     */
    public Dataset<Row> lines(Members members, Steps lines, String where) {
        Stream<Column> readable = Stream.concat(
                members.names(rollUp.dimensions()).stream(), Stream.of(Cube.lineKind(rollUp.dimensions())));
        return Cube.keyed(lines, rollUp.dimensions(), members)
                .where(col(rollUp.scope().column()))
                .select(Stream.concat(Stream.of(col("*")), readable).toArray(Column[]::new))
                .where(where)
                .rows();
    }

    /** Returns the total of all lines in display form, in whole units: one row per currency, one column per part. */
    public Dataset<Row> total(Dataset<Row> lines) {
        return shown(lines.groupBy(currency()));
    }

    /** Returns the total of the lines of each thing. Things that contribute to no part are omitted. */
    public Dataset<Row> byThing(Dataset<Row> lines, List<String> thing) {
        Column[] keys = Stream.concat(thing.stream().map(name -> col(name)), Stream.of(currency()))
                .toArray(Column[]::new);
        return shown(lines.groupBy(keys))
                .where(parts().stream()
                        .filter(part -> part.unit() != Unit.TEXT)
                        .map(part -> part.unit() == Unit.DATE
                                ? part.name() + " IS NOT NULL"
                                : "coalesce(" + part.name() + ", 0) <> 0")
                        .collect(Collectors.joining(" OR ")));
    }

    private Column currency() {
        return rollUp.fact().hasCurrency() ? col("currency") : expr("'' AS currency");
    }

    private Dataset<Row> shown(RelationalGroupedDataset groups) {
        List<Column> sums = parts().stream()
                .map(part -> expr("CAST(" + part.formula() + " AS "
                                + part.unit().sumType() + ")")
                        .as(part.name()))
                .toList();
        Dataset<Row> summed =
                groups.agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
        for (Measure part : parts()) {
            String scaled = part.unit() == Unit.AMOUNT ? Money.wholeUnits(part.name()) : part.name();
            summed =
                    summed.withColumn(part.name(), expr(scaled).cast(part.unit().type()));
        }
        return summed;
    }
}
