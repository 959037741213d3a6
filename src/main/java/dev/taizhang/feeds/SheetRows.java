package dev.taizhang.feeds;

import java.time.LocalDate;
import java.util.List;

/**
 * The rows of one sheet, or of one CSV, as the file has them.
 *
 * @param name the sheet's name; empty for CSV
 * @param hidden whether the sheet is hidden
 * @param dayZero the day from which the file counts days where a cell holds a date as a plain number; null where it has none
 * @param merges the merged cells near the top
 * @param rows every row, blank ones included or not, in order; can be read once
 */
record SheetRows(String name, boolean hidden, LocalDate dayZero, List<Merge> merges, Iterable<Line> rows) {
    /** The rows of a file of text, which has neither sheets nor merged cells. */
    static SheetRows ofText(Iterable<Line> rows) {
        return new SheetRows("", false, null, List.of(), rows);
    }

    /** One row: its number, counted as {@link SourceRow} says, and the text of its cells ({@code null} where empty). */
    record Line(int number, List<String> cells, boolean hidden) {
        Line(int number, List<String> cells) {
            this(number, cells, false);
        }

        boolean blank() {
            return filled() == 0;
        }

        /** How many cells hold something. */
        int filled() {
            int filled = 0;
            for (String cell : cells) {
                filled += cell != null && !cell.isBlank() ? 1 : 0;
            }
            return filled;
        }

        /** The text of a cell; null where the row does not reach so far. */
        String cell(int place) {
            return place >= 0 && place < cells.size() ? cells.get(place) : null;
        }

        /** The first cell that holds something. */
        String first() {
            return cells.stream()
                    .filter(cell -> cell != null && !cell.isBlank())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Cells that are shown as one: rows counted from one, columns from zero, both ends included. */
    record Merge(int firstRow, int lastRow, int firstColumn, int lastColumn) {}
}
