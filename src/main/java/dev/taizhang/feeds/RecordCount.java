package dev.taizhang.feeds;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Counts the records of a CSV while its parser reads them, by nothing but quotes, separators and line ends, so that no record
 * can be lost between the two unnoticed.
 */
final class RecordCount extends FilterReader {
    /** What a record may take of the memory, in letters. */
    static final int LONGEST_RECORD = 16 << 20;

    /** Where the last letter stood. */
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

    /** Refuses the file where the parser has taken another number of records than there are. */
    void agrees(long taken) {
        long counted = state == State.RECORD_START || state == State.AFTER_RETURN ? records : records + 1;
        if (counted != taken) {
            throw new Refusal(
                    "records_disagree",
                    "按引号和换行数出 " + counted + " 行，读到的却是 " + taken + " 行，说明引号用法有误。请重新导出后报送。",
                    "By quotes and line ends there are " + counted + " rows, but " + taken
                            + " were read, so that a quote stands wrongly somewhere. Export it anew and send it again.");
        }
    }

    private void count(char letter) {
        letters++;
        if (letters > LONGEST_RECORD) {
            throw new Refusal(
                    "line_too_long",
                    "第 " + (records + 1) + " 行超过 " + (LONGEST_RECORD >> 20) + " 兆字，可能是引号没有闭合。请改正后重新报送。",
                    "Row " + (records + 1) + " is longer than " + (LONGEST_RECORD >> 20)
                            + " million letters; a quote may not be closed. Correct it and send the file again.");
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
        } else {
            state = State.CELL;
        }
    }
}
