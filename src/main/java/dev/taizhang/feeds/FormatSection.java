package dev.taizhang.feeds;

import dev.taizhang.feeds.FormatToken.Role;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A section of a format code: its shape, and the numbers that it applies to.
 *
 * @param tokens the parts that are displayed
 * @param condition the comparison in brackets; null without one
 * @param colour the colour in brackets; empty for black and without one
 */
record FormatSection(Shape shape, List<FormatToken> tokens, FormatCondition condition, String colour) {
    /** What a section displays. */
    enum Shape {
        QUANTITY,
        DATE,
        /** The text of a cell, by {@code @}. */
        TEXT,
        /** Literals only, or nothing. */
        CONSTANT,
        UNKNOWN
    }

    /** The letters of dates and times: {@code yyyymmdd}. */
    private static final Pattern DATE_LETTERS =
            Pattern.compile("(?:y+|m+|d+|h+|s+|e+|g{1,3}|a{3,4}|b+)+", Pattern.CASE_INSENSITIVE);

    /** Date letters with the separators of ISO 8601. */
    private static final Pattern ISO_LETTERS =
            Pattern.compile("(?:y+|m+|d+|h+|s+|e+|g{1,3}|a{3,4}|b+|t|z)+", Pattern.CASE_INSENSITIVE);

    private static final Pattern DIGIT = Pattern.compile(".*[0-9].*", Pattern.DOTALL);

    static FormatSection of(List<FormatToken> tokens) {
        List<FormatToken> displayed = new ArrayList<>();
        FormatCondition condition = null;
        String colour = "";
        boolean known = true;
        for (FormatToken token : tokens) {
            if (token.is(Role.CONDITION)) {
                Optional<FormatCondition> read = FormatCondition.of(token.text());
                known &= condition == null && read.isPresent();
                condition = read.orElse(null);
            } else if (token.is(Role.COLOUR)) {
                colour = FormatWords.isBlack(token.text()) ? "" : token.text();
            } else {
                known &= !token.is(Role.UNKNOWN);
                displayed.add(token);
            }
        }
        List<FormatToken> whole = withGeneral(withFractionalSeconds(displayed));
        Shape shape = known && count(whole, Role.UNKNOWN) == 0 ? shape(whole) : Shape.UNKNOWN;
        return new FormatSection(shape, List.copyOf(whole), condition, colour);
    }

    boolean has(Role role) {
        return tokens.stream().anyMatch(token -> token.is(role));
    }

    /** The literals of a constant, as displayed. */
    String constant() {
        StringBuilder text = new StringBuilder();
        for (FormatToken token : tokens) {
            text.append(token.is(Role.NUMERALS) ? "" : token.text());
        }
        return text.toString().strip();
    }

    boolean appliesTo(BigDecimal number) {
        return condition == null || condition.holds(number);
    }

    private static Shape shape(List<FormatToken> tokens) {
        long digits = count(tokens, Role.DIGIT);
        long general = count(tokens, Role.GENERAL);
        long text = count(tokens, Role.TEXT);
        long dates = count(tokens, Role.WORD) + count(tokens, Role.ELAPSED) + count(tokens, Role.HALF_OF_DAY);
        boolean clear = count(tokens, Role.EXPONENT) == 0
                && general <= 1
                && (digits == 0 || general == 0)
                && (text == 0 || digits + general == 0);
        if (!clear) {
            return Shape.UNKNOWN;
        }
        if (digits + general > 0) {
            // A word of date letters beside digits would be displayed as a date by some programs.
            return dates == count(tokens, Role.WORD) && words(tokens).noneMatch(FormatSection::isDate)
                    ? Shape.QUANTITY
                    : Shape.UNKNOWN;
        }
        if (dates > 0) {
            boolean date = text + count(tokens, Role.PERCENT) == 0
                    && words(tokens).allMatch(word -> ISO_LETTERS.matcher(word).matches())
                    && (words(tokens).anyMatch(FormatSection::isDate) || count(tokens, Role.ELAPSED) > 0)
                    && tokens.stream().noneMatch(token -> token.is(Role.LITERAL) && hasDigit(token.text()));
            return date ? Shape.DATE : Shape.UNKNOWN;
        }
        boolean numeric = count(tokens, Role.POINT) + count(tokens, Role.COMMA) + count(tokens, Role.PERCENT) > 0;
        return numeric ? Shape.UNKNOWN : text > 0 ? Shape.TEXT : Shape.CONSTANT;
    }

