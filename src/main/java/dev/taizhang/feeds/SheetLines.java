package dev.taizhang.feeds;

import com.google.common.collect.AbstractIterator;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;

/**
 * The rows of a sheet in the order of their numbers. Rows are read ahead, within a limit, because some programs write
 * them in another order and because the merged cells of the header follow the rows.
 */
final class SheetLines extends AbstractIterator<SheetRows.Line> {
    /** The number of cells to read ahead; most sheets have fewer. */
    static final int CELLS_AHEAD = 200_000;

    private final Callable<LineSource> opening;
    private final PriorityQueue<SheetRows.Line> ahead =
            new PriorityQueue<>(Comparator.comparingInt(SheetRows.Line::number));
    private LineSource source;
    private List<SheetRows.Merge> merges;
    private int cellsAhead;
    private int last;

    /** Prepares to read a sheet, each time from its beginning. */
    SheetLines(Callable<LineSource> opening) {
        this.opening = opening;
    }

    @Override
    protected SheetRows.Line computeNext() {
        fill();
        SheetRows.Line line = ahead.poll();
        if (line == null) {
            return endOfData();
        }
        // Two rows with the same number could not be told apart in messages.
        if (line.number() <= last) {
            throw RefusalMessages.brokenWorkbook();
        }
        last = line.number();
        cellsAhead -= weight(line);
        return line;
    }

    private static int weight(SheetRows.Line line) {
        return line.cells().size() + 1;
    }

    private void fill() {
        if (source == null) {
            source = guarded(opening);
        }
        while (merges == null && cellsAhead < CELLS_AHEAD) {
            SheetRows.Line line = guarded(source::next);
            if (line == null) {
                merges = guarded(() -> {
                    try (LineSource read = source) {
                        return read.merges();
                    }
                });
            } else {
                ahead.add(line);
                cellsAhead += weight(line);
            }
        }
    }

    /** The merged cells near the top. A sheet that is not read to its end yet is searched for them. */
    List<SheetRows.Merge> merges() {
        fill();
        if (merges != null) {
            return merges;
        }
        return guarded(() -> {
            try (LineSource again = opening.call()) {
                again.skipRows();
                return again.merges();
            }
        });
    }

    /** Turns every exception of a parser into the refusal of the workbook. */
    static <T> T guarded(Callable<T> reading) {
        try {
            return reading.call();
        } catch (Refusal refusal) {
            throw refusal;
        } catch (Exception broken) {
            // Parsers throw unchecked exceptions of their own kinds for a damaged file.
            throw RefusalMessages.brokenWorkbook();
        }
    }
}
