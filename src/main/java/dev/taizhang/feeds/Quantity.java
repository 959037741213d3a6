package dev.taizhang.feeds;

import dev.taizhang.feeds.FormatToken.Type;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The meaning of a number in a section with placeholders. */
final class Quantity {
    /** Excel keeps fifteen significant digits. */
    static final MathContext EXCEL_DIGITS = new MathContext(15);

    /** A text behind a number that would be read as further digits of it: {@code 0".00"}, {@code 0"-1"}. */
    private static final Pattern CONTINUED = Pattern.compile("[.,]|[-\\s]*\\d");

    private final NumberMask mask;
    /** Whether digits are displayed in another script, by {@code [DBNum1]}. */
    private final boolean otherNumerals;
    /** Texts that are currencies because a tag says so. */
    private final Set<String> tagged;

    private Quantity(FormatSection section, NumberMask mask) {
        this.mask = mask;
        otherNumerals = section.has(Type.NUMERALS);
        tagged = section.tokens().stream()
                .filter(token -> token.is(Type.CURRENCY))
                .map(token -> token.text().strip())
                .collect(Collectors.toUnmodifiableSet());
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
        SignMarks marks = SignMarks.of(mask.prefix(), mask.suffix(), this::isCurrency);
        BigDecimal scaled = mask.scaled(stored.abs());
        if (stored.signum() == 0 && mask.hidesZero()) {
            Shown hidden = hiddenZero(marks);
            if (hidden != null) {
                return hidden;
            }
        }
        boolean negative = stored.signum() < 0;
        boolean stated = negative && sign != Sign.AUTOMATIC
                ? marks.negative() || sign == Sign.COLOURED
                : !marks.negative() || stored.signum() == 0;
        // A percent of a percent, and a point of which the use is unclear.
        if (!stated || mask.percents() > 1 || mask.mayGroupByPoint()) {
            return doubt(stored, sign);
        }
        return isWord(marks) || isPaddedCode(scaled)
                ? code(stored, scaled, sign, marks)
                : amount(stored, scaled, marks);
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

    /** What is displayed for zero without a digit: nothing or a dash; null if there is a unit or a currency. */
    private Shown hiddenZero(SignMarks marks) {
        String shown = (mask.prefix() + mask.suffix()).strip();
        String text = isCurrency(marks.prefix()) ? shown.replace(marks.prefix(), "").strip() : shown;
        return text.isEmpty() == shown.isEmpty() && (text.isEmpty() || SignMarks.isDash(text))
                ? Shown.text(text, "0")
                : null;
    }

    /** Whether the number is a part of a word or of a code with literals. */
    private boolean isWord(SignMarks marks) {
        boolean prefixed = !marks.prefix().isEmpty() && !isCurrency(marks.prefix());
        boolean continued = CONTINUED.matcher(marks.suffix()).lookingAt();
        return prefixed || continued || !(mask.isPlain() || mask.literalDecimals() > 0);
    }

    private boolean isPaddedCode(BigDecimal scaled) {
        boolean padding = scaled.precision() - scaled.scale() < mask.requiredDigits();
        return mask.isPadded() && (padding || mask.isExact(scaled));
    }

    private Shown code(BigDecimal stored, BigDecimal scaled, Sign sign, SignMarks marks) {
        String displayed = displayed(stored, sign);
        if (isLong(stored)) {
            return Shown.number(stored.toString(), plain(stored));
        }
        boolean minus = stored.signum() < 0 && (isWord(marks) || sign != Sign.AUTOMATIC);
        return mask.isExact(scaled) && !minus && !otherNumerals
                ? Shown.text(displayed, plain(stored))
                : Shown.doubt(displayed, plain(stored));
    }

    private Shown amount(BigDecimal stored, BigDecimal scaled, SignMarks marks) {
        int shift = mask.literalDecimals();
        BigDecimal meant = scaled.scaleByPowerOfTen(-shift).stripTrailingZeros();
        int places = Math.max(meant.scale(), shift > 0 ? shift : mask.requiredDecimals());
        String digits = isLong(stored) ? meant.toString() : meant.setScale(Math.max(0, places)).toPlainString();
        // Names such as 美元 are units and stay behind the number.
        boolean currencyBehind = marks.prefix().isEmpty()
                && isCurrency(marks.suffix())
                && marks.suffix().codePoints().noneMatch(Character::isIdeographic);
        String currency = currencyBehind ? marks.suffix() : marks.prefix();
        String unit = currencyBehind ? "" : marks.suffix();
        return Shown.number((stored.signum() < 0 ? "-" : "") + currency + digits + unit, plain(stored));
    }

    private Shown doubt(BigDecimal stored, Sign sign) {
        return Shown.doubt(displayed(stored, sign), plain(stored));
    }

    private String displayed(BigDecimal stored, Sign sign) {
        String minus = stored.signum() < 0 && sign == Sign.AUTOMATIC ? "-" : "";
        return (minus + mask.prefix() + mask.display(mask.scaled(stored.abs())) + mask.suffix()).strip();
    }

    private boolean isCurrency(String text) {
        return !text.isEmpty() && (tagged.contains(text) || FormatWords.isCurrency(text));
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
