package dev.taizhang.feeds;

import java.util.List;

/**
 * The rows of one sheet, or of one CSV, as the file has them.
 *
 * @param name the sheet's name; empty for CSV
 * @param rows every row, blank ones included or not, in order; can be read once
 */
record SheetRows(String name, Iterable<Line> rows) {
    /** One row: its number, counted as {@link SourceRow} says, and the text of its cells ({@code null} where empty). */
    record Line(int number, List<String> cells) {
        boolean blank() {
            for (String cell : cells) {
                if (cell != null && !cell.isBlank()) {
                    return false;
                }
            }
            return true;
        }
    }
}
