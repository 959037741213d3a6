package dev.taizhang.bench;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Settings;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.InterpretedLedger;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.summaries.WarehouseTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Computes the facts and summary tables of a release once more, as a run does, and measures each. */
final class ProgramTables {
    /** The name under which all summary tables at once are measured. */
    static final String TOGETHER = "together";

    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Release release;
    private final RunDefinitions definitions;
    private final Meter meter;

    ProgramTables(SparkSession spark, Warehouse warehouse, Release release, Configuration configuration, Meter meter) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.release = release;
        this.definitions = RunDefinitions.of(configuration);
        this.meter = meter;
    }

    /**
     * Computes the oracle's facts, then the summary tables all at once, then each alone.
     *
     * @param summaries names of summary tables
     * @param costs receives the cost of each table, by its name in the warehouse
     */
    void compute(Collection<String> summaries, Map<String, List<TableCost>> costs) {
        Tables tables = new Tables(() -> spark, warehouse, "bench");
        tables.openReadOnly(WarehouseTables.published(definitions.tables()), Optional.of(release));
        Settings settings = definitions.configuration().settings();
        AsOf asOf = new AsOf(release.asOfDate(), settings.planYear());
        List<SummaryTable> wanted = definitions.tables().known().stream()
                .filter(table -> summaries.contains(table.name()))
                .toList();
        meter.begin();
        try (Facts facts = new Facts(spark, asOf, interpreted(definitions.ledger(tables)), settings)) {
            States states = facts.states((table, rows) -> {
                if (!Oracle.FACTS.contains(table.name().replace("facts.", ""))) {
                    return rows.rows();
                }
                // Nothing is committed, because the release already has these rows.
                Dataset<Row> written = tables.replace(table.name(), release.asOfDate(), rows);
                add(costs, table.name());
                return written;
            });
            summarise(wanted, states, facts, tables);
            add(costs, TOGETHER);
            for (SummaryTable table : wanted) {
                summarise(List.of(table), states, facts, tables);
                add(costs, table.definition().name());
            }
        }
    }

    private void add(Map<String, List<TableCost>> costs, String table) {
        costs.computeIfAbsent(table, key -> new ArrayList<>()).add(meter.program());
    }

    private void summarise(List<SummaryTable> published, States states, Facts facts, Tables tables) {
        Configuration configuration = definitions.configuration();
        Summaries.of(
                states,
                facts,
                configuration.settings(),
                configuration.due(),
                new OfficeTables(definitions.tables().known(), published),
                tables);
    }

    private InterpretedLedger interpreted(Ledger ledger) {
        Configuration configuration = definitions.configuration();
        return new InterpretedLedger(
                ledger,
                configuration.references(),
                configuration.exchange(),
                definitions.deliveries().rules());
    }
}
