package dev.taizhang.copies;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.summaries.SummaryTable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Converts a summary table into its Chinese view: table and columns have their Chinese titles, which can be typed
 * without quotes, and amounts are in the display unit for large amounts, with four decimals.
 */
public final class ChineseView {
    /** The namespace of the views of the latest published date, each named by its table's title. */
    public static final String LATEST = "最新";

    private ChineseView() {}

    /** Returns the rows of a summary table in the form of its view. */
    public static Dataset<Row> of(SummaryTable table, Dataset<Row> rows, DisplayUnit unit) {
        // An earlier release may lack current columns.
        List<String> there = List.of(rows.columns());
        return rows.select(Stream.of(table.schema().fields())
                .filter(field -> there.contains(field.name()))
                .map(CopiedColumn::of)
                .map(column -> (column.isAmount()
                                ? expr("CAST(" + column.name() + " / "
                                        + unit.size().toPlainString() + "BD AS DECIMAL(22, 4))")
                                : col(column.name()))
                        .as(column.title(unit.bare())))
                .toArray(org.apache.spark.sql.Column[]::new));
    }
}
