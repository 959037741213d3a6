package dev.taizhang.publication;

import dev.taizhang.definition.FaultPoint;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.SummaryTable;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;

/** Writes the summaries of a date and makes them, with everything else the run committed, visible at once. */
public final class Publication {
    private final Warehouse warehouse;
    private final Tables tables;

    public Publication(Warehouse warehouse, Tables tables) {
        this.warehouse = warehouse;
        this.tables = tables;
    }

    /** Writes the rows of one summary table for one date; a table whose rows are unchanged keeps its version. */
    public void write(SummaryTable table, LocalDate asOfDate, List<Row> rows) {
        String digest = CanonicalCsv.digest(table.schema().fieldNames(), rows);
        tables.replace(table.definition().name(), asOfDate, rows, digest);
    }

    /** Commits the release to {@code ledger.runs}: the moment at which readers see it. */
    public void release(Release release) {
        String runs = warehouse.table(LedgerTables.RUNS.name());
        if (!warehouse.delta().exists(runs)) {
            warehouse
                    .delta()
                    .create(
                            runs,
                            LedgerTables.RUNS.schema(),
                            List.of(),
                            LedgerTables.RUNS.sentence().line());
        }
        FaultPoint.at("manifest.before");
        warehouse.delta().append(runs, List.of(release.row()), release.runId());
        FaultPoint.at("manifest.after");
    }
}
