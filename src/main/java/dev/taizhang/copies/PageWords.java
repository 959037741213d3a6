package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The portfolio's own words for what its tables are divided by: a ministry's clusters are sectors, a bank's districts
 * are regions. They replace the built-in words in titles and sentences for readers.
 *
 * @param own the words that {@code taizhang.conf} names, by dimension
 */
record PageWords(Map<String, Word> own) {
    /** A word in Chinese, and in English in singular and plural, in lower case. */
    record Word(String zh, String en, String plural) {}

    private static final Map<String, Word> BUILT_IN = Map.of(
            "district", new Word("县区", "district", "districts"),
            "cluster", new Word("产业集群", "industry cluster", "industry clusters"),
            "status", new Word("项目状态", "status", "statuses"),
            "leader", new Word("包联领导", "leader", "leaders"));

    /** Shorter forms of a built-in word, which titles use as well. */
    private static final Map<String, List<Word>> SHORT = Map.of(
            "cluster", List.of(new Word("集群", "cluster", "clusters")),
            "status", List.of(new Word("状态", "status", "statuses")),
            "leader", List.of(new Word("领导", "leader", "leaders")));

    /** Reads the words. A mistake is a failure that names its line. */
    static PageWords read(ConfigurationFile settings) {
        Map<String, Word> own = new LinkedHashMap<>();
        if (settings.has("words")) {
            ConfigurationFile words = settings.object("words", BUILT_IN.keySet());
            for (String dimension : words.keys()) {
                ConfigurationFile word = words.object(dimension, Set.of("zh", "en", "plural"));
                own.put(dimension, new Word(word.text("zh"), word.text("en"), word.text("plural")));
            }
        }
        return new PageWords(own);
    }

    /** Returns the portfolio's word for a dimension. */
    Word of(String dimension) {
        return own.getOrDefault(dimension, BUILT_IN.get(dimension));
    }

    /** Returns a title or sentence of the program with the portfolio's words in it. */
    Bilingual in(Bilingual text) {
        Bilingual spoken = text;
        for (Map.Entry<String, Word> word : own.entrySet()) {
            spoken = replaced(spoken, BUILT_IN.get(word.getKey()), word.getValue());
            for (Word other : SHORT.getOrDefault(word.getKey(), List.of())) {
                spoken = replaced(spoken, other, word.getValue());
            }
        }
        return spoken;
    }

    private static Bilingual replaced(Bilingual text, Word from, Word to) {
        return new Bilingual(
                text.zh().replace(from.zh(), to.zh()),
                text.en()
                        .replaceAll("\\b" + from.plural() + "\\b", to.plural())
                        .replaceAll("\\b" + from.en() + "\\b", to.en())
                        .replaceAll("\\b" + capital(from.plural()) + "\\b", capital(to.plural()))
                        .replaceAll("\\b" + capital(from.en()) + "\\b", capital(to.en())));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
