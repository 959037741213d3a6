package dev.taizhang.summaries;

import dev.taizhang.definition.ConfigurationFile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the page shows a table. The page omits tables without rows and columns without values.
 *
 * @param chapter the heading under which it appears
 * @param place its position among the tables of the chapter
 * @param columns the columns shown, in this order; a name in both languages is given by its Chinese column
 * @param chart how it is drawn
 * @param label the column that names the drawn items
 * @param series the columns that are drawn; for a part that is only a table, the columns that must hold a value other
 *     than zero
 * @param mark the column to compare with, which has one value for all rows; empty if there is none
 * @param finding the column whose lowest or highest values are the finding that stands as its title; empty if its chart
 *     or nothing decides
 * @param lowest whether the lowest values of that column are the finding
 * @param only for each column named here, the values of the rows shown; all rows if no column is named
 */
public record PagePart(
        Chapter chapter,
        int place,
        List<String> columns,
        Chart chart,
        String label,
        List<String> series,
        String mark,
        String finding,
        boolean lowest,
        Map<String, Set<String>> only) {
    /** How a table is drawn, as implemented by the script of the page. */
    public enum Chart {
        NONE,
        /** One bar per row, the longest first. */
        BARS,
        /** One bar per row, in the order of the table. */
        LADDER,
        /** Columns along a time axis, with further series as lines. */
        TIME,
        /** Bars one above the other, each as long as its share of the first. */
        FUNNEL,
        /** A square per row, by the members of its first two dimensions, shaded by the value. */
        HEAT
    }

    private static final Set<String> KEYS =
            Set.of("chapter", "place", "columns", "chart", "unless_zero", "finding", "only");
    private static final Set<String> FINDING = Set.of("lowest", "highest");
    private static final Set<String> CHART = Set.of("kind", "of", "value", "compared_with");

    /** The columns of which little is worse than much. */
    private static final String RATE = ".*_(rate|completion|coverage|growth)";

    /** Sorts after all tables that have a position. */
    private static final int LAST = Integer.MAX_VALUE;

    /** Returns how the page shows the table without some columns. */
    PagePart without(Set<String> left) {
        return new PagePart(
                chapter,
                place,
                columns.stream().filter(column -> !left.contains(column)).toList(),
                chart,
                label,
                series,
                mark,
                finding,
                lowest,
                only);
    }

    /** Returns how many rows the page shows. Readers do not read more, except that they search for projects. */
    public int mostRows() {
        return chapter == Chapter.PROJECTS ? 2_000 : 400;
    }

    /**
     * Reads the {@code page} entry of a table.
     *
     * @param known the columns of the table
     * @throws dev.taizhang.definition.Failure if there is a mistake, with its file, line and key
     */
    static PagePart read(ConfigurationFile entry, Set<String> known) {
        ConfigurationFile page = entry.object("page", KEYS);
        List<String> columns = page.knownWords("columns", known);
        if (columns.isEmpty()) {
            throw page.missing("columns");
        }
        Map<String, Set<String>> only = new TreeMap<>();
        if (page.has("only")) {
            ConfigurationFile rows = page.object("only", known);
            rows.keys().forEach(column -> only.put(column, Set.copyOf(rows.words(column))));
        }
        Chapter chapter = word(page, "chapter", Chapter.values());
        int place = page.has("place") ? page.number("place") : LAST;
        String finding = page.has("finding") ? finding(page.object("finding", FINDING), known) : "";
        boolean lowest = page.has("finding") && page.object("finding", FINDING).has("lowest");
        if (!page.has("chart")) {
            List<String> unlessZero = page.knownWords("unless_zero", known);
            return new PagePart(chapter, place, columns, Chart.NONE, "", unlessZero, "", finding, lowest, only);
        }
        ConfigurationFile chart = page.object("chart", CHART);
        List<String> drawn = chart.knownWords("value", known);
        if (drawn.isEmpty()) {
            throw chart.missing("value");
        }
        boolean ofChart = finding.isEmpty() && drawn.size() == 1;
        return new PagePart(
                chapter,
                place,
                columns,
                word(chart, "kind", Chart.values()),
                column(chart, "of", known),
                drawn,
                chart.has("compared_with") ? column(chart, "compared_with", known) : "",
                ofChart ? drawn.get(0) : finding,
                ofChart ? chart.has("compared_with") || drawn.get(0).matches(RATE) : lowest,
                only);
    }

    private static String finding(ConfigurationFile finding, Set<String> known) {
        if (finding.keys().size() != 1) {
            throw TableMessages.notOneExtreme(finding);
        }
        return column(finding, finding.keys().iterator().next(), known);
    }

    private static String column(ConfigurationFile file, String key, Set<String> known) {
        List<String> words = file.knownWords(key, known);
        if (words.size() != 1) {
            throw TableMessages.notOneColumn(file, key);
        }
        return words.get(0);
    }

    private static <T extends Enum<T>> T word(ConfigurationFile file, String key, T[] values) {
        String word = file.text(key);
        return Stream.of(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> file.unknownWord(
                        key,
                        word,
                        Stream.of(values)
                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.toSet())));
    }
}
