package dev.taizhang.feeds;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Determines the shape of the lines of one table. */
final class RowShapes {
    private static final Set<ColumnType> FIGURES =
            Set.of(ColumnType.AMOUNT, ColumnType.NUMBER, ColumnType.FRACTION, ColumnType.SHARE, ColumnType.TARGET);

    /** The first column of the key that the file has; -1 if it has none. */
    private final int key;

    private final boolean keyed;
    private final boolean coded;
    private final int[] describing;
    private final int[] stating;
    private final int[] labels;

    RowShapes(Feed feed, HeaderMap header) {
        DatasetDefinition dataset = feed.dataset();
        List<String> fillDown = feed.layout().fillDown();
        List<String> keys = dataset.key();
        key = keys.stream()
                .mapToInt(name -> header.places()[dataset.indexOf(name)])
                .filter(place -> place >= 0)
                .findFirst()
                .orElse(-1);
        keyed = key >= 0 && key == header.places()[dataset.indexOf(keys.get(0))];
        coded = keyed && dataset.column(keys.get(0)).type() != ColumnType.REFERENCE;
        describing = places(
                dataset,
                header,
                column -> !column.name().equals(keys.get(0)) && !column.name().equals("currency"));
        labels = places(
                dataset,
                header,
                column -> keys.contains(column.name()) || dataset.required().contains(column.name()));
        stating = places(
                dataset,
                header,
                column -> dataset.required().contains(column.name())
                        && !keys.contains(column.name())
                        && !fillDown.contains(column.name()));
    }

    private static int[] places(DatasetDefinition dataset, HeaderMap header, Predicate<Column> wanted) {
        List<Column> columns = dataset.columns();
        return IntStream.range(0, columns.size())
                .filter(index -> !FIGURES.contains(columns.get(index).type()) && wanted.test(columns.get(index)))
                .map(index -> header.places()[index])
                .filter(place -> place >= 0)
                .toArray();
    }

    int key() {
        return key;
    }

    /** Whether each row has a code of its own, and not a name from reference data, which may be blank. */
    boolean hasCodes() {
        return coded;
    }

    /** The texts of the columns that identify a row. */
    List<String> labels(SheetRows.Line line) {
        List<String> texts = new ArrayList<>(labels.length);
        for (int place : labels) {
            if (states(line.cell(place))) {
                texts.add(line.cell(place));
            }
        }
        return texts;
    }

    /** The number of columns with a text or a date, apart from the first of the key. */
    int described(SheetRows.Line line) {
        return stated(line, describing);
    }

    RowShape of(SheetRows.Line line, RowShape.Doubts doubts) {
        return new RowShape(keyed, line.filled(), described(line), stated(line, stating), stating.length, doubts);
    }

    private static int stated(SheetRows.Line line, int[] places) {
        int stated = 0;
        for (int place : places) {
            stated += states(line.cell(place)) ? 1 : 0;
        }
        return stated;
    }

    /** Whether a cell has a letter or a digit. */
    static boolean states(String cell) {
        if (cell == null) {
            return false;
        }
        for (int index = 0; index < cell.length(); index += Character.charCount(cell.codePointAt(index))) {
            if (Character.isLetterOrDigit(cell.codePointAt(index))) {
                return true;
            }
        }
        return false;
    }
}
