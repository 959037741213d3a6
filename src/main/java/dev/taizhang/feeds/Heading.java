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
 * What a header says of one column.
 *
 * @param texts its cells from top to bottom, in their normal spelling, blank and repeated ones left out
 * @param lines the first lines of these cells, where a header goes on to explain itself
 * @param label what one cell would have to say to be found by the same names; null where it says nothing
 */
record Heading(List<String> texts, List<String> lines, String label) {
    /** How many lists of names a heading has. */
    static final int WAYS = 3;

    private static final Pattern PARENTHESES = Pattern.compile("\\(([^()]*)\\)");
    private static final Pattern UNIT_WORD = Pattern.compile("^单位:?\\s*");

    /** The headings of names or of one header row. */
    static List<Heading> of(List<String> cells) {
        return cells.stream()
                .map(cell -> heading(Collections.singletonList(cell)))
                .toList();
    }

    /**
     * The headings of a header of several rows. A merged cell speaks for every cell that it covers.
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

    /** The names by which a feed may mean the column, those that say more before those that say less. */
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

    /** The unit in parentheses, as in 计划总投资（万元） or 形象进度（%）; what stands nearest to the numbers decides. */
    Optional<String> unit(ReferenceTable units) {
        for (int index = texts.size() - 1; index >= 0; index--) {
            Matcher said = PARENTHESES.matcher(texts.get(index));
            while (said.find()) {
                String word = UNIT_WORD.matcher(said.group(1).strip()).replaceFirst("");
                if (units.match(word).isPresent()) {
                    return Optional.of(word);
                }
            }
        }
        return Optional.empty();
    }
}
