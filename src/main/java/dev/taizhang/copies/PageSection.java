package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.summaries.PagePart;
import java.util.List;

/**
 * One table on the page, with the chart of it.
 *
 * @param table its name
 * @param part how the page shows it
 * @param title name of the table
 * @param sentence what one row is
 * @param unit the unit of its amounts; empty where it has none
 * @param columns those shown
 * @param rows those shown
 * @param total the line of the whole programme, a cell for each column; none where the table has no such line
 * @param whole how many there are
 */
record PageSection(
        String table,
        PagePart part,
        Bilingual title,
        Bilingual sentence,
        Bilingual unit,
        List<PageColumn> columns,
        List<PageRow> rows,
        List<PageCell> total,
        long whole) {
    boolean byDistrict() {
        return rows.stream().anyMatch(row -> !row.district().isEmpty());
    }

    boolean cut() {
        return rows.size() < whole;
    }
}
