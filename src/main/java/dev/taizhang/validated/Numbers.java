package dev.taizhang.validated;

import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.StatedUnit;
import dev.taizhang.definition.UnitKind;
import dev.taizhang.definition.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;

/** Reads numbers as offices write them, exactly. Ambiguous ones are rejected. */
final class Numbers {
    /** The unit of numbers that need none: that of their column. */
    static final String ITS_COLUMN = "";

    private static final StatedUnit UNSTATED = new StatedUnit(null, BigDecimal.ONE, Set.of());

    private final Units units;

    Numbers(ReferenceTable units) {
        this.units = new Units(units);
    }

    /**
     * A number with its unit.
     *
     * @param value the number times its unit
     * @param unit the unit
     * @param unitInCell whether the cell itself states the unit
     * @param withoutNote the text that was read after a mark of a footnote was dropped; null if there is none
     */
    record Quantity(BigDecimal value, StatedUnit unit, boolean unitInCell, String withoutNote) {}

    /**
     * Reads a number and multiplies it by its unit.
     *
     * @param text such as {@code 1,234.5}, {@code ３亿元}, {@code US$3846}, {@code 45.5%}, {@code (123)} for minus 123; a
     *     unit in the text takes precedence over the given one
     * @param unit the unit of numbers without a unit of their own; null if unknown, {@link #ITS_COLUMN} if they need none
     * @param kinds the kinds of units that the column can have
     * @throws Unreadable if the text is not a number, its unit is unknown or of another kind, or there is no unit
     */
    Quantity read(String text, String unit, Set<UnitKind> kinds, DecimalMark mark) throws Unreadable {
        // Almost every number has digits only, and the regular expression is the slowest part.
        if (isDigits(text, mark)) {
            StatedUnit stated = unit(unit, kinds, text);
            return new Quantity(new BigDecimal(text).multiply(stated.multiplier()), stated, false, null);
        }
        try {
            return quantity(NumberText.of(text, mark), unit, kinds, text, null);
        } catch (Unreadable unreadable) {
            Optional<String> rest = NumberText.withoutFootnote(text);
            if (rest.isEmpty()) {
                throw unreadable;
            }
            return quantity(NumberText.of(rest.get(), mark), unit, kinds, text, rest.get());
        }
    }

    private Quantity quantity(NumberText number, String outer, Set<UnitKind> kinds, String text, String withoutNote)
            throws Unreadable {
        String own = (number.before() + " " + number.after()).strip();
        if (!number.before().isEmpty() && units.unit(number.before()).isEmpty()) {
            throw ValidationMessages.notANumber(text);
        }
        if (!own.isEmpty() && units.unit(own).isEmpty()) {
            throw ValidationMessages.unknownUnit(own, text);
        }
        String word = own.isEmpty()
                ? outer
                : units.within(own, outer).orElseThrow(() -> NumberMessages.contradictoryUnits(own, outer, text));
        StatedUnit unit = unit(word, kinds, text);
        return new Quantity(number.number().multiply(unit.multiplier()), unit, !own.isEmpty(), withoutNote);
    }

    /** Whether a text consists of digits, no zero before others, and at most one mark that is a decimal point. */
    private static boolean isDigits(String text, DecimalMark mark) {
        boolean pointed = mark == DecimalMark.POINT || mark == DecimalMark.ASSUMED_POINT;
        int point = -1;
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter == '.' && point < 0 && pointed) {
                point = index;
            } else if (letter < '0' || letter > '9') {
                return false;
            }
        }
        boolean zeros = text.length() > 1 && text.charAt(0) == '0' && point != 1;
        return text.length() > (point < 0 ? 0 : 1) && !zeros;
    }

    private StatedUnit unit(String word, Set<UnitKind> kinds, String text) throws Unreadable {
        if (word == null) {
            throw ValidationMessages.noUnit(text);
        }
        if (word.equals(ITS_COLUMN)) {
            return UNSTATED;
        }
        StatedUnit unit = units.unit(word).orElseThrow(() -> ValidationMessages.unknownUnit(word, text));
        if (!unit.fits(kinds)) {
            throw NumberMessages.wrongUnit(word, text, kinds);
        }
        return unit;
    }

    /** The code of the currency that a text names; empty if it names none or several. */
    Optional<String> currency(String text, String preferred) {
        return units.currency(text, preferred);
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
