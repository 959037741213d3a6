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
 * @param printed whether it also appears on paper
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
        boolean printed,
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
        FUNNEL
    }

    private static final Set<String> KEYS =
            Set.of("chapter", "place", "columns", "chart", "unless_zero", "on_paper", "only");
    private static final Set<String> CHART = Set.of("kind", "of", "value", "compared_with");

    /** Sorts after all tables that have a position. */
    private static final int LAST = Integer.MAX_VALUE;

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
        boolean printed = page.isTrue("on_paper");
        if (!page.has("chart")) {
            List<String> unlessZero = page.knownWords("unless_zero", known);
            return new PagePart(chapter, place, columns, Chart.NONE, "", unlessZero, "", printed, only);
        }
        ConfigurationFile chart = page.object("chart", CHART);
        List<String> drawn = chart.knownWords("value", known);
        if (drawn.isEmpty()) {
            throw chart.missing("value");
        }
        return new PagePart(
                chapter,
                place,
                columns,
                word(chart, "kind", Chart.values()),
                column(chart, "of", known),
                drawn,
                chart.has("compared_with") ? column(chart, "compared_with", known) : "",
                printed,
                only);
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
