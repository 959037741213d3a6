package dev.taizhang.feeds;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Counts the records of a CSV by quotes, separators and line ends alone while the parser reads them, so that a record
 * lost by the parser is noticed.
 */
final class RecordCount extends FilterReader {
    /** The limit for a record, which is held in memory, in characters. */
    static final int MAX_RECORD_LENGTH = 16 << 20;

    /** The position of the last character. */
    private enum State {
        RECORD_START,
        CELL_START,
        CELL,
        QUOTED,
        QUOTE_IN_QUOTED,
        AFTER_RETURN
    }

    private final char separator;
    private State state = State.RECORD_START;
    private long records;
    private int letters;

    RecordCount(Reader reader, char separator) {
        super(reader);
        this.separator = separator;
    }

    @Override
    public int read() throws IOException {
        int letter = super.read();
        if (letter >= 0) {
            count((char) letter);
        }
        return letter;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        for (int index = offset; index < offset + read; index++) {
            count(buffer[index]);
        }
        return read;
    }

    /** Refuses the file if the parser has read a different number of records. */
    void requireEqual(long read) {
        long counted = state == State.RECORD_START || state == State.AFTER_RETURN ? records : records + 1;
        if (counted != read) {
            throw RefusalMessages.recordsDiffer(counted, read);
        }
    }

    private void count(char letter) {
        letters++;
        if (letters > MAX_RECORD_LENGTH) {
            throw RefusalMessages.recordTooLong(records + 1, MAX_RECORD_LENGTH >> 20);
        }
        if (state == State.AFTER_RETURN) {
            state = State.RECORD_START;
            if (letter == '\n') {
                return;
            }
        }
        if (state == State.QUOTED) {
            state = letter == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
        } else if (letter == '"' && state != State.CELL) {
            state = State.QUOTED;
        } else if (letter == separator) {
            state = State.CELL_START;
        } else if (letter == '\r' || letter == '\n') {
            records++;
            letters = 0;
            state = letter == '\r' ? State.AFTER_RETURN : State.RECORD_START;
        } else if (Character.isWhitespace(letter) && (state == State.RECORD_START || state == State.CELL_START)) {
            // A quote behind blanks begins a quoted cell.
            state = State.CELL_START;
        } else {
            state = State.CELL;
        }
    }
}
