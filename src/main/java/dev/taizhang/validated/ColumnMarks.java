package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.feeds.ColumnSource;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FirstSeen;
import dev.taizhang.feeds.SourceRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Marks the rows of one delivery that are the first to show a column, a value in it, or an unused header. */
final class ColumnMarks {
    private static final ArrayType NAMES = DataTypes.createArrayType(DataTypes.StringType);

    /** The columns, those with a value, and the unused headers that a row is the first to show. */
    static final StructType SCHEMA =
            new StructType().add("columns", NAMES).add("with_values", NAMES).add("unused", NAMES);

    private final List<Column> columns;

    /** The columns of the file that have had no value so far. */
    private final BitSet open = new BitSet();

    ColumnMarks(Feed feed) {
        columns = feed.dataset().columns();
        for (int index = 0; index < columns.size(); index++) {
            open.set(index, feed.columns().get(columns.get(index).name()) instanceof ColumnSource.Header);
        }
    }

    /** The marks of a row of the dataset; null if it is the first to show nothing. */
    Row of(SourceRow row, Object[] typed) {
        List<String> withValues = new ArrayList<>();
        for (int index = open.nextSetBit(0); index >= 0; index = open.nextSetBit(index + 1)) {
            // A blank cell may have a value by default.
            if (typed[index] != null && row.cells()[index] != null) {
                open.clear(index);
                withValues.add(columns.get(index).name());
            }
        }
        return marks(row.seen(), withValues);
    }

    /** The marks of a line that is not a row of the dataset. */
    Row ofLeftOut(SourceRow row) {
        return marks(row.seen(), List.of());
    }

    private static Row marks(FirstSeen seen, List<String> withValues) {
        if (seen == null && withValues.isEmpty()) {
            return null;
        }
        return NamedRow.of(SCHEMA)
                .with("columns", array(seen == null ? List.of() : seen.supplied()))
                .with("with_values", array(withValues))
                .with("unused", array(seen == null ? List.of() : seen.unused()))
                .row();
    }

    private static String[] array(List<String> names) {
        return names.toArray(String[]::new);
    }
}
