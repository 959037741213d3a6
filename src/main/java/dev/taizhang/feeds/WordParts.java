package dev.taizhang.feeds;

import java.util.BitSet;
import java.util.List;

/** Finds out in one pass whether a text has any of some words or characters. Most texts have none. */
final class WordParts {
    private final List<String> parts;
    private final BitSet first = new BitSet();

    WordParts(List<String> parts) {
        this.parts = parts;
        parts.forEach(part -> first.set(part.charAt(0)));
    }

    boolean in(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (first.get(text.charAt(index)) && startsAt(text, index)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsAt(String text, int index) {
        for (String part : parts) {
            if (text.startsWith(part, index)) {
                return true;
            }
        }
        return false;
    }
}
