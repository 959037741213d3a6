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
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads a return workbook: rejected rows that were returned to their sender for correction and have been sent again,
 * under any file name. A hidden sheet lists, for each sheet of rows, the delivery that it answers and the names that
 * the feed read there.
 *
 * <p>The columns of a sheet of rows are {@link #ROW}, {@link #WRONG}, the columns of the sender and, last, {@link
 * #VERDICT}.
 */
public final class ReturnWorkbook {
    /** The name of the hidden sheet, which identifies a return workbook. */
    public static final String MARK = "taizhang-return";

    /** The start of the header of the column with the row number in the answered delivery. */
    public static final String ROW = "原行号";

    /** The start of the header of the column with the problems. */
    public static final String WRONG = "哪里要改";

    /** The start of the header of the column in which the sender confirms or drops a row. */
    public static final String VERDICT = "情况属实";

    private static final Set<String> CONFIRMS = Set.of("是", "属实", "yes", "y", "true", "1", "√");
    private static final Set<String> DROPS = Set.of("删", "删除", "drop", "delete");
    private static final int MARKED_WITHIN = 1 << 20;

    private ReturnWorkbook() {}

    /**
     * One sheet of rows, described by one line of the hidden sheet.
     *
     * @param sheet its name
     * @param deliveryId the delivery that it answers
     * @param answersSheet the sheet of that delivery that had the rows
     * @param sentSheet the sheet name that the feed reads
     * @param title the title that the feed reads
     */
    public record Part(String sheet, String deliveryId, String answersSheet, String sentSheet, String title) {
        /** The line of the hidden sheet. */
        public List<String> cells() {
            return List.of(sheet, deliveryId, answersSheet, sentSheet, title);
        }
    }

    /** Whether a file is a return workbook. Only its list of sheets is read. */
    static boolean is(Path file) {
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".xlsx")) {
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

    /** The sheets of rows, with those of one delivery next to each other. */
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
            throw RefusalMessages.returnChanged();
        }
    }

    /** The rows of one sheet, below its header. */
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
                    throw RefusalMessages.returnChanged();
                }
                return new Rows(line, last, lines);
            }
        }
        throw RefusalMessages.returnChanged();
    }

    /**
     * The content of a sheet of rows.
     *
     * @param header its header
     * @param last the place of the column {@link #VERDICT}
     * @param lines the rows below the header
     */
    record Rows(SheetRows.Line header, int last, Iterator<SheetRows.Line> lines) {
        /** The cells of a line in the columns of the sender. */
        List<String> own(SheetRows.Line line) {
            List<String> cells = new ArrayList<>();
            for (int place = 2; place < last; place++) {
                cells.add(cell(line, place));
            }
            return cells;
        }

        /** The answer of a line to a rejected row; null if the line has no row number because it was added. */
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
            return CONFIRMS.contains(word) ? Verdict.CONFIRMED : Verdict.CORRECTED;
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
}
