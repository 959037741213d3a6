package dev.taizhang.feeds;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;

/** A file whose columns have names of their own, so that there is no header to be found, no title and no blank row. */
sealed interface NamedColumns extends Closeable permits JsonLinesFile, ParquetFile {
    /** The names of all columns, in the file's order. */
    List<String> header();

    /**
     * The rows, in order; can be read once.
     *
     * @param wanted says which columns are read; the cells of the others are null
     * @throws Refusal here or while iterating, where a wanted column cannot be what the feed takes it for, or the file is broken
     */
    Iterator<SheetRows.Line> lines(HeaderMap wanted);
}
