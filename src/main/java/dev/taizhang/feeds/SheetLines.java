package dev.taizhang.feeds;

import com.google.common.collect.AbstractIterator;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
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

    /** The rows that follow one another in order, as nearly all do. */
    private final Deque<SheetRows.Line> ahead = new ArrayDeque<>();

    /** The rows that came after one with a greater number. */
    private final PriorityQueue<SheetRows.Line> late =
            new PriorityQueue<>(Comparator.comparingInt(SheetRows.Line::number));

    private final Callable<List<SheetRows.Merge>> merging;

    private LineSource source;
    private List<SheetRows.Merge> merges;

    /** The merged cells that were searched for because the rows before them are too many to read ahead. */
    private List<SheetRows.Merge> searched;

    private int cellsAhead;
    private int last;

    /**
     * Prepares to read a sheet.
     *
     * @param opening opens its rows from the beginning
     * @param merging reads its merged cells alone
     */
    SheetLines(Callable<LineSource> opening, Callable<List<SheetRows.Merge>> merging) {
        this.opening = opening;
        this.merging = merging;
    }

    @Override
    protected SheetRows.Line computeNext() {
        fill();
        boolean lateFirst = !late.isEmpty()
                && (ahead.isEmpty() || late.peek().number() < ahead.peek().number());
        SheetRows.Line line = lateFirst ? late.poll() : ahead.poll();
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
                boolean inOrder =
                        ahead.isEmpty() || line.number() > ahead.peekLast().number();
                (inOrder ? ahead : late).add(line);
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
        if (searched == null) {
            searched = guarded(merging);
        }
        return searched;
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
