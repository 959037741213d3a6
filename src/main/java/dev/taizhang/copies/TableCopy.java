package dev.taizhang.copies;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * A copy of many tables that receives their rows one by one, see {@link TableWalk}. Closing a copy that is not complete
 * discards it.
 */
interface TableCopy extends Closeable {
    /** Prepares the copy before its first table. */
    void begin() throws IOException;

    /** Begins a table and returns the receiver of its rows; empty if the copy needs none of them. */
    Optional<RowCopy> table(CopiedTable table) throws IOException;

    /** Completes the copy after its last table. */
    void complete() throws IOException;

    @Override
    void close() throws IOException;
}
