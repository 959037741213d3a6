package dev.taizhang.feeds;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Counts the records of a CSV while the parser reads them, so that a record lost by the parser is noticed.
 */
final class RecordCount extends FilterReader {
    private final RecordEnds ends;

    RecordCount(Reader reader, char separator) {
        super(reader);
        this.ends = new RecordEnds(separator);
    }

    @Override
    public int read() throws IOException {
        int letter = super.read();
        if (letter >= 0) {
            ends.next((char) letter);
        }
        return letter;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        for (int index = offset; index < offset + read; index++) {
            ends.next(buffer[index]);
        }
        return read;
    }

    /** Refuses the file if the parser has read a different number of records. */
    void requireEqual(long read) {
        if (ends.total() != read) {
            throw RefusalMessages.recordsDiffer(ends.total(), read);
        }
    }
}
