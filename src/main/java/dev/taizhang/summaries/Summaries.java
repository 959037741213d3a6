package dev.taizhang.summaries;

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
        Map<String, List<Row>> rolledUp = cube.rows();
        Map<SummaryTable, List<Row>> rows = new LinkedHashMap<>();
        for (SummaryTable table : SummaryTable.all()) {
            if (table instanceof LargeTable large) {
                tables.replace(large.definition().name(), asOf.date(), large.rows(sources));
            } else if (table instanceof ComputedTable computed) {
                rows.put(computed, computed.rows(sources).collectAsList());
            } else {
                rows.put(table, rolledUp.get(table.name()));
            }
        }
        return rows;
    }

    private static Map<String, RollUp> rollUps() {
        Map<String, RollUp> rollUps = new LinkedHashMap<>();
        for (SummaryTable table : SummaryTable.all()) {
            if (table instanceof RollUpTable rollUp) {
                rollUps.put(table.name(), rollUp.rollUp());
            } else if (table instanceof ProjectCube) {
                rollUps.put(table.name(), ProjectCube.ROLL_UP);
            }
        }
        return rollUps;
    }
}
