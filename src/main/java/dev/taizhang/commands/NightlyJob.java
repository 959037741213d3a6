package dev.taizhang.commands;

import com.google.common.base.Suppliers;
import dev.taizhang.copies.CsvExports;
import dev.taizhang.copies.ReaderRights;
import dev.taizhang.cube.Cube;
import dev.taizhang.cube.RollUp;
import dev.taizhang.cube.Targets;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.ProjectState;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.CanonicalCsv;
import dev.taizhang.publication.Publication;
import dev.taizhang.summaries.ComputedTable;
import dev.taizhang.summaries.RollUpTable;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.validated.Validated;
import dev.taizhang.validated.Validation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole run, in the order of the way of the data. */
final class NightlyJob {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyJob.class);

    private static final int MOST_NAMED = 5;

    private final Supplier<SparkSession> spark;
    private final Configuration configuration;
    private final Map<String, Feed> feeds;
    private final Warehouse warehouse;
    private final AsOf asOf;
    private final Clock clock;
    private final String runId;
    private final Stages stages = new Stages();

    NightlyJob(
            Supplier<SparkSession> spark,
            Configuration configuration,
            Warehouse warehouse,
            LocalDate asOf,
            Clock clock,
            String runId) {
        this.spark = Suppliers.memoize(spark::get);
        this.configuration = configuration;
        this.feeds = FeedFiles.read(configuration).stream().collect(Collectors.toMap(Feed::name, Function.identity()));
        this.warehouse = warehouse;
        this.asOf = new AsOf(asOf);
        this.clock = clock;
        this.runId = runId;
    }

    /**
     * What a run did.
     *
     * @param release what it published
     * @param entries the deliveries it took or refused, in order
     * @param intake what it found in the inbox
     * @param tables the rows of every summary table
     * @param copiesBehind why a copy could not be made; empty where all were
     */
    record Result(
            Release release,
            List<Ledger.Entry> entries,
            Inbox.Intake intake,
            Map<SummaryTable, List<Row>> tables,
            Optional<String> copiesBehind) {}

    Result run(Path inbox) {
        Instant startedAt = clock.instant();
        Optional<Release> standing = warehouse.standing();
        Tables tables = stages.run(
                "heads",
                () -> heads(standing),
                opened -> "从上一发布接着做 continuing from "
                        + standing.map(Release::runId).orElse("nothing"));
        Ledger ledger = new Ledger(tables, configuration, feeds);
        Inbox.Intake intake = stages.run("feeds", () -> intake(inbox, ledger), NightlyJob::told);
        List<Ledger.Entry> entries =
                stages.run("ledger", () -> take(intake.taken(), ledger, startedAt), NightlyJob::told);
        requireSomething(ledger, inbox, intake, entries);
        Map<SummaryTable, List<Row>> summaries = standing.filter(release -> unchanged(release, intake))
                .flatMap(release -> standingRows(tables, release))
                .orElseGet(() -> compute(tables, ledger));
        requireReconciled(summaries);
        Release release = stages.run(
                "publication",
                () -> publish(tables, summaries, standing, entries, startedAt),
                published -> "发布 release " + published.number());
        Optional<String> behind = stages.run(
                "copies", () -> copies(release, summaries), failed -> failed.orElse("exports/" + asOf.date()));
        return new Result(release, entries, intake, summaries, behind);
    }

    /** Makes each table's head what the standing release names: what a dead run left is thereby undone. */
    private Tables heads(Optional<Release> standing) {
        Tables tables = new Tables(spark, warehouse, runId);
        List<TableDefinition> definitions = TablesCommand.definitions().stream()
                .filter(definition -> !definition.name().equals("ledger.runs"))
                .toList();
        tables.open(definitions, standing);
        return tables;
    }

    private Inbox.Intake intake(Path folder, Ledger ledger) {
        List<Row> deliveries = ledger.deliveries();
        return new Inbox(folder, List.copyOf(feeds.values()))
                .take(
                        ledger.known(deliveries),
                        Ledger.nextNumber(deliveries),
                        warehouse.files(),
                        warehouse.path("deliveries"));
    }

    private List<Ledger.Entry> take(List<Delivery> deliveries, Ledger ledger, Instant takenAt) {
        List<Ledger.Entry> entries = new ArrayList<>();
        for (DatasetDefinition dataset : Datasets.ALL) {
            List<Delivery> ofDataset = deliveries.stream()
                    .filter(delivery -> feeds.get(delivery.feed()).dataset().equals(dataset))
                    .toList();
            if (!ofDataset.isEmpty()) {
                Map<String, Feed> reading = ofDataset.stream()
                        .map(delivery -> feeds.get(delivery.feed()))
                        .distinct()
                        .collect(Collectors.toMap(Feed::name, Function.identity()));
                try (Validated validated = new Validation(dataset, reading, configuration).of(spark.get(), ofDataset)) {
                    entries.addAll(ledger.append(validated, ofDataset, runId, takenAt));
                }
            }
        }
        return entries;
    }

    private void requireSomething(Ledger ledger, Path inbox, Inbox.Intake intake, List<Ledger.Entry> entries) {
        boolean anything = ledger.deliveries().stream()
                .anyMatch(row -> row.<String>getAs("state").equals("accepted"));
        if (!anything) {
            List<Bilingual> reasons = Stream.of(
                            entries.stream()
                                    .filter(entry -> entry.refused() != null)
                                    .map(entry -> new Bilingual(
                                            "“" + entry.delivery().fileName() + "”："
                                                    + entry.refused().sentence().zh(),
                                            "\"" + entry.delivery().fileName() + "\": "
                                                    + entry.refused().sentence().en())),
                            intake.leftAlone().stream(),
                            intake.unclaimed().stream()
                                    .map(name -> new Bilingual(
                                            "“" + name + "”没有 feed 认领。", "No feed takes \"" + name + "\".")))
                    .flatMap(reason -> reason)
                    .limit(MOST_NAMED)
                    .toList();
            throw new Failure(
                    ExitCode.INPUTS_NOT_READY,
                    new Bilingual(
                            "收件目录 " + inbox + " 中没有可接收的报表，此前也从未收到过。"
                                    + reasons.stream().map(Bilingual::zh).collect(Collectors.joining()),
                            "The inbox " + inbox
                                    + " holds nothing that could be taken, and nothing was ever taken before. "
                                    + reasons.stream().map(Bilingual::en).collect(Collectors.joining(" "))),
                    new Bilingual(
                            "请把报表放入收件目录，并核对 conf/feeds 中的文件名规则。",
                            "Put deliveries into the inbox, and check the file patterns under conf/feeds."));
        }
    }

    /** Rows that do not add up are a defect of ours, and no figure made of them is published. */
    private static void requireReconciled(Map<SummaryTable, List<Row>> summaries) {
        summaries.forEach((table, rows) -> {
            if (table.schema().getFieldIndex("reconciled").isDefined()
                    && rows.stream().anyMatch(row -> Boolean.FALSE.equals(row.getAs("reconciled")))) {
                throw new Failure(
                        ExitCode.GATE_FAILED,
                        new Bilingual(
                                "台账行数与收件行数对不上，未发布。",
                                "The ledger's rows are not those that its deliveries gave; nothing was published."),
                        new Bilingual(
                                "请保留台账库并报告此缺陷；上一次发布仍然有效。",
                                "Keep the warehouse and report this defect; the release before still stands."));
            }
        });
    }

    /** Whether nothing has changed that figures depend on: deliveries, date, configuration, code. */
    private boolean unchanged(Release release, Inbox.Intake intake) {
        String version = version();
        boolean knownCode = !version.equals("unknown") && !version.endsWith("-dirty");
        return knownCode
                && intake.taken().isEmpty()
                && release.asOfDate().equals(asOf.date())
                && release.configurationHash().equals(configuration.hash())
                && release.codeVersion().equals(version);
    }

    /** The rows of every summary as they stand; nothing where one is not what its release says. */
    private Optional<Map<SummaryTable, List<Row>>> standingRows(Tables tables, Release release) {
        Map<SummaryTable, List<Row>> rows = new LinkedHashMap<>();
        for (SummaryTable table : SummaryTable.all()) {
            String name = table.definition().name();
            List<Row> ofDate = tables.rows(name).stream()
                    .filter(row -> row.getAs(TableDefinition.AS_OF_DATE).equals(asOf.date()))
                    .toList();
            String digest = CanonicalCsv.digest(table.schema().fieldNames(), ofDate);
            if (!digest.equals(
                    release.tables().get(name).digests().get(asOf.date().toString()))) {
                return Optional.empty();
            }
            rows.put(table, ofDate);
        }
        LOG.info("报表、截止日期、配置和程序都没有变，各表照旧。 Nothing that figures depend on has changed: all tables stand.");
        return Optional.of(rows);
    }

    private Map<SummaryTable, List<Row>> compute(Tables tables, Ledger ledger) {
        Facts facts = new Facts(spark.get(), asOf, ledger, configuration);
        Dataset<Row> state = stages.run(
                "facts",
                () -> tables.replace(ProjectState.TABLE.name(), asOf.date(), facts.state()),
                rows -> "项目状态 project states");
        return stages.run("summaries", () -> summaries(ledger, state, facts), rows -> rows.size() + " 张表 tables");
    }

    private static String version() {
        return System.getProperty("taizhang.version", "unknown");
    }

    private Map<SummaryTable, List<Row>> summaries(Ledger ledger, Dataset<Row> state, Facts facts) {
        Map<String, RollUp> rollUps = new LinkedHashMap<>();
        Map<SummaryTable, List<Row>> rows = new LinkedHashMap<>();
        for (SummaryTable table : SummaryTable.all()) {
            if (table instanceof RollUpTable rollUp) {
                rollUps.put(table.name(), rollUp.rollUp());
            }
        }
        Cube cube = new Cube(
                spark.get(),
                configuration,
                asOf,
                rollUps,
                state,
                facts.earlier(),
                Targets.of(asOf, ledger, configuration));
        Map<String, List<Row>> rolledUp = cube.rows();
        ComputedTable.Sources sources = new ComputedTable.Sources(asOf, ledger, configuration, state, facts);
        for (SummaryTable table : SummaryTable.all()) {
            List<Row> found = table instanceof ComputedTable computed
                    ? computed.rows(sources).collectAsList()
                    : rolledUp.get(table.name());
            rows.put(table, found == null ? cube.sparseRows(table.name()).collectAsList() : found);
        }
        return rows;
    }

    private Release publish(
            Tables tables,
            Map<SummaryTable, List<Row>> summaries,
            Optional<Release> standing,
            List<Ledger.Entry> entries,
            Instant startedAt) {
        Publication publication = new Publication(warehouse, tables);
        summaries.forEach((table, rows) -> publication.write(table, asOf.date(), rows));
        Release release = new Release(
                standing.map(Release::number).orElse(0L) + 1,
                runId,
                asOf.date(),
                startedAt,
                clock.instant(),
                version(),
                configuration.hash(),
                new Release.Taken(
                        entries.stream()
                                .filter(entry -> entry.refused() == null)
                                .count(),
                        sum(entries, Ledger.Entry::read),
                        sum(entries, Ledger.Entry::accepted),
                        sum(entries, Ledger.Entry::rejected),
                        sum(entries, Ledger.Entry::leftOut)),
                new TreeMap<>(stages.seconds()),
                tables.standings(),
                standing.map(Release::hash).orElse(""));
        publication.release(release);
        return release;
    }

    private Optional<String> copies(Release release, Map<SummaryTable, List<Row>> summaries) {
        try {
            new CsvExports(warehouse).write(release, summaries);
            if (configuration.settings().readersGroup().isPresent()) {
                new ReaderRights(configuration.settings().readersGroup().get()).grant(warehouse, "exports");
            }
            return Optional.empty();
        } catch (java.io.IOException | RuntimeException stuck) {
            LOG.warn("The exports are behind", stuck);
            return Optional.of("exports: " + stuck.getMessage());
        }
    }

    private static long sum(List<Ledger.Entry> entries, java.util.function.ToLongFunction<Ledger.Entry> rows) {
        return entries.stream().mapToLong(rows).sum();
    }

    private static String told(Inbox.Intake intake) {
        return "新收件 new deliveries " + intake.taken().size() + "，已收过 known " + intake.known() + "，无人认领 unclaimed "
                + intake.unclaimed().size();
    }

    private static String told(List<Ledger.Entry> entries) {
        return "读取 read " + sum(entries, Ledger.Entry::read) + "，接收 accepted " + sum(entries, Ledger.Entry::accepted)
                + "，退回 rejected " + sum(entries, Ledger.Entry::rejected) + "，略过 left out "
                + sum(entries, Ledger.Entry::leftOut);
    }
}
