package dev.taizhang.sample;

import java.util.List;
import java.util.Optional;

/**
 * A table as an office lays it out.
 *
 * @param name the sheet's name
 * @param title the row above the header, where there is one
 * @param columns the columns
 * @param rows the rows below it; made one by one while they are written, so that a large city needs little memory
 */
record Sheet(String name, Optional<String> title, List<Column> columns, Iterable<List<Cell>> rows) {

    List<String> header() {
        return columns.stream().map(Column::header).toList();
    }

    /** The number of the first row below the header, as a spreadsheet counts. */
    int firstRow() {
        return title.isPresent() ? 3 : 2;
    }
}
