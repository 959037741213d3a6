package dev.taizhang.definition;

import java.util.List;
import java.util.stream.Collectors;

/** Prints names that others chose, so that they cannot move the cursor, end a line or change the direction of text. */
public final class Names {
    /** The number of names that a sentence lists. */
    public static final int MOST_LISTED = 5;

    private Names() {}

    /** Returns a name in which each control character and mark of direction is replaced by its Java escape. */
    public static String shown(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        name.codePoints().forEach(letter -> {
            if (letter == '\n') {
                shown.append("\\n");
            } else if (letter == '\t') {
                shown.append("\\t");
            } else if (isControl(letter)) {
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

    private static boolean isControl(int letter) {
        int type = Character.getType(letter);
        return Character.isISOControl(letter)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
