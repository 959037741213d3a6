package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.SourceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Checks the rows of a CSV with fewer cells than the header, or with surplus blank ones. Such a row is accepted only if
 * every cell fits its column, because a separator inside a text, or one that is missing, shifts the cells after it.
 */
final class UnevenRows {
    private static final Pattern FIGURE = Pattern.compile("[-+]?\\d[\\d,.]*");

    private final DatasetDefinition dataset;
    private final KeyForms forms;
    private final int[] names;
    private final int keyPlace;

    UnevenRows(DatasetDefinition dataset, KeyForms forms) {
        this.dataset = dataset;
        this.forms = forms;
        this.keyPlace = dataset.indexOf(dataset.key().get(0));
        List<Column> columns = dataset.columns();
        this.names = IntStream.range(0, columns.size())
                .filter(index -> columns.get(index).type() == ColumnType.TEXT
                        && index != keyPlace
                        && dataset.required().contains(columns.get(index).name()))
                .toArray();
    }

    /** The same typed row, with a problem if its cells do not fit. */
    RowTyping.Typed checked(SourceRow row, RowTyping.Typed typed) {
        SourceRow.Problem misfit = row.shape().doubts().misfit();
        if (misfit == null || fits(row, typed)) {
            return typed;
        }
        List<Finding> problems = new ArrayList<>(List.of(Finding.of(misfit)));
        problems.addAll(typed.problems());
        return new RowTyping.Typed(typed.values(), problems, typed.warnings(), typed.keyReadable());
    }

    private boolean fits(SourceRow row, RowTyping.Typed typed) {
        String key = row.cells()[keyPlace];
        boolean code =
                dataset.columns().get(keyPlace).type() == ColumnType.REFERENCE || key == null || !forms.unlike(key);
        return code
                && typed.problems().isEmpty()
                && typed.warnings().stream().noneMatch(warning -> warning.rule().equals("member_unknown"))
                && IntStream.of(names)
                        .mapToObj(place -> row.cells()[place])
                        .filter(Objects::nonNull)
                        .noneMatch(name -> FIGURE.matcher(Spelling.normal(name)).matches());
    }
}
