package dev.taizhang.validated;

import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.SourceRow;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * How many digits the months of a column have, by which 2025.1 is January or October: beside 2025.09 it is what a
 * spreadsheet keeps of 2025.10; beside 2025.10 it is January. The rows are read again when the question first arises.
 */
final class MonthDigits {
    private static final Pattern PADDED = Pattern.compile("\\d{4}\\.0[1-9]");
    private static final Pattern UNPADDED = Pattern.compile("\\d{4}\\.[2-9]");
    private static final Pattern OCTOBER = Pattern.compile("\\d{4}\\.10");

    /** The number of digits of a month below ten. */
    enum Digits {
        ONE,
        TWO,
        UNCLEAR
    }

    private final int columns;
    private final Supplier<Iterator<SourceRow>> rows;
    private Digits[] digits;

    MonthDigits(int columns, Supplier<Iterator<SourceRow>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** The digits of the months in one column, by its place in the dataset. */
    Digits of(int column) {
        if (digits == null) {
            digits = counted();
        }
        return digits[column];
    }

    private Digits[] counted() {
        boolean[] padded = new boolean[columns];
        boolean[] unpadded = new boolean[columns];
        boolean[] october = new boolean[columns];
        Iterator<SourceRow> all = rows.get();
        while (all.hasNext()) {
            SourceRow row = all.next();
            for (int column = 0; column < columns && row.leftOut() == null; column++) {
                String cell = row.cells()[column];
                if (cell != null && cell.length() < 20 && cell.indexOf('.') >= 0) {
                    String text = Spelling.plain(cell);
                    padded[column] |= PADDED.matcher(text).matches();
                    unpadded[column] |= UNPADDED.matcher(text).matches();
                    october[column] |= OCTOBER.matcher(text).matches();
                }
            }
        }
        Digits[] counted = new Digits[columns];
        for (int column = 0; column < columns; column++) {
            boolean two = padded[column] && !unpadded[column] && !october[column];
            boolean one = october[column] && !padded[column];
            counted[column] = two ? Digits.TWO : one ? Digits.ONE : Digits.UNCLEAR;
        }
        return counted;
    }
}
