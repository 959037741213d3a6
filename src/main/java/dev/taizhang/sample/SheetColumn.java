package dev.taizhang.sample;

import java.util.List;
import java.util.stream.Stream;

/**
 * A column of a sheet.
 *
 * @param header the header as written
 * @param kind the kind of its values
 */
record SheetColumn(String header, Kind kind) {
    /** The kind of values in a column, for the forms that state it. */
    enum Kind {
        TEXT,
        MONEY,
        /** Quantities with at most two decimals. */
        NUMBER,
        /** Days, or months given by their first day. */
        DAY,
        PERCENT
    }

    /** Returns the columns of a form that does not state the kinds of its values. */
    static List<SheetColumn> plain(String... headers) {
        return Stream.of(headers)
                .map(header -> new SheetColumn(header, Kind.TEXT))
                .toList();
    }
}
