package dev.taizhang.validated;

import com.google.common.collect.AbstractIterator;
import dev.taizhang.definition.Column;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.SourceRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decides the decimal mark of each column of one delivery. Unless the feed states it, rows are read some way ahead, so
 * that a number such as 1.234.567,89 makes 850.000 doubtful in the rows before it too.
 */
final class DecimalMarks {
    /** The number of rows to read ahead. */
    private static final int AHEAD = 5_000;

    private final List<Column> columns;
    private final int[] numbers;
    private final DecimalMark[] marks;
    private final boolean assumed;

    /** Whether a column had an ambiguous number among the rows that have been typed. */
    private final boolean[] accepted;

    /**
     * Prepares to read a delivery.
     *
     * @param text whether its cells are text only, as in a CSV
     */
    DecimalMarks(Feed feed, boolean text) {
        this.columns = feed.dataset().columns();
        this.numbers = IntStream.range(0, columns.size())
                .filter(index -> !columns.get(index).unitKinds().isEmpty())
                .toArray();
        this.assumed = feed.decimal() == null;
        this.marks = new DecimalMark[columns.size()];
        this.accepted = new boolean[columns.size()];
        DecimalMark comma = text ? DecimalMark.COMMA : DecimalMark.COMMA_IN_TEXT;
        DecimalMark stated = !assumed && feed.decimal() == ',' ? comma : DecimalMark.POINT;
        for (int index : numbers) {
            marks[index] = assumed ? DecimalMark.ASSUMED_POINT : stated;
        }
    }

    /** The mark of a column, as far as the rows read so far tell. */
    DecimalMark of(int column) {
        return marks[column];
    }

    /** Whether a row has shown that the mark of a column is doubtful. */
    boolean areDoubtful() {
        for (int index : numbers) {
            if (marks[index] == DecimalMark.DOUBTFUL) {
                return true;
            }
        }
        return false;
    }

    /** The same rows, each returned after the rows ahead of it have been looked at. */
    Iterator<SourceRow> ahead(Iterator<SourceRow> rows) {
        if (!assumed || numbers.length == 0) {
            return rows;
        }
        Deque<SourceRow> read = new ArrayDeque<>();
        return new AbstractIterator<>() {
            @Override
            protected SourceRow computeNext() {
                while (read.size() < AHEAD && rows.hasNext()) {
                    read.add(look(rows.next()));
                }
                return read.isEmpty() ? endOfData() : returned(read.remove());
            }
        };
    }

    /** Notes the columns of a row that have a decimal comma. */
    private SourceRow look(SourceRow row) {
        for (int index : numbers) {
            String cell = row.cells()[index];
            if (cell != null && marks[index] == DecimalMark.ASSUMED_POINT && NumberText.showsDecimalComma(cell)) {
                if (accepted[index]) {
                    throw NumberMessages.decimalMarkChanges(columns.get(index), cell);
                }
                marks[index] = DecimalMark.DOUBTFUL;
            }
        }
        return row;
    }

    private SourceRow returned(SourceRow row) {
        for (int index : numbers) {
            String cell = row.cells()[index];
            accepted[index] |= cell != null && !accepted[index] && NumberText.isAmbiguous(cell);
        }
        return row;
    }
}
