package dev.taizhang.definition;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How words of senders and operators are compared. */
public final class Spelling {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Spelling() {}

    /**
     * The form in which two words are equal: NFKC (full-width letters and digits become plain ones), trimmed, runs of white
     * space as one blank, lower case.
     */
    public static String normal(String word) {
        String plain = isPlain(word) ? word : BLANKS.matcher(plain(word)).replaceAll(" ");
        return plain.toLowerCase(Locale.ROOT);
    }

    /** NFKC, trimmed; letters keep their case, white space inside keeps its runs. */
    public static String plain(String word) {
        return isPlain(word)
                ? word
                : Normalizer.normalize(word, Normalizer.Form.NFKC).strip();
    }

    /**
     * Whether a word is visible ASCII, common Chinese characters and single blanks between them, as nearly all are: NFKC would
     * change nothing, at many times the cost.
     */
    private static boolean isPlain(String word) {
        boolean blank = true;
        for (int index = 0; index < word.length(); index++) {
            char letter = word.charAt(index);
            boolean visible = (letter > ' ' && letter < 0x7F) || (letter >= '\u4E00' && letter <= '\u9FFF');
            if (!visible && (blank || letter != ' ')) {
                return false;
            }
            blank = !visible;
        }
        return !blank;
    }

    /** The candidate that a mistyped word most likely meant; empty where nothing is near. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return candidates.stream()
                .min(Comparator.comparing((String candidate) -> distance.apply(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance.apply(word, candidate) <= Math.max(2, candidate.length() / 2));
    }
}
