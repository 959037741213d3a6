package dev.taizhang.validated;

import dev.taizhang.feeds.SourceRow;
import java.io.Serializable;
import java.util.List;

/**
 * The texts of a row that sentences of rules show.
 *
 * @param places the places of their columns among those of the dataset
 */
record ShownTexts(List<Integer> places) implements Serializable {
    /** The text of each column, with the unit that its header, title or feed states if the cell names none. */
    String[] of(SourceRow row) {
        return places.isEmpty()
                ? null
                : places.stream()
                        .map(place -> withUnit(row.cells()[place], row.units()[place]))
                        .toArray(String[]::new);
    }

    private static String withUnit(String text, String unit) {
        boolean complete = text == null || unit == null || text.codePoints().anyMatch(Character::isLetter);
        return complete ? text : text.strip() + " " + unit;
    }
}
