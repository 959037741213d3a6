package dev.taizhang.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Scans a sheet for its limits, the order of its rows and cells, its references to shared strings, and merged cells.
 */
final class SheetPart implements WorkbookScan.PartReading {
    static final int MAX_ROWS = 1_048_576;
    static final int MAX_COLUMNS = 16_384;
    static final int MAX_CELL_LENGTH = 32_767;

    /** Merged cells matter only within headers. */
    private static final int LAST_ROW_OF_MERGES = SheetReading.TITLE_ROWS + 3;

    private static final int MAX_MERGES = 10_000;

    private static final Pattern RANGE = Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");

    private final SharedStrings strings;
    private final List<SheetRows.Merge> merges = new ArrayList<>();
    private final StringBuilder index = new StringBuilder();
    private int row;
    private int column;
    private String cell;
    private boolean shared;
    private boolean value;
    private int letters;

    SheetPart(SharedStrings strings) {
        this.strings = strings;
    }

    List<SheetRows.Merge> merges() {
        return merges;
    }

    @Override
    public void start(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "row" -> row(xml.getAttributeValue(null, "r"));
            case "c" -> cell(xml);
            case "v" -> {
                value = true;
                letters = 0;
                index.setLength(0);
            }
            case "f", "is" -> letters = 0;
            case "mergeCell" -> merge(String.valueOf(xml.getAttributeValue(null, "ref")));
            default -> {
                // Other elements are harmless.
            }
        }
    }

    @Override
    public void end(XMLStreamReader xml) {
        if (value && xml.getLocalName().equals("v")) {
            value = false;
            if (shared && !index.isEmpty()) {
                strings.named(Integer.parseInt(index.toString()), row, cell);
            }
        }
    }

    @Override
    public void text(XMLStreamReader xml) throws XMLStreamException {
        letters += xml.getTextLength();
        if (letters > MAX_CELL_LENGTH) {
            throw RefusalMessages.cellTooLong(MAX_CELL_LENGTH);
        }
        if (value && shared) {
            index.append(xml.getText());
        }
    }

    private void row(String number) {
        int next = number == null ? row + 1 : Integer.parseInt(number);
        if (next > MAX_ROWS) {
            throw RefusalMessages.tooManyRows(next, MAX_ROWS);
        }
        if (next <= row) {
            throw RefusalMessages.brokenWorkbook();
        }
        row = next;
        column = 0;
    }

    private void cell(XMLStreamReader xml) {
        cell = xml.getAttributeValue(null, "r");
        shared = "s".equals(xml.getAttributeValue(null, "t"));
        int next = cell == null ? column + 1 : column(cell);
        if (next > MAX_COLUMNS) {
            throw RefusalMessages.tooManyColumns(row, MAX_COLUMNS);
        }
        if (next <= column) {
            throw RefusalMessages.brokenWorkbook();
        }
        column = next;
    }

    /** The number of a column, from one. Names that are too long give a number above the limit. */
    private static int column(String reference) {
        int column = 0;
        for (int index = 0; index < reference.length(); index++) {
            char letter = reference.charAt(index);
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = Math.min(MAX_COLUMNS + 1, column * 26 + letter - 'A' + 1);
        }
        return column;
    }

    private void merge(String range) {
        Matcher matcher = RANGE.matcher(range);
        if (merges.size() < MAX_MERGES
                && matcher.matches()
                && Integer.parseInt(matcher.group(2)) <= LAST_ROW_OF_MERGES) {
            merges.add(new SheetRows.Merge(
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(4)),
                    column(matcher.group(1)) - 1,
                    column(matcher.group(3)) - 1));
        }
    }
}
