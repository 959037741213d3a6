package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;

/**
 * One row of a delivery, still as text.
 *
 * @param sheet the sheet's name; empty where the file has none
 * @param rowNumber the row as a spreadsheet program counts it, from one; the line of JSON; the row of Parquet, from one
 * @param table which table of the file the row belongs to
 * @param cells the text of every canonical column of the dataset in its order; null where there is none
 * @param units the word for the unit of every canonical column; null where none is known
 * @param leftOut the reason why the row is none of the dataset's; null where it is one
 * @param problem why the row cannot be taken as it stands; null where nothing is wrong with its shape
 * @param sent the whole row in the sender's own columns
 * @param answer the rejected row that it mends; null where it is not of a return workbook, or was added to one
 */
public record SourceRow(
        String sheet,
        int rowNumber,
        int table,
        String[] cells,
        String[] units,
        String leftOut,
        Problem problem,
        SentRow sent,
        ReturnVerdict answer) {
    /** The reason of a row that adds up all others. */
    public static final String TOTAL = "total";

    /** The reason of a row that adds up some others. */
    public static final String SUBTOTAL = "subtotal";

    static final String NOTE = "note";
    static final String HEADING = "heading";
    static final String HIDDEN_ROW = "hidden_row";
    static final String HIDDEN_SHEET = "hidden_sheet";

    /** A rule that the shape of a row breaks, and a sentence about it. */
    public record Problem(String rule, Bilingual sentence) {}

    /** Whether the row adds up others. */
    public boolean addsUp() {
        return TOTAL.equals(leftOut) || SUBTOTAL.equals(leftOut);
    }
}
