package dev.taizhang.feeds;

import java.util.regex.Pattern;

/** Patterns of names and texts in feeds: {@code *} matches any text, {@code ?} any one character. */
public final class NamePattern {
    private NamePattern() {}

    static boolean matches(String pattern, String name) {
        return compiled(pattern).matcher(name).matches();
    }

    /** The regular expression of a pattern. */
    public static Pattern compiled(String pattern) {
        StringBuilder expression = new StringBuilder();
        for (int index = 0; index < pattern.length(); index++) {
            char letter = pattern.charAt(index);
            switch (letter) {
                case '*' -> expression.append(".*");
                case '?' -> expression.append('.');
                default -> expression.append(Pattern.quote(String.valueOf(letter)));
            }
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }
}
