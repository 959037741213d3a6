package dev.taizhang.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table that DuckDB and the program have both computed, in the first pass and in others.
 *
 * @param duckDb what DuckDB took; empty if it could not compute the table
 * @param program what the program took
 * @param remark why DuckDB could not, or that its rows are others
 */
record ComparedTable(String name, List<TableCost> duckDb, List<TableCost> program, String remark) {
    /** DuckDB's hundredths of a second are too coarse below this. */
    private static final double LEAST = 0.0005;

    private static final int WORST = 5;

    /**
     * The page's text about a comparison.
     *
     * @param facts the fact tables
     * @param summaries the summary tables, each computed alone
     * @param together the summary tables as the program computes them in a run, all at once
     */
    static String text(List<ComparedTable> facts, List<ComparedTable> summaries, List<TableCost> together) {
        List<ComparedTable> tables = new ArrayList<>(facts);
        tables.addAll(summaries);
        List<List<TableCost>> ownCosts = new ArrayList<>(facts.stream().map(ComparedTable::program).toList());
        ownCosts.add(together);
        ComparedTable sum = new ComparedTable(
                "all summaries at once", sum(summaries.stream().map(ComparedTable::duckDb).toList()), together, "");
        ComparedTable all = new ComparedTable(
                "facts and all summaries at once",
                sum(tables.stream().map(ComparedTable::duckDb).toList()),
                sum(ownCosts),
                "");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "table",
                "DuckDB, s",
                "DuckDB, CPU s",
                "program, s",
                "program, CPU s",
                "tasks, CPU s",
                "CPU / DuckDB",
                "tasks / DuckDB",
                "remark"));
        tables.forEach(table -> rows.add(table.row()));
        rows.add(sum.row());
        rows.add(all.row());
        // In a small run the threads that plan also compute, without tasks.
        boolean byTasks = 4 * again(all.program, TableCost::taskSeconds) > again(all.program, TableCost::cpuSeconds);
        ToDoubleFunction<TableCost> measure = byTasks ? TableCost::taskSeconds : TableCost::cpuSeconds;
        String by = byTasks ? "CPU seconds of tasks" : "CPU seconds";
        String worst = tables.stream()
                .filter(table -> table.ratio(measure).isPresent())
                .sorted(Comparator.comparing(table -> -table.ratio(measure).orElseThrow()))
                .limit(WORST)
                .map(table -> "`" + table.name + "` " + number(table.ratio(measure).orElseThrow()))
                .collect(Collectors.joining(", "));
        return Page.table(rows) + "\nThe greatest ratios by " + by + ": " + worst + ".\n\n"
                + Target.table(Stream.of(
                                all.target("facts and summaries / DuckDB, " + by, 3, measure),
                                facts.get(0).target("`facts.project_state` / DuckDB, " + by, 2, measure))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Optional<Target> target(String sentence, double most, ToDoubleFunction<TableCost> measure) {
        return duckDb.isEmpty() ? Optional.empty() : Optional.of(new Target(sentence, most, spread(measure)));
    }

    private List<String> row() {
        return List.of(
                name.startsWith("facts.") || name.startsWith("summaries.") ? "`" + name + "`" : name,
                cell(duckDb, TableCost::seconds),
                cell(duckDb, TableCost::cpuSeconds),
                cell(program, TableCost::seconds),
                cell(program, TableCost::cpuSeconds),
                cell(program, TableCost::taskSeconds),
                ratio(TableCost::cpuSeconds).map(ComparedTable::number).orElse(""),
                ratio(TableCost::taskSeconds).map(ComparedTable::number).orElse(""),
                remark);
    }

    /** The first pass and the median of the others. */
    private static String cell(List<TableCost> costs, ToDoubleFunction<TableCost> measure) {
        return costs.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT, "%.3f / %.3f", measure.applyAsDouble(costs.get(0)), again(costs, measure));
    }

    private static double again(List<TableCost> costs, ToDoubleFunction<TableCost> measure) {
        return measure.applyAsDouble(TableCost.median(costs.subList(1, costs.size())));
    }

    private Optional<Double> ratio(ToDoubleFunction<TableCost> measure) {
        return duckDb.isEmpty() ? Optional.empty() : Optional.of(spread(measure).median());
    }

    /** The ratios of the passes after the first. */
    private Efforts.Spread spread(ToDoubleFunction<TableCost> measure) {
        return Efforts.Spread.of(IntStream.range(1, Math.min(duckDb.size(), program.size()))
                .mapToDouble(pass -> measure.applyAsDouble(program.get(pass))
                        / Math.max(LEAST, duckDb.get(pass).cpuSeconds())));
    }

    private static String number(double ratio) {
        return String.format(Locale.ROOT, "%.1f", ratio);
    }

    /** The sums of each pass; nothing if one of the tables could not be computed. */
    private static List<TableCost> sum(List<List<TableCost>> tables) {
        int passes = tables.stream().mapToInt(List::size).min().orElse(0);
        return IntStream.range(0, passes)
                .mapToObj(pass -> tables.stream()
                        .map(table -> table.get(pass))
                        .reduce(new TableCost(0, 0, 0), TableCost::plus))
                .toList();
    }
}
