package dev.taizhang.validated;

import dev.taizhang.definition.Spelling;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of the codes of a file: the kinds of characters that they consist of. */
final class KeyForms {
    private static final int DIGIT = 1;
    private static final int LATIN = 2;
    private static final int HAN = 4;
    private static final int OTHER_LETTER = 8;
    private static final int BLANK = 16;
    private static final int SIGN = 32;
    private static final int SHORT_NUMBER = 64;

    /** The longest number that may be a count of things and not a code. */
    private static final int COUNT_DIGITS = 4;

    /** A number of at most four digits, alone or with a measure word, as in 共2个 or "2 items". */
    private static final Pattern COUNT =
            Pattern.compile("\\p{IsHan}{0,2}\\s*(\\d{1,4})\\s*(?:\\p{IsHan}{1,3}|\\p{L}{2,10}\\.?)?");

    private final Set<Integer> forms = new HashSet<>();
    private long codes;

    /** Adds the code of a row that is a row beyond doubt. */
    void add(String key) {
        forms.add(form(key));
        codes++;
    }

    /** The forms of the codes added. */
    Set<Integer> forms() {
        return Set.copyOf(forms);
    }

    /** The number of codes added. */
    long codes() {
        return codes;
    }

    /** Whether no code has the form of a key. */
    boolean unlike(String key) {
        return codes > 0 && !forms.contains(form(key));
    }

    /** Whether a key is a word or a count of things, while codes have another form. */
    boolean isNoCode(String key) {
        return unlike(key) && (isWord(key) || count(key).isPresent());
    }

    /** Whether a key has no digit. */
    static boolean isWord(String key) {
        return key.codePoints().noneMatch(Character::isDigit);
    }

    /** The number that a key states as a count of things; empty if it is not a count. */
    static OptionalLong count(String key) {
        Matcher count = COUNT.matcher(Spelling.normal(key));
        return count.matches() ? OptionalLong.of(Long.parseLong(count.group(1))) : OptionalLong.empty();
    }

    private static int form(String key) {
        String normal = Spelling.normal(key);
        int form = 0;
        for (int index = 0; index < normal.length(); index += Character.charCount(normal.codePointAt(index))) {
            form |= kind(normal.codePointAt(index));
        }
        return form == DIGIT && normal.length() <= COUNT_DIGITS ? SHORT_NUMBER : form;
    }

    private static int kind(int character) {
        if (Character.isDigit(character)) {
            return DIGIT;
        }
        if (!Character.isLetter(character)) {
            return Character.isWhitespace(character) ? BLANK : SIGN;
        }
        if (character < 0x80) {
            return LATIN;
        }
        return switch (Character.UnicodeScript.of(character)) {
            case LATIN -> LATIN;
            case HAN -> HAN;
            default -> OTHER_LETTER;
        };
    }
}
