package dev.taizhang.summaries;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import com.google.common.base.Throwables;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.Members;
import dev.taizhang.definition.DueDelivery;
import dev.taizhang.definition.Progress;
import dev.taizhang.definition.Settings;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import java.sql.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Computes all summary tables. */
public final class Summaries {
    /**
     * How many tables are planned at the same time. Each planner waits for Spark jobs, and their Parquet reads finish
     * in Java's common pool. Planners must therefore never run in that pool: they would wait for reads that wait for
     * them.
     */
    private static final int PLANNERS = Math.min(8, Runtime.getRuntime().availableProcessors());

    private Summaries() {}

    /**
     * Writes the large tables, and returns the rows of all others in display order.
     *
     * @param states the facts of the as-of date, as written
     */
    public static Map<SummaryTable, List<Row>> of(
            States states, Facts facts, Settings settings, List<DueDelivery> due, OfficeTables office, Tables tables) {
        Members members = new Members(settings, facts.ledger().references());
        try (Cubes cubes = new Cubes(states, facts, members, settings.elapsed(), rollUps(office))) {
            ComputedTable.Sources sources = new ComputedTable.Sources(states, facts, members, due, cubes);
            for (SummaryTable table : office.published()) {
                if (table.isLarge()) {
                    Dataset<Row> written = tables.replace(
                            table.definition().name(), facts.asOf().date(), shaped(table, sources, Stream.of()));
                    check(table, () -> Steps.from(written), sources);
                }
            }
            Map<SummaryTable, List<Row>> collected = rows(office.published(), sources);
            collected.forEach((table, rows) ->
                    check(table, () -> Steps.from(sources.state().sparkSession(), rows, table.schema()), sources));
            return collected;
        }
    }

    /** Returns the rows of all tables but the large ones, without writing or checking anything. */
    public static Map<SummaryTable, List<Row>> ofSmall(
            States states, Facts facts, Settings settings, List<DueDelivery> due, OfficeTables office) {
        Members members = new Members(settings, facts.ledger().references());
        try (Cubes cubes = new Cubes(states, facts, members, settings.elapsed(), rollUps(office))) {
            return rows(office.published(), new ComputedTable.Sources(states, facts, members, due, cubes));
        }
    }

    private static void check(SummaryTable table, Supplier<Steps> rows, ComputedTable.Sources sources) {
        if (table instanceof ComputedTable computed) {
            computed.checks().forEach(check -> check.require(table, rows.get(), sources));
        }
    }

    /** Returns the rows of the table of a name; empty if it is not published. */
    public static List<Row> named(Map<SummaryTable, List<Row>> tables, String name) {
        return tables.entrySet().stream()
                .filter(table -> table.getKey().name().equals(name))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }

    private static Map<SummaryTable, List<Row>> rows(List<SummaryTable> tables, ComputedTable.Sources sources) {
        ExecutorService planners = Executors.newFixedThreadPool(PLANNERS);
        try {
            return rows(tables, sources, planners);
        } finally {
            planners.shutdownNow();
        }
    }

    /**
     * Plans the tables in parallel, because with the data of a whole city planning takes longer than the computation.
     */
    private static Map<SummaryTable, List<Row>> rows(
            List<SummaryTable> tables, ComputedTable.Sources sources, Executor planners) {
        Map<Fact, CompletableFuture<Map<String, List<Row>>>> rolledUp = new LinkedHashMap<>();
        sources.cubes()
                .facts()
                .forEach(fact -> rolledUp.put(
                        fact,
                        CompletableFuture.supplyAsync(
                                () -> Progress.of(
                                        "roll-ups of " + fact.name(),
                                        () -> sources.cubes().rows(fact)),
                                planners)));
        Map<SummaryTable, CompletableFuture<List<Row>>> computed = new LinkedHashMap<>();
        for (SummaryTable table : tables) {
            if (table.isLarge()) {
                continue;
            }
            if (table instanceof ComputedTable own) {
                computed.put(
                        own,
                        CompletableFuture.supplyAsync(
                                () -> Progress.of(
                                        own.definition().name(),
                                        () -> shaped(own, sources, date(sources))
                                                .collect()),
                                planners));
            } else if (table instanceof RollUpTable rollUp) {
                computed.put(table, rolledUp.get(rollUp.rollUp().fact()).thenApply(rows -> rows.get(table.name())));
            }
        }
        Map<SummaryTable, List<Row>> rows = new LinkedHashMap<>();
        try {
            computed.forEach((table, future) -> rows.put(table, future.join()));
        } catch (CompletionException failed) {
            Throwables.throwIfUnchecked(failed.getCause());
            throw failed;
        }
        return rows;
    }

    /**
     * Returns the rows with the columns and types of the table's schema, except that its first column, the date, is
     * replaced by other columns.
     */
    private static Steps shaped(SummaryTable table, ComputedTable.Sources sources, Stream<Column> first) {
        Steps rows = table instanceof ComputedTable computed
                ? computed.rows(sources)
                : sources.cubes().sparseRows((RollUpTable) table);
        Stream<Column> others = Stream.of(table.schema().fields())
                .skip(1)
                .map(column -> col(column.name()).cast(column.dataType()));
        return rows.select(Stream.concat(first, others).toArray(Column[]::new));
    }

    private static Stream<Column> date(ComputedTable.Sources sources) {
        return Stream.of(lit(Date.valueOf(sources.asOf().date())).as(TableDefinition.AS_OF_DATE));
    }

    /** Returns the roll-ups that are published, and those that a published table reads. */
    private static List<RollUpTable> rollUps(OfficeTables office) {
        Set<String> read = office.published().stream()
                .filter(ComputedTable.class::isInstance)
                .flatMap(table -> ((ComputedTable) table).relations().stream())
                .collect(Collectors.toSet());
        return office.rollUps().stream()
                .filter(table -> office.published().contains(table) || read.contains(Relations.ofRollUp(table)))
                .toList();
    }
}
