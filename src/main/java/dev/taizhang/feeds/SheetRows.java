package dev.taizhang.feeds;

import java.util.List;

/**
 * The rows of one sheet, or of one CSV, as the file has them.
 *
 * @param name the sheet's name; empty for CSV
 * @param rows every row, blank ones included or not, in order; can be read once
 */
record SheetRows(String name, Iterable<Line> rows) {
    /** One row: its number as a spreadsheet program counts it, and the text of its cells ({@code null} where empty). */
    record Line(int number, List<String> cells) {
        boolean blank() {
            return cells.stream().allMatch(cell -> cell == null || cell.isBlank());
        }
    }
}
