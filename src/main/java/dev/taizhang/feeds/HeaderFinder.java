package dev.taizhang.feeds;

import dev.taizhang.definition.Spelling;
import dev.taizhang.definition.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Recognises the headers of a sheet: the first one, its repetitions, and those of further tables. */
final class HeaderFinder {
    private static final int MAX_HEADER_ROWS = 3;

    private static final Pattern FIGURE = Pattern.compile("[-+]?\\d[\\d,.]*%?");

    private final Feed feed;
    private final Units units;
    private final SheetRows sheet;
    private final LinesAhead lines;
    private final KeyNames keyNames = new KeyNames();
    private List<List<String>> current = List.of();
    private String first;
    private Found found;
    private long columns;

    HeaderFinder(Feed feed, Units units, SheetRows sheet, LinesAhead lines) {
        this.feed = feed;
        this.units = units;
        this.sheet = sheet;
        this.lines = lines;
    }

    /**
     * A header.
     *
     * @param map the places of its columns
     * @param cells the number of its cells
     * @param covered the columns that share a merged cell with the column before them
     */
    record Found(HeaderMap map, int cells, List<Integer> covered) {}

    /** The number of rows of the first header, if a line starts it; 0 otherwise. */
    int first(SheetRows.Line line) {
        Integer configured = feed.layout().headerRows();
        if (configured != null) {
            boolean begins = configured == 1 || map(line, 1).found() > 0;
            return begins && map(line, configured).complete() ? configured : 0;
        }
        if (map(line, 1).complete()) {
            return rowsOfMergedCells(line);
        }
        SheetRows.Line next = lines.peek(0);
        boolean better = next == null
                || HeaderMap.of(feed, Heading.of(next.cells()), units).complete();
        return !better && map(line, 2).complete() ? 2 : 0;
    }

    /** Whether a line may start a further header or repeat the current one, as far as it alone tells. */
    boolean mayStart(SheetRows.Line line) {
        return keyNames.in(line) || Spelling.normal(line.first()).equals(first);
    }

    /**
     * The number of rows of a further header, if a line starts it; 0 otherwise. It must have nearly all columns of the
     * first one, or fewer columns but no figures, because a row of data may contain a word of the header.
     */
    int further(SheetRows.Line line) {
        if (!keyNames.in(line)) {
            return 0;
        }
        int rows = first(line);
        if (rows == 0) {
            return 0;
        }
        long matched = map(line, rows).found();
        boolean nearlyAll = matched * 4 >= columns * 3;
        boolean figures = line.cells().stream()
                .anyMatch(cell ->
                        cell != null && FIGURE.matcher(Spelling.normal(cell)).matches());
        return matched >= Math.min(2, columns) && (nearlyAll || !figures) ? rows : 0;
    }

    /** The number of rows from a line on that repeat the current header; 0 if the line does not. */
    int repeated(SheetRows.Line line) {
        boolean begins = !current.isEmpty()
                && Spelling.normal(line.first()).equals(first)
                && cells(line).equals(current.get(0));
        if (!begins) {
            return 0;
        }
        int rows = 1;
        while (rows < current.size()
                && lines.peek(rows - 1) != null
                && cells(lines.peek(rows - 1)).equals(current.get(rows))) {
            rows++;
        }
        return rows;
    }

    /** Reads a header of some rows and remembers it as the current one. */
    Found open(SheetRows.Line line, int rows) {
        List<SheetRows.Line> header = lines(line, rows);
        for (int nth = 1; nth < rows && lines.peek(0) != null; nth++) {
            lines.next();
        }
        List<Heading> headings = headings(header);
        HeaderMap map = HeaderMap.of(feed, headings, units);
        SheetRows.Line below = lines.peek(0);
        if (below != null && UnitRow.is(below, map, feed, units)) {
            lines.next();
            headings = Heading.above(below, headings);
            map = HeaderMap.of(feed, headings, units);
        }
        map.requireDistinct();
        current = header.stream().map(HeaderFinder::cells).toList();
        first = Spelling.normal(line.first());
        columns = columns == 0 ? map.found() : columns;
        for (String column : feed.dataset().key()) {
            int place = map.places()[feed.dataset().indexOf(column)];
            if (place >= 0 && feed.columns().get(column) instanceof ColumnSource.Header source) {
                headings.get(place).texts().forEach(keyNames::add);
                source.names().forEach(name -> keyNames.add(Spelling.normal(name)));
                break;
            }
        }
        found = new Found(map, headings.size(), covered(header));
        return found;
    }

    /** Reads a repetition of the current header, whose merged cells may be unknown. */
    Found openRepeated(int rows) {
        for (int nth = 1; nth < rows; nth++) {
            lines.next();
        }
        return found;
    }

    HeaderMap map(SheetRows.Line line, int rows) {
        return HeaderMap.of(feed, headings(lines(line, rows)), units);
    }

    private List<SheetRows.Line> lines(SheetRows.Line line, int rows) {
        List<SheetRows.Line> header = new ArrayList<>(List.of(line));
        for (int nth = 1; nth < rows; nth++) {
            SheetRows.Line below = lines.peek(nth - 1);
            if (below != null && below.number() < line.number() + rows) {
                header.add(below);
            }
        }
        return header;
    }

    /** The headings of a header. A cell that is merged over several columns names the first of them. */
    private List<Heading> headings(List<SheetRows.Line> header) {
        List<Heading> headings = new ArrayList<>(Heading.of(header, sheet.merges()));
        for (int place : covered(header)) {
            headings.set(place, new Heading(List.of(), List.of(), null, null, null));
        }
        return headings;
    }

    private List<Integer> covered(List<SheetRows.Line> header) {
        int last = header.get(header.size() - 1).number();
        return sheet.merges().stream()
                .filter(merge -> merge.firstRow() >= header.get(0).number()
                        && merge.firstRow() <= last
                        && merge.lastRow() >= last
                        && named(header, merge))
                .flatMapToInt(merge -> IntStream.rangeClosed(merge.firstColumn() + 1, merge.lastColumn()))
                .boxed()
                .toList();
    }

    private static boolean named(List<SheetRows.Line> header, SheetRows.Merge merge) {
        return header.stream()
                .filter(line -> line.number() == merge.firstRow())
                .map(line -> line.cell(merge.firstColumn()))
                .anyMatch(cell -> cell != null && !cell.isBlank());
    }

    private int rowsOfMergedCells(SheetRows.Line line) {
        int last = sheet.merges().stream()
                .filter(merge -> merge.firstRow() == line.number())
                .mapToInt(SheetRows.Merge::lastRow)
                .max()
                .orElse(line.number());
        int most = Math.min(MAX_HEADER_ROWS, last - line.number() + 1);
        int best = most;
        for (int rows = most - 1; rows > 0; rows--) {
            // A merged cell may reach over the row of units, which hides the names above it.
            best = map(line, rows).found() > map(line, best).found() ? rows : best;
        }
        return best;
    }

    /** The texts of a line in normal spelling, without blanks at its end. */
    private static List<String> cells(SheetRows.Line line) {
        String[] texts = line.cells().stream()
                .map(cell -> cell == null ? "" : Spelling.normal(cell))
                .toArray(String[]::new);
        int width = texts.length;
        while (width > 0 && texts[width - 1].isEmpty()) {
            width--;
        }
        return List.copyOf(Arrays.asList(texts).subList(0, width));
    }
}
