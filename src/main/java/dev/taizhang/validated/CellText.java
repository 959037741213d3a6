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

/** Examines the text of a cell before it is typed: whether it has a value, and whether it is legible. */
public final class CellText {
    /** Words without a value, in any case. */
    private static final List<String> NULL_WORDS = List.of(
            "", "-", "--", "---", "—", "——", "―", "─", "–", "‐", "−", "/", "\\", "…", "……", "无", "暂无", "没有", "空", "n/a",
            "n.a.", "null");

    /** What programs write for a missing value, in their own case only, because such words are names in other cases. */
    private static final Set<String> WORDS_OF_PROGRAMS = Set.of(
            "nan",
            "NaN",
            "NAN",
            "-nan",
            "-NaN",
            "None",
            "NaT",
            "NA",
            "<NA>",
            "<null>",
            "[NULL]",
            "(null)",
            "(NULL)",
            "\\N",
            "nil",
            "undefined");

    /** An error of a spreadsheet, in any language and of any version. */
    private static final Pattern CELL_ERROR =
            Pattern.compile("#(?:N/A|GETTING_DATA|¡?[\\p{Lu}][\\p{Lu}\\d/_]*[!?])|Err:\\d{3}");

    private final Set<String> nullWords;
    private final List<Pattern> withheld;

    public CellText(Feed feed) {
        this.nullWords = Stream.concat(NULL_WORDS.stream(), feed.nullWords().stream())
                .map(Spelling::normal)
                .collect(Collectors.toSet());
        this.withheld = feed.withheld().stream().map(NamePattern::compiled).toList();
    }

    /** The text; null if it means that there is no value. */
    public String present(String text) {
        boolean blank =
                text == null || WORDS_OF_PROGRAMS.contains(text.strip()) || nullWords.contains(Spelling.normal(text));
        return blank ? null : text;
    }

    /** Whether the text means that the value is withheld. */
    boolean isWithheld(String text) {
        return !withheld.isEmpty()
                && withheld.stream()
                        .anyMatch(pattern -> pattern.matcher(text.strip()).matches());
    }

    /**
     * Checks the characters of a text and returns a warning about invisible ones.
     *
     * @throws Unreadable if no column can have such a text
     */
    static Optional<Finding> legible(Column column, String text) throws Unreadable {
        if (text.startsWith(SentRow.UNCOMPUTED)) {
            throw ValidationMessages.uncomputedFormula();
        }
        if (text.startsWith(SentRow.DOUBT)) {
            throw ValidationMessages.doubtfulNumber(
                    text.substring(SentRow.DOUBT.length()).strip());
        }
        if (text.startsWith(SentRow.ERROR)) {
            String name = text.substring(SentRow.ERROR.length()).strip();
            throw ValidationMessages.cellError(name.isEmpty() ? SentRow.ERROR : name);
        }
        char first = text.charAt(0);
        if ((first == '#' || first == 'E') && CELL_ERROR.matcher(text.strip()).matches()) {
            throw ValidationMessages.cellError(text.strip());
        }
        if (Spelling.isPlain(text)) {
            return Optional.empty();
        }
        Optional<String> impossible = Spelling.invalidCharacter(text);
        if (impossible.isPresent()) {
            throw ValidationMessages.impossibleCharacter(impossible.get());
        }
        return Spelling.invisibleCharacter(text)
                .map(character -> ValidationMessages.invisibleCharacter(column, text, character));
    }

    /**
     * A code in its normal form, regardless of the width of its characters, the kind of its dashes and the number form
     * of spreadsheet programs. Warns of a form that may be that of another code.
     *
     * @throws Unreadable if a spreadsheet program has lost its last digits
     */
    static String code(Column column, String text, List<Finding> warnings) throws Unreadable {
        String plain = Spelling.plain(text);
        String code = Spelling.withPlainDashes(plain);
        if (!code.equals(plain)) {
            warnings.add(ValidationMessages.plainDash(column, text, code));
        }
        if (!Spelling.isQuantity(code)) {
            return code;
        }
        Optional<String> whole = Spelling.codeOf(code);
        if (whole.isEmpty()) {
            throw ValidationMessages.lostDigits(text);
        }
        warnings.add(ValidationMessages.codeOfQuantity(column, text, whole.get()));
        return whole.get();
    }
}
