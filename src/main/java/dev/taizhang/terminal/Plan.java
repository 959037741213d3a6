package dev.taizhang.terminal;

import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.MissingColumns;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Arrival;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.night.Sessions;
import dev.taizhang.summaries.WarehouseTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/**
 * A preview of a nightly run: the files that it would ingest from its inbox, the feed of each, and the rows that it
 * would reject with the reasons. It writes nothing.
 */
public final class Plan {
    private final RunDefinitions definitions;
    private final Warehouse warehouse;
    private final ReadingTable readings;

    public Plan(RunDefinitions definitions, Warehouse warehouse, Currency portfolioCurrency) {
        this.definitions = definitions;
        this.warehouse = warehouse;
        this.readings = new ReadingTable(portfolioCurrency);
    }

    /** Returns the preview as a text for the terminal. */
    public String text(Path inbox, long bytes, Instant now) {
        try {
            Path scratch = Files.createTempDirectory("taizhang-plan");
            try {
                return text(inbox, bytes, now, scratch);
            } finally {
                FileUtils.deleteDirectory(scratch.toFile());
            }
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private String text(Path inbox, long bytes, Instant now, Path scratch) {
        Optional<Release> current = warehouse.current();
        // The session lives longer than the plan's folder, so its own files are elsewhere.
        SparkSession spark = Sessions.open("taizhang plan", current, bytes, System.getProperty("java.io.tmpdir"));
        Tables tables = new Tables(() -> spark, warehouse, "plan");
        tables.openReadOnly(WarehouseTables.known(definitions.tables()), current);
        Ledger ledger = definitions.ledger(tables);
        Inbox.Intake intake = new Arrival.FromInbox(inbox, Optional.empty())
                .ingest(new Arrival.Context(
                        ledger,
                        definitions.deliveries().feeds(),
                        Warehouse.at(scratch.toString(), new org.apache.hadoop.conf.Configuration())
                                .prepare(),
                        "plan",
                        now));
        Problems problems = new Problems(definitions.deliveries());
        problems.read(spark, intake.deliveries(), ledger::ruleHistory, (validated, deliveries) -> {
            readings.add(validated, deliveries);
            problems.warned(deliveries, new MissingColumns(ledger).of(validated, deliveries));
        });
        StringBuilder text = new StringBuilder();
        if (intake.deliveries().isEmpty()) {
            text.append(TerminalMessages.noNewDeliveries().line()).append('\n');
        } else {
            text.append(readings.text()).append(problems.notes());
        }
        text.append('\n').append(TerminalMessages.knownFiles(intake.known())).append('\n');
        intake.unmatched()
                .forEach(name ->
                        text.append(TerminalMessages.unmatched(List.of(name))).append('\n'));
        intake.skipped().forEach(reason -> text.append(reason.line()).append('\n'));
        if (!problems.isEmpty()) {
            text.append('\n').append(problems.text());
        }
        return text.append('\n')
                .append(TerminalMessages.nothingWritten().line())
                .append('\n')
                .toString();
    }
}
