package dev.taizhang.feeds;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/** Reads the rows and the merged cells of a sheet in one pass over its part. */
final class SheetPart implements LineSource {
    static final int MAX_ROWS = 1_048_576;
    static final int MAX_COLUMNS = 16_384;

    /** Merged cells matter only within headers. */
    static final int LAST_ROW_OF_MERGES = SheetReading.TITLE_ROWS + 3;

    static final int MAX_MERGES = 10_000;

    private static final Pattern RANGE =
            Pattern.compile("\\$?([A-Z]{1,3})\\$?(\\d{1,7}):\\$?([A-Z]{1,3})\\$?(\\d{1,7})");

    /** The depths of the elements that matter, below the root. */
    private static final int ROW = 3;

    private static final int CELL = 4;
    private static final int CONTENT = 5;

    private final WorkbookPart part;
    private final CellReading texts;
    private final List<SheetRows.Merge> merges = new ArrayList<>();
    private String section = "";
    private int row;
    private int column;

    /** The number of cells of the row before, which most rows have too. */
    private int width;

    /** Starts to read a sheet. */
    SheetPart(WorkbookPart part, CellReading texts) {
        this.part = part;
        this.texts = texts;
    }

    @Override
    public List<SheetRows.Merge> merges() {
        return merges;
    }

    @Override
    public SheetRows.Line next() throws XMLStreamException {
        while (part.next()) {
            if (part.atStart()
                    && part.depth() == ROW
                    && section.equals("sheetData")
                    && part.name().equals("row")) {
                return row();
            }
            outsideOfRows();
        }
        return null;
    }

    /** Reads the rest of the sheet for its merged cells alone. */
    List<SheetRows.Merge> mergesAlone() throws XMLStreamException {
        while (part.next()) {
            outsideOfRows();
        }
        part.uncount();
        return merges;
    }

    private void outsideOfRows() {
        if (part.atStart() && part.depth() == 2) {
            section = part.name();
        } else if (part.atStart() && part.depth() == ROW && part.name().equals("mergeCell")) {
            merge(String.valueOf(part.attribute("ref")));
        }
    }

    private SheetRows.Line row() throws XMLStreamException {
        String number = part.attribute("r");
        setRow(number == null ? row + 1 : Integer.parseInt(number));
        boolean hidden = part.flag("hidden");
        List<String> cells = new ArrayList<>(width);
        column = 0;
        while (part.nextWithin(ROW)) {
            if (part.atStart() && part.depth() == CELL && part.name().equals("c")) {
                String place = part.attribute("r");
                if (number == null && place != null && cells.isEmpty()) {
                    setRow(rowOf(place));
                }
                setColumn(place == null ? column + 1 : columnOf(place));
                add(cells, cell(place));
            }
        }
        width = cells.size();
        return new SheetRows.Line(row, cells, hidden);
    }

    private void setRow(int number) {
        if (number > MAX_ROWS) {
            throw RefusalMessages.tooManyRows(number, MAX_ROWS);
        }
        if (number < 1) {
            throw RefusalMessages.brokenWorkbook();
        }
        row = number;
    }

    private void setColumn(int number) {
        if (number > MAX_COLUMNS) {
            throw RefusalMessages.tooManyColumns(row, MAX_COLUMNS);
        }
        if (number < 1) {
            throw RefusalMessages.brokenWorkbook();
        }
        column = number;
    }

    /** Puts a cell into its place, which need not be the last one. */
    private void add(List<String> cells, String text) {
        int place = column - 1;
        if (place < cells.size()) {
            if (cells.get(place) != null && text != null) {
                throw RefusalMessages.brokenWorkbook();
            }
            cells.set(place, text == null ? cells.get(place) : text);
            return;
        }
        if (place > cells.size()) {
            cells.addAll(Collections.nCopies(place - cells.size(), null));
        }
        cells.add(text);
    }

    private String cell(String place) throws XMLStreamException {
        String type = part.attribute("t");
        String style = part.attribute("s");
        String value = null;
        String formula = null;
        String inline = null;
        while (part.nextWithin(CELL)) {
            if (part.atStart() && part.depth() == CONTENT) {
                switch (part.name()) {
                    case "v" -> value = part.text();
                    case "f" -> formula = part.text();
                    case "is" -> inline = RichText.read(part);
                    default -> part.skip();
                }
            }
        }
        if (inline != null) {
            return inline.isEmpty() ? null : inline;
        }
        return texts.text(
                new CellReading.Stored(type == null ? "n" : type, style, value, formula),
                () -> place == null ? String.valueOf(row) : place);
    }

    private static int rowOf(String reference) {
        return Integer.parseInt(reference.replaceFirst("^\\D+", ""));
    }

    /** The number of a column, from one. Names that are too long give a number above the limit. */
    private static int columnOf(String reference) {
        int column = 0;
        for (int index = 0; index < reference.length(); index++) {
            int letter = reference.charAt(index) & ~0x20;
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = Math.min(MAX_COLUMNS + 1, column * 26 + letter - 'A' + 1);
        }
        return column;
    }

    private void merge(String range) {
        Matcher matcher = RANGE.matcher(range.toUpperCase(Locale.ROOT));
        if (merges.size() < MAX_MERGES
                && matcher.matches()
                && Integer.parseInt(matcher.group(2)) <= LAST_ROW_OF_MERGES) {
            merges.add(new SheetRows.Merge(
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(4)),
                    columnOf(matcher.group(1)) - 1,
                    columnOf(matcher.group(3)) - 1));
        }
    }

    @Override
    public void close() throws IOException {
        part.close();
    }
}
