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
 * @param shape what the line states of its own; null if it is left out
 * @param sent the whole row in the columns of the sender
 * @param answer the rejected row that it corrects; null if it is not from a return workbook, or was added to one
 * @param seen what it is the first row to show about the columns of its table; null if nothing
 */
public record SourceRow(
        String sheet,
        int rowNumber,
        int table,
        String[] cells,
        String[] units,
        String leftOut,
        RowShape shape,
        SentRow sent,
        ReturnVerdict answer,
        FirstSeen seen) {
    /** The reason for a row that sums all others. */
    public static final String TOTAL = "total";

    /** The reason for a row that sums some others. */
    public static final String SUBTOTAL = "subtotal";

    /** The reason for a text without figures above a group of rows. */
    public static final String HEADING = "heading";

    static final String NOTE = "note";

    /** The reason for a part of the row above it, as in 其中. */
    static final String OF_WHICH = "of_which";

    /** The reason for a sum that is carried over to the next printed page. */
    static final String CARRIED_FORWARD = "carried_forward";

    static final String PAGE = "page_number";
    static final String SHEET_WITHOUT_HEADER = "sheet_without_header";
    static final String HIDDEN_ROW = "hidden_row";
    static final String HIDDEN_SHEET = "hidden_sheet";

    /** A problem with the shape of a row: the name of a rule and a sentence for the sender. */
    public record Problem(String rule, Bilingual sentence) {}

    /** The remark that is made once for a sheet. */
    public static final String COLUMN_WITHOUT_HEADER = "column_without_header";

    /** Whether the row is a total or a subtotal. */
    public boolean isTotal() {
        return TOTAL.equals(leftOut) || SUBTOTAL.equals(leftOut);
    }
}
