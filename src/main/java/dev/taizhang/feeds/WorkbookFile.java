package dev.taizhang.feeds;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** An {@code .xlsx} workbook as rows of text, read as a stream from a file. */
final class WorkbookFile implements AutoCloseable {
    /** Excel itself keeps fifteen significant digits; what a file holds beyond them is noise of binary fractions. */
    private static final MathContext EXCEL_DIGITS = new MathContext(15);

    private final ReadableWorkbook workbook;

    WorkbookFile(Path file) {
        try {
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        } catch (IOException | RuntimeException broken) {
            throw unreadable();
        }
    }

    /** The sheets whose names match, in the workbook's order. */
    Stream<SheetRows> sheets(String pattern) {
        return workbook.getSheets()
                .filter(sheet -> NamePattern.matches(pattern, sheet.getName()))
                .map(WorkbookFile::rows);
    }

    private static SheetRows rows(Sheet sheet) {
        return new SheetRows(sheet.getName(), () -> {
            try {
                return new Guarded(sheet.openStream().iterator());
            } catch (IOException | RuntimeException broken) {
                throw unreadable();
            }
        });
    }

    /** The reader's own exceptions become refusals, wherever in the sheet they strike. */
    private record Guarded(Iterator<Row> rows) implements Iterator<SheetRows.Line> {
        @Override
        public boolean hasNext() {
            try {
                return rows.hasNext();
            } catch (RuntimeException broken) {
                throw unreadable();
            }
        }

        @Override
        public SheetRows.Line next() {
            try {
                return line(rows.next());
            } catch (RuntimeException broken) {
                throw unreadable();
            }
        }
    }

    private static SheetRows.Line line(Row row) {
        List<String> cells = new ArrayList<>(row.getCellCount());
        for (int index = 0; index < row.getCellCount(); index++) {
            cells.add(row.getOptionalCell(index).map(WorkbookFile::text).orElse(null));
        }
        return new SheetRows.Line(row.getRowNum(), cells);
    }

    private static String text(Cell cell) {
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.NUMBER && raw != null) {
            return number(cell, new BigDecimal(raw));
        }
        if (cell.getType() == CellType.FORMULA) {
            return cell.getValue() instanceof BigDecimal number ? number(cell, number) : raw;
        }
        return cell.getType() == CellType.STRING ? cell.asString() : raw;
    }

    private static String number(Cell cell, BigDecimal raw) {
        BigDecimal number = raw.round(EXCEL_DIGITS);
        String format = cell.getDataFormatString() == null
                ? ""
                : cell.getDataFormatString()
                        .replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "")
                        .toLowerCase(Locale.ROOT);
        if (format.contains("%")) {
            return number.movePointRight(2).toPlainString() + "%";
        }
        boolean date = format.contains("y") || format.contains("d");
        return date ? cell.asDate().toLocalDate().toString() : number.toPlainString();
    }

    /** The reader's own words name its classes and our folders, which tell a sender nothing. */
    private static Refusal unreadable() {
        return new Refusal(
                "workbook_unreadable",
                "工作簿已损坏，无法读取。请用 Excel 打开后另存为 .xlsx 重新报送。",
                "The workbook is damaged and cannot be read. Open it in Excel, save it anew as .xlsx and send it again.");
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
