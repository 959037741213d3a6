package dev.taizhang.feeds;

import java.util.List;

/**
 * A row as its sender wrote it, so that it can be sent back in the sender's own columns.
 *
 * @param sheet the sheet's name, as the feed sees it
 * @param title the text above the header, as the feed sees it
 * @param header the text of each column's header
 * @param columns the canonical column that each is taken for; null where it is not read
 * @param cells the text of each cell; there may be more or fewer than headers
 */
public record SentRow(String sheet, String title, List<String> header, List<String> columns, List<String> cells) {
    /** What the text of a cell begins with that holds a formula and no value. */
    public static final String UNCOMPUTED = "#FORMULA!";
}
