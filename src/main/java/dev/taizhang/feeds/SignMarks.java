package dev.taizhang.feeds;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signs among the literals around a number.
 *
 * @param prefix the text before the number without its sign
 * @param suffix the text behind the number without its sign
 * @param negative whether a minus, parentheses or another mark of a decrease is displayed
 */
record SignMarks(String prefix, String suffix, boolean negative) {
    private static final String MINUS = "-−－–‐‑△▲▼▽↓↘负負";
    private static final String PLUS = "+＋↑↗";
    private static final String OPENING = "(（";
    private static final String CLOSING = ")）";
    private static final String BEFORE = "[" + MINUS + PLUS + OPENING + "\\s]*";
    private static final Pattern PREFIX = Pattern.compile("(" + BEFORE + ")(.*?)(" + BEFORE + ")", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("^.\\s*\\d");
    private static final Pattern DASHES = Pattern.compile("[-−－–—―‐‑\\s]*[-−－–—―‐‑][-−－–—―‐‑\\s]*");

    /**
     * Finds the sign around a number.
     *
     * @param currency whether a text is a currency: a prefix of another text is a word, to which a dash belongs
     */
    static SignMarks of(String prefix, String suffix, Predicate<String> currency) {
        Matcher before = PREFIX.matcher(prefix);
        boolean word = before.matches() && !before.group(2).isEmpty() && !currency.test(before.group(2));
        String marks = word ? "" : before.group(1) + before.group(3);
        boolean opened = contains(marks, OPENING);
        // Parentheses behind the number that none before it opens belong to its unit: 元(含税)
        String unclosed = (opened ? withoutMark(suffix.strip(), CLOSING) : suffix).strip();
        String unit = withoutMark(unclosed, MINUS + PLUS);
        boolean minusBehind = !withoutMark(unclosed, MINUS).equals(unclosed);
        return new SignMarks(
                word ? prefix : before.group(2), unit.strip(), contains(marks, MINUS) || opened || minusBehind);
    }

    /** Whether a text consists of dashes, which stand for no amount. */
    static boolean isDash(String text) {
        return DASHES.matcher(text).matches();
    }

    /** A text behind a number without the mark at its end or begin. A mark before a digit is a part of a code. */
    private static String withoutMark(String text, String marks) {
        int last = text.length() - 1;
        if (last >= 0
                && marks.indexOf(text.charAt(0)) >= 0
                && !CODE.matcher(text).find()) {
            return text.substring(1);
        }
        return last >= 0 && marks.indexOf(text.charAt(last)) >= 0 ? text.substring(0, last) : text;
    }

    private static boolean contains(String text, String marks) {
        return text.chars().anyMatch(letter -> marks.indexOf(letter) >= 0);
    }
}
