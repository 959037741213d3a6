package dev.taizhang.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compares the cells of a line with those of the header. Cells of a workbook have positions, so surplus ones belong to
 * columns without a header; in a CSV they may have shifted the others.
 */
final class RowWidth {
    private final Feed feed;
    private final HeaderMap header;
    private final boolean text;
    private final int width;

    /** The number of columns up to the last one with a header. */
    private final int named;

    /** The number of cells that a CSV row may fill. */
    private final int headings;

    /** The columns that share a merged header cell with the column before them, which is read. */
    private final int[] covered;

    /**
     * Prepares to compare the lines below a header.
     *
     * @param headings the number of cells of the header
     * @param covered the columns that share a merged header cell with the column before them
     */
    RowWidth(Feed feed, HeaderMap header, int headings, List<Integer> covered, boolean text) {
        this.feed = feed;
        this.header = header;
        this.headings = headings;
        this.width = header.width();
        this.covered = covered.stream()
                .filter(place -> underReadHeader(header, covered, place))
                .mapToInt(Integer::intValue)
                .toArray();
        this.text = text;
        this.named = Math.max(
                covered.stream().mapToInt(place -> place + 1).max().orElse(0),
                IntStream.range(0, header.names().size())
                        .filter(place -> header.names().get(place) != null)
                        .map(place -> place + 1)
                        .max()
                        .orElse(0));
    }

    private static boolean underReadHeader(HeaderMap header, List<Integer> covered, int place) {
        int owner = place;
        while (covered.contains(owner)) {
            owner--;
        }
        return header.wanted().get(owner);
    }

    /** The doubts about a row of the dataset. */
    RowShape.Doubts doubts(SheetRows.Line line) {
        int cells = line.cells().size();
        int filled = cells;
        while (filled > 0 && SheetRows.isBlank(line.cell(filled - 1))) {
            filled--;
        }
        if (text && filled > headings) {
            return new RowShape.Doubts(FeedMessages.raggedRow(cells, headings), null, null);
        }
        for (int place : covered) {
            if (!SheetRows.isBlank(line.cell(place))) {
                return new RowShape.Doubts(FeedMessages.secondCellUnderHeader(), null, null);
            }
        }
        if (filled > named) {
            return RowShape.Doubts.remark(FeedMessages.columnsWithoutHeader(surplus(line)));
        }
        boolean uneven = text && (cells > headings || cells < width);
        if (!uneven) {
            return RowShape.Doubts.NONE;
        }
        List<String> missing = missing(cells);
        return new RowShape.Doubts(
                null,
                FeedMessages.raggedRow(cells, headings),
                missing.isEmpty() ? null : FeedMessages.shortRow(missing));
    }

    /** The letters of the filled columns without a header. */
    private List<String> surplus(SheetRows.Line line) {
        List<String> letters = new ArrayList<>();
        for (int place = named; place < line.cells().size(); place++) {
            if (!SheetRows.isBlank(line.cell(place))) {
                letters.add(letters(place));
            }
        }
        return letters;
    }

    private static String letters(int place) {
        String last = String.valueOf((char) ('A' + place % 26));
        return place < 26 ? last : letters(place / 26 - 1) + last;
    }

    /** The headers of the required columns that a short row does not reach. */
    private List<String> missing(int cells) {
        return feed.dataset().required().stream()
                .map(column -> header.places()[feed.dataset().indexOf(column)])
                .filter(place -> place >= cells)
                .sorted()
                .map(place -> header.names().get(place))
                .toList();
    }
}
