package dev.taizhang.feeds;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Turns the stored numbers of a workbook into the text that its sender saw. */
final class ShownNumbers {
    /** Excel keeps fifteen significant digits; further digits in a file are rounding noise of binary fractions. */
    private static final MathContext EXCEL_DIGITS = new MathContext(15);

    /** The day zero of workbooks that count from 1900, for all days from {@link #FIRST_TRUE_DAY} on. */
    private static final LocalDate FROM_1900 = LocalDate.of(1899, 12, 30);

    private static final LocalDate FROM_1904 = LocalDate.of(1904, 1, 1);

    /** Excel counts a 29 February 1900, which did not exist; its count is correct from the next day on. */
    private static final int FIRST_TRUE_DAY = 61;

    private static final BigDecimal AFTER_LAST_DAY = new BigDecimal(2_958_466);

    /** Times of day are exact to the millisecond, 1/86,400,000 of a day; a day just below midnight is the next one. */
    private static final BigDecimal HALF_MILLISECOND = new BigDecimal("0.0000000058");

    /** The display form of a number. */
    private enum Form {
        PLAIN,
        PERCENT,
        DATE
    }

    private final Map<String, Form> forms = new HashMap<>();
    private final LocalDate dayZero;
    private final BigDecimal firstDay;

    private ShownNumbers(LocalDate dayZero, int firstDay) {
        this.dayZero = dayZero;
        this.firstDay = new BigDecimal(firstDay);
    }

    /** The numbers of a workbook that counts days from 1900. */
    static ShownNumbers from1900() {
        return new ShownNumbers(FROM_1900, FIRST_TRUE_DAY);
    }

    /** The numbers of a workbook that counts days from 1904. */
    static ShownNumbers from1904() {
        return new ShownNumbers(FROM_1904, 0);
    }

    /** The day zero of the workbook. */
    LocalDate dayZero() {
        return dayZero;
    }

    /**
     * The text of a number.
     *
     * @param stored the number as the file has it; a text that is not a number is returned unchanged
     * @param code the format code of the cell
     */
    String text(String stored, String code) {
        BigDecimal raw;
        try {
            raw = new BigDecimal(stored);
        } catch (NumberFormatException noNumber) {
            return stored;
        }
        BigDecimal number = raw.round(EXCEL_DIGITS).stripTrailingZeros();
        // No double has so many digits before or after its point, and writing them out would exhaust the memory.
        return Math.abs((long) number.scale()) > 400 ? number.toString() : shown(number, code);
    }

    /** The text of a number with at most fifteen digits, shown by a format code. */
    private String shown(BigDecimal number, String code) {
        return switch (forms.computeIfAbsent(code, ShownNumbers::form)) {
            case PERCENT -> number.movePointRight(2).toPlainString() + "%";
            case DATE -> {
                BigDecimal day = number.add(HALF_MILLISECOND);
                yield day.compareTo(firstDay) >= 0 && day.compareTo(AFTER_LAST_DAY) < 0
                        ? dayZero.plusDays(day.longValue()).toString()
                        : plain(number);
            }
            case PLAIN -> plain(number);
        };
    }

    /**
     * A number with more digits before its point than Excel keeps stays in exponent form, which shows that digits are
     * lost.
     */
    private static String plain(BigDecimal number) {
        return number.precision() - number.scale() > EXCEL_DIGITS.getPrecision()
                ? number.toString()
                : number.toPlainString();
    }

    private static Form form(String code) {
        String format =
                code.replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.|[_*].", "").toLowerCase(Locale.ROOT);
        if (format.contains("%")) {
            return Form.PERCENT;
        }
        return format.contains("y") || format.contains("d") ? Form.DATE : Form.PLAIN;
    }
}
