package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.summaries.PagePart;
import java.util.List;

/**
 * One table on the page, with its chart.
 *
 * @param table its name
 * @param part how the page shows it
 * @param title title of the table
 * @param sentence meaning of one row
 * @param unit the unit of its amounts; empty if it has none
 * @param columns the columns shown
 * @param rows the rows shown
 * @param total the line of the whole programme, one cell per column; empty if the table has no such line
 * @param whole the number of all rows
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
