package dev.taizhang.feeds;

/**
 * The answer of one row of a return workbook to a rejected row of an earlier delivery.
 *
 * @param sheet the sheet of the rejected row
 * @param rowNumber the number of the rejected row
 * @param verdict the decision of the sender
 */
public record ReturnVerdict(String sheet, int rowNumber, Verdict verdict) {
    /** The decision of a sender about a returned row. */
    public enum Verdict {
        /** The row has been corrected if necessary. */
        CORRECTED,
        /** The row is correct although it breaks a rule. */
        CONFIRMED,
        /** The row is to be dropped. */
        DROPPED
    }
}
