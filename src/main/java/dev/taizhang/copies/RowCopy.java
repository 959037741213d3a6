package dev.taizhang.copies;

import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.sql.Row;

/** The copy of one table. Closing it before it is complete discards it. */
interface RowCopy extends Closeable {
    void add(Row row) throws IOException;

    /** Completes the table after its last row. */
    void complete() throws IOException;

    @Override
    void close() throws IOException;
}
