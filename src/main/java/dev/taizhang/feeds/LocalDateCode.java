package dev.taizhang.feeds;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Date codes in the letters of another language, such as {@code TT.MM.JJJJ}, which some writers save although workbooks
 * have English ones.
 */
final class LocalDateCode {
    /** The letters of day, month and year; each language has others. */
    private static final List<String> LANGUAGES = List.of(
            "t m j", "j m a", "d m a", "g m a", "d m j", "p k v", "g a y", "d m r", "д м г", "д м р", "n h é", "η μ ε",
            "d m å");

    private static final Pattern CODE =
            Pattern.compile("(\\p{L})\\1{0,3}([-./ ])\\s?(\\p{L})\\3{0,3}\\2\\s?(\\p{L})\\4{0,3}[.]?(;@)?");

    private LocalDateCode() {}

    /** The code of a date in English letters, if it consists of a day, a month and a year of another language. */
    static String inEnglish(String code) {
        Matcher matcher = CODE.matcher(code.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return code;
        }
        String forwards = matcher.group(1) + " " + matcher.group(3) + " " + matcher.group(4);
        String backwards = new StringBuilder(forwards).reverse().toString();
        return LANGUAGES.contains(forwards) || LANGUAGES.contains(backwards) ? "yyyy-mm-dd" : code;
    }
}
