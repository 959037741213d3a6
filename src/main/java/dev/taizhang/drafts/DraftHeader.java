package dev.taizhang.drafts;

import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.FilePreview;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows of a sheet that may be its header.
 *
 * @param row the first of them
 * @param depth how many they are
 */
record DraftHeader(FilePreview.Sheet sheet, int row, int depth) {
    static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");

    /** A title has fewer cells, so it is not the upper row of a header. */
    private static final int LEAST_CELLS = 3;

    private static final Pattern NUMBER = Pattern.compile("[-+(]?[\\d,.]+[)%]?");

    /**
     * A column.
     *
     * @param position its place in the sheet
     * @param written its header as a feed writes it
     */
    record Headed(int position, String written) {}

    /** Returns all rows of a sheet, and then all pairs of rows that may be a header together. */
    static Stream<DraftHeader> of(FilePreview.Sheet sheet) {
        int rows = sheet.rows().size();
        return Stream.concat(
                IntStream.range(0, rows).mapToObj(row -> new DraftHeader(sheet, row, 1)),
                IntStream.range(0, rows - 1)
                        .mapToObj(row -> new DraftHeader(sheet, row, 2))
                        .filter(DraftHeader::mayHaveTwoRows));
    }

    /** A lower row divides some columns of the upper one, and has words only. */
    private boolean mayHaveTwoRows() {
        List<String> lower = texts(row + 1);
        return texts(row).size() >= LEAST_CELLS
                && !lower.isEmpty()
                && lower.stream().noneMatch(text -> NUMBER.matcher(text).matches());
    }

    private List<String> texts(int number) {
        return sheet.rows().get(number).stream()
                .filter(cell -> cell != null && !cell.isBlank())
                .toList();
    }

    /** Returns the columns by their bare names: that of the lowest cell, or of all cells if another column has it too. */
    Map<String, Headed> columns() {
        Map<String, Headed> columns = new LinkedHashMap<>();
        List<String> upper = sheet.rows().get(row);
        List<String> lower = sheet.rows().get(row + depth - 1);
        String above = "";
        for (int position = 0; position < Math.max(upper.size(), lower.size()); position++) {
            String top = cell(upper, position);
            String bottom = depth == 1 ? "" : cell(lower, position);
            above = top.isEmpty() && !bottom.isEmpty() ? above : top;
            String lowest = bottom.isEmpty() ? top : bottom;
            if (!lowest.isEmpty()) {
                boolean taken = columns.putIfAbsent(bare(lowest), new Headed(position, lowest)) != null;
                if (taken && depth > 1) {
                    String whole = above + " " + lowest;
                    columns.putIfAbsent(bare(whole), new Headed(position, whole));
                }
            }
        }
        return columns;
    }

    private static String cell(List<String> cells, int position) {
        String text = position < cells.size() ? cells.get(position) : null;
        return text == null ? "" : text.strip();
    }

    /** Returns the text above the header. */
    List<String> title() {
        return above(row);
    }

    /** Returns the text above the lowest row of the header, in which the unit of several columns may be. */
    List<String> aboveColumns() {
        return above(row + depth - 1);
    }

    private List<String> above(int number) {
        return sheet.rows().subList(0, number).stream()
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether most cells of a column below the header are numbers; true if all are blank. */
    boolean hasNumbers(int position) {
        List<String> values = new ArrayList<>();
        for (List<String> cells : sheet.rows().subList(row + depth, sheet.rows().size())) {
            String value = cell(cells, position);
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        long numbers = values.stream()
                .filter(value -> !value.isEmpty()
                        && Character.isDigit(Spelling.normal(value).charAt(0)))
                .count();
        return numbers * 2 >= values.size();
    }

    static String bare(String header) {
        return PARENTHESES.matcher(Spelling.normal(header)).replaceAll("").strip();
    }
}
