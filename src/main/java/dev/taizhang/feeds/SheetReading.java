package dev.taizhang.feeds;

import com.google.common.collect.AbstractIterator;
import dev.taizhang.definition.Units;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the rows of one sheet or CSV: finds the header of each table and classifies every line below it. Every line
 * that is not blank is returned, if only as left out.
 */
final class SheetReading extends AbstractIterator<SourceRow> {
    /** The number of rows in which to find the first header. The rows above it are the title. */
    static final int TITLE_ROWS = 30;

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private final Feed feed;
    private final Units units;
    private final String fileName;
    private final SheetRows sheet;
    private final LinesAhead lines;
    private final HeaderFinder headers;
    private final Deque<SourceRow> ready = new ArrayDeque<>();

    /** Lines that are either the title of another table or rows without a key; the next line decides. */
    private final List<SheetRows.Line> undecided = new ArrayList<>();

    /** The lines above the first header. */
    private final List<SheetRows.Line> above = new ArrayList<>();

    private final int firstTable;

    /** Whether the lines are a part of a file, in which no decision may depend on others than the header. */
    private final boolean isPart;

    /** The lines of a part that does not begin with the header; null for any other. */
    private final SheetRows below;

    private boolean begun;
    private String title;
    private SourceTable table;
    private RowWidth width;
    private int tables;
    private int headings;
    private boolean missesHeader;
    private HeaderMap nearest;

    /**
     * Prepares to read a sheet.
     *
     * @param firstTable the number of its first table
     */
    SheetReading(Feed feed, Units units, String fileName, SheetRows sheet, int firstTable) {
        this(feed, units, fileName, sheet, firstTable, false, null);
    }

    private SheetReading(
            Feed feed, Units units, String fileName, SheetRows sheet, int firstTable, boolean isPart, SheetRows below) {
        this.isPart = isPart;
        this.below = below;
        this.feed = feed;
        this.units = units;
        this.fileName = fileName;
        this.sheet = sheet;
        this.lines = new LinesAhead(sheet.rows().iterator());
        this.headers = new HeaderFinder(feed, units, sheet, lines);
        this.firstTable = firstTable;
    }

    /** Prepares to read the first part of a CSV, which has the header. */
    static SheetReading ofFirstPart(Feed feed, Units units, String fileName, SheetRows rows) {
        return new SheetReading(feed, units, fileName, rows, 0, true, null);
    }

    /**
     * Prepares to read another part of a CSV.
     *
     * @param head the first rows of the file, among which the header is
     * @param rows those of the part
     */
    static SheetReading ofPart(Feed feed, Units units, String fileName, SheetRows head, SheetRows rows) {
        return new SheetReading(feed, units, fileName, head, 0, true, rows);
    }

    /** Finds the first header. The rows above it are the title of the sheet. Returns whether there is one. */
    boolean findsHeader() {
        while (table == null && !missesHeader) {
            SheetRows.Line line = above.size() < TITLE_ROWS ? lines.next() : null;
            missesHeader = line == null;
            if (line != null) {
                boolean here = feed.layout().header() == null || feed.layout().header() == line.number();
                int rows = here && !line.blank() ? headers.first(line) : 0;
                if (rows > 0) {
                    title = text(above);
                    open(headers.open(line, rows));
                } else {
                    nearest = here && !line.blank() ? nearer(headers.map(line, 1)) : nearest;
                    above.add(line);
                }
            }
        }
        return !missesHeader;
    }

    private HeaderMap nearer(HeaderMap header) {
        return nearest == null || header.found() > nearest.found() ? header : nearest;
    }

    /** Whether a sheet without the header has a row that comes near it, so that the sheet may be meant to be read. */
    boolean nearlyHasHeader() {
        return nearest != null && nearest.resembles(feed);
    }

    /** The refusal of a file of which no sheet has the header. */
    Refusal noHeader(List<String> sheets) {
        return nearest == null || nearest.found() == 0
                ? RefusalMessages.noHeader(TITLE_ROWS, sheets)
                : RefusalMessages.missingColumns(nearest.missing(), sheet.name());
    }

    @Override
    protected SourceRow computeNext() {
        if (!findsHeader()) {
            throw noHeader(List.of(sheet.name()));
        }
        if (isPart && !begun) {
            beginPart();
        }
        while (ready.isEmpty()) {
            SheetRows.Line line = lines.nextFilled();
            if (line == null) {
                flushUndecided();
                return ready.isEmpty() ? endOfData() : ready.remove();
            }
            classify(line);
        }
        return ready.remove();
    }

    private void beginPart() {
        begun = true;
        if (lines.reachEnd()) {
            // What ended the header may be behind the end.
            throw Refusal.ofDependentPart();
        }
        if (below != null) {
            lines.continueWith(below.rows().iterator());
        }
    }

