package dev.taizhang.night;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.InterpretedLedger;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.MovedFigure;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.validated.RuleFiles;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Computes the figures that a run would publish from the ledger of a release, in memory and without writing anything. */
record Recomputation(Supplier<SparkSession> spark, Warehouse warehouse) {
    /**
     * Computes the small summary tables.
     *
     * @param release the release whose deliveries count
     */
    MovedFigure.Stage of(Release release, Configuration configuration, OfficeTables office, LocalDate date) {
        Tables tables = new Tables(spark, warehouse, release.runId());
        tables.openReadOnly(LedgerTables.all(), Optional.of(release));
        AsOf asOf = new AsOf(date, configuration.settings().planYear());
        InterpretedLedger ledger = new InterpretedLedger(
                Ledger.readOnly(tables),
                configuration.references(),
                configuration.exchange(),
                RuleFiles.rules(configuration));
        try (Facts facts = new Facts(spark.get(), asOf, ledger, configuration.settings())) {
            States states = facts.states((table, rows) -> facts.cached(dated(table, date, rows)));
            Map<String, List<Row>> rows = new TreeMap<>();
            Summaries.ofSmall(states, facts, configuration.settings(), configuration.due(), office)
                    .forEach((table, own) -> rows.put(table.name(), own));
            return new MovedFigure.Stage(rows);
        }
    }

    /** Returns the rows of a fact with the date column, as a run writes them. */
    private static Steps dated(TableDefinition table, LocalDate date, Steps rows) {
        Column asOf = lit(Date.valueOf(date)).as(TableDefinition.AS_OF_DATE);
        return rows.select(Stream.of(table.schema().fieldNames())
                .map(name -> name.equals(TableDefinition.AS_OF_DATE) ? asOf : col(name))
                .toArray(Column[]::new));
    }
}
