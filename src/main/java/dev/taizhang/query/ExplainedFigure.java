package dev.taizhang.query;

import dev.taizhang.cube.Contributions;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.Measure;
import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.summaries.Breakdown;
import dev.taizhang.summaries.RollUpTable;
import dev.taizhang.summaries.SummaryTable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * A column of a table that can be broken down: a measure of its fact, a column that follows from the order of a measure, or,
 * if a row is about one thing, any other column.
 *
 * @param column the column
 * @param measure the measure behind it; a column that is none is its own sum
 * @param isStated whether the values of the column are those of the table's own rows
 */
public record ExplainedFigure(
        SummaryTable table, Breakdown breakdown, StructField column, Measure measure, boolean isStated) {
    /** The columns that say why a light has its colour. */
    private static final List<String> REASONS = List.of("light_reasons", "light_reasons_en");

    /** Finds the column of a name in a table that has a breakdown; empty if it cannot be broken down. */
    public static Optional<ExplainedFigure> of(SummaryTable table, String name) {
        Breakdown breakdown = table.breakdown().orElseThrow();
        if (!columns(table).contains(name)) {
            return Optional.empty();
        }
        StructField column = table.schema().apply(name);
        Optional<Measure> measure = breakdown
                .ranking()
                .filter(ranking -> ranking.columns().contains(name))
                .map(Breakdown.Ranking::by)
                .or(() -> breakdown.rollUp().measures().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst());
        return Optional.of(new ExplainedFigure(
                table, breakdown, column, measure.orElseGet(() -> stated(column)), measure.isEmpty()));
    }

    /** Returns the names of the columns that can be broken down. */
    public static Collection<String> columns(SummaryTable table) {
        Breakdown breakdown = table.breakdown().orElseThrow();
        Stream<String> stated = isOfThings(table)
                ? Stream.of(table.schema().fieldNames())
                        .filter(name -> !table.grain().contains(name))
                : Stream.of();
        return Stream.concat(breakdown.columns().stream(), stated).distinct().toList();
    }

    /** Whether a row of a table is about one thing. */
    private static boolean isOfThings(SummaryTable table) {
        return !(table instanceof RollUpTable)
                && table.grain()
                        .containsAll(
                                table.breakdown().orElseThrow().rollUp().fact().thing());
    }

    private static Measure stated(StructField column) {
        Unit unit = Unit.of(column).orElseGet(() -> unit(column));
        return Measure.summed(column.name(), unit, Column.comment(column), Column.comment(column), column.name());
    }

    private static Unit unit(StructField column) {
        if (column.dataType().equals(DataTypes.DateType)) {
            return Unit.DATE;
        }
        return column.dataType().equals(DataTypes.IntegerType)
                        || column.dataType().equals(DataTypes.LongType)
                ? Unit.COUNT
                : Unit.TEXT;
    }

    /** Returns its title: of a measure, or else the meaning of the column. */
    public Bilingual title() {
        return measure.name().equals(column.name()) ? measure.title() : Column.comment(column);
    }

    /** Returns the ranking from which it follows; empty if it does not. */
    public Optional<Breakdown.Ranking> ranking() {
        return breakdown.ranking().filter(ranking -> ranking.columns().contains(column.name()));
    }

    /** Whether it can be limited to one project. */
    public boolean isOfProjects() {
        return List.of(fact().rows().fieldNames()).contains("project_code");
    }

    /** Whether the rows that a condition selects are those that the release has of the table. */
    public boolean isOfStoredRows() {
        return !(table instanceof RollUpTable);
    }

    Fact fact() {
        return breakdown.rollUp().fact();
    }

    Contributions contributions() {
        return new Contributions(breakdown.rollUp(), measure);
    }

    /** Returns the columns that are shown of each thing: the summed measures behind it, or the column itself. */
    public List<Measure> parts() {
        if (!isStated) {
            return contributions().parts();
        }
        List<String> names = List.of(table.schema().fieldNames());
        Stream<String> reasons =
                column.name().endsWith("light_code") ? REASONS.stream().filter(names::contains) : Stream.of();
        return Stream.concat(
                        Stream.of(measure),
                        reasons.map(name -> stated(table.schema().apply(name))))
                .toList();
    }

    /** Returns the columns that identify a row of the table, without the as-of date. */
    List<String> key() {
        return table.grain().stream()
                .filter(name -> !name.equals(TableDefinition.AS_OF_DATE))
                .toList();
    }
}
