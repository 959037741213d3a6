package dev.taizhang.feeds;

/**
 * Which rejected row of an earlier delivery a row of a return workbook answers, and how.
 *
 * @param sheet the sheet of that row
 * @param rowNumber its place there
 * @param verdict what the sender says of it
 */
public record ReturnVerdict(String sheet, int rowNumber, Verdict verdict) {
    /** What a sender says of a row that came back. */
    public enum Verdict {
        /** It is mended, where it needed to be. */
        MENDED,
        /** It is right as it stands, whatever rules say. */
        CONFIRMED,
        /** It is not wanted. */
        DROPPED
    }
}
