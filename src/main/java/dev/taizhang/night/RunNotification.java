package dev.taizhang.night;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.Release;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notification that a run sends when it has ended, in every way that the settings name. */
final class RunNotification {
    private static final Logger LOG = LoggerFactory.getLogger(RunNotification.class);

    private final List<NotificationChannel> channels;
    private final Map<String, String> values = new TreeMap<>();

    RunNotification(
            List<NotificationChannel> channels, Bilingual programme, String runId, LocalDate asOfDate) {
        this.channels = channels;
        values.put("programme", programme.zh());
        values.put("run_id", runId);
        values.put("as_of_date", asOfDate.toString());
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
        channels.forEach(channel -> channel.send(values).ifPresent(problem -> LOG.warn(problem.line())));
    }
}
