package dev.taizhang.feeds;

import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.ReturnVerdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A workbook that was sent back to its sender with the rows to mend, and has come in again, under whatever name. A hidden sheet
 * tells, for each sheet of rows, which delivery it answers and what the feed took from there.
 *
 * <p>The columns of a sheet of rows are: {@link #ROW}, {@link #WRONG}, the sender's own, and last {@link #VERDICT}.
 */
public final class ReturnWorkbook {
    /** The name of the hidden sheet, by which a return is known. */
    public static final String MARK = "taizhang-return";

    /** What begins the header of the column with the row's number in the delivery that is answered. */
    public static final String ROW = "原行号";

    /** What begins the header of the column that says what is wrong. */
    public static final String WRONG = "哪里要改";

    /** What begins the header of the column in which a sender says that a row is right as it stands, or not wanted. */
    public static final String VERDICT = "情况属实";

    private static final Set<String> CONFIRMS = Set.of("是", "属实", "yes", "y", "true", "1", "√");
    private static final Set<String> DROPS = Set.of("删", "删除", "drop", "delete");
    private static final int MARKED_WITHIN = 1 << 20;

    private ReturnWorkbook() {}

    /**
     * One sheet of rows: one line of the hidden sheet.
     *
     * @param sheet its name
     * @param deliveryId the delivery that it answers
     * @param answersSheet the sheet of that delivery on which the rows stood
     * @param sentSheet the sheet's name as the feed sees it
     * @param title the title as the feed sees it
     */
    public record Part(String sheet, String deliveryId, String answersSheet, String sentSheet, String title) {
        /** The line of the hidden sheet. */
        public List<String> cells() {
            return List.of(sheet, deliveryId, answersSheet, sentSheet, title);
        }
    }

    /** Whether a file is a return: its list of sheets is looked at, and nothing else. */
    static boolean is(Path file) {
        if (!file.getFileName().toString().endsWith(".xlsx")) {
            return false;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry sheets = zip.getEntry("xl/workbook.xml");
            if (sheets == null) {
                return false;
            }
            try (InputStream stream = zip.getInputStream(sheets)) {
                String text = new String(stream.readNBytes(MARKED_WITHIN), StandardCharsets.UTF_8);
                return text.contains("name=\"" + MARK + "\"");
            }
        } catch (IOException noWorkbook) {
            return false;
        }
    }

    /** The sheets of rows that a return lists, those of one delivery beside each other. */
    static List<Part> parts(Path file) {
        try (WorkbookFile workbook = new WorkbookFile(file)) {
            List<Part> parts = new ArrayList<>();
            workbook.sheets(MARK)
                    .forEach(sheet -> sheet.rows().forEach(line -> {
                        if (cell(line, 1) != null) {
                            parts.add(new Part(
                                    text(line, 0), text(line, 1), text(line, 2), text(line, 3), text(line, 4)));
                        }
                    }));
            return parts;
        } catch (IOException stuck) {
            throw changed();
        }
    }

    /** The rows of one sheet, in the sender's columns: the first line is the header. */
    static Rows rows(SheetRows sheet) {
        Iterator<SheetRows.Line> lines = sheet.rows().iterator();
        while (lines.hasNext()) {
            SheetRows.Line line = lines.next();
            int last = line.cells().size() - 1;
            if (starts(line, 0, ROW)) {
                while (last > 0 && !starts(line, last, VERDICT)) {
                    last--;
                }
                if (last < 3 || !starts(line, 1, WRONG)) {
                    throw changed();
                }
                return new Rows(line, last, lines);
            }
        }
        throw changed();
    }

    /**
     * What stands on a sheet of rows.
     *
     * @param header its header
     * @param last the place of the column {@link #VERDICT}
     * @param lines the rows below
     */
    record Rows(SheetRows.Line header, int last, Iterator<SheetRows.Line> lines) {
        /** The sender's own columns of a line. */
        List<String> own(SheetRows.Line line) {
            List<String> cells = new ArrayList<>();
            for (int place = 2; place < last; place++) {
                cells.add(cell(line, place));
            }
            return cells;
        }

        /** Which row a line answers; null where it names none, because somebody added it. */
        ReturnVerdict answer(SheetRows.Line line, Part part) {
            String row = text(line, 0).strip();
            return row.matches("\\d{1,9}")
                    ? new ReturnVerdict(
                            part.answersSheet(), Integer.parseInt(row), verdict(Spelling.normal(text(line, last))))
                    : null;
        }

        private static Verdict verdict(String word) {
            if (DROPS.contains(word)) {
                return Verdict.DROPPED;
            }
            return CONFIRMS.contains(word) ? Verdict.CONFIRMED : Verdict.MENDED;
        }
    }

    private static boolean starts(SheetRows.Line line, int place, String word) {
        return text(line, place).strip().startsWith(word);
    }

    private static String text(SheetRows.Line line, int place) {
        String cell = cell(line, place);
        return cell == null ? "" : cell;
    }

    private static String cell(SheetRows.Line line, int place) {
        return place < line.cells().size() ? line.cells().get(place) : null;
    }

    private static Refusal changed() {
        return new Refusal(
                "return_changed",
                "退回单的表头、前两列或工作表名被改动，认不出答复的是哪些行。请在原退回单上只改标色的单元格，重新报送。",
                "The header, the first two columns or the sheet names of the return were changed, so that the rows it answers"
                        + " cannot be told. Mend only the coloured cells of the return itself and send it again.");
    }
}
