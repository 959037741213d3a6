package dev.taizhang.feeds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.model.InternalWorkbook;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FontRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * A workbook of the form {@code .xls}, as Excel wrote it from 1997 to 2003 and other programs write it today. POI
 * reads its records; what they mean is decided here as for {@code .xlsx}.
 */
final class OldWorkbook implements WorkbookFile.Content {
    /** The greatest size of such a file. Its texts, unlike its rows, are held in memory. */
    static final long MAX_BYTES = 32 << 20;

    /** The place of the kind in the record of a sheet: behind its head, a position of four bytes and the visibility. */
    private static final int KIND_OF_SHEET = 9;

    private final POIFSFileSystem file;
    private final ReadDeadline deadline;
    private final List<WorkbookFile.Sheet> sheets = new ArrayList<>();
    private final List<FontRecord> fonts = new ArrayList<>();
    private SSTRecord strings;
    private CellFormats formats;
    private ShownNumbers numbers = ShownNumbers.from1900();

    private OldWorkbook(POIFSFileSystem file, ReadDeadline deadline) throws IOException {
        this.file = file;
        this.deadline = deadline;
        readWhatSheetsShare();
    }

    /** Opens a workbook and reads what its sheets share. */
    static OldWorkbook of(Path path, ReadDeadline deadline) throws IOException {
        if (Files.size(path) > MAX_BYTES) {
            throw RefusalMessages.oldWorkbookTooLarge(MAX_BYTES >> 20);
        }
        POIFSFileSystem file = new POIFSFileSystem(path.toFile(), true);
        try {
            return new OldWorkbook(file, deadline);
        } catch (EncryptedDocumentException protectedByPassword) {
            file.close();
            throw RefusalMessages.passwordProtected();
        } catch (IOException | RuntimeException broken) {
            file.close();
            throw broken;
        }
    }

    /** The records of the workbook from its beginning. */
    private RecordFactoryInputStream records() throws IOException {
        for (String name : InternalWorkbook.WORKBOOK_DIR_ENTRY_NAMES) {
            if (file.getRoot().hasEntryCaseInsensitive(name)) {
                return new RecordFactoryInputStream(file.createDocumentInputStream(name), false);
            }
        }
        throw RefusalMessages.brokenWorkbook();
    }

    private void readWhatSheetsShare() throws IOException {
        RecordFactoryInputStream records = records();
        Map<Integer, String> spelled = new HashMap<>();
        List<Integer> formatsOfStyles = new ArrayList<>();
        int places = 0;
        Record record = records.nextRecord();
        while (record != null && !(record instanceof EOFRecord)) {
            deadline.check(record);
            if (record instanceof BoundSheetRecord sheet) {
                int place = places++;
                if (hasCells(sheet)) {
                    sheets.add(new WorkbookFile.Sheet(
                            sheet.getSheetname(),
                            sheet.isHidden() || sheet.isVeryHidden(),
                            () -> sheet(place),
                            () -> sheet(place).mergesAlone()));
                }
            } else if (record instanceof FormatRecord format) {
                spelled.put(format.getIndexCode(), format.getFormatString());
            } else if (record instanceof ExtendedFormatRecord style) {
                formatsOfStyles.add((int) style.getFormatIndex());
            } else if (record instanceof FontRecord font) {
                fonts.add(font);
            } else if (record instanceof SSTRecord texts) {
                strings = texts;
            } else if (record instanceof DateWindow1904Record window && window.getWindowing() == 1) {
                numbers = ShownNumbers.from1904();
            }
            record = records.nextRecord();
        }
        formats = new CellFormats(spelled, formatsOfStyles);
    }

    private OldSheet sheet(int place) throws IOException {
        return new OldSheet(afterBeginningOf(place), this, deadline);
    }

    /** Whether a sheet is neither a chart nor a module, which POI does not say; it is in a byte of the record. */
    private static boolean hasCells(BoundSheetRecord sheet) {
        return sheet.serialize()[KIND_OF_SHEET] == 0;
    }

    /** The records of a sheet. Charts inside other sheets begin and end as sheets do. */
    private RecordFactoryInputStream afterBeginningOf(int place) throws IOException {
        RecordFactoryInputStream records = records();
        int depth = 0;
        int begun = -1;
        for (Record record = records.nextRecord(); record != null; record = records.nextRecord()) {
            deadline.check(record);
            if (record instanceof BOFRecord) {
                begun += depth == 0 ? 1 : 0;
                depth++;
                if (begun == place + 1) {
                    return records;
                }
            } else if (record instanceof EOFRecord) {
                depth--;
            }
        }
        throw RefusalMessages.brokenWorkbook();
    }

    @Override
    public List<WorkbookFile.Sheet> sheets() {
        return sheets;
    }

    @Override
    public LocalDate dayZero() {
        return numbers.dayZero();
    }

    /** The text of a number with a cell style. */
    String number(double value, int style) {
        return numbers.text(Double.toString(value), formats.code(style));
    }

    /** A text that cells refer to by number. */
    String text(int index) {
        if (strings == null || index < 0 || index >= strings.getNumUniqueStrings()) {
            throw RefusalMessages.brokenWorkbook();
        }
        return OldSheet.text(strings.getString(index), fonts);
    }

    List<FontRecord> fonts() {
        return fonts;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
