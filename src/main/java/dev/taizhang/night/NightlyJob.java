package dev.taizhang.night;

import com.google.common.base.Suppliers;
import dev.taizhang.copies.Brief;
import dev.taizhang.copies.Copies;
import dev.taizhang.copies.ReleaseRows;
import dev.taizhang.definition.Configuration;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.InterpretedLedger;
import dev.taizhang.facts.States;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.DeliveryRecords;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.Publication;
import dev.taizhang.publication.QualityGates;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.validated.RuleHistory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The complete run, in the order of the data flow. */
public final class NightlyJob {
    private final Supplier<SparkSession> spark;
    private final Configuration configuration;
    private final RunDefinitions definitions;
    private final Warehouse warehouse;
    private final AsOf asOf;
    private final Clock clock;
    private final String runId;
    private final StageTimer stages;
    private final BiConsumer<Release, List<Ledger.Entry>> publishing;

    public NightlyJob(
            Supplier<SparkSession> spark,
            RunDefinitions definitions,
            Warehouse warehouse,
            LocalDate asOf,
            Clock clock,
            String runId) {
        this(spark, definitions, warehouse, asOf, clock, runId, new StageTimer(() -> {}), (release, entries) -> {});
    }

    /**
     * A job of a run.
     *
     * @param stages measures the stages
     * @param publishing receives the release and the deliveries just before the release is published
     */
    NightlyJob(
            Supplier<SparkSession> spark,
            RunDefinitions definitions,
            Warehouse warehouse,
            LocalDate asOf,
            Clock clock,
            String runId,
            StageTimer stages,
            BiConsumer<Release, List<Ledger.Entry>> publishing) {
        this.spark = Suppliers.memoize(spark::get);
        this.configuration = definitions.configuration();
        this.definitions = definitions;
        this.warehouse = warehouse;
        this.asOf = new AsOf(asOf, configuration.settings().planYear());
        this.clock = clock;
        this.runId = runId;
        this.stages = stages;
        this.publishing = publishing;
    }

    /**
     * The result of a run.
     *
     * @param release the published release
     * @param entries the deliveries that it ingested or refused, in order
     * @param intake the contents of the inbox
     * @param tables the rows of every summary table except the large ones
     * @param brief the news summary of the tables
     * @param open the number of open rejected rows of each delivery
     * @param copiesBehind why copies could not be written; empty if all were written
     */
    public record Result(
            Release release,
            List<Ledger.Entry> entries,
            Inbox.Intake intake,
            Map<SummaryTable, List<Row>> tables,
            Brief brief,
            SortedMap<Long, Long> open,
            Optional<String> copiesBehind) {}

    /** Ingests the input on top of the current release, and publishes. */
    Result run(Arrival arrival, Optional<Release> current) {
        Instant startedAt = clock.instant();
        Tables tables = stages.run("heads", () -> recover(current), opened -> NightMessages.previousRelease(current));
        Ledger ledger = definitions.ledger(tables);
        SortedMap<String, Release.TableVersion> before = tables.versions();
        new EarlierColumns(definitions, warehouse).complete(spark, ledger, tables);
        Inbox.Intake intake = stages.run(
                "feeds",
                () -> arrival.ingest(
                        new Arrival.Context(ledger, definitions.deliveries().feeds(), warehouse, runId, startedAt)),
                NightMessages::inboxRead);
        List<Ledger.Entry> entries = stages.run(
                "ledger",
                () -> ingest(intake.deliveries(), ledger, startedAt),
                ingested -> NightMessages.rowsRead(Release.Ingested.of(ingested)));
        if (arrival instanceof Arrival.FromInbox from) {
            Ingestion.requireInbox(from, ledger, intake, entries, asOf, configuration);
        }
        Publication publication =
                new Publication(warehouse, tables, definitions.tables().published());
        Map<SummaryTable, List<Row>> summaries = current.filter(
                        release -> before.equals(tables.versions()) && isUnchanged(release))
                .flatMap(publication::currentSummaries)
                .orElseGet(() -> compute(tables, ledger));
        QualityGates.requireReconciled(summaries);
        QualityGates.requireUniqueRows(summaries);
        Release release = stages.run(
                "publication",
                () -> {
                    publication.write(asOf.date(), summaries);
                    new DeliveryRecords(warehouse, ledger).write(runId, current);
                    Release next = release(tables, current, entries, startedAt);
                    publishing.accept(next, entries);
                    return publication.release(next);
                },
                NightMessages::published);
        Outcome.published();
        ReleaseRows rows = new ReleaseRows(spark, warehouse, release, definitions.tables(), summaries);
        Optional<String> behind = copies(rows, ledger);
        return new Result(
                release,
                entries,
                intake,
                summaries,
                Brief.of(configuration.settings(), configuration.references(), rows),
                ledger.returns().open(),
                behind);
    }

