package dev.taizhang.feeds;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Removes the byte order marks at the start of lines, which files that were joined have in their middle too. */
final class UnmarkedLines extends FilterReader {
    static final char MARK = '\uFEFF';

    private boolean lineStart = true;

    UnmarkedLines(Reader reader) {
        super(reader);
    }

    @Override
    public int read() throws IOException {
        char[] letter = new char[1];
        return read(letter, 0, 1) < 0 ? -1 : letter[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int kept = 0;
        while (kept == 0 && length > 0) {
            int read = super.read(buffer, offset, length);
            if (read < 0) {
                return read;
            }
            kept = withoutMarks(buffer, offset, read);
        }
        return kept;
    }

    /** Closes the gaps of the marks in a buffer and returns the number of characters left. */
    private int withoutMarks(char[] buffer, int offset, int length) {
        int kept = 0;
        for (int index = offset; index < offset + length; index++) {
            char letter = buffer[index];
            if (!lineStart || letter != MARK) {
                buffer[offset + kept] = letter;
                kept++;
                lineStart = letter == '\n' || letter == '\r';
            }
        }
        return kept;
    }
}
