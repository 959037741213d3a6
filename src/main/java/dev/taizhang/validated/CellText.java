package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.NamePattern;
import dev.taizhang.feeds.SentRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the text of a cell says before it is read as anything: whether there is a value, and whether it is legible. */
final class CellText {
    private static final List<String> NULL_WORDS = List.of("", "-", "--", "—", "——", "/", "无", "暂无", "n/a", "null");
    private static final Set<String> CELL_ERRORS =
            Set.of("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!");

    private final Set<String> nullWords;
    private final List<Pattern> withheld;

    CellText(Feed feed) {
        this.nullWords = Stream.concat(NULL_WORDS.stream(), feed.nullWords().stream())
                .map(Spelling::normal)
                .collect(Collectors.toSet());
        this.withheld = feed.withheld().stream().map(NamePattern::compiled).toList();
    }

    /** The text; null where it says that there is no value. */
    String present(String text) {
        return text == null || nullWords.contains(Spelling.normal(text)) ? null : text;
    }

    /** Whether the text says that its value is kept back. */
    boolean isWithheld(String text) {
        return !withheld.isEmpty()
                && withheld.stream()
                        .anyMatch(pattern -> pattern.matcher(text.strip()).matches());
    }

    static Finding withheld(Column column, String text) {
        return Finding.of(
                column.name(),
                text,
                "value_withheld",
                "“" + column.title().zh() + "”未公开，按没有数值计，不是零。",
                "\"" + column.title().en() + "\" is withheld; it counts as no value, not as zero.");
    }

    /** Refuses what no column can hold, and tells of letters that nobody sees. */
    static Optional<Finding> legible(Column column, String text) throws Unreadable {
        if (text.startsWith(SentRow.UNCOMPUTED)) {
            throw new Unreadable(
                    "formula_without_value",
                    "单元格是公式，却没有算出的结果。请用 Excel 打开并保存后重新报送。",
                    "The cell is a formula without a computed value; open the file in Excel, save it and send it again.");
        }
        if (text.charAt(0) == '#' && CELL_ERRORS.contains(text.strip())) {
            throw new Unreadable(
                    "cell_error",
                    "单元格是错误值 " + text.strip() + "，请改正公式。",
                    "The cell holds the error " + text.strip() + "; correct its formula.");
        }
        if (Spelling.isPlain(text)) {
            return Optional.empty();
        }
        Optional<String> impossible = Spelling.invalidCharacter(text);
        if (impossible.isPresent()) {
            throw new Unreadable(
                    "character_impossible",
                    "单元格中有不是文字的字符 " + impossible.get() + "，请删去后重填。",
                    "The cell holds " + impossible.get() + ", which is no letter; remove it and write the cell anew.");
        }
        return Spelling.invisibleCharacter(text)
                .map(letter -> Finding.of(
                        column.name(),
                        text,
                        "character_invisible",
                        "单元格中有看不见的字符 " + letter + "，比对时已略去。",
                        "The cell holds the invisible character " + letter + ", which was passed over in matching."));
    }

    /** A key: equal whatever width its letters and digits were typed in, and whatever a spreadsheet program made of it. */
    static String key(String text) throws Unreadable {
        String code = Spelling.plain(text);
        if (!Spelling.isQuantity(code)) {
            return code;
        }
        Optional<String> whole = Spelling.codeOf(code);
        if (whole.isEmpty()) {
            throw new Unreadable(
                    "code_digits_lost",
                    "“" + text + "”被表格软件当作数值，末尾的数字已丢失。请把该列设为文本后重填。",
                    "\"" + text
                            + "\" was taken for a quantity by a spreadsheet program and has lost its last digits; format the column as text and write it anew.");
        }
        return whole.get();
    }
}
