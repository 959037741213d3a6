package dev.taizhang.feeds;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The lines of a sheet, of which the next ones can be inspected before they are read. */
final class LinesAhead {
    private Iterator<SheetRows.Line> lines;
    private final Deque<SheetRows.Line> ahead = new ArrayDeque<>();

    LinesAhead(Iterator<SheetRows.Line> lines) {
        this.lines = lines;
    }

    /** Continues with other lines. */
    void continueWith(Iterator<SheetRows.Line> others) {
        ahead.clear();
        lines = others;
    }

    /** Whether all lines have been read or inspected. */
    boolean reachEnd() {
        return !lines.hasNext();
    }

    /** The next line; null at the end. */
    SheetRows.Line next() {
        if (!ahead.isEmpty()) {
            return ahead.remove();
        }
        return lines.hasNext() ? lines.next() : null;
    }

    /** The next line that is not blank; null at the end. */
    SheetRows.Line nextFilled() {
        SheetRows.Line line = next();
        while (line != null && line.blank()) {
            line = next();
        }
        return line;
    }

    /** The line that comes after {@code nth} others; null if there is none. */
    SheetRows.Line peek(int nth) {
        while (ahead.size() <= nth && lines.hasNext()) {
            ahead.add(lines.next());
        }
        return ahead.stream().skip(nth).findFirst().orElse(null);
    }
}
