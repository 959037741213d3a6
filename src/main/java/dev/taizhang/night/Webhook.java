package dev.taizhang.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Maps;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address to which a run posts a notification.
 *
 * @param url the address that receives the notification by POST
 * @param body JSON in which {@code {{name}}} is replaced by a value
 */
record Webhook(URI url, String body) implements NotificationChannel {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Reads the webhook of the settings; empty if it names none. A mistake is a failure that names its line. */
    static Optional<Webhook> of(Settings all) {
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
            throw NotificationMessages.webhookBodyNotJson(file, broken.getOriginalMessage());
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
        throw NotificationMessages.wrongWebhookUrl(file);
    }

    @Override
    public String place() {
        // The rest of the address is often the secret that allows to post.
        return url.getHost();
    }

    /** Does nothing, because whatever is posted is a notification. */
    @Override
    public void check() {}

    @Override
    public Optional<Bilingual> send(Map<String, String> values) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(filled(values), StandardCharsets.UTF_8))
                .build();
        try {
            HttpResponse<Void> response = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding());
            return response.statusCode() < 300
                    ? Optional.empty()
                    : Optional.of(NotificationMessages.refusedByWebhook(response.statusCode()));
        } catch (IOException unreachable) {
            return Optional.of(NotificationMessages.webhookUnreachable(unreachable));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Returns the body with values inserted, each escaped for a JSON string. */
    private String filled(Map<String, String> values) {
        return PLACEHOLDER
                .matcher(body)
                .replaceAll(name -> Matcher.quoteReplacement(String.valueOf(
                        JsonStringEncoder.getInstance().quoteAsString(values.getOrDefault(name.group(1), "")))));
    }
}
