package dev.taizhang.feeds;

/**
 * What a line states of its own, before blank cells are filled down. Cells without a letter or digit, such as a dash,
 * state nothing.
 *
 * @param keyed whether the first column of the key is read from the file
 * @param filled the number of cells of the line that are not blank
 * @param described the number of columns with a text or a date, apart from the first of the key
 * @param stated the number of columns with a text among those that every row should state, such as name and district
 * @param statable the number of such columns that the table has
 * @param doubts the doubts about the number of its cells
 */
public record RowShape(boolean keyed, int filled, int described, int stated, int statable, Doubts doubts) {
    /**
     * The doubts about the number of cells of a row.
     *
     * @param problem the reason to reject the row in any case; null if there is none
     * @param misfit the reason to reject the row if its cells do not fit their columns; null if there is none
     * @param remark a warning for an accepted row; null if there is none
     */
    public record Doubts(SourceRow.Problem problem, SourceRow.Problem misfit, SourceRow.Problem remark) {
        static final Doubts NONE = new Doubts(null, null, null);

        static Doubts remark(SourceRow.Problem remark) {
            return new Doubts(null, null, remark);
        }
    }

    /** The shape of a line that is left out and about which only a remark matters. */
    static RowShape ofLeftOut(SourceRow.Problem remark) {
        return new RowShape(false, 0, 0, 0, 0, Doubts.remark(remark));
    }
}
