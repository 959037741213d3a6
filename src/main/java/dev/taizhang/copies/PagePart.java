package dev.taizhang.copies;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the page shows of one summary table. A part whose table has no rows, or is not there, does not appear; so does a column.
 *
 * @param chapter the heading below which it stands
 * @param table the summary table
 * @param columns those shown, in this order; a name in both languages by its Chinese column
 * @param chart how it is drawn
 * @param label the column that names what is drawn
 * @param series the columns that are drawn; of a part that is a table alone, those without which it has nothing to tell
 * @param mark the column to compare with, which has one value for all rows; empty where there is none
 * @param printed whether it stands on paper too
 */
record PagePart(
        Chapter chapter,
        String table,
        List<String> columns,
        Chart chart,
        String label,
        List<String> series,
        String mark,
        boolean printed) {
    /** How a table is drawn, as the script of the page knows it. */
    enum Chart {
        NONE,
        /** A bar for each row, the longest first. */
        BARS,
        /** A bar for each row in the order of the table. */
        LADDER,
        /** Columns along time, further series as lines. */
        TIME,
        /** Bars one over the other, as far as they reach of the first. */
        FUNNEL
    }

    /** A part that is a table alone; its columns are parted by commas. */
    static PagePart part(Chapter chapter, String table, String columns) {
        return new PagePart(chapter, table, names(columns), Chart.NONE, "", List.of(), "", false);
    }

    /** The same, which does not appear where a column is zero throughout. */
    PagePart telling(String column) {
        return new PagePart(chapter, table, columns, chart, label, List.of(column), mark, printed);
    }

    /** The same, drawn; the columns that are drawn are parted by commas. */
    PagePart drawn(Chart kind, String named, String drawn, String compared) {
        return new PagePart(chapter, table, columns, kind, named, names(drawn), compared, printed);
    }

    /** How many rows the page has of it: more than that nobody reads, but projects are searched for. */
    int mostRows() {
        return chapter == Chapter.PROJECTS ? 2_000 : 400;
    }

    /** The same, on paper too. */
    PagePart onPaper() {
        return new PagePart(chapter, table, columns, chart, label, series, mark, true);
    }

    private static List<String> names(String list) {
        return Stream.of(list.split(",", -1)).toList();
    }
}
