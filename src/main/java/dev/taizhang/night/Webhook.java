package dev.taizhang.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Maps;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address to which a run sends a notification when it has ended.
 *
 * @param url the address that receives the notification by POST
 * @param body JSON in which {@code {{name}}} is replaced by a value
 */
public record Webhook(URI url, String body) {
    /** The names of the values that a body may contain. */
    public static final Set<String> VALUES = Set.of(
            "programme",
            "exit_code",
            "as_of_date",
            "run_id",
            "release_number",
            "rows_accepted",
            "rows_rejected",
            "message_zh",
            "message_en");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Reads the webhook of the settings; empty if it names none. A mistake is a failure that names its line. */
    public static Optional<Webhook> of(Settings all) {
        ConfigurationFile settings = all.file();
        if (!settings.has("webhook")) {
            return Optional.empty();
        }
        ConfigurationFile file = settings.object("webhook", Set.of("url", "body"));
        Webhook webhook = new Webhook(url(file), file.text("body"));
        PLACEHOLDER.matcher(webhook.body()).results().map(name -> name.group(1)).forEach(name -> {
            if (!VALUES.contains(name)) {
                throw ConfigurationFile.unknown(name, "webhook.body", VALUES);
            }
        });
        try {
            JSON.readTree(webhook.filled(Maps.toMap(VALUES, name -> "1")));
        } catch (JsonProcessingException broken) {
            throw NightMessages.webhookBodyNotJson(file, broken.getOriginalMessage());
        }
        return Optional.of(webhook);
    }

    private static URI url(ConfigurationFile file) {
        try {
            URI url = URI.create(file.text("url"));
            if (Set.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException broken) {
            // Reported below.
        }
        throw NightMessages.wrongWebhookUrl(file);
    }

    /** Returns the body with values inserted, each escaped for a JSON string. */
    public String filled(Map<String, String> values) {
        return PLACEHOLDER
                .matcher(body)
                .replaceAll(name -> Matcher.quoteReplacement(String.valueOf(
                        JsonStringEncoder.getInstance().quoteAsString(values.getOrDefault(name.group(1), "")))));
    }
}
