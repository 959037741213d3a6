package dev.taizhang.summaries;

import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.Measure;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.ConfigurationFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the rows of a table consist of the rows of a fact, by which {@code jobs/explain} breaks figures down.
 *
 * @param rollUp counts the rows of the fact as the table does; its measures are the columns that sum them
 * @param ranking the columns that follow from the order of the rows; empty if there are none
 */
public record Breakdown(RollUp rollUp, Optional<Ranking> ranking) {
    private static final Set<String> KEYS = Set.of("fact", "by", "ranking");
    private static final Set<String> RANKING = Set.of("columns", "by", "among");

    /**
     * Columns that follow from the order of the rows.
     *
     * @param columns their names
     * @param by the measure by which the rows are in order
     * @param among the columns whose values are the same for all rows that are compared
     */
    public record Ranking(List<String> columns, Measure by, List<String> among) {}

    /** Returns the breakdown of a roll-up. */
    static Breakdown of(RollUp rollUp) {
        return new Breakdown(rollUp, Optional.empty());
    }

    /**
     * Reads the {@code explain} entry of a table by a query. Columns that are named like a measure of the fact are that
     * measure.
     *
     * @param grain the columns that identify a row, without the as-of date
     * @param columns the names of all columns
     * @throws dev.taizhang.definition.Failure if there is a mistake, with its file, line and key
     */
    static Breakdown read(ConfigurationFile head, List<String> grain, List<String> columns) {
        ConfigurationFile entry = head.object("explain", KEYS);
        Fact fact = Measures.facts(entry, entry).get(0);
        Set<String> ofLines = Set.of(fact.lines().fieldNames());
        if (!ofLines.containsAll(grain)) {
            throw TableMessages.grainNotOfTheFact(entry, fact.name(), grain);
        }
        List<Dimension> dimensions = entry.words("by").stream()
                .map(word -> RollUpFiles.dimension(entry, fact, word))
                .toList();
        List<Measure> measures = columns.stream()
                .flatMap(name -> Measures.builtIn().named(fact, name).stream())
                .toList();
        return new Breakdown(
                new RollUp(fact, dimensions, measures),
                entry.has("ranking")
                        ? Optional.of(ranking(entry.object("ranking", RANKING), Set.copyOf(columns), measures))
                        : Optional.empty());
    }

    private static Ranking ranking(ConfigurationFile entry, Set<String> columns, List<Measure> measures) {
        String by = entry.text("by");
        return new Ranking(
                entry.knownWords("columns", columns),
                measures.stream()
                        .filter(measure -> measure.name().equals(by))
                        .findFirst()
                        .orElseThrow(() -> entry.unknownWord("by", by, Set.copyOf(names(measures)))),
                entry.knownWords("among", columns));
    }

    private static List<String> names(List<Measure> measures) {
        return measures.stream().map(Measure::name).toList();
    }

    /** Returns the columns that break down into rows of the fact. */
    public List<String> columns() {
        return Stream.concat(names(rollUp.measures()).stream(), ranking.stream().flatMap(one -> one.columns().stream()))
                .toList();
    }
}
