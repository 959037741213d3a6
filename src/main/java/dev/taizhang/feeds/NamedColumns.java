package dev.taizhang.feeds;

import java.io.Closeable;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/** A file with named columns. It has no title and no header row to find. */
sealed interface NamedColumns extends Closeable permits JsonLinesFile, ParquetFile {
    /** The names of all columns, in the order of the file. */
    List<String> header();

    /** The places of the columns that hold a value in some row. */
    BitSet valued();

    /**
     * The rows in order, which can be read once.
     *
     * @param wanted the columns to read; the cells of the others are null
     * @throws Refusal here or during iteration, if a column has a type that does not fit the feed, or the file is
     *     damaged
     */
    Iterator<SheetRows.Line> lines(HeaderMap wanted);
}
