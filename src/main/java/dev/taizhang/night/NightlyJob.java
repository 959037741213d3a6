package dev.taizhang.night;

import com.google.common.base.Suppliers;
import dev.taizhang.copies.Brief;
import dev.taizhang.copies.ReleaseRows;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Progress;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.InterpretedLedger;
import dev.taizhang.facts.States;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Audit;
import dev.taizhang.ledger.Defect;
import dev.taizhang.ledger.DeliveryReadings;
import dev.taizhang.ledger.DeliveryRecords;
import dev.taizhang.ledger.KeptConfigurations;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.Publication;
import dev.taizhang.publication.QualityGates;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.validated.DeliveryDefinitions;
import dev.taizhang.validated.RuleHistory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final ReleaseCopies copies;

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
        this.copies = new ReleaseCopies(this.spark, definitions, warehouse, runId, stages);
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
     * @param awaits why the release is not published until somebody approves it; empty if it is published
     * @param undone the earlier release that the release before had restored, so that its figures stand no longer; empty if
     *     it had restored none
     */
    public record Result(
            Release release,
            List<Ledger.Entry> entries,
            Inbox.Intake intake,
            Map<SummaryTable, List<Row>> tables,
            Brief brief,
            SortedMap<Long, Long> open,
            Optional<String> copiesBehind,
            Optional<Failure> awaits,
            Optional<Long> undone) {}

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
                () -> ingest(
                        arrival.batches(intake.deliveries(), new Ingestion.Occasion(runId, asOf.date(), startedAt)),
                        tables,
                        ledger),
                ingested -> NightMessages.rowsRead(Release.Ingested.of(ingested)));
        if (arrival instanceof Arrival.FromInbox from) {
            Ingestion.requireInbox(from, ledger, intake, entries, asOf, configuration);
        }
        Publication publication = new Publication(tables, definitions.tables().published());
        Map<SummaryTable, List<Row>> summaries = current.filter(
                        release -> before.equals(tables.versions()) && isUnchanged(release))
                .flatMap(publication::currentSummaries)
                .orElseGet(() -> compute(tables, ledger));
        QualityGates.requireReconciled(summaries);
        QualityGates.requireUniqueRows(summaries);
        Written written = stages.run(
                "publication",
                () -> {
                    publication.write(asOf.date(), summaries);
                    new DeliveryRecords(warehouse, ledger).write(runId, current);
                    new KeptConfigurations(warehouse).keep(configuration.files());
                    Release release = release(tables, current, entries, startedAt);
                    Optional<Failure> awaits = arrival instanceof Arrival.FromInbox
                            ? new ApprovalGate(
                                            warehouse, configuration.settings().approval(), before)
                                    .kept(release, current)
                            : Optional.empty();
                    if (awaits.isEmpty()) {
                        publishing.accept(release, entries);
                        Publication.release(warehouse, release, runId);
                        Outcome.published();
                    }
                    return new Written(release, awaits);
                },
                NightMessages::written);
        Release release = written.release();
        ReleaseRows rows = new ReleaseRows(spark, warehouse, release, definitions.tables(), summaries);
        return new Result(
                release,
                entries,
                intake,
                summaries,
                Brief.of(configuration.settings(), configuration.references(), rows),
                ledger.returns().open(),
                written.awaits().isEmpty() && arrival.isCopied() ? copiesOf(rows, ledger, current) : Optional.empty(),
                written.awaits(),
                current.flatMap(Release::restores));
    }

    /** A release that is published, or awaits approval for the reason given. */
    record Written(Release release, Optional<Failure> awaits) {}

    private Optional<String> copiesOf(ReleaseRows rows, Ledger ledger, Optional<Release> before) {
        Optional<String> behind = copies.of(rows, ledger);
        Optional<String> afterRestoration =
                before.flatMap(restored -> copies.afterRestoration(restored, rows.release()));
        return behind.or(() -> afterRestoration);
    }

    /**
     * Publishes the facts and summaries of an earlier release again, as a release of its own. Only the manifest is
     * written: it names the versions of that release. The next run, which finds heads that it does not name, resets them
     * as after a killed run.
     */
    Result restore(Release wanted, Release current) {
        Instant startedAt = clock.instant();
        Progress.of("tables", () -> {
            Audit.requireRestorable(warehouse, wanted);
            return wanted;
        });
        return publish(Release.restoring(wanted, current, runId, startedAt, clock.instant()));
    }

    /** Publishes a release that an earlier run has computed. */
    Result approve(Release candidate) {
        Progress.of("tables", () -> {
            Audit.requirePublishable(warehouse, candidate);
            return candidate;
        });
        return publish(candidate.publishedAt(clock.instant()));
    }

    private Result publish(Release named) {
        Release release = stages.run(
                "publication",
                () -> {
                    publishing.accept(named, List.of());
                    return Publication.release(warehouse, named, runId);
                },
                NightMessages::published);
        Outcome.published();
        Optional<String> behind = ReleaseCopies.behind(copies.again(release));
        ReleaseRows rows = ReleaseRows.standing(spark, warehouse, release, definitions.tables());
        return new Result(
                release,
                List.of(),
                Arrival.NoDeliveries.INTAKE,
                rows.held(),
                Brief.of(configuration.settings(), configuration.references(), rows),
                new TreeMap<>(),
                behind,
                Optional.empty(),
                Optional.empty());
    }

    /** Writes the copies of the current release again, and those of others that are out of date. */
    public List<ReleaseCopies.Copied> copiesAgain(Release current) {
        return copies.again(current);
    }

    /** Writes the same copies, and those of some dates. */
    List<ReleaseCopies.Copied> copiesAgain(Release current, Set<LocalDate> dates) {
        return copies.again(current, dates);
    }

    /** Returns how the copies differ from the current release. */
    List<Defect> copiesThatDiffer(Release current) {
        return copies.differing(current);
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
        return ingest(
                deliveries, ledger, definitions.deliveries(), new Ingestion.Occasion(runId, asOf.date(), ingestedAt));
    }

    private List<Ledger.Entry> ingest(List<Arrival.Batch> batches, Tables tables, Ledger ledger) {
        List<Ledger.Entry> entries = new ArrayList<>();
        for (Arrival.Batch batch : batches) {
            batch.withdrawn().forEach(reading -> {
                DeliveryReadings.Withdrawal withdrawal = reading.withdrawn().orElseThrow();
                ledger.withdraw(reading.number(), withdrawal.reason(), withdrawal.runId(), withdrawal.at());
            });
            Ledger appended =
                    batch.definitions().map(kept -> Ledger.readBy(kept, tables)).orElse(ledger);
            entries.addAll(ingest(
                    batch.deliveries(),
                    appended,
                    batch.definitions().orElse(definitions.deliveries()),
                    batch.occasion()));
            ledger.clearCache();
        }
        return entries;
    }

    private List<Ledger.Entry> ingest(
            List<Delivery> deliveries, Ledger ledger, DeliveryDefinitions readBy, Ingestion.Occasion occasion) {
        return new Ingestion(spark, readBy, readBy::ingestion, RuleHistory.Extent.COMPLETE)
                .into(ledger, deliveries, occasion, QualityGates::requireRules);
    }

    /**
     * Whether a release has this run's date, configuration and code. If its ledger is unchanged as well, its figures
     * are still valid.
     */
    private boolean isUnchanged(Release release) {
        String version = version();
        boolean knownCode = !version.equals("unknown") && !version.endsWith("-dirty");
        return knownCode
                && release.restores().isEmpty()
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
        return Release.next(
                current,
                runId,
                asOf.date(),
                startedAt,
                clock.instant(),
                version(),
                configuration.hash(),
                Release.Ingested.of(entries),
                new TreeMap<>(stages.seconds()),
                tables.versions(),
                Optional.empty());
    }
}
