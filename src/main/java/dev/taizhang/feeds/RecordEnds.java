package dev.taizhang.feeds;

/** Counts the records of a CSV by quotes, separators and line ends alone. */
final class RecordEnds {
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

    RecordEnds(char separator) {
        this.separator = separator;
    }

    /** The number of complete records. */
    long complete() {
        return records;
    }

    /** Whether the last character ended a record, whatever follows. */
    boolean isBetweenRecords() {
        return state == State.RECORD_START;
    }

    /** The number of records if no character follows. */
    long total() {
        return state == State.RECORD_START || state == State.AFTER_RETURN ? records : records + 1;
    }

    void next(char letter) {
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
