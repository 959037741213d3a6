package dev.taizhang.feeds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FontRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.RowRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.hssf.record.UnknownRecord;
import org.apache.poi.hssf.record.common.FormatRun;
import org.apache.poi.hssf.record.common.UnicodeString;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;

/** Reads the rows and the merged cells of a sheet of an {@code .xls} workbook. */
final class OldSheet implements LineSource {
    /** POI leaves out the font number 4, which no file has. */
    private static final int MISSING_FONT = 4;

    private final RecordFactoryInputStream records;
    private final OldWorkbook workbook;
    private final ReadDeadline deadline;
    private final List<SheetRows.Merge> merges = new ArrayList<>();
    private final Set<Integer> hidden = new TreeSet<>();
    private List<String> cells = new ArrayList<>();
    private int row = -1;
    private int depth = 1;

    /** Starts to read a sheet behind the record with which it begins. */
    OldSheet(RecordFactoryInputStream records, OldWorkbook workbook, ReadDeadline deadline) {
        this.records = records;
        this.workbook = workbook;
        this.deadline = deadline;
    }

    @Override
    public List<SheetRows.Merge> merges() {
        return merges;
    }

    @Override
    public SheetRows.Line next() {
        while (depth > 0) {
            Record record = deadline.check(records.nextRecord());
            depth = record == null ? 0 : depth + step(record);
            SheetRows.Line line = null;
            CellValueRecordInterface cell = depth == 1 ? cell(record) : null;
            if (cell != null) {
                line = cell.getRow() == row ? null : finished();
                row = cell.getRow();
                put(cell.getColumn(), text(cell));
            } else if (depth == 1 && record instanceof StringRecord computed && !cells.isEmpty()) {
                cells.set(cells.size() - 1, present(computed.getString()));
            } else if (depth == 1 && record instanceof RowRecord height && height.getZeroHeight()) {
                hidden.add(height.getRowNumber());
            } else if (depth == 1 && record instanceof MergeCellsRecord merged) {
                addMerges(merged);
            }
            if (line != null) {
                return line;
            }
        }
        return finished();
    }

    private static CellValueRecordInterface cell(Record record) {
        if (record instanceof CellValueRecordInterface cell) {
            return cell;
        }
        return record instanceof UnknownRecord unknown && RichTextCell.isOne(unknown) ? RichTextCell.of(unknown) : null;
    }

    /** The row read so far; null if there is none. */
    private SheetRows.Line finished() {
        if (row < 0) {
            return null;
        }
        SheetRows.Line line = new SheetRows.Line(row + 1, cells, hidden.contains(row));
        cells = new ArrayList<>();
        row = -1;
        return line;
    }

    /** Reads the rest of the sheet for its merged cells alone. */
    List<SheetRows.Merge> mergesAlone() {
        while (next() != null) {
            // Only the merged cells are wanted.
        }
        return merges;
    }

    private static int step(Record record) {
        if (record instanceof BOFRecord) {
            return 1;
        }
        return record instanceof EOFRecord ? -1 : 0;
    }

    private void put(int column, String text) {
        if (column < cells.size()) {
            throw RefusalMessages.brokenWorkbook();
        }
        cells.addAll(Collections.nCopies(column - cells.size(), null));
        cells.add(text);
    }

    private String text(CellValueRecordInterface cell) {
        if (cell instanceof NumberRecord number) {
            return workbook.number(number.getValue(), number.getXFIndex());
        }
        if (cell instanceof LabelSSTRecord label) {
            return workbook.text(label.getSSTIndex());
        }
        if (cell instanceof RichTextCell rich) {
            return text(rich.text(), workbook.fonts());
        }
        if (cell instanceof LabelRecord label) {
            return present(label.getValue());
        }
        if (cell instanceof BoolErrRecord value) {
            return value.isBoolean() ? truth(value.getBooleanValue()) : error(value.getErrorValue());
        }
        return cell instanceof FormulaRecord formula ? text(formula) : null;
    }

    private String text(FormulaRecord formula) {
        if (OldFormula.isUncomputed(formula)) {
            return SentRow.UNCOMPUTED;
        }
        return switch (formula.getCachedResultTypeEnum()) {
            case NUMERIC -> workbook.number(formula.getValue(), formula.getXFIndex());
            case BOOLEAN -> truth(formula.getCachedBooleanValue());
            case ERROR -> error((byte) formula.getCachedErrorValue());
            // A record with the text follows, unless the text is empty.
            case STRING, BLANK, FORMULA, _NONE -> null;
        };
    }

    private static String truth(boolean value) {
        return value ? "TRUE" : "FALSE";
    }

    private static String error(int code) {
        return FormulaError.isValidCode(code)
                ? CellReading.error(FormulaError.forInt(code).getString())
                : SentRow.ERROR;
    }

    private static String present(String text) {
        return text == null || text.isEmpty() ? null : RichText.withinLimit(text);
    }

    /** A text with its footnote marks told from its digits. */
    static String text(UnicodeString string, List<FontRecord> fonts) {
        Iterator<FormatRun> runs = string.formatIterator();
        String whole = string.getString();
        if (runs == null) {
            return present(whole);
        }
        RichText text = new RichText();
        int from = 0;
        RichText.Position position = RichText.Position.ON_THE_LINE;
        while (runs.hasNext()) {
            FormatRun run = runs.next();
            int to = Math.min(whole.length(), run.getCharacterPos());
            text.add(whole.substring(from, to), position);
            from = to;
            position = position(run.getFontIndex(), fonts);
        }
        return present(text.add(whole.substring(from), position).toString());
    }

    private static RichText.Position position(int index, List<FontRecord> fonts) {
        int place = index > MISSING_FONT ? index - 1 : index;
        int position = place < fonts.size() ? fonts.get(place).getSuperSubScript() : FontRecord.SS_NONE;
        return switch (position) {
            case FontRecord.SS_SUPER -> RichText.Position.RAISED;
            case FontRecord.SS_SUB -> RichText.Position.LOWERED;
            default -> RichText.Position.ON_THE_LINE;
        };
    }

    private void addMerges(MergeCellsRecord merged) {
        for (int nth = 0; nth < merged.getNumAreas(); nth++) {
            CellRangeAddress area = merged.getAreaAt(nth);
            if (area.getFirstRow() < SheetPart.LAST_ROW_OF_MERGES && merges.size() < SheetPart.MAX_MERGES) {
                merges.add(new SheetRows.Merge(
                        area.getFirstRow() + 1, area.getLastRow() + 1, area.getFirstColumn(), area.getLastColumn()));
            }
        }
    }

    @Override
    public void close() {
        // The records belong to the workbook.
    }
}
