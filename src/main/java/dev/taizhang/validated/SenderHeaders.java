package dev.taizhang.validated;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.SentRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names the header of the file in findings about its cells, if it differs from the title of the canonical column. */
final class SenderHeaders {
    private static final Pattern IN_BRACKETS = Pattern.compile("\\([^()]*\\)");
    private static final int MOST_LETTERS = 60;

    private final DatasetDefinition dataset;
    private final SentRow sent;

    /**
     * Prepares the names of a row.
     *
     * @param sent the row in the columns of its sender; null if it has none
     */
    SenderHeaders(DatasetDefinition dataset, SentRow sent) {
        this.dataset = dataset;
        this.sent = sent;
    }

    /** Returns findings whose sentences name the header, beside the title if they contain it, else at the end. */
    List<Finding> named(List<Finding> findings) {
        if (findings.isEmpty()) {
            return findings;
        }
        List<Finding> named = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            named.add(header(finding.column())
                    .map(header -> new Finding(
                            finding.column(),
                            finding.value(),
                            finding.rule(),
                            named(finding.sentence(), dataset.column(finding.column()), header)))
                    .orElse(finding));
        }
        return named;
    }

    private Optional<String> header(String column) {
        int place = column == null || sent == null ? -1 : sent.columns().indexOf(column);
        if (place < 0 || sent.header().get(place) == null) {
            return Optional.empty();
        }
        String header = sent.header().get(place).replaceAll("\\s+", " ").strip();
        Bilingual title = dataset.column(column).title();
        String words = words(header);
        boolean same = words.isEmpty()
                || words.equals(words(title.zh()))
                || words.equals(words(title.en()))
                || words.equals(words(column));
        return same
                ? Optional.empty()
                : Optional.of(header.length() > MOST_LETTERS ? header.substring(0, MOST_LETTERS) + "…" : header);
    }

    private static String words(String header) {
        return IN_BRACKETS.matcher(Spelling.normal(header)).replaceAll("").replaceAll("[\\s_]", "");
    }

    private static Bilingual named(Bilingual sentence, Column column, String header) {
        return new Bilingual(
                beside(sentence.zh(), "“" + column.title().zh() + "”", "（表头“" + header + "”）"),
                beside(sentence.en(), "\"" + column.title().en() + "\"", " (header \"" + header + "\")"));
    }

    private static String beside(String sentence, String title, String header) {
        int place = sentence.indexOf(title);
        return place < 0
                ? sentence + header
                : sentence.substring(0, place + title.length()) + header + sentence.substring(place + title.length());
    }
}
