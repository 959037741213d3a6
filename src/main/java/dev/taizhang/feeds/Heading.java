package dev.taizhang.feeds;

import dev.taizhang.definition.Spelling;
import dev.taizhang.definition.UnitKind;
import dev.taizhang.definition.Units;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of one column.
 *
 * @param texts its cells from top to bottom in normal spelling, without blank and repeated ones
 * @param lines the first line of each of these cells, because explanations often follow below
 * @param label the text that a single cell would need to have the same names; null if all cells are blank
 * @param own its lowest cell as the sender wrote it; null if all cells are blank
 * @param below the cell of a row of units below the header; null if there is none
 */
record Heading(List<String> texts, List<String> lines, String label, String own, String below) {
    /** The number of sets of names that a heading has. */
    static final int WAYS = 3;

    private static final Pattern PARENTHESES = Pattern.compile("[(\\[【〔]([^()\\[\\]【】〔〕]*)[)\\]】〕]");

    /** A unit without parentheses: after a word for unit, or after the last blank of the text. */
    private static final Pattern LABELLED = Pattern.compile("(?:(?:单位|單位)\\s*:?|\\bunits?\\s*:|\\bin\\b)\\s*(.+)$");

    /** A unit at the end without parentheses: 计划总投资/亿元, 计划总投资：亿元, 计划总投资亿元. */
    private static final Pattern UNIT_AT_END = Pattern.compile("^(?<name>.+?)(?:\\s*[/:,;_-]\\s*|\\s+|(?=[十百千万萬亿億]))"
            + "(?<unit>(?:人民币)?[十百千万萬亿億]{0,2}(?:[美欧日港澳]?元|(?<=[万萬亿億]))|%)$");

    /** Marks of footnotes behind a header. */
    private static final Pattern FOOTNOTE = Pattern.compile("(?<=[\\p{IsHan})）\\]】])[\\p{No}*※†‡\\s]+$");

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
        return label.isEmpty()
                ? new Heading(texts, lines, null, null, null)
                : new Heading(texts, lines, String.join("\n", label), label.get(0), null);
    }

    /** The same headings with the cells of a row of units below them. */
    static List<Heading> above(SheetRows.Line unitRow, List<Heading> headings) {
        List<Heading> result = new ArrayList<>();
        for (int place = 0; place < headings.size(); place++) {
            Heading heading = headings.get(place);
            result.add(
                    new Heading(heading.texts(), heading.lines(), heading.label(), heading.own(), unitRow.cell(place)));
        }
        return result;
    }

    /** The names by which a feed may refer to the column, the more specific ones first. */
    List<Set<String>> names() {
        if (texts.isEmpty()) {
            return List.of();
        }
        String lowest = texts.get(texts.size() - 1);
        Set<String> first = spellings(lines.get(lines.size() - 1));
        first.addAll(spellings(Spelling.normal(FOOTNOTE.matcher(own).replaceAll(""))));
        Matcher unit = UNIT_AT_END.matcher(lowest);
        if (unit.find()) {
            first.addAll(spellings(unit.group("name")));
        }
        return List.of(spellings(String.join(" ", texts)), spellings(lowest), first);
    }

    private static Set<String> spellings(String text) {
        return new HashSet<>(
                List.of(text, PARENTHESES.matcher(text).replaceAll("").strip()));
    }

    /**
     * The unit that the header states: below it, in parentheses, as in 计划总投资（万元） or 形象进度（%）, after 单位, or on a line
     * of its own. The lowest cell that states one takes precedence. Cells above may cover columns of other kinds.
     */
    Units.Choice unit(Units units, Set<UnitKind> kinds) {
        Units.Choice choice = units.choice(below == null ? "" : below, kinds, true);
        for (int index = texts.size() - 1; index >= 0 && !choice.decides(); index--) {
            boolean lowest = index == texts.size() - 1;
            Matcher match = PARENTHESES.matcher(texts.get(index));
            while (!choice.decides() && match.find()) {
                choice = units.choice(match.group(1), kinds, lowest);
            }
            String outside =
                    PARENTHESES.matcher(texts.get(index)).replaceAll(" ").strip();
            choice = choice.decides() ? choice : outside(outside, units, kinds);
        }
        return choice.decides() || own == null ? choice : ownLine(units, kinds);
    }

    private static Units.Choice outside(String text, Units units, Set<UnitKind> kinds) {
        Matcher labelled = LABELLED.matcher(text);
        if (labelled.find()) {
            return units.choice(labelled.group(1), kinds, false);
        }
        Matcher atEnd = UNIT_AT_END.matcher(text);
        if (atEnd.find()) {
            return units.choice(atEnd.group("unit"), kinds, false);
        }
        String last = text.substring(text.lastIndexOf(' ') + 1);
        return units.choice(last.length() < text.length() && units.isUnits(last) ? last : "", kinds, false);
    }

    /** A unit on a line of its own in the lowest cell. */
    private Units.Choice ownLine(Units units, Set<UnitKind> kinds) {
        return own.lines()
                .skip(1)
                .filter(units::isUnits)
                .map(line -> units.choice(line, kinds, true))
                .filter(Units.Choice::decides)
                .findFirst()
                .orElseGet(() -> units.choice("", kinds, true));
    }
}
