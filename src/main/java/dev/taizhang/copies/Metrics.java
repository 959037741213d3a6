package dev.taizhang.copies;

import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.ledger.Release;
import dev.taizhang.summaries.Summaries;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;

/**
 * The metrics of a nightly run for monitoring, {@code exports/metrics/taizhang.prom}, for the text file collector of a
 * node exporter.
 */
final class Metrics {
    private static final String FILE = "exports/metrics/taizhang.prom";

    private final ReleaseRows rows;
    private final Release release;

    Metrics(ReleaseRows rows) {
        this.rows = rows;
        this.release = rows.release();
    }

    /** Writes the file anew. */
    void write() throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        gauge(registry, "taizhang_last_success_timestamp_seconds", "Time at which the last release was published.")
                .set((double) release.publishedAt().getEpochSecond());
        gauge(registry, "taizhang_release_number", "Number of the last release.")
                .set((double) release.number());
        gauge(registry, "taizhang_as_of_timestamp_seconds", "As-of date of the last release, at midnight UTC.")
                .set((double) (release.asOfDate().toEpochDay() * 86_400));
        Gauge outcomes = gauge(registry, "taizhang_rows", "Rows read by the last run, by outcome.", "outcome");
        outcomes.labelValues("accepted").set((double) release.ingested().accepted());
        outcomes.labelValues("rejected").set((double) release.ingested().rejected());
        outcomes.labelValues("left_out").set((double) release.ingested().leftOut());
        Gauge seconds = gauge(
                registry, "taizhang_stage_seconds", "Duration of each stage of the last run, in seconds.", "stage");
        release.stages().forEach((stage, time) -> seconds.labelValues(stage).set(Double.parseDouble(time)));
        Gauge late = gauge(
                registry,
                "taizhang_sender_late_days",
                "Days by which the latest due delivery of a sender is late, or overdue if it is missing.",
                "dataset",
                "sender");
        Summaries.named(rows.held(), "senders").stream()
                .filter(row -> row.getAs("days_late") != null)
                .forEach(row -> late.labelValues(row.<String>getAs("dataset"), row.<String>getAs("sender"))
                        .set((double) row.<Long>getAs("days_late")));
        ReplacedFile.write(
                rows.warehouse().files(),
                rows.warehouse().path(FILE),
                out -> PrometheusTextFormatWriter.create().write(out, registry.scrape()));
    }

    private static Gauge gauge(PrometheusRegistry registry, String name, String help, String... labels) {
        return Gauge.builder().name(name).help(help).labelNames(labels).register(registry);
    }
}
