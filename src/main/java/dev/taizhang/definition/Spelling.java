package dev.taizhang.definition;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Normalizes and compares words of senders and operators. */
public final class Spelling {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Spelling() {}

    /**
     * Invisible characters: controls except white space, joiners, marks of direction, selectors of variants of a
     * character, fillers, and the like.
     */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\s]]"
            + "|[\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}\\u180B-\\u180D\\u034F\\u115F\\u1160\\u3164\\uFFA0]");

    /** Hyphens, dashes and minus signs that look like the hyphen of ASCII. */
    private static final Pattern DASH = Pattern.compile("[\\u2010-\\u2015\\u2043\\u2212\\uFE58\\uFE63\\uFF0D]");

    /** A code that a spreadsheet has turned into a quantity: 140726.0 or 1.40726E+05. */
    private static final Pattern QUANTITY =
            Pattern.compile("\\d{1,15}\\.0+|\\d\\.\\d+[eE]\\+?\\d{1,2}|\\d[eE]\\+\\d{2}");

    /**
     * Returns the form in which equal words are equal: NFKC (full-width letters and digits become plain ones), without
     * invisible characters, trimmed, with single blanks for white space, in lower case.
     */
    public static String normal(String word) {
        String plain = plain(word);
        return (isPlain(plain) ? plain : BLANKS.matcher(plain).replaceAll(" ")).toLowerCase(Locale.ROOT);
    }

    /** Returns a word in NFKC, without invisible characters and trimmed; case and inner white space are preserved. */
    public static String plain(String word) {
        if (isPlain(word)) {
            return word;
        }
        String composed = Normalizer.normalize(word, Normalizer.Form.NFKC);
        return (isVisible(composed) ? composed : INVISIBLE.matcher(composed).replaceAll("")).strip();
    }

    /** Returns a word with every kind of dash written as the hyphen of ASCII. */
    public static String withPlainDashes(String word) {
        return isPlain(word) ? word : DASH.matcher(word).replaceAll("-");
    }

    /** Returns the first invisible character of a text, as in U+200B; empty if there is none. */
    public static Optional<String> invisibleCharacter(String text) {
        return isVisible(text)
                ? Optional.empty()
                : INVISIBLE.matcher(text).results().findFirst().map(letter -> codePoint(letter.group()));
    }

    /**
     * Returns the first invalid character of a text, which is a zero or half of a surrogate pair; empty if there is
     * none.
     */
    public static Optional<String> invalidCharacter(String text) {
        return isVisible(text)
                ? Optional.empty()
                : text.codePoints()
                .filter(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE))
                .mapToObj(Character::toString)
                .findFirst()
                .map(Spelling::codePoint);
    }

    private static String codePoint(String letter) {
        return "U+%04X".formatted(letter.codePointAt(0));
    }

    /** Returns whether a spreadsheet has turned a code into a quantity. */
    public static boolean isQuantity(String code) {
        return QUANTITY.matcher(code).matches();
    }

    /** Returns the code that a quantity was; empty if its last digits are lost. */
    public static Optional<String> codeOf(String quantity) {
        BigDecimal number = new BigDecimal(quantity);
        return number.scale() >= 0 && number.stripTrailingZeros().scale() <= 0
                ? Optional.of(number.toBigInteger().toString())
                : Optional.empty();
    }

    /**
     * Returns whether a word consists of visible ASCII, common Chinese characters and single blanks between them, as
     * nearly all do. NFKC would not change such a word, at many times the cost.
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

    /**
     * Returns whether a text consists of ASCII, common Chinese characters, their punctuation and full-width forms, all of
     * which can be seen.
     */
    private static boolean isVisible(String text) {
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            boolean visible = (letter >= ' ' && letter < 0x7F)
                    || (letter >= '\u3000' && letter <= '\u303F')
                    || (letter >= '\u4E00' && letter <= '\u9FFF')
                    || (letter >= '\uFF01' && letter <= '\uFF5E');
            if (!visible) {
                return false;
            }
        }
        return true;
    }

    /** Returns the candidate that is most similar to a mistyped word; empty if none is similar. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return candidates.stream()
                .min(Comparator.comparing((String candidate) -> distance.apply(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance.apply(word, candidate) <= Math.max(2, candidate.length() / 2));
    }
}
