package dev.taizhang.feeds;

import com.google.common.base.CharMatcher;
import dev.taizhang.definition.Spelling;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises lines below a header that are not rows of the dataset, by words that offices commonly use. Lines in other
 * words are recognised later by their structure.
 */
final class NonDataLine {
    /** A total by its whole text. Blanks are removed, because they are put between characters for alignment. */
    private static final Pattern TOTAL_WORD = Pattern.compile(
            "(?:合计|总计|共计|汇总|累计|总和|合共|計|合計|総計|總計|總和|共計|累計|匯總|総合計|합계|총계|총합계"
                    + "|(?:grand|overall)?totals?|total(?:e|is)?g[eé]n[eé]ra(?:l|le)|totalgeral|totale(?:complessivo)?"
                    + "|summe|gesamt(?:summe)?|insgesamt|итого|всего|razem|ogółem|toplam|geneltoplam|jumlah|tổngcộng)[:.]?");

    private static final Pattern SUBTOTAL_WORD =
            Pattern.compile("(?:小计|小計|分计|소계|sub-?totals?|sous-?total|zwischensumme|подытог|промежуточныйитог)[:.]?");

    /** A total with a name before it, or a number after it. */
    private static final Pattern TOTAL = Pattern.compile(".{0,20}(?:合计|总计|共计|合計|総計|總計|共計)(?:\\([^()]*\\))?:?"
            + "|.{0,20}(?:合计|总计|共计|合計|總計|共計)[\\d.,]+(?:[千万萬亿億]|百万)?[元个個项項]?"
            + "|(?:合计|总计|共计|合計|總計|共計)[(:\\d].{0,40}"
            + "|(?:以上|总|總|合)?共(?:有|计)?[\\d一二两三四五六七八九十百]+[个個项項家宗条].{0,10}"
            + "|(?:截至.{0,12}|.{0,6}[省市州区县旗镇乡]|全部.{0,6}|各.{1,8}|本[页表期])(?:汇总|累计|总和):?");

    private static final Pattern TOTAL_PHRASE =
            Pattern.compile("(?:(?:grand )?totals?|итого|всего) (?:for|of|de|du|по|за) .{1,40}");

    private static final Pattern SUBTOTAL =
            Pattern.compile(".{0,20}(?:小计|小計)(?:\\([^()]*\\))?:?|(?:小计|小計)[(:\\d].{0,40}|sub-?totals?:?.{0,40}");

    private static final Pattern PART = Pattern.compile("其中.{0,40}|(?:ofwhich|вт\\.?ч\\.|втомчисле).{0,40}");

    private static final Pattern CARRIED =
            Pattern.compile("(?:过次页|承前页|转下页|接上页|接下页|续上页|续下页|過次頁|承前頁|轉下頁|接上頁)(?:[(:].{0,20})?"
                    + "|(?:carried|brought)(?:forward|over|down).{0,20}|[bc]/[fd]");

    private static final Pattern PAGE =
            Pattern.compile("第[\\d一二三四五六七八九十]+[页頁](?:[,/、]?共[\\d一二三四五六七八九十]+[页頁])?|共\\d+[页頁](?:[,/、]?第\\d+[页頁])?"
                    + "|(?:page|seite|página|стр\\.?|страница)\\d+(?:(?:of|/|von|de|из)\\d+)?");

    /** A page number that is recognised only if the line has no other text. */
    private static final Pattern PAGE_ALONE = Pattern.compile("-\\d{1,4}-|\\d{1,4}/\\d{1,4}[页頁]?");

    private static final Pattern NOTE =
            Pattern.compile("(?:注|备注|附注|说明|填表说明|填报说明|编制说明|填报人|填表人|制表人|审核人|负责人|单位负责人|联系人|联系电话|填报单位|填报日期|制表日期"
                    + "|数据来源|资料来源|来源|制表|审核|复核|備註|註|notes?|sources?|remarks?)\\d{0,2}[:.、].*"
                    + "|(?:填报|填表|制表|审核|复核|编制|经办|联系|单位负责|负责)人|(?:填报|制表|报送)(?:单位|日期)|联系电话|制表|审核|复核|备注|说明");

    /** The number of a column: 1, (1), 5=6+7. */
    private static final Pattern NUMBER_OF_COLUMN = Pattern.compile("\\(?(\\d{1,2})\\)?(?:=[\\d()+*/-]+)?");

