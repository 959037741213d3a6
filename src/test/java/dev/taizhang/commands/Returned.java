package dev.taizhang.commands;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** A clerk who opens a return workbook, changes cells of its first sheet of rows, and saves it with another program. */
final class Returned {
    private Returned() {}

    /** A cell's new text; row and column count from one. */
    record Change(int row, int column, String text) {}

    /** The workbook anew, without any formatting. */
    static byte[] mended(Path workbook, Change... changes) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        try (ReadableWorkbook opened = new ReadableWorkbook(workbook.toFile());
                Workbook anew = new Workbook(saved, "A clerk", null)) {
            opened.getSheets().forEach(sheet -> {
                Worksheet copy = anew.newWorksheet(sheet.getName());
                copy(sheet, copy);
                if (sheet.getIndex() == 1) {
                    for (Change change : changes) {
                        copy.value(change.row() - 1, change.column() - 1, change.text());
                    }
                }
            });
        }
        return saved.toByteArray();
    }

    private static void copy(Sheet sheet, Worksheet copy) {
        try (Stream<Row> rows = sheet.openStream()) {
            rows.forEach(row -> row.stream().filter(cell -> cell != null).forEach(cell -> copy(cell, copy)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void copy(Cell cell, Worksheet copy) {
        int row = cell.getAddress().getRow();
        int column = cell.getAddress().getColumn();
        if (cell.getType() == CellType.NUMBER) {
            copy.value(row, column, new BigDecimal(cell.getRawValue()));
        } else if (cell.getType() != CellType.EMPTY) {
            copy.value(row, column, cell.asString());
        }
    }
}
