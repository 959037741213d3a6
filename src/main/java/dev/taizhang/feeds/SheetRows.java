package dev.taizhang.feeds;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/**
 * The rows of one sheet or CSV, as they are in the file.
 *
 * @param name the name of the sheet; empty for CSV
 * @param hidden whether the sheet is hidden
 * @param dayZero the day from which the file counts days, for dates stored as plain numbers; null if it has none
 * @param merging finds the merged cells near the top
 * @param rows the rows in order, with or without blank ones; can be read once
 */
record SheetRows(String name, boolean hidden, LocalDate dayZero, Supplier<List<Merge>> merging, Iterable<Line> rows) {
    /** The rows of a text file, which has neither sheets nor merged cells. */
    static SheetRows ofText(Iterable<Line> rows) {
        return new SheetRows("", false, null, List::of, rows);
    }

    /** The merged cells near the top. */
    List<Merge> merges() {
        return merging.get();
    }

    /** Whether a cell has no visible text. */
    static boolean isBlank(String cell) {
        return cell == null || cell.isBlank();
    }

    /**
     * One row.
     *
     * @param number its number as in {@link SourceRow}
     * @param cells the text of its cells; an empty cell is null
     * @param filled the number of cells that are not blank, which is asked for several times
     */
    record Line(int number, List<String> cells, boolean hidden, int filled) {
        Line(int number, List<String> cells, boolean hidden) {
            this(number, cells, hidden, filled(cells));
        }

        Line(int number, List<String> cells) {
            this(number, cells, false);
        }

        private static int filled(List<String> cells) {
            int filled = 0;
            for (String cell : cells) {
                filled += isBlank(cell) ? 0 : 1;
            }
            return filled;
        }

        boolean blank() {
            return filled == 0;
        }

        /** The text of a cell; null beyond the end of the row. */
        String cell(int place) {
            return place >= 0 && place < cells.size() ? cells.get(place) : null;
        }

        /** The first cell that is not blank; empty if there is none. */
        String first() {
            for (String cell : cells) {
                if (!isBlank(cell)) {
                    return cell;
                }
            }
            return "";
        }
    }

    /** A range of merged cells: rows counted from one, columns from zero, both ends included. */
    record Merge(int firstRow, int lastRow, int firstColumn, int lastColumn) {}
}
