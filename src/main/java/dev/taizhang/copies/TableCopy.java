package dev.taizhang.copies;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;

/**
 * A copy of many tables that receives their rows one by one, see {@link TableWalk}. Closing a copy that is not complete
 * discards it.
 */
interface TableCopy extends Closeable {
    /** Prepares the copy before its first table. */
    void begin() throws IOException;

    /**
     * Begins a table. Returns the parts whose rows the copy needs.
     *
     * @param parts the digest of each part of the table
     */
    Set<String> needed(CopiedTable table, SortedMap<String, String> parts) throws IOException;

    /** Begins a part that is needed and returns the receiver of its rows. */
    RowCopy part(CopiedTable table, String part) throws IOException;

    /** Completes the copy after its last table. */
    void complete() throws IOException;

    @Override
    void close() throws IOException;
}
