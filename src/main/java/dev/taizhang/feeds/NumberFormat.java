package dev.taizhang.feeds;

import dev.taizhang.feeds.FormatSection.Shape;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number format of a workbook, by the grammar of ECMA-376, 18.8.31, and as Excel, WPS and LibreOffice use it.
 *
 * <p>It tells what a stored number means as it is displayed: literal units, currencies, percent signs, scaling and
 * prefixes are a part of the meaning; rounding is not.
 */
final class NumberFormat {
    /** Excel displays no more sections: positive, negative, zero, text. */
    private static final int MAX_SECTIONS = 4;

    /** No double has so many digits before or after its point, and writing them out would exhaust the memory. */
    private static final int MAX_SCALE = 400;

    private static final Pattern LEADING_NUMBER =
            Pattern.compile("[+-]?(\\d[\\d,]*(?:\\.\\d+)?)(%?).*", Pattern.DOTALL);

    private final String code;
    private final List<FormatSection> sections;
    private final List<Meaning> meanings;
    private final boolean known;
    private final boolean hasConditions;

    private NumberFormat(String code) {
        this.code = code;
        List<FormatSection> read = new ArrayList<>();
        FormatLexer.sections(LocalDateCode.inEnglish(code)).forEach(tokens -> read.add(FormatSection.of(tokens)));
        known = read.size() <= MAX_SECTIONS;
        FormatSection last = read.get(read.size() - 1);
        boolean text = read.size() == MAX_SECTIONS
                || (last.shape() == Shape.TEXT
                        && (read.size() > 1 || last.constant().equals("@")));
        sections = text && known ? List.copyOf(read.subList(0, read.size() - 1)) : List.copyOf(read);
        hasConditions = sections.stream().anyMatch(section -> section.condition() != null);
        meanings = sections.stream().map(this::meaning).toList();
    }

    /** What a number means in one of the sections. */
    @FunctionalInterface
    private interface Meaning {
        Shown show(BigDecimal number, Quantity.Sign sign, LocalDate dayZero);
    }

    /** Reads a format code. A blank one is the general format. */
    static NumberFormat of(String code) {
        return new NumberFormat(code == null || code.isEmpty() ? "General" : code);
    }

    /** The meaning of a number in a workbook that counts days from 1900. */
    Shown show(BigDecimal stored) {
        return show(stored, ShownNumbers.FROM_1900);
    }

