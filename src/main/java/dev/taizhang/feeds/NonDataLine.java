package dev.taizhang.feeds;

import dev.taizhang.definition.Spelling;
import java.util.regex.Pattern;

/** Recognises lines below a header that are not rows of the dataset, by words that offices commonly use. */
final class NonDataLine {
    private static final Pattern TOTAL =
            Pattern.compile(".{0,20}(?:合计|总计|共计)(?:\\([^()]*\\))?:?|(?:合计|总计|共计)[(:\\d].{0,40}|(?:grand)?totals?:?");
    private static final Pattern SUBTOTAL =
            Pattern.compile(".{0,20}小计(?:\\([^()]*\\))?:?|小计[(:\\d].{0,40}|sub-?totals?:?.{0,40}");
    private static final Pattern NOTE = Pattern.compile(
            "(?:注|备注|附注|说明|填表说明|填报说明|编制说明|填报人|填表人|制表人|审核人|负责人|单位负责人|联系人|联系电话|填报单位|填报日期|制表日期|数据来源|资料来源|来源|notes?|sources?|remarks?)\\d{0,2}[:.、].*");
    private static final Pattern HEADING = Pattern.compile("(?:[一二三四五六七八九十]{1,3}、|\\([一二三四五六七八九十]{1,3}\\)).{1,40}");

    /** Longer texts are not labels of totals. */
    private static final int MAX_LENGTH = 60;

    private NonDataLine() {}

    /**
     * Returns the reason to leave out a line; null if it is a row. A line with a key of its own is always a row.
     *
     * @param key the place of the first column of the key; -1 if the file does not have it
     */
    static String of(SheetRows.Line line, int key) {
        String keyText = key < 0 ? null : line.cell(key);
        String first = line.first();
        boolean named = keyText != null && !keyText.isBlank() && !keyText.equals(first);
        if (named || key < 0) {
            return null;
        }
        String words = words(first);
        if (NOTE.matcher(words).matches()) {
            return SourceRow.NOTE;
        }
        if (HEADING.matcher(words).matches() && line.filled() == 1) {
            return SourceRow.HEADING;
        }
        return total(words);
    }

    private static String total(String words) {
        if (words.length() > MAX_LENGTH) {
            return null;
        }
        if (SUBTOTAL.matcher(words).matches()) {
            return SourceRow.SUBTOTAL;
        }
        return TOTAL.matcher(words).matches() ? SourceRow.TOTAL : null;
    }

    /** Removes the blanks that are put between characters for alignment. */
    private static String words(String text) {
        return Spelling.normal(text.length() > 2000 ? text.substring(0, 2000) : text)
                .replace(" ", "");
    }
}
