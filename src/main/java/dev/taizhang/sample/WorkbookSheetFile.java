package dev.taizhang.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes a sheet as a workbook whose bytes depend only on its content. */
final class WorkbookSheetFile {
    /** Day zero of a spreadsheet's calendar, valid from March 1900 on. */
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    private static final String DATE_FORMAT = "yyyy-mm-dd";
    private static final int ROWS_BETWEEN_FLUSHES = 1000;

    private WorkbookSheetFile() {}

    /** Writes the sheet and leaves the stream open. Returns the number of rows below the header. */
    static long write(Sheet sheet, OutputStream stream) throws IOException {
        ByteArrayOutputStream stamped = new ByteArrayOutputStream();
        long count;
        try (Workbook workbook = new Workbook(stamped, "Taizhang sample", null)) {
            count = fill(workbook.newWorksheet(sheet.name()), sheet);
        }
        FixedZip.copy(stamped, stream);
        return count;
    }

    private static long fill(Worksheet worksheet, Sheet sheet) throws IOException {
        int headerRow = sheet.firstRow() - 2;
        if (sheet.title().isPresent()) {
            worksheet.value(0, 0, sheet.title().get());
            worksheet.range(0, 0, 0, sheet.header().size() - 1).merge();
        }
        for (int column = 0; column < sheet.header().size(); column++) {
            worksheet.value(headerRow, column, sheet.header().get(column));
        }
        int next = headerRow + 1;
        for (List<Cell> row : sheet.rows()) {
            write(worksheet, next, row);
            next++;
            if (next % ROWS_BETWEEN_FLUSHES == 0) {
                worksheet.flush();
            }
        }
        worksheet.finish();
        return next - headerRow - 1L;
    }

    private static void write(Worksheet worksheet, int row, List<Cell> cells) {
        for (int column = 0; column < cells.size(); column++) {
            Cell cell = cells.get(column);
            if (cell instanceof Cell.Decimal decimal) {
                // A decimal is written as its own text, because fastexcel would write any other fraction as a double.
                worksheet.value(row, column, decimal.value());
            } else if (cell instanceof Cell.Day day) {
                worksheet.value(row, column, ChronoUnit.DAYS.between(DAY_ZERO, day.date()));
                worksheet.style(row, column).format(DATE_FORMAT).set();
            } else if (!(cell instanceof Cell.Blank)) {
                worksheet.value(row, column, cell.plain());
            }
        }
    }
}