    private void classify(SheetRows.Line line) {
        if (isPart && headers.mayStart(line)) {
            throw Refusal.ofDependentPart();
        }
        if (line.hidden() && !feed.layout().hiddenRows()) {
            ready.add(table.leftOut(line, SourceRow.HIDDEN_ROW));
            return;
        }
        int repeated = headers.repeated(line);
        int further = repeated > 0 ? 0 : headers.further(line);
        if (repeated > 0 || further > 0) {
            openFurther(repeated > 0 ? headers.openRepeated(repeated) : headers.open(line, further));
            return;
        }
        String reason = NonDataLine.of(line, table.shapes());
        if ((reason == null || reason.equals(SourceRow.HEADING)) && mayBeTitle(line)) {
            if (isPart) {
                throw Refusal.ofDependentPart();
            }
            undecided.add(line);
            return;
        }
        flushUndecided();
        ready.add(row(line, reason));
    }

    private boolean mayBeTitle(SheetRows.Line line) {
        int filled = line.filled();
        boolean few = filled == 1
                || (filled == 2 && SheetRows.isBlank(line.cell(table.shapes().key())));
        return headings > 2 && undecided.size() < TITLE_ROWS && few;
    }

    private void flushUndecided() {
        undecided.forEach(line -> ready.add(row(line, NonDataLine.of(line, table.shapes()))));
        undecided.clear();
    }

    private SourceRow row(SheetRows.Line line, String reason) {
        boolean heading = reason == null && isHeading(line);
        if (heading || SourceRow.NOTE.equals(reason) || SourceRow.HEADING.equals(reason)) {
            table.requireSameUnit(line);
        }
        if (reason != null) {
            return table.leftOut(line, reason);
        }
        return heading ? table.heading(line) : table.row(line, width.doubts(line));
    }

    /** Whether a line has a single text, which is not its key. */
    private boolean isHeading(SheetRows.Line line) {
        int key = table.shapes().key();
        return headings > 2
                && key >= 0
                && line.filled() == 1
                && SheetRows.isBlank(line.cell(key))
                && LETTER.matcher(line.first()).find();
    }

    /** Starts the table below a header, or continues the current one if the header repeats its own. */
    private void openFurther(HeaderFinder.Found header) {
        if (header.map().same(table.header()) && undecided.stream().allMatch(this::repeatsTitle)) {
            undecided.forEach(line -> ready.add(table.leftOut(line, SourceRow.HEADING)));
            undecided.clear();
            return;
        }
        open(header);
    }

    /** Whether a line repeats the title of the sheet, as on every printed page. */
    private boolean repeatsTitle(SheetRows.Line line) {
        return line.cells().stream().allMatch(cell -> SheetRows.isBlank(cell) || title.contains(cell));
    }

    private void open(HeaderFinder.Found header) {
        // A value that is not in the title of another table comes from the title of the sheet.
        String text = undecided.isEmpty() ? title : text(undecided) + " " + title;
        undecided.forEach(titleLine -> ready.add(table.leftOut(titleLine, SourceRow.HEADING)));
        undecided.clear();
        table = new SourceTable(
                feed,
                units,
                new SourceTable.Place(fileName, sheet.name(), text, sheet.dayZero(), firstTable + tables),
                header.map());
        tables++;
        headings = header.cells();
        width = new RowWidth(feed, header.map(), headings, header.covered(), sheet.dayZero() == null);
    }

    private static String text(List<SheetRows.Line> lines) {
        return lines.stream()
                .flatMap(line -> line.cells().stream())
                .filter(cell -> cell != null)
                .collect(Collectors.joining(" "));
    }

    /** The lines of a sheet without a header, as left out. The first of them says so. */
    AbstractIterator<SourceRow> leftOut() {
        Deque<SheetRows.Line> first = new ArrayDeque<>(above);
        return new AbstractIterator<>() {
            private SourceRow.Problem remark = FeedMessages.sheetWithoutHeader(sheet.name());

            @Override
            protected SourceRow computeNext() {
                SheetRows.Line line = first.isEmpty() ? lines.next() : first.remove();
                while (line != null && line.blank()) {
                    line = first.isEmpty() ? lines.next() : first.remove();
                }
                if (line == null) {
                    return endOfData();
                }
                SourceRow row = leftOutLine(feed, sheet, line, firstTable, SourceRow.SHEET_WITHOUT_HEADER, remark);
                remark = null;
                return row;
            }
        };
    }

    /** A line of a sheet that is not read. */
    static SourceRow leftOutLine(
            Feed feed, SheetRows sheet, SheetRows.Line line, int table, String reason, SourceRow.Problem remark) {
        int columns = feed.dataset().columns().size();
        return new SourceRow(
                sheet.name(),
                line.number(),
                table,
                new String[columns],
                new String[columns],
                reason,
                RowShape.ofLeftOut(remark),
                null,
                null,
                null);
    }
}
