package dev.taizhang.feeds;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns the stored numbers of a workbook into the text that its sender saw. */
final class ShownNumbers {
    /** The day zero of workbooks that count from 1900, for all days after the 29 February 1900 that Excel counts. */
    static final LocalDate FROM_1900 = LocalDate.of(1899, 12, 30);

    private static final Pattern WORDLESS = Pattern.compile("[^\\p{L}\\p{N}]*");

    private static final LocalDate FROM_1904 = LocalDate.of(1904, 1, 1);

    private final Map<String, NumberFormat> formats = new HashMap<>();
    private final LocalDate dayZero;

    private ShownNumbers(LocalDate dayZero) {
        this.dayZero = dayZero;
    }

    /** The numbers of a workbook that counts days from 1900. */
    static ShownNumbers from1900() {
        return new ShownNumbers(FROM_1900);
    }

    /** The numbers of a workbook that counts days from 1904. */
    static ShownNumbers from1904() {
        return new ShownNumbers(FROM_1904);
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
        if (code.equals(BuiltInFormats.GENERAL) && isAsShown(stored)) {
            return stored;
        }
        BigDecimal number;
        try {
            number = new BigDecimal(stored);
        } catch (NumberFormatException noNumber) {
            return stored;
        }
        Shown shown = formats.computeIfAbsent(code, NumberFormat::of).show(number, dayZero);
        boolean zero = number.signum() == 0;
        return switch (shown.kind()) {
            case NUMBER -> shown.text();
            case DATE -> date(shown);
            // Accounting formats show a zero as a dash, and others hide it.
            case TEXT ->
                zero && WORDLESS.matcher(shown.text()).matches()
                        ? "0"
                        : shown.text().isBlank() ? doubt(shown) : shown.text();
            case DOUBT -> zero ? "0" : doubt(shown);
        };
    }

    /** Whether a number is written as the general format shows it, if wide enough: without redundant zeros. */
    private static boolean isAsShown(String stored) {
        int start = stored.startsWith("-") ? 1 : 0;
        int point = stored.length();
        for (int index = start; index < stored.length(); index++) {
            char letter = stored.charAt(index);
            if (letter == '.' && point == stored.length()) {
                point = index;
            } else if (letter < '0' || letter > '9') {
                return false;
            }
        }
        if (point == start || stored.length() - start > Quantity.EXCEL_DIGITS.getPrecision()) {
            return false;
        }
        if (point < stored.length() && (stored.endsWith("0") || stored.endsWith("."))) {
            return false;
        }
        return stored.charAt(start) != '0' || stored.equals("0") || (point == start + 1 && point < stored.length());
    }

    private String date(Shown shown) {
        if (shown.precision() == Shown.Precision.TIME) {
            return shown.text();
        }
        LocalDate day = SerialDay.of(new BigDecimal(shown.stored()), dayZero);
        return switch (shown.precision()) {
            case MONTH -> SentRow.withHiddenDay(YearMonth.from(day).toString(), day);
            case YEAR -> SentRow.withHiddenDay(Year.from(day).toString(), day);
            default -> day.toString();
        };
    }

    private static String doubt(Shown shown) {
        return SentRow.DOUBT + " " + shown.text() + " ≠ " + shown.stored();
    }
}
