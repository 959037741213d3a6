package dev.taizhang.definition;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How words of senders and operators are compared. */
public final class Spelling {
    private Spelling() {}

    /**
     * The form in which two words are equal: NFKC (full-width letters and digits become plain ones), trimmed, runs of white
     * space as one blank, lower case.
     */
    public static String normal(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
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