    /**
     * Writes the copies of a previously published release. Returns the copies that could not be written, each with the
     * reason.
     */
    public Optional<String> copies(Release current, Release release) {
        Tables tables = new Tables(spark, warehouse, runId);
        tables.openReadOnly(definitions.opened(), Optional.of(current));
        Ledger ledger = definitions.ledger(tables);
        return copies(ReleaseRows.standing(spark, warehouse, release, definitions.tables()), ledger);
    }

    private Optional<String> copies(ReleaseRows rows, Ledger ledger) {
        return stages.run(
                "copies",
                () -> new Copies(
                                configuration.settings(),
                                configuration.references(),
                                rows,
                                ledger.returns(),
                                definitions.lineage())
                        .write(),
                failed -> failed.orElse("exports/" + rows.release().asOfDate()));
    }

    /**
     * Restores each table's head to the version that the current release names, which undoes the changes of a failed
     * run. A damaged table that this date's computation repairs is restored to its last undamaged version.
     */
    public Tables recover(Optional<Release> current) {
        Tables tables = new Tables(spark, warehouse, runId);
        tables.open(definitions.opened(), current, asOf.date());
        return tables;
    }

    /** Validates the rows of deliveries and adds them to the ledger; rules that stop publication end it. */
    public List<Ledger.Entry> ingest(List<Delivery> deliveries, Ledger ledger, Instant ingestedAt) {
        return new Ingestion(
                        spark,
                        definitions.deliveries(),
                        definitions.checks(),
                        definitions.deliveries()::ingestion,
                        RuleHistory.Extent.COMPLETE)
                .into(
                        ledger,
                        deliveries,
                        new Ingestion.Occasion(runId, asOf.date(), ingestedAt),
                        QualityGates::requireRules);
    }

    /**
     * Whether a release has this run's date, configuration and code. If its ledger is unchanged as well, its figures
     * are still valid.
     */
    private boolean isUnchanged(Release release) {
        String version = version();
        boolean knownCode = !version.equals("unknown") && !version.endsWith("-dirty");
        return knownCode
                && release.asOfDate().equals(asOf.date())
                && release.configurationHash().equals(configuration.hash())
                && release.codeVersion().equals(version);
    }

    static String version() {
        return System.getProperty("taizhang.version", "unknown");
    }

    /** Computes the facts and the summary tables of the as-of date. */
    public Map<SummaryTable, List<Row>> compute(Tables tables, Ledger ledger) {
        try (Facts facts = new Facts(spark.get(), asOf, interpreted(ledger), configuration.settings())) {
            States states = stages.run(
                    "facts",
                    () -> facts.states((table, rows) -> tables.replace(table.name(), asOf.date(), rows)),
                    written -> NightMessages.factTables(States.TABLES.size()));
            return stages.run(
                    "summaries",
                    () -> Summaries.of(
                            states, facts, configuration.settings(), configuration.due(), definitions.tables(), tables),
                    rows -> NightMessages.summaryTables(
                            definitions.tables().published().size()));
        }
    }

    private InterpretedLedger interpreted(Ledger ledger) {
        return new InterpretedLedger(
                ledger,
                configuration.references(),
                configuration.exchange(),
                definitions.deliveries().rules());
    }

    private Release release(Tables tables, Optional<Release> current, List<Ledger.Entry> entries, Instant startedAt) {
        return new Release(
                current.map(Release::number).orElse(0L) + 1,
                runId,
                asOf.date(),
                startedAt,
                clock.instant(),
                version(),
                configuration.hash(),
                Release.Ingested.of(entries),
                new TreeMap<>(stages.seconds()),
                tables.versions(),
                current.map(Release::hash).orElse(""));
    }
}
