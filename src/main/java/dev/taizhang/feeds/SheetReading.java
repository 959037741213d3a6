package dev.taizhang.feeds;

import com.google.common.collect.AbstractIterator;
import dev.taizhang.definition.Bilingual;
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
 * The rows of one sheet, or of one CSV: finds the header of each table on it, and says of every line below what it is. No line
 * that holds anything is passed over.
 */
final class SheetReading extends AbstractIterator<SourceRow> {
    /** A header stands near the top; what comes before it is the title. */
    static final int TITLE_ROWS = 30;

    private static final int MOST_HEADER_ROWS = 3;

    private final Feed feed;
    private final ReferenceTable units;
    private final String fileName;
    private final SheetRows sheet;
    private final Iterator<SheetRows.Line> lines;
    private final Deque<SheetRows.Line> ahead = new ArrayDeque<>();
    private final Deque<SourceRow> ready = new ArrayDeque<>();
    private final Set<String> keyNames = new HashSet<>();

    /** Lines that are either the title of a further table or rows without a key. */
    private final List<SheetRows.Line> loose = new ArrayList<>();

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
            begin();
        }
        while (ready.isEmpty()) {
            SheetRows.Line line = nextLine();
            if (line == null) {
                looseLinesAreRows();
                return ready.isEmpty() ? endOfData() : ready.remove();
            }
            take(line);
        }
        return ready.remove();
    }

    private void take(SheetRows.Line line) {
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
            loose.add(line);
            return;
        }
        looseLinesAreRows();
        ready.add(row(line, reason));
    }

    private boolean mayBeTitle(SheetRows.Line line) {
        int filled = line.filled();
        return width > 2 && loose.size() < TITLE_ROWS && (filled == 1 || (filled == 2 && blank(line.cell(key))));
    }

    private void looseLinesAreRows() {
        loose.forEach(line -> ready.add(row(line, NonDataLine.of(line, key))));
        loose.clear();
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
            return table.row(line, "ragged_row", ragged(cells));
        }
        return table.row(line);
    }

    private Bilingual ragged(int cells) {
        return new Bilingual(
                "该行有 " + cells + " 格，表头有 " + width + " 格，无法确定各格属于哪一列。请补齐或删去多余的格（文字中的分隔符须加引号）。",
                "The row has " + cells + " cells and the header " + width
                        + ", so it is unclear which cell belongs to which column. Fill up or remove cells; a separator inside a"
                        + " text wants quotes.");
    }

    private static boolean blank(String cell) {
        return cell == null || cell.isBlank();
    }

    /** Finds the first header; what stands above it is the sheet's title. */
    private void begin() {
        List<SheetRows.Line> above = new ArrayList<>();
        HeaderMap best = null;
        while (above.size() < TITLE_ROWS) {
            SheetRows.Line line = lookAt(0);
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

    /** How many rows the header has that begins with a line; none where no header does. */
    private int headerRows(SheetRows.Line line) {
        Integer stated = feed.layout().headerRows();
        if (stated != null) {
            boolean begins = stated == 1 || header(line, 1).found() > 0;
            return begins && header(line, stated).complete() ? stated : 0;
        }
        if (header(line, 1).complete()) {
            return rowsOfMergedCells(line);
        }
        SheetRows.Line next = lookAt(0);
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
        return Math.min(MOST_HEADER_ROWS, last - line.number() + 1);
    }

    private HeaderMap header(SheetRows.Line line, int rows) {
        return HeaderMap.of(feed, headings(line, rows), units);
    }

    private List<Heading> headings(SheetRows.Line line, int rows) {
        List<SheetRows.Line> header = new ArrayList<>(List.of(line));
        for (int nth = 1; nth < rows; nth++) {
            SheetRows.Line below = lookAt(nth - 1);
            if (below != null && below.number() < line.number() + rows) {
                header.add(below);
            }
        }
        return Heading.of(header, sheet.merges());
    }

    /** Begins a table below a header, or goes on with the one that a repeated header interrupts. */
    private void open(List<Heading> headings, int rows) {
        for (int nth = 1; nth < rows && lookAt(0) != null; nth++) {
            ahead.remove();
        }
        HeaderMap header = HeaderMap.of(feed, headings, units);
        if (table != null && loose.isEmpty() && header.same(table.header())) {
            return;
        }
        // What the title of a further table does not say, that of the sheet says.
        String above = loose.isEmpty() ? title : text(loose) + " " + title;
        loose.forEach(line -> ready.add(table.leftOut(line, SourceRow.HEADING)));
        loose.clear();
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

    /** A further header shows by the name of its key, as the first one writes it. */
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

    private SheetRows.Line lookAt(int nth) {
        while (ahead.size() <= nth && lines.hasNext()) {
            ahead.add(lines.next());
        }
        return ahead.stream().skip(nth).findFirst().orElse(null);
    }

    private static Refusal noHeader(HeaderMap best) {
        if (best == null || best.found() == 0) {
            return new Refusal(
                    "no_header",
                    "前 " + TITLE_ROWS + " 行中没有找到表头。请按模板的表头重新报送。",
                    "No header was found in the first " + TITLE_ROWS
                            + " rows. Use the headers of the template and send the file again.");
        }
        return best.columnMissing();
    }
}