    /**
     * The meaning of a number.
     *
     * @param stored the number as the workbook has it, also with the noise of binary fractions
     * @param dayZero the day that the workbook counts from
     */
    Shown show(BigDecimal stored, LocalDate dayZero) {
        BigDecimal number = stored.round(Quantity.EXCEL_DIGITS).stripTrailingZeros();
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            return Shown.number(number.toString(), number.toString());
        }
        if (!known) {
            return Shown.doubt(code, Quantity.plain(number));
        }
        if (sections.isEmpty()) {
            return Shown.number(Quantity.plain(number), Quantity.plain(number));
        }
        List<Choice> choices = choices(number);
        if (choices.isEmpty()) {
            return Shown.doubt("########", Quantity.plain(number));
        }
        Shown first = show(choices.get(0), number, dayZero);
        for (Choice other : choices.subList(1, choices.size())) {
            if (!show(other, number, dayZero).equals(first)) {
                return Shown.doubt(first.text(), Quantity.plain(number));
            }
        }
        return first;
    }

    /** A section that may apply to a number, and who displays its minus there. */
    private record Choice(int section, Quantity.Sign sign) {}

    /** The general format that follows a single section with a condition. */
    private static final Choice GENERAL = new Choice(-1, Quantity.Sign.AUTOMATIC);

    /** The only section of most formats. */
    private static final List<Choice> ONLY = List.of(new Choice(0, Quantity.Sign.AUTOMATIC));

    /** The sections that apply to a number: one, none, or two if programs differ. */
    private List<Choice> choices(BigDecimal number) {
        if (hasConditions) {
            return conditional(number);
        }
        if (sections.size() == 1) {
            return ONLY;
        }
        if (number.signum() < 0) {
            return List.of(new Choice(1, signIn(1)));
        }
        int section = number.signum() == 0 && sections.size() > 2 ? 2 : 0;
        return List.of(new Choice(section, Quantity.Sign.AUTOMATIC));
    }

    private List<Choice> conditional(BigDecimal number) {
        FormatCondition first = Objects.requireNonNullElse(sections.get(0).condition(), FormatCondition.POSITIVE);
        if (first.holds(number)) {
            return List.of(choice(0, !first.isNegativeOnly()));
        }
        if (sections.size() == 1) {
            // Excel adds the general format, which shows a minus only in some cases.
            return number.signum() < 0 && !first.leavesMinus() ? List.of() : List.of(GENERAL);
        }
        FormatCondition second = sections.get(1).condition();
        if (second != null && second.holds(number)) {
            return List.of(choice(1, !second.isNegativeOnly()));
        }
        if (sections.size() == 2) {
            return second == null ? List.of(choice(1, first.leavesMinus())) : List.of();
        }
        if (second == null) {
            // Some programs leave all other numbers to the second section, some only negative ones.
            return number.signum() < 0 ? List.of(choice(1, false)) : List.of(choice(1, true), choice(2, true));
        }
        return sections.get(2).appliesTo(number) ? List.of(choice(2, true)) : List.of();
    }

    private Choice choice(int section, boolean automaticMinus) {
        return new Choice(section, automaticMinus ? Quantity.Sign.AUTOMATIC : signIn(section));
    }

    private Quantity.Sign signIn(int section) {
        String colour = sections.get(section).colour();
        boolean own = section > 0
                && !colour.isEmpty()
                && !colour.equals(sections.get(0).colour());
        return own ? Quantity.Sign.COLOURED : Quantity.Sign.LITERAL;
    }

    private Meaning meaning(FormatSection section) {
        return switch (section.shape()) {
            case QUANTITY ->
                Quantity.of(section)
                        .<Meaning>map(quantity -> (number, sign, dayZero) -> quantity.show(number, sign))
                        .orElse(this::unknown);
            case DATE -> {
                DateSection date = DateSection.of(section);
                yield (number, sign, dayZero) -> date.show(number, dayZero);
            }
            case CONSTANT -> (number, sign, dayZero) -> constant(section.constant(), number, sign);
            case TEXT, UNKNOWN -> this::unknown;
        };
    }

    private Shown unknown(BigDecimal number, Quantity.Sign sign, LocalDate dayZero) {
        return Shown.doubt(code, Quantity.plain(number));
    }

    private Shown show(Choice choice, BigDecimal number, LocalDate dayZero) {
        return choice.equals(GENERAL)
                ? Shown.number(Quantity.plain(number), Quantity.plain(number))
                : meanings.get(choice.section()).show(number, choice.sign(), dayZero);
    }

    /** A text that is displayed instead of a number. One that reads as another number is a doubt. */
    private static Shown constant(String text, BigDecimal number, Quantity.Sign sign) {
        String plain = Quantity.plain(number);
        boolean minus = number.signum() < 0 && sign == Quantity.Sign.AUTOMATIC && !text.isEmpty();
        String shown = (minus ? "-" : "") + text;
        Matcher leading = LEADING_NUMBER.matcher(shown);
        if (leading.matches()) {
            BigDecimal read = new BigDecimal(leading.group(1).replace(",", ""));
            BigDecimal meant = leading.group(2).isEmpty() ? read : read.movePointLeft(2);
            return meant.compareTo(number) == 0 ? Shown.text(shown, plain) : Shown.doubt(shown, plain);
        }
        // Accounting formats display zero as a dash beside the currency.
        String dash = shown.replaceAll("[A-Z]*\\p{Sc}", "").strip();
        return Shown.text(number.signum() == 0 && SignMarks.isDash(dash) ? dash : shown, plain);
    }
}
