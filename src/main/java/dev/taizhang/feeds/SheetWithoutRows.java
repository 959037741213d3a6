package dev.taizhang.feeds;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/**
 * The XML of a sheet as if it had no rows, so that what follows them can be read without parsing them. Only the bytes
 * of the tags around the rows are compared, which a comment or a quoted text could imitate; a parser then finds the
 * rest broken.
 */
final class SheetWithoutRows {
    private static final String ROWS = "sheetData";

    /** What precedes the rows is short; a part in which they do not begin within these bytes is returned as it is. */
    private static final int MAX_HEAD = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final WorkbookArchive.Inflating sheet;
    private final ReadDeadline deadline;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    private SheetWithoutRows(WorkbookArchive.Inflating sheet, ReadDeadline deadline) {
        this.sheet = sheet;
        this.deadline = deadline;
    }

    /** Leaves the rows out of the XML of a sheet. */
    static InputStream of(WorkbookArchive.Inflating sheet, ReadDeadline deadline) throws IOException {
        return new SheetWithoutRows(sheet, deadline).read();
    }

    private InputStream read() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String name = nameOfRows(head);
        if (name != null && head.toString(StandardCharsets.ISO_8859_1).charAt(head.size() - 2) != '/') {
            String closing = "</" + name;
            skipTo(closing.getBytes(StandardCharsets.ISO_8859_1));
            head.writeBytes(closing.getBytes(StandardCharsets.ISO_8859_1));
        }
        InputStream rest = new SequenceInputStream(new ByteArrayInputStream(buffer, next, end - next), sheet);
        return new SequenceInputStream(new ByteArrayInputStream(head.toByteArray()), rest);
    }

    /** Copies up to the end of the tag with which the rows begin; returns its name, null if it is not found. */
    private String nameOfRows(ByteArrayOutputStream head) throws IOException {
        StringBuilder name = new StringBuilder();
        boolean inName = false;
        for (int letter = letter(); letter >= 0 && head.size() < MAX_HEAD; letter = letter()) {
            head.write(letter);
            if (letter == '<') {
                name.setLength(0);
                inName = true;
            } else if (letter == '>' && isRows(name)) {
                return name.toString();
            } else if (letter <= ' ' || letter == '/' || letter == '>') {
                inName = false;
            } else if (inName) {
                name.append((char) letter);
            }
        }
        return null;
    }

    private static boolean isRows(StringBuilder name) {
        return name.substring(name.indexOf(":") + 1).equals(ROWS);
    }

    /** Moves behind the next occurrence of a text of which the first letter does not recur in it, or to the end. */
    private void skipTo(byte[] text) throws IOException {
        int matched = 0;
        while (matched < text.length && fill()) {
            int place = next;
            while (matched < text.length && place < end) {
                byte letter = buffer[place++];
                if (letter == text[matched]) {
                    matched++;
                } else {
                    matched = letter == text[0] ? 1 : 0;
                }
            }
            next = place;
        }
    }

    private int letter() throws IOException {
        return fill() ? buffer[next++] & 0xFF : -1;
    }

    private boolean fill() throws IOException {
        if (next == end) {
            sheet.event();
            end = Math.max(0, deadline.check(sheet).read(buffer, 0, BUFFER));
            next = 0;
        }
        return next < end;
    }
}