    private static final String LETTERS_OF_COLUMNS = "甲乙丙丁戊己庚辛壬癸";

    /** Fewer numbers may be data. */
    private static final int LEAST_NUMBERS = 4;

    private static final Pattern EXAMPLE =
            Pattern.compile("(?:例|例如|举例|(?:填写|填报|填表)?(?:示例|样例|范例)(?:项目|行)?|example)[:.]?\\d{0,3}");

    /** A name that ends as a total does. */
    private static final Pattern NAME_OF_TOTAL = Pattern.compile(".{1,12}(?:合计|总计|合計|總計)(?:\\([^()]*\\))?");

    private static final Pattern NAME_OF_SUBTOTAL = Pattern.compile(".{1,12}(?:小计|小計)(?:\\([^()]*\\))?");

    /** The name of a group with its number, of any level: 一、工业项目, (一)续建, 1.化工, 1.1化工. */
    private static final Pattern HEADING =
            Pattern.compile("(?:[一二三四五六七八九十]{1,3}[、.]|\\((?:[一二三四五六七八九十]{1,3}|\\d{1,2})\\)"
                    + "|\\d{1,2}(?:(?:\\.\\d{1,2}){1,3}[.、)]?|[.、)])|(?:i{1,3}|iv|vi{0,3}|ix|x)[.、])\\D.{0,40}");

    /** The same without Arabic digits, which may number a row. */
    private static final Pattern NUMBERED_GROUP =
            Pattern.compile("(?:[一二三四五六七八九十]{1,3}[、.]|\\([一二三四五六七八九十]{1,3}\\))\\D.{0,40}");

    /** The number of a group in a cell of its own. Arabic digits may number rows. */
    private static final Pattern NUMBER_OF_GROUP =
            Pattern.compile("(?:[一二三四五六七八九十]{1,3}|i{1,3}|iv|vi{0,3}|ix|x)[、.]?|\\([一二三四五六七八九十]{1,3}\\)");

    /** A script of every pattern above that is not Latin. Nearly all codes have none, which is quicker to find out. */
    private static final CharMatcher SCRIPT_OF_WORDS = CharMatcher.forPredicate(
                    (Character letter) -> switch (Character.UnicodeScript.of(letter)) {
                        case HAN, HANGUL, CYRILLIC -> true;
                        default -> Character.isSurrogate(letter);
                    })
            .precomputed();

    /** A part of each Latin word of the patterns above. */
    private static final WordParts PARTS_OF_WORDS = new WordParts(List.of(
            "total", "sum", "gesamt", "razem", "ogó", "toplam", "jumlah", "tổng", "page", "seite", "página", "ofwhich",
            "carried", "brought", "b/", "c/", "note", "source", "example", "remark"));

    /** The characters of {@link #PAGE_ALONE} apart from Chinese ones. */
    private static final CharMatcher PAGE_ALONE_SIGNS =
            CharMatcher.inRange('0', '9').or(CharMatcher.anyOf("-/")).precomputed();

    /** A character of each Chinese or Japanese word of {@link #labelled}, and those of the scripts of its other words. */
    private static final CharMatcher SIGN_OF_LABEL = CharMatcher.anyOf("计計总總和共例")
            .or(CharMatcher.inRange('\u0400', '\u04FF'))
            .or(CharMatcher.inRange('\uAC00', '\uD7AF'))
            .precomputed();

    /** A part of each of its Latin words. */
    private static final WordParts PARTS_OF_LABELS =
            new WordParts(List.of("total", "summe", "gesamt", "razem", "ogó", "toplam", "jumlah", "tổng", "example"));

    /** Longer texts are not labels of totals. */
    private static final int MAX_LENGTH = 60;

    /** Longer names are not words of totals. */
    private static final int MAX_WORD = 30;

    private NonDataLine() {}

    /** Returns the reason to leave out a line; null if its words do not give one. */
    static String of(SheetRows.Line line, RowShapes shapes) {
        if (shapes.key() < 0) {
            return null;
        }
        String first = line.first();
        if (numbersColumns(line)) {
            return SourceRow.HEADING;
        }
        String words = words(first);
        String key = line.cell(shapes.key());
        boolean named = key != null && !key.isBlank() && !key.equals(first);
        String reason = null;
        if (mayBeWords(words)) {
            int described = shapes.described(line);
            reason = !named || described <= 1 ? total(first, words) : null;
            reason = named || reason != null ? reason : remark(words, line.filled());
            boolean group = reason == null && described <= 1 && shapes.hasCodes() && !named;
            if (group && NUMBERED_GROUP.matcher(words).matches()) {
                reason = SourceRow.SUBTOTAL;
            } else if (group
                    && SheetRows.isBlank(key)
                    && NUMBER_OF_GROUP.matcher(words).matches()) {
                reason = group(line);
            }
        }
        return reason == null ? labelled(line, shapes) : reason;
    }

