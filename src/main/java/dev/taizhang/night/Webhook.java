package dev.taizhang.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationFile;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whom a run tells how it ended.
 *
 * @param url where the notice goes by POST
 * @param body JSON in which {@code {{word}}} stands for a value
 */
public record Webhook(URI url, String body) {
    /** What a body may hold. */
    public static final Set<String> WORDS = Set.of(
            "programme",
            "exit_code",
            "as_of_date",
            "run_id",
            "release_number",
            "rows_accepted",
            "rows_rejected",
            "message_zh",
            "message_en");

    private static final Pattern WORD = Pattern.compile("\\{\\{(\\w+)}}");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Reads the webhook of a configuration; empty if it names none. A mistake is a failure that names its line. */
    static Optional<Webhook> of(Configuration configuration) {
        ConfigurationFile settings = configuration.settings().file();
        if (!settings.has("webhook")) {
            return Optional.empty();
        }
        ConfigurationFile file = settings.object("webhook", Set.of("url", "body"));
        Webhook webhook = new Webhook(url(file), file.text("body"));
        WORD.matcher(webhook.body()).results().map(word -> word.group(1)).forEach(word -> {
            if (!WORDS.contains(word)) {
                throw ConfigurationFile.unknown(word, "webhook.body", WORDS);
            }
        });
        try {
            JSON.readTree(webhook.filled(WORDS.stream().collect(Collectors.toMap(Function.identity(), word -> "1"))));
        } catch (JsonProcessingException broken) {
            throw file.wrong(
                    "body",
                    new Bilingual(
                            "不是有效的 JSON：" + broken.getOriginalMessage(),
                            "it is no valid JSON: " + broken.getOriginalMessage()));
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
            // Told below.
        }
        throw file.wrong("url", new Bilingual("须是 http 或 https 地址。", "it must be an address of http or https."));
    }

    /** The body with values in it, each as JSON writes it inside a string. */
    public String filled(Map<String, String> values) {
        return WORD.matcher(body)
                .replaceAll(word -> Matcher.quoteReplacement(String.valueOf(
                        JsonStringEncoder.getInstance().quoteAsString(values.getOrDefault(word.group(1), "")))));
    }
}
