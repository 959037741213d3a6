package dev.taizhang.copies;

import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.SummaryTable;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** What a monitor asks of a night, {@code exports/metrics/taizhang.prom}, for the text file collector of a node exporter. */
public final class Metrics {
    private static final String FILE = "exports/metrics/taizhang.prom";

    private final Warehouse warehouse;
    private final Release release;

    public Metrics(Warehouse warehouse, Release release) {
        this.warehouse = warehouse;
        this.release = release;
    }

    /** Writes the file anew. */
    public void write(Map<SummaryTable, List<Row>> held) throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        gauge(registry, "taizhang_last_success_timestamp_seconds", "When the last release was published.")
                .set((double) release.publishedAt().getEpochSecond());
        gauge(registry, "taizhang_release_number", "The number of the last release.")
                .set((double) release.number());
        gauge(registry, "taizhang_as_of_timestamp_seconds", "The date that its figures speak of, at midnight UTC.")
                .set((double) (release.asOfDate().toEpochDay() * 86_400));
        Gauge rows =
                gauge(registry, "taizhang_rows", "Rows that the last run took in, by what became of them.", "outcome");
        rows.labelValues("accepted").set((double) release.taken().accepted());
        rows.labelValues("rejected").set((double) release.taken().rejected());
        rows.labelValues("left_out").set((double) release.taken().leftOut());
        Gauge seconds = gauge(registry, "taizhang_stage_seconds", "Seconds of each stage of the last run.", "stage");
        release.stages().forEach((stage, time) -> seconds.labelValues(stage).set(Double.parseDouble(time)));
        Gauge late = gauge(
                registry,
                "taizhang_sender_late_days",
                "Days by which a sender is late, or has been missing, with its latest month that is due.",
                "dataset",
                "sender");
        held.entrySet().stream()
                .filter(table -> table.getKey().name().equals("senders"))
                .flatMap(table -> table.getValue().stream())
                .filter(row -> row.getAs("days_late") != null)
                .forEach(row -> late.labelValues(row.<String>getAs("dataset"), row.<String>getAs("sender"))
                        .set((double) row.<Long>getAs("days_late")));
        ReplacedFile.write(
                warehouse, FILE, out -> PrometheusTextFormatWriter.create().write(out, registry.scrape()));
    }

    private static Gauge gauge(PrometheusRegistry registry, String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
    }
}
