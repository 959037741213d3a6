package dev.taizhang.feeds;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

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

    /**
     * The text of a cell that stores a day and shows a month or a year: both, as in {@code 2025-03 (2025-03-15)}. The
     * groups are what it shows, and the day.
     */
    public static final Pattern HIDDEN_DAY = Pattern.compile("(\\d{4}(?:-\\d{2})?) \\((\\d{4}-\\d{2}-\\d{2})\\)");

    /** A month without its year, as in {@code 3月} and {@code 三月份}. */
    public static final Pattern MONTH_ALONE = Pattern.compile("(1[0-2]|0?[1-9]|[一二三四五六七八九]|十[一二]?)月份?");

    static String withHiddenDay(String shown, LocalDate day) {
        return shown + " (" + day + ")";
    }
}
