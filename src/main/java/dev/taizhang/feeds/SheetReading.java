package dev.taizhang.feeds;

import com.google.common.collect.AbstractIterator;
import dev.taizhang.definition.ReferenceTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the rows of one sheet or CSV: finds the header of each table and classifies every line below it. Every line
 * that is not blank is returned, if only as left out.
 */
final class SheetReading extends AbstractIterator<SourceRow> {
    /** The number of rows in which to find the first header. The rows above it are the title. */
    static final int TITLE_ROWS = 30;

    private static final int MAX_HEADER_ROWS = 3;

    private final Feed feed;
    private final ReferenceTable units;
    private final String fileName;
    private final SheetRows sheet;
    private final Iterator<SheetRows.Line> lines;
    private final Deque<SheetRows.Line> ahead = new ArrayDeque<>();
    private final Deque<SourceRow> ready = new ArrayDeque<>();
    private final Set<String> keyNames = new HashSet<>();

    /** Lines that are either the title of another table or rows without a key; the next line decides. */
    private final List<SheetRows.Line> undecided = new ArrayList<>();

    private final int firstTable;
    private String title;
    private SourceTable table;
    private int tables;
    private int key;
    private int width;

    /**
     * Prepares to read a sheet.
     *
     * @param firstTable the number of its first table
     */
    SheetReading(Feed feed, ReferenceTable units, String fileName, SheetRows sheet, int firstTable) {
        this.feed = feed;
        this.units = units;
        this.fileName = fileName;
        this.sheet = sheet;
        this.lines = sheet.rows().iterator();
        this.firstTable = firstTable;
    }

    @Override
    protected SourceRow computeNext() {
        if (table == null) {
            openFirst();
        }
        while (ready.isEmpty()) {
            SheetRows.Line line = nextLine();
            if (line == null) {
                flushUndecided();
                return ready.isEmpty() ? endOfData() : ready.remove();
            }
            classify(line);
        }
        return ready.remove();
    }

    private void classify(SheetRows.Line line) {
        if (line.hidden() && !feed.layout().hiddenRows()) {
            ready.add(table.leftOut(line, SourceRow.HIDDEN_ROW));
            return;
        }
        int rows = mayBeHeader(line) ? headerRows(line) : 0;
        if (rows > 0) {
            open(headings(line, rows), rows);
            return;
        }
        String reason = NonDataLine.of(line, key);
        if ((reason == null || reason.equals(SourceRow.HEADING)) && mayBeTitle(line)) {
            undecided.add(line);
            return;
        }
        flushUndecided();
        ready.add(row(line, reason));
    }

    private boolean mayBeTitle(SheetRows.Line line) {
        int filled = line.filled();
        return width > 2 && undecided.size() < TITLE_ROWS && (filled == 1 || (filled == 2 && blank(line.cell(key))));
    }

    private void flushUndecided() {
        undecided.forEach(line -> ready.add(row(line, NonDataLine.of(line, key))));
        undecided.clear();
    }

    private SourceRow row(SheetRows.Line line, String reason) {
        if (reason != null) {
            return table.leftOut(line, reason);
        }
        boolean text = sheet.dayZero() == null;
        int cells = line.cells().size();
        while (!text && cells > width && blank(line.cell(cells - 1))) {
            cells--;
        }
        if (cells > width || (text && cells < table.header().width())) {
            return table.row(line, FeedMessages.raggedRow(cells, width));
        }
        return table.row(line);
    }

    private static boolean blank(String cell) {
        return cell == null || cell.isBlank();
    }

    /** Finds the first header. The rows above it are the title of the sheet. */
    private void openFirst() {
        List<SheetRows.Line> above = new ArrayList<>();
        HeaderMap best = null;
        while (above.size() < TITLE_ROWS) {
            SheetRows.Line line = peek(0);
            if (line == null) {
                break;
            }
            ahead.remove();
            boolean here = feed.layout().header() == null || feed.layout().header() == line.number();
            if (here && !line.blank()) {
                int rows = headerRows(line);
                if (rows > 0) {
                    title = text(above);
                    open(headings(line, rows), rows);
                    return;
                }
                HeaderMap header = HeaderMap.of(feed, headings(line, 1), units);
                best = best == null || header.found() > best.found() ? header : best;
            }
            above.add(line);
        }
        throw noHeader(best);
    }

