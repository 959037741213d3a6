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

    /** The text; null if it means that there is no value. */
    String present(String text) {
        return text == null || nullWords.contains(Spelling.normal(text)) ? null : text;
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
        if (text.startsWith(SentRow.ERROR)) {
            String name = text.substring(SentRow.ERROR.length()).strip();
            throw ValidationMessages.cellError(name.isEmpty() ? SentRow.ERROR : name);
        }
        if (text.charAt(0) == '#' && CELL_ERRORS.contains(text.strip())) {
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
     * A key in its normal form, regardless of the width of its characters and of the number form of spreadsheet
     * programs.
     *
     * @throws Unreadable if a spreadsheet program has lost its last digits
     */
    static String key(String text) throws Unreadable {
        String code = Spelling.plain(text);
        if (!Spelling.isQuantity(code)) {
            return code;
        }
        Optional<String> whole = Spelling.codeOf(code);
        if (whole.isEmpty()) {
            throw ValidationMessages.lostDigits(text);
        }
        return whole.get();
    }
}
