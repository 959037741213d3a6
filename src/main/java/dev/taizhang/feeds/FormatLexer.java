package dev.taizhang.feeds;

import dev.taizhang.feeds.FormatToken.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a format code into sections of tokens. */
final class FormatLexer {
    private static final Pattern HALF_OF_DAY =
            Pattern.compile("am/pm|a/p|上午/下午|午前/午後|오전/오후", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern CALENDAR = Pattern.compile("[bB][12](?=[yYmMdDeE])");
    private static final Pattern CONDITION = Pattern.compile("(<=|>=|<>|<|>|=)\\s*-?[\\d.]+(?:[eE][+-]?\\d{1,3})?\\s*");
    private static final Pattern ELAPSED = Pattern.compile("[hH]+|[mM]+|[sS]+");
    private static final Pattern NUMERALS = Pattern.compile("(?i)(?:DB|Nat)Num\\s?\\d+.*");
    /** A currency with or without a locale: {@code $US$-409}, {@code $-804}, {@code $¥-zh-CN}. */
    private static final Pattern CURRENCY = Pattern.compile("\\$([^-]*)(?:-.*)?");
    /** A calendar of LibreOffice. */
    private static final Pattern NAMED_CALENDAR = Pattern.compile("~[A-Za-z_]+");

    /** Blanks of any width. */
    private static final Pattern BLANK = Pattern.compile("\\p{Zs}");

    private final String code;
    private final List<List<FormatToken>> sections = new ArrayList<>();
    private int index;

    private FormatLexer(String code) {
        this.code = code;
        sections.add(new ArrayList<>());
    }

    /** The sections of a code, at least one. Incomprehensible parts are {@link Role#UNKNOWN}. */
    static List<List<FormatToken>> sections(String code) {
        FormatLexer lexer = new FormatLexer(code);
        while (lexer.index < code.length()) {
            lexer.token();
        }
        return lexer.sections;
    }

    private void token() {
        int character = code.codePointAt(index);
        switch (character) {
            case '"' -> quoted();
            case '\\', '!' -> escaped();
            case '_', '*' -> {
                // The width of a character, or a character that fills the cell: both are blank space.
                index++;
                index += index < code.length() ? Character.charCount(code.codePointAt(index)) : 0;
            }
            case '[' -> bracketed();
            case ';' -> {
                sections.add(new ArrayList<>());
                index++;
            }
            case '0', '#', '?' -> add(Role.DIGIT, 1);
            case '.' -> add(Role.POINT, 1);
            case ',' -> add(Role.COMMA, 1);
            case '%' -> add(Role.PERCENT, 1);
            case '/' -> add(Role.SLASH, 1);
            case '@' -> add(Role.TEXT, 1);
            // Some programs scale by it and others display it.
            case '％' -> add(Role.UNKNOWN, 1);
            default -> plain(character);
        }
    }

    private void quoted() {
        int end = code.indexOf('"', index + 1);
        if (end < 0) {
            add(Role.UNKNOWN, code.length() - index);
        } else {
            add(Role.LITERAL, code.substring(index + 1, end));
            index = end + 1;
        }
    }

    private void escaped() {
        index++;
        if (index == code.length()) {
            add(Role.LITERAL, code.substring(index - 1));
        } else {
            add(Role.LITERAL, Character.charCount(code.codePointAt(index)));
        }
    }

    private void bracketed() {
        int end = code.indexOf(']', index);
        if (end < 0) {
            add(Role.UNKNOWN, code.length() - index);
            return;
        }
        String content = code.substring(index + 1, end);
        index = end + 1;
        Matcher currency = CURRENCY.matcher(content);
        if (currency.matches()) {
            add(Role.CURRENCY, currency.group(1));
        } else if (CONDITION.matcher(content).matches()) {
            add(Role.CONDITION, content);
        } else if (ELAPSED.matcher(content).matches()) {
            add(Role.ELAPSED, content);
        } else if (NUMERALS.matcher(content).matches()) {
            add(Role.NUMERALS, content);
        } else if (FormatWords.isColour(content)) {
            add(Role.COLOUR, content);
        } else if (!NAMED_CALENDAR.matcher(content).matches()) {
            add(Role.UNKNOWN, "[" + content + "]");
        }
    }

    private void plain(int character) {
        int general = FormatWords.generalAt(code, index);
        Matcher half = matcher(HALF_OF_DAY);
        if (general > 0) {
            add(Role.GENERAL, general);
        } else if (half.lookingAt()) {
            add(Role.HALF_OF_DAY, half.group().length());
        } else if (isExponent(character)) {
            add(Role.EXPONENT, 2);
        } else if (code.startsWith("E+", index) || code.startsWith("E-", index)) {
            add(Role.UNKNOWN, 2);
        } else if (matcher(CALENDAR).lookingAt()) {
            index += 2;
        } else if (FormatWords.isLetter(character)) {
            int end = index;
            do {
                end += Character.charCount(code.codePointAt(end));
            } while (end < code.length()
                    && FormatWords.isLetter(code.codePointAt(end))
                    && !HALF_OF_DAY.matcher(code).region(end, code.length()).lookingAt());
            add(Role.WORD, end - index);
        } else {
            add(Role.LITERAL, Character.charCount(character));
        }
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(code).region(index, code.length()).useTransparentBounds(true);
    }

    /** Whether an E with a sign follows a digit or a point. */
    private boolean isExponent(int character) {
        List<FormatToken> section = sections.get(sections.size() - 1);
        boolean afterNumber = !section.isEmpty()
                && (section.get(section.size() - 1).is(Role.DIGIT)
                        || section.get(section.size() - 1).is(Role.POINT));
        return afterNumber
                && (character == 'E' || character == 'e')
                && index + 1 < code.length()
                && "+-".indexOf(code.charAt(index + 1)) >= 0;
    }

    private void add(Role role, int length) {
        add(role, code.substring(index, index + length));
        index += length;
    }

    private void add(Role role, String text) {
        // A tag without a currency states a language only.
        if (!text.isEmpty()) {
            String blanks = BLANK.matcher(text).replaceAll(" ");
            sections.get(sections.size() - 1).add(new FormatToken(role, blanks));
        }
    }
}