    private static boolean isDate(String word) {
        return DATE_LETTERS.matcher(word).matches();
    }

    private static boolean hasDigit(String text) {
        return DIGIT.matcher(text).matches();
    }

    private static Stream<String> words(List<FormatToken> tokens) {
        return tokens.stream().filter(token -> token.is(Role.WORD)).map(FormatToken::text);
    }

    private static long count(List<FormatToken> tokens, Role role) {
        return tokens.stream().filter(token -> token.is(role)).count();
    }

    /** Takes the zeros of {@code ss.000} away, which are no placeholders of a number. */
    private static List<FormatToken> withFractionalSeconds(List<FormatToken> tokens) {
        List<FormatToken> kept = new ArrayList<>();
        boolean fraction = false;
        for (int index = 0; index < tokens.size(); index++) {
            FormatToken token = tokens.get(index);
            boolean zero = token.is(Role.DIGIT) && token.text().equals("0");
            if (token.is(Role.POINT) && index > 0 && isSeconds(tokens.get(index - 1))) {
                fraction = true;
            } else if (!fraction || !zero) {
                fraction = false;
                kept.add(token);
            }
        }
        return kept;
    }

    private static boolean isSeconds(FormatToken token) {
        return (token.is(Role.WORD) || token.is(Role.ELAPSED))
                && Character.toLowerCase(token.text().charAt(token.text().length() - 1)) == 's'
                && DATE_LETTERS.matcher(token.text()).matches();
    }

    /**
     * Replaces fractions and exponents, {@code # ?/8} and {@code 0.00E+00}, by a number in general form: they display
     * the stored number in another notation.
     */
    private static List<FormatToken> withGeneral(List<FormatToken> tokens) {
        int mark = notation(tokens);
        if (mark < 0) {
            return isBrokenFraction(tokens) ? List.of(new FormatToken(Role.UNKNOWN, "/")) : tokens;
        }
        int first = 0;
        while (first < mark
                && !tokens.get(first).is(Role.DIGIT)
                && !tokens.get(first).is(Role.POINT)) {
            first++;
        }
        int end = mark + 1;
        while (end < tokens.size() && isNumeral(tokens.get(end))) {
            end++;
        }
        boolean code = tokens.get(mark).is(Role.SLASH)
                && tokens.subList(first, mark).stream()
                                .takeWhile(token -> token.is(Role.DIGIT))
                                .filter(token -> token.text().equals("0"))
                                .count()
                        > 1;
        boolean scaled = tokens.get(mark - 1).is(Role.COMMA)
                || (end < tokens.size() && tokens.get(end).is(Role.COMMA));
        boolean plain = tokens.subList(first, mark).stream()
                .allMatch(token -> token.is(Role.DIGIT)
                        || token.is(Role.POINT)
                        || token.is(Role.COMMA)
                        || token.text().isBlank());
        List<FormatToken> replaced = new ArrayList<>(tokens.subList(0, first));
        replaced.add(new FormatToken(plain && !code && !scaled ? Role.GENERAL : Role.UNKNOWN, ""));
        replaced.addAll(tokens.subList(end, tokens.size()));
        return replaced;
    }

    /** The index of an exponent, or of a slash between digits; negative if there is none. */
    private static int notation(List<FormatToken> tokens) {
        for (int index = 1; index + 1 < tokens.size(); index++) {
            boolean after = isNumeral(tokens.get(index + 1));
            boolean fraction =
                    tokens.get(index).is(Role.SLASH) && tokens.get(index - 1).is(Role.DIGIT) && after;
            if (fraction || (tokens.get(index).is(Role.EXPONENT) && after)) {
                return index;
            }
        }
        return -1;
    }

    /** Whether a slash stands between digits that it does not touch. */
    private static boolean isBrokenFraction(List<FormatToken> tokens) {
        int slash = tokens.indexOf(new FormatToken(Role.SLASH, "/"));
        return slash >= 0
                && tokens.subList(0, slash).stream().anyMatch(FormatSection::isNumeral)
                && tokens.subList(slash, tokens.size()).stream().anyMatch(FormatSection::isNumeral);
    }

    private static boolean isNumeral(FormatToken token) {
        return token.is(Role.DIGIT) || (token.is(Role.LITERAL) && token.text().matches("[1-9]"));
    }
}
