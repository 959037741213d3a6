package dev.taizhang.commands;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.InterpretedLedger;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Arrival;
import dev.taizhang.night.NightlyJob;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.publication.CanonicalCsv;
import dev.taizhang.summaries.SummaryTable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** The stages ledger and facts of one warehouse, without releases. */
record OneLedger(
        TestInbox office,
        Warehouse warehouse,
        Configuration configuration,
        NightlyJob job,
        Tables tables,
        Ledger ledger) {
    static final LocalDate END = LocalDate.of(2025, 6, 30);
    private static final Instant NOW = Instant.parse("2025-07-01T00:00:00Z");

    static OneLedger of(TestInbox office) {
        Configuration configuration = Configuration.read(office.conf());
        Warehouse warehouse = Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read())
                .prepare();
        NightlyJob job = job(configuration, warehouse, END);
        Tables tables = job.recover(Optional.empty());
        return new OneLedger(
                office,
                warehouse,
                configuration,
                job,
                tables,
                new Ledger(tables, configuration.hash(), feeds(configuration)));
    }

    private static NightlyJob job(Configuration configuration, Warehouse warehouse, LocalDate asOf) {
        return new NightlyJob(
                TestSpark::session,
                RunDefinitions.of(configuration),
                warehouse,
                asOf,
                Clock.fixed(NOW, ZoneOffset.UTC),
                "000001-1");
    }

    /** The same ledger under what the office has configured since. */
    OneLedger reconfigured() {
        Configuration today = Configuration.read(office.conf());
        return new OneLedger(office, warehouse, today, job, tables, new Ledger(tables, today.hash(), feeds(today)));
    }

    private static Map<String, Feed> feeds(Configuration configuration) {
        return FeedFiles.read(configuration).stream().collect(Collectors.toMap(Feed::name, Function.identity()));
    }

    Inbox.Intake take(Arrival arrival) {
        return arrival.ingest(new Arrival.Context(ledger, feeds(configuration), warehouse, "000001-1", NOW));
    }

    /** Rows read, accepted and rejected. */
    List<Long> night(Optional<String> reread) {
        List<Ledger.Entry> entries = job.ingest(
                take(new Arrival.FromInbox(FileAddress.of(office.inbox()), reread))
                        .deliveries(),
                ledger,
                NOW);
        return List.of(
                entries.stream().mapToLong(Ledger.Entry::read).sum(),
                entries.stream().mapToLong(Ledger.Entry::accepted).sum(),
                entries.stream().mapToLong(Ledger.Entry::rejected).sum());
    }

    List<String> state(LocalDate asOf) {
        InterpretedLedger interpreted =
                new InterpretedLedger(ledger, configuration.references(), configuration.exchange(), List.of());
        AsOf date = new AsOf(asOf, configuration.settings().planYear());
        try (Facts facts = new Facts(TestSpark.session(), date, interpreted, configuration.settings())) {
            return facts
                    .state()
                    .rows()
                    .selectExpr(
                            "project_code",
                            "district_code",
                            "CAST(total_investment / 100 AS DECIMAL(20, 2)) AS total",
                            "CAST(year_to_date_investment / 100 AS DECIMAL(20, 2)) AS invested")
                    .orderBy("project_code")
                    .collectAsList()
                    .stream()
                    .map(row -> row.mkString("|"))
                    .toList();
        }
    }

    /** Computes every table as of a date; the rows of all but the large ones. */
    Map<SummaryTable, List<Row>> summaries(LocalDate asOf) {
        return job(configuration, warehouse, asOf).compute(tables, ledger);
    }

    /** What rows have in some columns, the cells of each row parted by {@code |}; null is nothing. */
    static List<String> lines(List<Row> rows, String... columns) {
        return rows.stream()
                .map(row -> Stream.of(columns)
                        .map(column -> Objects.toString(row.<Object>getAs(column), ""))
                        .collect(Collectors.joining("|")))
                .toList();
    }

    /** The digest of each table as of the end of June 2025. */
    SortedMap<String, String> digests() {
        SortedMap<String, String> digests = new TreeMap<>();
        summaries(END)
                .forEach((table, rows) -> digests.put(
                        table.definition().name(),
                        CanonicalCsv.text(table.schema().fieldNames(), rows)));
        tables.versions().forEach((table, standing) -> {
            if (!standing.digests().isEmpty()) {
                digests.put(table, standing.digests().get(END.toString()));
            }
        });
        return digests;
    }
}
