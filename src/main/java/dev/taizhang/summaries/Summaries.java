package dev.taizhang.summaries;

import com.google.common.base.Throwables;
import dev.taizhang.cube.Cube;
import dev.taizhang.cube.RollUp;
import dev.taizhang.cube.Targets;
import dev.taizhang.definition.Configuration;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Tables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Computes every summary table there is. */
public final class Summaries {
    private Summaries() {}

    /**
     * Writes the large tables, and gives the rows of all others in the order in which people read them.
     *
     * @param state {@code facts.project_state} of the as-of date, as it was written
     */
    public static Map<SummaryTable, List<Row>> of(
            AsOf asOf, Ledger ledger, Configuration configuration, Dataset<Row> state, Facts facts, Tables tables) {
        Cube cube = new Cube(
                state.sparkSession(),
                configuration,
                asOf,
                rollUps(),
                state,
                facts.earlier(),
                Targets.of(asOf, ledger, configuration));
        ComputedTable.Sources sources = new ComputedTable.Sources(asOf, ledger, configuration, state, facts, cube);
        for (SummaryTable table : SummaryTable.all()) {
            if (table instanceof LargeTable large) {
                tables.replace(large.definition().name(), asOf.date(), large.rows(sources));
            }
        }
        return rows(sources);
    }

    /** Planning takes longer than the work at a city's size, so that the tables are planned beside one another. */
    private static Map<SummaryTable, List<Row>> rows(ComputedTable.Sources sources) {
        CompletableFuture<Map<String, List<Row>>> rolledUp = CompletableFuture.supplyAsync(sources.cube()::rows);
        Map<SummaryTable, CompletableFuture<List<Row>>> computed = new LinkedHashMap<>();
        for (SummaryTable table : SummaryTable.all()) {
            if (table instanceof ComputedTable own) {
                computed.put(
                        own,
                        CompletableFuture.supplyAsync(() -> own.rows(sources).collectAsList()));
            } else if (table instanceof RollUpTable) {
                computed.put(table, rolledUp.thenApply(rows -> rows.get(table.name())));
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

    private static Map<String, RollUp> rollUps() {
        Map<String, RollUp> rollUps = new LinkedHashMap<>();
        for (SummaryTable table : SummaryTable.all()) {
            if (table instanceof RollUpTable rollUp) {
                rollUps.put(table.name(), rollUp.rollUp());
            } else if (table instanceof LargeTable large) {
                large.rollUp().ifPresent(rollUp -> rollUps.put(table.name(), rollUp));
            }
        }
        return rollUps;
    }
}
