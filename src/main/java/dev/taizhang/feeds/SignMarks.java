package dev.taizhang.feeds;

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
    private static final Pattern ENDS = Pattern.compile(
            "([" + MINUS + PLUS + "(（)）\\s]*)(.*?)([" + MINUS + PLUS + "(（)）\\s]*)", Pattern.DOTALL);
    private static final Pattern DASHES = Pattern.compile("[-−－–—―‐‑\\s]*[-−－–—―‐‑][-−－–—―‐‑\\s]*");

    /**
     * Finds the sign around a number.
     *
     * @param currency whether a text is a currency: a prefix of another text is a word, to which a dash belongs
     */
    static SignMarks of(String prefix, String suffix, java.util.function.Predicate<String> currency) {
        Matcher before = matched(prefix);
        boolean word = !before.group(2).isEmpty() && !currency.test(before.group(2));
        String marksBefore = word ? "" : before.group(1) + before.group(3);
        Matcher behind = matched(suffix);
        boolean opened = contains(marksBefore, "(（");
        String last = behind.group(3) + behind.group(1);
        boolean closed = contains(last, ")）");
        // Parentheses behind the number that none before it opens belong to its unit: 元(含税)
        boolean signed = opened ? closed : !closed && contains(last, MINUS + PLUS);
        boolean negative = contains(marksBefore, MINUS) || opened || (signed && contains(last, MINUS));
        return new SignMarks(
                word ? prefix : before.group(2), signed ? behind.group(2) : suffix.strip(), negative);
    }

    /** Whether a text consists of dashes, which stand for no amount. */
    static boolean isDash(String text) {
        return DASHES.matcher(text).matches();
    }

    private static Matcher matched(String text) {
        Matcher matcher = ENDS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException("Every text matches.");
        }
        return matcher;
    }

    private static boolean contains(String text, String marks) {
        return text.chars().anyMatch(letter -> marks.indexOf(letter) >= 0);
    }
}
