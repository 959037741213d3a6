package dev.taizhang.feeds;

import dev.taizhang.definition.Spelling;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** The headers of the first column of the key, which every cell of a sheet is compared with. */
final class KeyNames {
    /** Longer texts are not compared. */
    private static final int MAX_NAME = 100;

    /** The first character that may combine with the one before it. */
    private static final char FIRST_COMBINING = '\u0300';

    private final Set<String> names = new HashSet<>();
    private final BitSet firstLetters = new BitSet();

    /** Adds a name in normal spelling. */
    void add(String name) {
        if (names.add(name) && !name.isEmpty()) {
            firstLetters.set(name.charAt(0));
        }
    }

    /** Whether a line has one of the names. */
    boolean in(SheetRows.Line line) {
        for (String cell : line.cells()) {
            if (cell != null && mayBeName(cell) && names.contains(Spelling.normal(cell))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the first letter of a cell, where no spelling changes it, allows a name. */
    private boolean mayBeName(String cell) {
        if (cell.isEmpty() || cell.length() > MAX_NAME) {
            return false;
        }
        char first = cell.charAt(0);
        boolean stays = (first >= '0' && first <= '9')
                || (first >= '\u4E00' && first <= '\u9FFF')
                || (isLatin(first) && (cell.length() == 1 || cell.charAt(1) < FIRST_COMBINING));
        return !stays || firstLetters.get(Character.toLowerCase(first));
    }

    private static boolean isLatin(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }
}
