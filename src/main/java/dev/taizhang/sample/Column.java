package dev.taizhang.sample;

import java.util.List;
import java.util.stream.Stream;

/**
 * A column of a sheet.
 *
 * @param header as it is written
 * @param kind what stands below it
 */
record Column(String header, Kind kind) {
    /** What a column holds, for the forms that say so. */
    enum Kind {
        TEXT,
        MONEY,
        /** Quantities with two decimals at most. */
        NUMBER,
        /** Days, or months by their first day. */
        DAY,
        PERCENT
    }

    /** Columns of a form that does not say what they hold. */
    static List<Column> plain(String... headers) {
        return Stream.of(headers).map(header -> new Column(header, Kind.TEXT)).toList();
    }
}
