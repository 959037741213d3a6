package dev.taizhang.feeds;

import java.io.IOException;
import java.util.List;

/** The rows of one sheet as they follow one another in the file. */
interface LineSource extends AutoCloseable {
    /** The next row; null after the last one. */
    SheetRows.Line next() throws Exception;

    /** The merged cells near the top, as far as they have been read; workbooks state them after the rows. */
    List<SheetRows.Merge> merges();

    /** Reads the rest of the sheet for its merged cells alone. The source has no further rows then. */
    void skipRows() throws Exception;

    @Override
    void close() throws IOException;
}
