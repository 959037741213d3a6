package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;

/**
 * One row of a delivery as text.
 *
 * @param sheet the name of the sheet; empty if the file has no sheets
 * @param rowNumber the row number in a spreadsheet program, from one; for JSON Lines the line, for Parquet the row,
 *     from one
 * @param table the number of the table within the file
 * @param cells the text of every canonical column, in the order of the dataset; null if there is none
 * @param units the unit of every canonical column; null if unknown
 * @param leftOut the reason to leave out the row; null if it is a row of the dataset
 * @param problem the problem with the shape of the row; null if there is none
 * @param sent the whole row in the columns of the sender
 * @param answer the rejected row that it corrects; null if it is not from a return workbook, or was added to one
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
    /** The reason for a row that sums all others. */
    public static final String TOTAL = "total";

    /** The reason for a row that sums some others. */
    public static final String SUBTOTAL = "subtotal";

    static final String NOTE = "note";
    static final String HEADING = "heading";
    static final String HIDDEN_ROW = "hidden_row";
    static final String HIDDEN_SHEET = "hidden_sheet";

    /** A problem with the shape of a row: the name of a rule and a sentence for the sender. */
    public record Problem(String rule, Bilingual sentence) {}

    /** Whether the row is a total or a subtotal. */
    public boolean isTotal() {
        return TOTAL.equals(leftOut) || SUBTOTAL.equals(leftOut);
    }
}
