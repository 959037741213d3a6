package dev.taizhang.validated;

import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Spelling;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads numbers as offices write them, exactly. Ambiguous ones are rejected. */
final class Numbers {
    /** Parentheses, the notation of bookkeepers for a negative number. */
    private static final Pattern NEGATIVE = Pattern.compile("\\(([\\d.,][^()]*)\\)(.*)");

    private static final Pattern NUMBER = Pattern.compile(
            "([+-]?)((?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d*)?|\\.\\d+)(?:[eE]([+-]?\\d{1,2}))?\\s*([^\\d.,+-].*)?");

    /** The value of one unit, by every name of the unit in normal spelling. */
    private final Map<String, BigDecimal> multipliers;

    Numbers(ReferenceTable units) {
        multipliers = units.codes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        word -> new BigDecimal(
                                units.member(word.getValue()).orElseThrow().number())));
    }

    /**
     * Reads a number and multiplies it by its unit.
     *
     * @param text such as {@code 1,234.5}, {@code ３亿元}, {@code 45.5%}, {@code (123)} for minus 123; a unit in the text
     *     takes precedence over the given one
     * @param unit the unit of numbers without a unit of their own; null if unknown
     * @throws Unreadable if the text is not a number, its unit is unknown, or there is no unit
     */
    BigDecimal read(String text, String unit) throws Unreadable {
        // Almost every number has digits only, and the regular expression is the slowest part.
        if (isDigits(text)) {
            return new BigDecimal(text).multiply(multiplier(unit, text));
        }
        Matcher matcher = NUMBER.matcher(NEGATIVE.matcher(Spelling.plain(text)).replaceFirst("-$1$2"));
        if (!matcher.matches()) {
            throw ValidationMessages.notANumber(text);
        }
        String exponent = matcher.group(3) == null ? "" : "E" + matcher.group(3);
        BigDecimal number = new BigDecimal(matcher.group(1) + matcher.group(2).replace(",", "") + exponent);
        String word = matcher.group(4) == null ? unit : matcher.group(4).strip();
        return number.multiply(multiplier(word, text));
    }

    /** Whether a text consists of digits and at most one decimal point. */
    private static boolean isDigits(String text) {
        int points = 0;
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter == '.') {
                points++;
            } else if (letter < '0' || letter > '9') {
                return false;
            }
        }
        return points < 2 && text.length() > points;
    }

    private BigDecimal multiplier(String word, String text) throws Unreadable {
        if (word == null) {
            throw ValidationMessages.noUnit(text);
        }
        BigDecimal multiplier = multipliers.get(Spelling.normal(word));
        if (multiplier == null) {
            throw ValidationMessages.unknownUnit(word, text);
        }
        return multiplier;
    }

    /** Converts an amount to smallest units, rounded half up. {@link #finer} tells whether rounding is necessary. */
    static long smallestUnits(BigDecimal amount, int digits) throws Unreadable {
        try {
            return amount.movePointRight(digits)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        } catch (ArithmeticException tooLarge) {
            throw ValidationMessages.amountTooLarge(amount);
        }
    }

    /** Whether an amount has a fraction of the smallest unit of its currency. */
    static boolean finer(BigDecimal amount, int digits) {
        return amount.scale() > digits && amount.stripTrailingZeros().scale() > digits;
    }
}