    /** The number of rows of the header that starts with a line; 0 if none does. */
    private int headerRows(SheetRows.Line line) {
        Integer configured = feed.layout().headerRows();
        if (configured != null) {
            boolean begins = configured == 1 || header(line, 1).found() > 0;
            return begins && header(line, configured).complete() ? configured : 0;
        }
        if (header(line, 1).complete()) {
            return rowsOfMergedCells(line);
        }
        SheetRows.Line next = peek(0);
        boolean better = next == null
                || HeaderMap.of(feed, Heading.of(next.cells()), units).complete();
        return !better && header(line, 2).complete() ? 2 : 0;
    }

    private int rowsOfMergedCells(SheetRows.Line line) {
        int last = sheet.merges().stream()
                .filter(merge -> merge.firstRow() == line.number())
                .mapToInt(SheetRows.Merge::lastRow)
                .max()
                .orElse(line.number());
        return Math.min(MAX_HEADER_ROWS, last - line.number() + 1);
    }

    private HeaderMap header(SheetRows.Line line, int rows) {
        return HeaderMap.of(feed, headings(line, rows), units);
    }

    private List<Heading> headings(SheetRows.Line line, int rows) {
        List<SheetRows.Line> header = new ArrayList<>(List.of(line));
        for (int nth = 1; nth < rows; nth++) {
            SheetRows.Line below = peek(nth - 1);
            if (below != null && below.number() < line.number() + rows) {
                header.add(below);
            }
        }
        return Heading.of(header, sheet.merges());
    }

    /** The headings of a header with the row of units that may follow it. */
    private List<Heading> withUnitRow(List<Heading> headings) {
        SheetRows.Line below = peek(0);
        if (below == null || !UnitRow.is(below, HeaderMap.of(feed, headings, units), feed, units)) {
            return headings;
        }
        ahead.remove();
        return Heading.above(below, headings);
    }

    /** Starts the table below a header, or continues the current one if the header repeats its own. */
    private void open(List<Heading> found, int rows) {
        for (int nth = 1; nth < rows && peek(0) != null; nth++) {
            ahead.remove();
        }
        List<Heading> headings = withUnitRow(found);
        HeaderMap header = HeaderMap.of(feed, headings, units);
        if (table != null && undecided.isEmpty() && header.same(table.header())) {
            return;
        }
        // A value that is not in the title of another table comes from the title of the sheet.
        String above = undecided.isEmpty() ? title : text(undecided) + " " + title;
        undecided.forEach(line -> ready.add(table.leftOut(line, SourceRow.HEADING)));
        undecided.clear();
        table = new SourceTable(
                feed,
                units,
                new SourceTable.Place(fileName, sheet.name(), above, sheet.dayZero(), firstTable + tables),
                header);
        tables++;
        width = headings.size();
        key = feed.dataset().key().stream()
                .mapToInt(name -> header.places()[feed.dataset().indexOf(name)])
                .filter(place -> place >= 0)
                .findFirst()
                .orElse(-1);
        if (key >= 0) {
            keyNames.addAll(headings.get(key).texts());
        }
    }

    /** Another header is recognised by the name of its key, spelled as in the first one. */
    private boolean mayBeHeader(SheetRows.Line line) {
        for (String cell : line.cells()) {
            if (cell != null && keyNames.contains(cell.strip())) {
                return true;
            }
        }
        return false;
    }

    private static String text(List<SheetRows.Line> lines) {
        return lines.stream()
                .flatMap(line -> line.cells().stream())
                .filter(cell -> cell != null)
                .collect(Collectors.joining(" "));
    }

    /** The next line that is not blank; null at the end. */
    private SheetRows.Line nextLine() {
        SheetRows.Line line = ahead.isEmpty() ? read() : ahead.remove();
        while (line != null && line.blank()) {
            line = ahead.isEmpty() ? read() : ahead.remove();
        }
        return line;
    }

    private SheetRows.Line read() {
        return lines.hasNext() ? lines.next() : null;
    }

    private SheetRows.Line peek(int nth) {
        while (ahead.size() <= nth && lines.hasNext()) {
            ahead.add(lines.next());
        }
        return ahead.stream().skip(nth).findFirst().orElse(null);
    }

    private static Refusal noHeader(HeaderMap best) {
        return best == null || best.found() == 0
                ? RefusalMessages.noHeader(TITLE_ROWS)
                : RefusalMessages.missingColumns(best.missing());
    }
}
