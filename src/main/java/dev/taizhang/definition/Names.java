package dev.taizhang.definition;

import java.util.List;
import java.util.stream.Collectors;

/** Names that others chose, as they are printed: nothing in them moves the cursor, ends a line or turns the direction of text. */
public final class Names {
    /** The number of names that a sentence lists. */
    public static final int MOST_LISTED = 5;

    private Names() {}

    /** A name in which each control character and mark of direction is written as its escape in Java. */
    public static String shown(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        name.codePoints().forEach(letter -> {
            if (letter == '\n') {
                shown.append("\\n");
            } else if (letter == '\t') {
                shown.append("\\t");
            } else if (steers(letter)) {
                shown.append("\\u%04X".formatted(letter));
            } else {
                shown.appendCodePoint(letter);
            }
        });
        return shown.toString();
    }

    /** Returns the first five names, and an ellipsis if there are more. */
    public static String first(List<String> names, String separator) {
        return names.stream().limit(MOST_LISTED).collect(Collectors.joining(separator))
                + (names.size() > MOST_LISTED ? " …" : "");
    }

    private static boolean steers(int letter) {
        int type = Character.getType(letter);
        return Character.isISOControl(letter)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
