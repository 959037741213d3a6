package dev.taizhang.sample;

import java.util.List;
import java.util.Optional;

/**
 * A table as laid out by an office.
 *
 * @param name the sheet's name
 * @param title the row above the header, if there is one
 * @param columns the columns
 * @param rows the rows below the header; created one by one while they are written, so that a large city needs little
 *     memory
 */
record Sheet(String name, Optional<String> title, List<SheetColumn> columns, Iterable<List<Cell>> rows) {

    List<String> header() {
        return columns.stream().map(SheetColumn::header).toList();
    }

    /** Returns the number of the first row below the header, as a spreadsheet counts. */
    int firstRow() {
        return title.isPresent() ? 3 : 2;
    }
}
