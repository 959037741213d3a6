package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.summaries.PagePart;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * What the page shows of a table.
 *
 * @param table its name
 * @param part how the page shows it
 * @param title title of the table
 * @param finding what the table shows, in a sentence; empty if no rule says anything about it
 * @param columns the columns shown
 * @param rows the rows shown
 * @param total the line of the whole programme; empty if the table has no such line
 * @param whole the number of all rows
 */
record PageSection(
        String table,
        PagePart part,
        Bilingual title,
        Optional<Bilingual> finding,
        List<PageColumn> columns,
        List<Row> rows,
        Optional<Row> total,
        long whole) {}
