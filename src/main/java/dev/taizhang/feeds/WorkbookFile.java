package dev.taizhang.feeds;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** An {@code .xlsx} workbook as rows of text, read as a stream from a file. */
final class WorkbookFile implements AutoCloseable {
    /** Excel keeps fifteen significant digits; further digits in a file are rounding noise of binary fractions. */
    private static final MathContext EXCEL_DIGITS = new MathContext(15);

    /** The day zero of workbooks that count from 1900, for all days from {@link #FIRST_TRUE_DAY} on. */
    private static final LocalDate FROM_1900 = LocalDate.of(1899, 12, 30);

    private static final LocalDate FROM_1904 = LocalDate.of(1904, 1, 1);

    /** Excel counts a 29 February 1900, which did not exist; its count is correct from the next day on. */
    private static final int FIRST_TRUE_DAY = 61;

    private static final int LAST_DAY = 2_958_465;

    /** The ids of built-in date formats, including those of Chinese Excel, which a workbook does not spell out. */
    private static final Set<Integer> DATE_FORMATS =
            Set.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58);

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    /** The display form of a number. */
    private enum Form {
        PLAIN,
        PERCENT,
        DATE
    }

    private final Map<String, Form> forms = new HashMap<>();
    private final WorkbookScan scan;
    private final ReadableWorkbook workbook;

    WorkbookFile(Path file) {
        this(file, new ReadDeadline());
    }

    WorkbookFile(Path file, ReadDeadline deadline) {
        scan = WorkbookScan.of(file, deadline);
        try {
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        } catch (IOException | RuntimeException broken) {
            throw RefusalMessages.brokenWorkbook();
        }
    }

    /** The sheets whose names match, in the workbook's order. */
    Stream<SheetRows> sheets(String pattern) {
        Set<String> names = new HashSet<>();
        return workbook.getSheets()
                .filter(sheet -> {
                    // In a damaged workbook, a sheet may have no name or that of another one.
                    if (sheet.getName() == null || !names.add(sheet.getName())) {
                        throw RefusalMessages.brokenWorkbook();
                    }
                    return NamePattern.matches(pattern, sheet.getName());
                })
                .map(this::rows);
    }

    private SheetRows rows(Sheet sheet) {
        return new SheetRows(
                sheet.getName(),
                sheet.getVisibility() != SheetVisibility.VISIBLE,
                dayZero(),
                scan.merges(sheet.getId()),
                () -> {
                    try {
                        return new Guarded(sheet.openStream().iterator());
                    } catch (IOException | RuntimeException broken) {
                        throw RefusalMessages.brokenWorkbook();
                    }
                });
    }

    private LocalDate dayZero() {
        return workbook.isDate1904() ? FROM_1904 : FROM_1900;
    }

    /** Turns exceptions of the reader into refusals, anywhere in the sheet. */
    private final class Guarded implements Iterator<SheetRows.Line> {
        private final Iterator<Row> rows;
        private int last;

        Guarded(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            try {
                return rows.hasNext();
            } catch (RuntimeException broken) {
                throw RefusalMessages.brokenWorkbook();
            }
        }

        @Override
        public SheetRows.Line next() {
            try {
                Row row = rows.next();
                // Two rows with the same number could not be told apart in messages.
                if (row.getRowNum() <= last) {
                    throw RefusalMessages.brokenWorkbook();
                }
                last = row.getRowNum();
                return line(row);
            } catch (RuntimeException broken) {
                throw RefusalMessages.brokenWorkbook();
            }
        }
    }

    private SheetRows.Line line(Row row) {
        List<String> cells = new ArrayList<>(row.getCellCount());
        for (int index = 0; index < row.getCellCount(); index++) {
            cells.add(row.getOptionalCell(index).map(this::text).orElse(null));
        }
        return new SheetRows.Line(row.getRowNum(), cells, row.isHidden());
    }

    private String text(Cell cell) {
        String raw = cell.getRawValue();
        if (raw == null) {
            // A formula without a computed value is neither blank nor a text that begins with an equals sign.
            return cell.getFormula() == null || cell.getFormula().isEmpty()
                    ? null
                    : SentRow.UNCOMPUTED + " =" + cell.getFormula();
        }
        if (cell.getValue() instanceof BigDecimal number) {
            return number(cell, number);
        }
        if (cell.getValue() instanceof Boolean flag) {
            return flag.toString().toUpperCase(Locale.ROOT);
        }
        return raw.contains("_x") && cell.getType() != CellType.ERROR ? unescaped(raw) : raw;
    }

    private String number(Cell cell, BigDecimal raw) {
        BigDecimal number = raw.round(EXCEL_DIGITS).stripTrailingZeros();
        if (Math.abs((long) number.scale()) > 400) {
            // No double has so many digits before or after its point, and writing them out would exhaust the memory.
            return number.toString();
        }
        Form form = forms.computeIfAbsent(
                cell.getDataFormatId() + " " + cell.getDataFormatString(),
                key -> form(cell.getDataFormatId(), cell.getDataFormatString()));
        if (form == Form.PERCENT) {
            return number.movePointRight(2).toPlainString() + "%";
        }
        long day = number.longValue();
        long first = workbook.isDate1904() ? 0 : FIRST_TRUE_DAY;
        if (form == Form.DATE && day >= first && day <= LAST_DAY) {
            return dayZero().plusDays(day).toString();
        }
        // A number with more digits before its point than Excel keeps stays in exponent form, which shows that digits
        // are lost.
        return number.precision() - number.scale() > EXCEL_DIGITS.getPrecision()
                ? number.toString()
                : number.toPlainString();
    }

    private static Form form(Integer id, String spelled) {
        String format = spelled == null
                ? ""
                : spelled.replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "").toLowerCase(Locale.ROOT);
        if (format.contains("%")) {
            return Form.PERCENT;
        }
        boolean date = format.contains("y") || format.contains("d") || (id != null && DATE_FORMATS.contains(id));
        return date ? Form.DATE : Form.PLAIN;
    }

    /** Decodes characters that XML cannot contain and that a workbook writes by their numbers. */
    private static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
