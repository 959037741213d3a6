package dev.taizhang.feeds;

import java.util.List;

/**
 * A row as its sender wrote it, so that it can be returned in the columns of the sender.
 *
 * @param sheet the sheet name that the feed reads
 * @param title the text above the header that the feed reads
 * @param header the header of each column
 * @param columns the canonical column of each column; null if it is not read
 * @param cells the text of each cell; there may be more or fewer cells than headers
 */
public record SentRow(String sheet, String title, List<String> header, List<String> columns, List<String> cells) {
    /** The start of the text of a cell that has a formula but no computed value. */
    public static final String UNCOMPUTED = "#FORMULA!";

    /** The start of the text of a cell whose number means something else than it shows; both follow. */
    public static final String DOUBT = "#SHOWN!";

    /** The start of the text of a cell that has an error of a kind that only newer programs know. */
    public static final String ERROR = "#ERROR!";
}
