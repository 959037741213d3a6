package dev.taizhang.night;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Mistakes;
import dev.taizhang.definition.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A way in which the notification of a run reaches the office. It waits only seconds, and never makes a run fail. */
public sealed interface NotificationChannel permits Webhook, Mail {
    /** The names of the values in a notification. */
    Set<String> VALUES = Set.of(
            "programme",
            "exit_code",
            "as_of_date",
            "run_id",
            "release_number",
            "rows_accepted",
            "rows_rejected",
            "message_zh",
            "message_en");

    /** The longest time for which a connection, an answer or the receipt of a text is waited for. */
    Duration TIMEOUT = Duration.ofSeconds(10);

    /** Reads all channels of the settings. Each mistake is reported with its line. */
    static List<NotificationChannel> of(Settings settings) {
        Mistakes mistakes = new Mistakes();
        Optional<Optional<Webhook>> webhook = mistakes.reading(() -> Webhook.of(settings));
        Optional<Optional<Mail>> mail = mistakes.reading(() -> Mail.of(settings, TIMEOUT));
        mistakes.requireNone();
        return Stream.<Optional<? extends NotificationChannel>>of(webhook.orElseThrow(), mail.orElseThrow())
                .<NotificationChannel>flatMap(Optional::stream)
                .toList();
    }

    /** Returns the server that receives the notification. */
    String place();

    /** Throws a failure with the place in the settings if the server refuses what can be tried without a notification. */
    void check();

    /**
     * Sends a notification.
     *
     * @return why it was not delivered; empty if it was
     */
    Optional<Bilingual> send(Map<String, String> values);
}
