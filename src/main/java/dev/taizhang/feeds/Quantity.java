package dev.taizhang.feeds;

import dev.taizhang.feeds.FormatToken.Role;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The meaning of a number in a section with placeholders. */
final class Quantity {
    /** Excel keeps fifteen significant digits. */
    static final MathContext EXCEL_DIGITS = new MathContext(15);

    /** A text behind a number that would be read as further digits of it: {@code 0".00"}, {@code 0"-1"}. */
    private static final Pattern CONTINUED = Pattern.compile("[.,]|[-\\s]*\\d");

    private final NumberMask mask;
    private final SignMarks marks;
    /** Whether the number is a part of a word or of a code with literals. */
    private final boolean word;
    /** Whether digits are displayed in another script, by {@code [DBNum1]}. */
    private final boolean otherNumerals;

    private final String currency;
    private final String unit;

    // What a mask computes anew each time is asked for by every cell.
    private final boolean hidesZero;
    private final boolean padded;
    /** Whether it is a percent of a percent, or has a point of which the use is unclear. */
    private final boolean unclear;

    private final int requiredDigits;
    private final int requiredDecimals;
    private final int literalDecimals;

    private Quantity(FormatSection section, NumberMask mask) {
        this.mask = mask;
        otherNumerals = section.has(Role.NUMERALS);
        hidesZero = mask.hidesZero();
        padded = mask.isPadded();
        unclear = mask.percents() > 1 || mask.mayGroupByPoint();
        requiredDigits = mask.requiredDigits();
        requiredDecimals = mask.requiredDecimals();
        literalDecimals = mask.literalDecimals();
        Set<String> tagged = section.tokens().stream()
                .filter(token -> token.is(Role.CURRENCY))
                .map(token -> token.text().strip())
                .collect(Collectors.toUnmodifiableSet());
        Predicate<String> isCurrency =
                text -> !text.isEmpty() && (tagged.contains(text) || FormatWords.isCurrency(text));
        // Some languages write the percent sign in front.
        String percent = mask.prefix().contains("%") ? "%" : "";
        marks = SignMarks.of(
                mask.prefix().replace("%", ""), percent + mask.suffix().strip(), isCurrency);
        boolean prefixed = !marks.prefix().isEmpty() && !isCurrency.test(marks.prefix());
        boolean continued = CONTINUED.matcher(marks.suffix()).lookingAt();
        word = prefixed || continued || !(mask.isPlain() || literalDecimals > 0);
        // Names such as 美元 are units and stay behind the number.
        boolean currencyBehind = marks.prefix().isEmpty()
                && isCurrency.test(marks.suffix())
                && marks.suffix().codePoints().noneMatch(Character::isIdeographic);
        currency = currencyBehind ? marks.suffix() : marks.prefix();
        unit = currencyBehind ? "" : marks.suffix();
    }

    /** The quantity of a section; empty if its parts contradict each other. */
    static Optional<Quantity> of(FormatSection section) {
        return NumberMask.of(section.tokens()).map(mask -> new Quantity(section, mask));
    }

    /**
     * The meaning of a number.
     *
     * @param stored rounded to the digits of Excel
     * @param sign who displays the minus of a negative number
     */
    Shown show(BigDecimal stored, Sign sign) {
        BigDecimal scaled = mask.scaled(stored.abs());
        Optional<Shown> hidden = stored.signum() == 0 && hidesZero ? hiddenZero() : Optional.empty();
        if (hidden.isPresent()) {
            return hidden.get();
        }
        boolean negative = stored.signum() < 0;
        boolean stated = (negative && sign != Sign.AUTOMATIC)
                ? marks.negative() || sign == Sign.COLOURED
                : !marks.negative() || stored.signum() == 0;
        if (!stated || unclear) {
            return Shown.doubt(displayed(stored, sign), plain(stored));
        }
        return word || isPaddedCode(scaled) ? code(stored, scaled, sign) : amount(stored, scaled);
    }

    /** Who displays that a number is negative. */
    enum Sign {
        /** Spreadsheet programs put a minus in front. */
        AUTOMATIC,
        /** The section has a colour of its own. */
        COLOURED,
        /** Only the literals of the section can. */
        LITERAL
    }

    /** What is displayed for zero without a digit: nothing or a dash; empty if there is a unit or a currency. */
    private Optional<Shown> hiddenZero() {
        String shown = (mask.prefix() + mask.suffix()).strip();
        String text = shown.replace(currency, "").strip();
        return shown.isEmpty() || SignMarks.isDash(text) ? Optional.of(Shown.text(text, "0")) : Optional.empty();
    }

    private boolean isPaddedCode(BigDecimal scaled) {
        boolean padding = scaled.precision() - scaled.scale() < requiredDigits;
        return padded && (padding || mask.isExact(scaled));
    }

    private Shown code(BigDecimal stored, BigDecimal scaled, Sign sign) {
        if (isLong(stored)) {
            return Shown.number(stored.toString(), plain(stored));
        }
        String displayed = displayed(stored, sign);
        boolean minus = stored.signum() < 0 && (word || sign != Sign.AUTOMATIC);
        return mask.isExact(scaled) && !minus && !otherNumerals
                ? Shown.text(displayed, plain(stored))
                : Shown.doubt(displayed, plain(stored));
    }

    private Shown amount(BigDecimal stored, BigDecimal scaled) {
        BigDecimal meant = scaled.scaleByPowerOfTen(-literalDecimals).stripTrailingZeros();
        int places = Math.max(meant.scale(), literalDecimals > 0 ? literalDecimals : requiredDecimals);
        String digits = isLong(stored)
                ? meant.toString()
                : meant.setScale(Math.max(0, places)).toPlainString();
        return Shown.number((stored.signum() < 0 ? "-" : "") + currency + digits + unit, plain(stored));
    }

    private String displayed(BigDecimal stored, Sign sign) {
        String minus = stored.signum() < 0 && sign == Sign.AUTOMATIC ? "-" : "";
        return (minus + mask.prefix() + mask.display(mask.scaled(stored.abs())) + mask.suffix()).strip();
    }

    /** Whether a number has more digits before its point than Excel keeps, so that the last ones are lost. */
    private static boolean isLong(BigDecimal number) {
        return number.precision() - number.scale() > EXCEL_DIGITS.getPrecision();
    }

    /** All digits of a number; in exponent form if the last ones are lost. */
    static String plain(BigDecimal number) {
        return isLong(number) ? number.toString() : number.toPlainString();
    }
}
