package dev.taizhang.feeds;

import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of one column.
 *
 * @param texts its cells from top to bottom in normal spelling, without blank and repeated ones
 * @param lines the first line of each of these cells, because explanations often follow below
 * @param label the text that a single cell would need to have the same names; null if all cells are blank
 */
record Heading(List<String> texts, List<String> lines, String label) {
    /** The number of sets of names that a heading has. */
    static final int WAYS = 3;

    private static final Pattern PARENTHESES = Pattern.compile("\\(([^()]*)\\)");
    private static final Pattern UNIT_WORD = Pattern.compile("^单位:?\\s*");

    /** The headings of a list of column names or of one header row. */
    static List<Heading> of(List<String> cells) {
        return cells.stream()
                .map(cell -> heading(Collections.singletonList(cell)))
                .toList();
    }

    /**
     * The headings of a header of several rows. The text of a merged cell applies to every cell that it covers.
     *
     * @param rows the rows of the header from top to bottom
     */
    static List<Heading> of(List<SheetRows.Line> rows, List<SheetRows.Merge> merges) {
        int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        for (SheetRows.Merge merge : merges) {
            boolean here = rows.stream().anyMatch(row -> row.number() == merge.firstRow());
            width = here ? Math.max(width, merge.lastColumn() + 1) : width;
        }
        List<Heading> headings = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            List<String> cells = new ArrayList<>();
            for (SheetRows.Line row : rows) {
                cells.add(text(row, column, rows, merges));
            }
            headings.add(heading(cells));
        }
        return headings;
    }

    private static String text(
            SheetRows.Line row, int column, List<SheetRows.Line> rows, List<SheetRows.Merge> merges) {
        for (SheetRows.Merge merge : merges) {
            if (merge.firstRow() <= row.number()
                    && merge.lastRow() >= row.number()
                    && merge.firstColumn() <= column
                    && merge.lastColumn() >= column) {
                return rows.stream()
                        .filter(top -> top.number() == merge.firstRow())
                        .findFirst()
                        .map(top -> top.cell(merge.firstColumn()))
                        .orElse(null);
            }
        }
        return row.cell(column);
    }

    private static Heading heading(List<String> cells) {
        List<String> texts = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<String> label = new ArrayList<>();
        for (String cell : cells) {
            String text = cell == null ? "" : Spelling.normal(cell);
            if (!text.isEmpty() && !texts.contains(text)) {
                texts.add(text);
                label.add(0, cell.strip());
                lines.add(Spelling.normal(cell.strip().lines().findFirst().orElse("")));
            }
        }
        return new Heading(texts, lines, label.isEmpty() ? null : String.join("\n", label));
    }

    /** The names by which a feed may refer to the column, the more specific ones first. */
    List<Set<String>> names() {
        if (texts.isEmpty()) {
            return List.of();
        }
        return List.of(
                spellings(String.join(" ", texts)),
                spellings(texts.get(texts.size() - 1)),
                spellings(lines.get(lines.size() - 1)));
    }

    private static Set<String> spellings(String text) {
        return new HashSet<>(
                List.of(text, PARENTHESES.matcher(text).replaceAll("").strip()));
    }

    /** The unit in parentheses, as in 计划总投资（万元） or 形象进度（%）. The lowest cell with a unit takes precedence. */
    Optional<String> unit(ReferenceTable units) {
        for (int index = texts.size() - 1; index >= 0; index--) {
            Matcher match = PARENTHESES.matcher(texts.get(index));
            while (match.find()) {
                String word = UNIT_WORD.matcher(match.group(1).strip()).replaceFirst("");
                if (units.match(word).isPresent()) {
                    return Optional.of(word);
                }
            }
        }
        return Optional.empty();
    }
}
