package dev.taizhang.feeds;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.Units;
import java.util.List;
import java.util.regex.Pattern;

/** Recognises a row below the header that states the units of the columns. */
final class UnitRow {
    private static final Pattern LABEL = Pattern.compile("\\s*(?:(?:计量|金额)?单位|計量單位|單位|[Uu]nits?)?\\s*[:：]?\\s*");
    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
    private static final int LONGEST_UNIT = 8;

    private UnitRow() {}

    /** Whether a line has units in columns of numbers and no key and no number. */
    static boolean is(SheetRows.Line line, HeaderMap header, Feed feed, Units units) {
        List<Column> columns = feed.dataset().columns();
        boolean found = false;
        for (int index = 0; index < columns.size(); index++) {
            Column column = columns.get(index);
            int place = header.places()[index];
            String cell = place < 0 ? null : line.cell(place);
            boolean blank = SheetRows.isBlank(cell)
                    || SignMarks.isDash(cell.strip())
                    || cell.strip().equals("/");
            if (feed.dataset().key().contains(column.name())
                    && !blank
                    && !LABEL.matcher(cell).matches()) {
                return false;
            }
            if (!blank && !column.unitKinds().isEmpty()) {
                if (DIGIT.matcher(cell).find() && !units.isUnits(cell)) {
                    return false;
                }
                found |= cell.strip().length() <= LONGEST_UNIT
                        && units.choice(cell, column.unitKinds(), true).decides();
            }
        }
        return found;
    }
}
