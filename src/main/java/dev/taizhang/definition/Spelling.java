package dev.taizhang.definition;

import java.math.BigDecimal;
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

    /** Letters that nobody sees: controls but white space, joiners, marks of direction, and the like. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\s]]");

    /** What a number in a code's place became when a spreadsheet took it for a quantity: 140726.0 or 1.40726E+05. */
    private static final Pattern QUANTITY =
            Pattern.compile("\\d{1,15}\\.0+|\\d\\.\\d+[eE]\\+?\\d{1,2}|\\d[eE]\\+\\d{2}");

    /**
     * The form in which two words are equal: NFKC (full-width letters and digits become plain ones), without invisible letters,
     * trimmed, runs of white space as one blank, lower case.
     */
    public static String normal(String word) {
        String plain = isPlain(word) ? word : BLANKS.matcher(plain(word)).replaceAll(" ");
        return plain.toLowerCase(Locale.ROOT);
    }

    /** NFKC, without invisible letters, trimmed; letters keep their case, white space inside keeps its runs. */
    public static String plain(String word) {
        return isPlain(word)
                ? word
                : INVISIBLE
                        .matcher(Normalizer.normalize(word, Normalizer.Form.NFKC))
                        .replaceAll("")
                        .strip();
    }

    /** The first letter of a text that nobody sees, as in U+200B; empty where all are seen. */
    public static Optional<String> invisible(String text) {
        return INVISIBLE.matcher(text).results().findFirst().map(letter -> letter(letter.group()));
    }

    /** The first letter of a text that is none: a zero, or half of a pair; empty where there is no such. */
    public static Optional<String> impossible(String text) {
        return text.codePoints()
                .filter(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE))
                .mapToObj(Character::toString)
                .findFirst()
                .map(Spelling::letter);
    }

    private static String letter(String letter) {
        return "U+%04X".formatted(letter.codePointAt(0));
    }

    /** Whether a code was taken for a quantity. */
    public static boolean isQuantity(String code) {
        return QUANTITY.matcher(code).matches();
    }

    /** The code behind a quantity; empty where its last digits were lost. */
    public static Optional<String> codeOf(String quantity) {
        BigDecimal number = new BigDecimal(quantity);
        return number.scale() >= 0 && number.stripTrailingZeros().scale() <= 0
                ? Optional.of(number.toBigInteger().toString())
                : Optional.empty();
    }

    /**
     * Whether a word is visible ASCII, common Chinese characters and single blanks between them, as nearly all are: NFKC would
     * change nothing, at many times the cost.
     */
    public static boolean isPlain(String word) {
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