    /** The reason to leave out a line that has the number of a group beside its name, and may have its sums. */
    private static String group(SheetRows.Line line) {
        return line.filled() <= 2 ? SourceRow.HEADING : SourceRow.SUBTOTAL;
    }

    /** Whether a line numbers the columns, as forms do below their header: 1 2 3 4, or 甲 乙 1 2. */
    private static boolean numbersColumns(SheetRows.Line line) {
        if (line.filled() < LEAST_NUMBERS || line.first().length() > LEAST_NUMBERS) {
            return false;
        }
        int letters = 0;
        int numbers = 0;
        for (String cell : line.cells()) {
            String text = cell == null ? "" : words(cell);
            if (text.isEmpty()) {
                continue;
            }
            Matcher number = NUMBER_OF_COLUMN.matcher(text);
            if (number.matches() && Integer.parseInt(number.group(1)) == numbers + 1) {
                numbers++;
            } else if (numbers == 0 && text.length() == 1 && LETTERS_OF_COLUMNS.indexOf(text) == letters) {
                letters++;
            } else {
                return false;
            }
        }
        return letters + numbers >= LEAST_NUMBERS;
    }

    /** The reason to leave out a line whose first text is its key or stands before a blank key. */
    private static String remark(String words, int filled) {
        if (NOTE.matcher(words).matches() || EXAMPLE.matcher(words).matches()) {
            return SourceRow.NOTE;
        }
        if (filled > 1) {
            return null;
        }
        if (HEADING.matcher(words).matches()) {
            return SourceRow.HEADING;
        }
        return PAGE_ALONE.matcher(words).matches() ? SourceRow.PAGE : null;
    }

    private static String total(String text, String words) {
        if (words.length() > MAX_LENGTH) {
            return null;
        }
        if (SUBTOTAL_WORD.matcher(words).matches() || SUBTOTAL.matcher(words).matches()) {
            return SourceRow.SUBTOTAL;
        }
        if (PAGE.matcher(words).matches()) {
            return SourceRow.PAGE;
        }
        if (CARRIED.matcher(words).matches()) {
            return SourceRow.CARRIED_FORWARD;
        }
        if (PART.matcher(words).matches()) {
            return SourceRow.OF_WHICH;
        }
        boolean total = TOTAL_WORD.matcher(words).matches()
                || TOTAL.matcher(words).matches()
                || TOTAL_PHRASE.matcher(Spelling.normal(text)).matches();
        return total ? SourceRow.TOTAL : null;
    }

    /** The reason to leave out a line of which a column that identifies rows, such as the name, is a word of totals. */
    private static String labelled(SheetRows.Line line, RowShapes shapes) {
        for (String label : shapes.labels(line)) {
            String words = label.length() > MAX_WORD ? "" : words(label);
            if (!mayBeLabel(words)) {
                continue;
            }
            if (SUBTOTAL_WORD.matcher(words).matches()
                    || NAME_OF_SUBTOTAL.matcher(words).matches()) {
                return SourceRow.SUBTOTAL;
            }
            if (TOTAL_WORD.matcher(words).matches()
                    || NAME_OF_TOTAL.matcher(words).matches()) {
                return SourceRow.TOTAL;
            }
            if (EXAMPLE.matcher(words).matches()) {
                return SourceRow.NOTE;
            }
        }
        return null;
    }

    /** Whether a text may match any pattern above. */
    private static boolean mayBeWords(String words) {
        return SCRIPT_OF_WORDS.matchesAnyOf(words) || PARTS_OF_WORDS.in(words) || PAGE_ALONE_SIGNS.matchesAllOf(words);
    }

    /** Whether a text may be a word of {@link #labelled}. */
    private static boolean mayBeLabel(String words) {
        return SIGN_OF_LABEL.matchesAnyOf(words) || PARTS_OF_LABELS.in(words);
    }

    private static String words(String text) {
        return Spelling.normal(text.length() > 2000 ? text.substring(0, 2000) : text)
                .replace(" ", "");
    }
}
