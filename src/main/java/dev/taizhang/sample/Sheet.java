package dev.taizhang.sample;

import java.util.List;
import java.util.Optional;

/**
 * A table as an office lays it out.
 *
 * @param name the sheet's name
 * @param title the row above the header, where there is one
 * @param header the headers
 * @param rows the rows below it; made one by one while they are written, so that a large city needs little memory
 */
record Sheet(String name, Optional<String> title, List<String> header, Iterable<List<Cell>> rows) {

    /** The number of the first row below the header, as a spreadsheet counts. */
    int firstRow() {
        return title.isPresent() ? 3 : 2;
    }
}
