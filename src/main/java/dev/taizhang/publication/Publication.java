package dev.taizhang.publication;

import dev.taizhang.definition.FaultPoint;
import dev.taizhang.definition.StorageThreads;
import dev.taizhang.ledger.Commit;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.SummaryTable;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the summaries of a date, and publishes them together with everything else that the run committed in one step.
 */
public final class Publication {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    private final Tables tables;
    private final List<SummaryTable> published;

    /**
     * Prepares the publication.
     *
     * @param published the tables that are published
     */
    public Publication(Tables tables, List<SummaryTable> published) {
        this.published = published;
        this.tables = tables;
    }

    /**
     * Returns the rows of every summary except the large ones, as published for the date of the current release. The
     * result is empty if a table differs from the version in that release, or if a file of that date is damaged. A
     * large table counts as unchanged if its log is the one that the release names.
     */
    public Optional<Map<SummaryTable, List<Row>>> currentSummaries(Release release) {
        if (!tables.areSound(release.asOfDate())) {
            return Optional.empty();
        }
        Map<SummaryTable, List<Row>> summaries = new LinkedHashMap<>();
        for (SummaryTable table : published) {
            if (table.isLarge()) {
                continue;
            }
            String name = table.definition().name();
            List<Row> rows = tables.rows(name, release.asOfDate());
            String published =
                    release.tables().get(name).digests().get(release.asOfDate().toString());
            if (!digest(table, rows).equals(published)) {
                return Optional.empty();
            }
            summaries.put(table, rows);
        }
        LOG.info("报表、截止日期、配置和程序均无变化，沿用当前发布的各表。"
                + " Deliveries, as-of date, configuration and program are unchanged;"
                + " the current tables remain in use.");
        return Optional.of(summaries);
    }

    /** Writes the rows of summary tables for one date. A table whose rows are unchanged keeps its version. */
    public void write(LocalDate asOfDate, Map<SummaryTable, List<Row>> summaries) {
        StorageThreads.each(List.copyOf(summaries.keySet()), table -> {
            List<Row> rows = summaries.get(table);
            tables.replace(table.definition().name(), asOfDate, rows, digest(table, rows));
            return table;
        });
    }

    private static String digest(SummaryTable table, List<Row> rows) {
        return CanonicalCsv.digest(table.schema().fieldNames(), rows);
    }

    /**
     * Commits the release to {@code ledger.runs}. Readers see it from this commit on.
     *
     * @param by the run that publishes it, which may be another one than has computed it
     * @throws dev.taizhang.definition.Failure with exit code 5 if another run has published since this one began
     */
    public static Release release(Warehouse warehouse, Release release, String by) {
        String runs = warehouse.table(LedgerTables.RUNS.name());
        StructType columns = LedgerTables.RUNS.schema();
        String comment = LedgerTables.RUNS.sentence().line();
        if (!warehouse.delta().exists(runs)) {
            warehouse.delta().create(Commit.first(runs, by), columns, List.of(), comment);
        }
        FaultPoint.at("manifest.before");
        // The release before is the version of the manifest on which this run has computed.
        Commit commit = new Commit(runs, release.number() - 1, by);
        warehouse.delta().append(commit, List.of(release.row()), columns, comment);
        FaultPoint.at("manifest.after");
        return release;
    }
}
