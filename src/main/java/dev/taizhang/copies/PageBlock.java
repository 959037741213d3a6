package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.util.List;
import java.util.Optional;

/**
 * A list that the page draws beside those of the summary tables.
 *
 * @param name its name in the address
 * @param finding what it shows, in a sentence; empty if no rule says anything about it
 * @param whole the number of all rows
 */
record PageBlock(
        String name,
        Bilingual title,
        Optional<Bilingual> finding,
        List<PageColumn> columns,
        List<Line> rows,
        long whole) {
    /**
     * A row.
     *
     * @param district the code of its district; empty if it has none
     * @param currency the currency of its amounts; empty if it has none
     * @param kind the kind of the line as {@link dev.taizhang.definition.LineKind} codes it; empty for a member
     * @param project the code of the project that it is about; empty if it is about none
     * @param cells one per column
     */
    record Line(String district, String currency, String kind, String project, List<PageCell> cells) {}
}
