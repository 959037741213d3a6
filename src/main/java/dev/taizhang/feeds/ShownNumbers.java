package dev.taizhang.feeds;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns the stored numbers of a workbook into the text that its sender saw. */
final class ShownNumbers {
    /** Excel keeps fifteen significant digits; further digits in a file are rounding noise of binary fractions. */
    private static final MathContext EXCEL_DIGITS = new MathContext(15);

    /** The day zero of workbooks that count from 1900, for all days from {@link #FIRST_TRUE_DAY} on. */
    private static final LocalDate FROM_1900 = LocalDate.of(1899, 12, 30);

    private static final Pattern WORDLESS = Pattern.compile("[^\\p{L}\\p{N}]*");

    private static final LocalDate FROM_1904 = LocalDate.of(1904, 1, 1);

    /** Excel counts a 29 February 1900, which did not exist; its count is correct from the next day on. */
    private static final int FIRST_TRUE_DAY = 61;

    private static final BigDecimal AFTER_LAST_DAY = new BigDecimal(2_958_466);

    private final Map<String, NumberFormat> formats = new HashMap<>();
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
        Shown shown = formats.computeIfAbsent(code, NumberFormat::of).show(number, dayZero);
        boolean zero = number.signum() == 0;
        return switch (shown.kind()) {
            case NUMBER -> shown.text();
            // The stored day counts also where only its month or year is displayed.
            case DATE ->
                shown.precision() == Shown.Precision.TIME || outside(number)
                        ? shown.text()
                        : SerialDay.of(number, dayZero).toString();
            // Accounting formats show a zero as a dash, and others hide it.
            case TEXT ->
                zero && WORDLESS.matcher(shown.text()).matches()
                        ? "0"
                        : shown.text().isBlank() ? doubt(shown) : shown.text();
            case DOUBT -> zero ? "0" : doubt(shown);
        };
    }

    private boolean outside(BigDecimal number) {
        return number.compareTo(firstDay) < 0 || number.compareTo(AFTER_LAST_DAY) >= 0;
    }

    private static String doubt(Shown shown) {
        return SentRow.DOUBT + " " + shown.text() + " ≠ " + shown.stored();
    }
}
