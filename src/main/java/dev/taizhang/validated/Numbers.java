package dev.taizhang.validated;

import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Spelling;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers as offices write them, read exactly; what is unclear is not guessed. */
final class Numbers {
    /** What bookkeepers write for a negative number. */
    private static final Pattern NEGATIVE = Pattern.compile("\\(([\\d.,][^()]*)\\)(.*)");

    private static final Pattern NUMBER = Pattern.compile(
            "([+-]?)((?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d*)?|\\.\\d+)(?:[eE]([+-]?\\d{1,2}))?\\s*([^\\d.,+-].*)?");

    /** What one of a unit is, by every word for it in its normal spelling. */
    private final Map<String, BigDecimal> multipliers;

    Numbers(ReferenceTable units) {
        multipliers = units.codes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        word -> new BigDecimal(
                                units.member(word.getValue()).orElseThrow().number())));
    }

    /**
     * A number times its unit.
     *
     * @param text such as {@code 1,234.5}, {@code ３亿元}, {@code 45.5%}, {@code (123)} for minus 123; the unit in the
     *     cell wins over the one given
     * @param unit the word for the unit of numbers that say none themselves; null where none is known
     * @throws Unreadable where it is no number, its unit is unknown, or no unit is known
     */
    BigDecimal read(String text, String unit) throws Unreadable {
        // Nearly every number is such, and the expression costs more than all the rest.
        if (isDigits(text)) {
            return new BigDecimal(text).multiply(multiplier(unit, text));
        }
        Matcher matcher = NUMBER.matcher(NEGATIVE.matcher(Spelling.plain(text)).replaceFirst("-$1$2"));
        if (!matcher.matches()) {
            throw new Unreadable(
                    "number_form", "“" + text + "”不是数字，请只填数字。", "\"" + text + "\" is not a number; write digits only.");
        }
        String exponent = matcher.group(3) == null ? "" : "E" + matcher.group(3);
        BigDecimal number = new BigDecimal(matcher.group(1) + matcher.group(2).replace(",", "") + exponent);
        String word = matcher.group(4) == null ? unit : matcher.group(4).strip();
        return number.multiply(multiplier(word, text));
    }

    /** Whether a text is digits with a decimal point among them or none. */
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
            throw new Unreadable(
                    "unit_unknown",
                    "“" + text + "”没有单位，表头、标题和配置中也没有，请注明单位。",
                    "\"" + text
                            + "\" has no unit, and neither header, title nor configuration names one; say the unit.");
        }
        BigDecimal multiplier = multipliers.get(Spelling.normal(word));
        if (multiplier == null) {
            throw new Unreadable(
                    "unit_unknown",
                    "“" + text + "”中的“" + word + "”不是认识的单位。",
                    "\"" + word + "\" in \"" + text + "\" is not a known unit.");
        }
        return multiplier;
    }

    /** An amount in whole units as smallest units; empty remainder or not is told by {@link #finer}. */
    static long smallestUnits(BigDecimal amount, int digits) throws Unreadable {
        try {
            return amount.movePointRight(digits)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        } catch (ArithmeticException tooLarge) {
            throw new Unreadable(
                    "number_too_large",
                    "金额 " + amount.toPlainString() + " 过大，请核对单位。",
                    "The amount " + amount.toPlainString() + " is too large; check its unit.");
        }
    }

    /** Whether an amount is finer than its currency's smallest unit. */
    static boolean finer(BigDecimal amount, int digits) {
        return amount.scale() > digits && amount.stripTrailingZeros().scale() > digits;
    }
}
