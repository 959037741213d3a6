package dev.taizhang.night;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Settings;
import dev.taizhang.ledger.Release;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notification that a run sends to a webhook when it has ended. It waits at most ten seconds, and never makes a run
 * fail.
 */
final class RunNotification {
    private static final Logger LOG = LoggerFactory.getLogger(RunNotification.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Webhook webhook;
    private final Map<String, String> values = new TreeMap<>();

    private RunNotification(Webhook webhook, Bilingual programme, String runId, LocalDate asOfDate) {
        this.webhook = webhook;
        values.put("programme", programme.zh());
        values.put("run_id", runId);
        values.put("as_of_date", asOfDate.toString());
    }

    /** Returns the notification of a run; empty if the settings name no webhook. */
    static Optional<RunNotification> of(Settings settings, String runId, LocalDate asOfDate) {
        return Webhook.of(settings)
                .map(webhook -> new RunNotification(webhook, settings.programmeName(), runId, asOfDate));
    }

    /** Reports that a release was published, with the paragraph of its figures. */
    void published(NightlyJob.Result result, ExitCode code) {
        Release release = result.release();
        values.put("release_number", Long.toString(release.number()));
        values.put("rows_accepted", Long.toString(release.ingested().accepted()));
        values.put("rows_rejected", Long.toString(release.ingested().rejected()));
        List<Bilingual> paragraphs = result.brief().paragraphs();
        send(
                code,
                new Bilingual(
                        paragraphs.stream().map(Bilingual::zh).collect(Collectors.joining("\n")),
                        paragraphs.stream().map(Bilingual::en).collect(Collectors.joining("\n"))));
    }

    /** Reports why a run failed, and the remedy. */
    void failed(Failure failure) {
        send(failure.exitCode(), failure.message());
    }

    private void send(ExitCode code, Bilingual message) {
        values.put("exit_code", Integer.toString(code.code()));
        values.put("message_zh", message.zh());
        values.put("message_en", message.en());
        HttpRequest request = HttpRequest.newBuilder(webhook.url())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(webhook.filled(values), StandardCharsets.UTF_8))
                .build();
        try {
            HttpResponse<Void> response = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding());
            if (response.statusCode() >= 300) {
                LOG.warn(
                        NightMessages.notificationRefused(response.statusCode()).line());
            }
        } catch (IOException unreachable) {
            LOG.warn(NightMessages.webhookUnreachable(unreachable).line());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
