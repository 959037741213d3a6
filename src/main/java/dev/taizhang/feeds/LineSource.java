package dev.taizhang.feeds;

import java.io.IOException;
import java.util.List;

/** The rows of one sheet as they follow one another in the file. */
interface LineSource extends AutoCloseable {
    /** The next row; null after the last one. */
    SheetRows.Line next() throws Exception;

    /** The merged cells near the top, as far as they have been read; workbooks state them after the rows. */
    List<SheetRows.Merge> merges();

    @Override
    void close() throws IOException;
}
