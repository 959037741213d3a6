package dev.taizhang.summaries;

import dev.taizhang.cube.Cube;
import dev.taizhang.cube.RollUp;
import dev.taizhang.cube.Targets;
import dev.taizhang.ledger.Tables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Computes every summary table there is. */
public final class Summaries {
    private Summaries() {}

    /** Writes the large tables, and gives the rows of all others in the order in which people read them. */
    public static Map<SummaryTable, List<Row>> of(ComputedTable.Sources sources, Tables tables) {
        Map<String, List<Row>> rolledUp = rolledUp(sources);
        Map<SummaryTable, List<Row>> rows = new LinkedHashMap<>();
        for (SummaryTable table : SummaryTable.all()) {
            if (table instanceof LargeTable large) {
                tables.replace(large.definition().name(), sources.asOf().date(), large.rows(sources));
            } else if (table instanceof ComputedTable computed) {
                rows.put(computed, computed.rows(sources).collectAsList());
            } else {
                rows.put(table, rolledUp.get(table.name()));
            }
        }
        return rows;
    }

    /** All roll-ups come out of one pass over the fact. */
    private static Map<String, List<Row>> rolledUp(ComputedTable.Sources sources) {
        Map<String, RollUp> rollUps = new LinkedHashMap<>();
        for (SummaryTable table : SummaryTable.all()) {
            if (table instanceof RollUpTable rollUp) {
                rollUps.put(table.name(), rollUp.rollUp());
            }
        }
        return new Cube(sources.state().sparkSession(), sources.configuration(), sources.asOf())
                .rows(rollUps, sources.state(), Targets.of(sources.asOf(), sources.ledger(), sources.configuration()));
    }
}
