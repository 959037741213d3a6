package dev.taizhang.night;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.facts.AsOf;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.PreviewTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.QualityGates;
import dev.taizhang.validated.DeliveredColumns;
import dev.taizhang.validated.DeliveryDefinitions;
import dev.taizhang.validated.Rule.Severity;
import dev.taizhang.validated.RuleHistory;
import dev.taizhang.validated.SheetCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a run would do with files. They are ingested as in a run, but into tables that exist only until the preview is
 * closed; the warehouse is read and not changed. Rules that a run evaluates on the records in force, and reports in the
 * table {@code data_findings}, warn here at the row.
 */
public final class Preview implements AutoCloseable {
    /** The columns of a finding: its delivery, its place, the rule, and the sentence. */
    private static final List<String> FINDING = List.of(
            "delivery_number",
            "dataset",
            "sheet",
            "row_number",
            "column",
            "value",
            "rule",
            "sentence_zh",
            "sentence_en");

    private final DeliveryDefinitions definitions;
    private final Path scratch;
    private final PreviewTables tables;
    private final Ledger ledger;
    private final Inbox.Intake intake;
    private final List<Ledger.Entry> entries;
    private final Map<Long, List<SheetCounts>> sheets = new TreeMap<>();
    private final Map<Long, DeliveredColumns> columns = new TreeMap<>();
    private Failure stop;

    /**
     * The run that is previewed.
     *
     * @param warehouse its warehouse; empty if the files are looked at without earlier data
     * @param arrival its input
     * @param bytes the size of the input
     * @param asOf its as-of date
     * @param now the present time
     */
    public record Imagined(Optional<Warehouse> warehouse, Arrival arrival, long bytes, LocalDate asOf, Instant now) {}

    /** Ingests the input. */
    public Preview(DeliveryDefinitions definitions, Imagined run) {
        this.definitions = definitions;
        Optional<Release> current = run.warehouse().flatMap(Warehouse::current);
        // The session lives longer than the preview's folder, so its own files are elsewhere.
        SparkSession spark =
                Sessions.open("taizhang preview", current, run.bytes(), System.getProperty("java.io.tmpdir"));
        scratch = scratch();
        Warehouse copies =
                Warehouse.at(scratch.toString(), HadoopConfiguration.read()).prepare();
        Tables published = new Tables(() -> spark, run.warehouse().orElse(copies), "preview");
        published.openReadOnly(LedgerTables.all(), current);
        tables = new PreviewTables(spark, published, copies.path("appended").toString());
        ledger = Ledger.readBy(definitions, tables);
        try {
            intake = run.arrival()
                    .ingest(new Arrival.Context(ledger, definitions.feeds(), copies, "preview", run.now()));
            entries = ingest(spark, run);
            if (run.arrival() instanceof Arrival.FromInbox inbox) {
                note(() -> Ingestion.requireInbox(
                        inbox,
                        ledger,
                        intake,
                        entries,
                        new AsOf(
                                run.asOf(),
                                definitions.configuration().settings().planYear()),
                        definitions.configuration()));
            }
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("taizhang-preview");
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private List<Ledger.Entry> ingest(SparkSession spark, Imagined run) {
        RuleHistory.Extent extent =
                run.warehouse().isPresent() ? RuleHistory.Extent.COMPLETE : RuleHistory.Extent.SOME_FILES;
        return new Ingestion(() -> spark, definitions, definitions::validation, extent)
                .into(
                        ledger,
                        intake.deliveries(),
                        new Ingestion.Occasion("preview", run.asOf(), run.now()),
                        (validated, deliveries, deviations) -> {
                            validated
                                    .sheets()
                                    .forEach(sheet -> sheets.computeIfAbsent(
                                                    sheet.deliveryNumber(), number -> new ArrayList<>())
                                            .add(sheet));
                            deliveries.forEach(
                                    delivery -> columns.put(delivery.number(), validated.columns(delivery.number())));
                            note(() -> QualityGates.requireRules(validated, deliveries, deviations));
                        });
    }

    /** Notes the first reason for which the run would stop. */
    private void note(Runnable gate) {
        try {
            gate.run();
        } catch (Failure failure) {
            stop = stop == null ? failure : stop;
        }
    }

    /** Returns what was found in the inbox. */
    public Inbox.Intake intake() {
        return intake;
    }

    /** Returns the deliveries with their outcomes, in the order in which a run ingests them. */
    public List<Ledger.Entry> entries() {
        return entries;
    }

    /** Returns the counts of each sheet of a delivery; one of zeros if it has no row. */
    public List<SheetCounts> sheets(Delivery delivery) {
        return sheets.getOrDefault(delivery.number(), List.of(SheetCounts.none(delivery.number())));
    }

    /** Returns the columns that a delivery had, and the headers that were not used. */
    public DeliveredColumns columns(Delivery delivery) {
        return columns.get(delivery.number());
    }

    /** Returns the definitions by which the deliveries were read. */
    public DeliveryDefinitions definitions() {
        return definitions;
    }

    /** Returns the reason for which the run would not publish; empty if nothing stands against it. */
    public Optional<Failure> stop() {
        return Optional.ofNullable(stop);
    }

    /** Returns the names of the rules and checks that stop publication. */
    public Set<String> stopping() {
        return Stream.concat(
                        definitions.rules().stream()
                                .filter(rule -> rule.severity() == Severity.FAIL)
                                .map(rule -> rule.name()),
                        definitions.checks().stream()
                                .filter(check -> check.severity() == Severity.FAIL)
                                .map(check -> check.name()))
                .collect(Collectors.toSet());
    }

    /** Returns one row per problem of a rejected row, in the order of their places. */
    public Dataset<Row> rejections() {
        return findings(tables.appended(LedgerTables.REJECTED.name())
                .withColumn("problem", explode(col("problems")))
                .select(FINDING.stream()
                        .map(name -> List.of("delivery_number", "dataset", "sheet", "row_number")
                                        .contains(name)
                                ? col(name)
                                : col("problem").getField(name).as(name))
                        .toArray(Column[]::new)));
    }

    /** Returns one row per warning, in the order of their places. The row number of a whole delivery is zero. */
    public Dataset<Row> warnings() {
        return findings(tables.appended(LedgerTables.WARNINGS.name())
                .select(FINDING.stream().map(name -> col(name)).toArray(Column[]::new)));
    }

    private static Dataset<Row> findings(Dataset<Row> findings) {
        return findings.orderBy("delivery_number", "sheet", "row_number", "column", "rule", "value", "sentence_zh");
    }

    @Override
    public void close() {
        FileUtils.deleteQuietly(scratch.toFile());
    }
}
