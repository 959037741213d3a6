package dev.taizhang.copies;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.Configuration;
import dev.taizhang.summaries.SummaryTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * A summary table for people: table and columns under their Chinese titles, which can be typed without quotes, and amounts in
 * the unit of large amounts, to four decimals.
 */
public final class ChineseView {
    /** Where the views of the greatest date published stand, each under its table's title. */
    public static final String LATEST = "最新";

    private ChineseView() {}

    /** The table of a Chinese title. */
    public static Optional<SummaryTable> table(String title, Configuration configuration) {
        return SummaryTable.known(configuration).stream()
                .filter(table -> table.title().zh().equals(title))
                .findFirst();
    }

    /** The rows of a summary table as its view shows them. */
    public static Dataset<Row> of(SummaryTable table, Dataset<Row> rows, Configuration configuration) {
        DisplayUnit unit = new DisplayUnit(configuration);
        // An earlier release may lack columns of today.
        List<String> there = List.of(rows.columns());
        return rows.select(Stream.of(table.schema().fields())
                .filter(field -> there.contains(field.name()))
                .map(field -> (isAmount(field)
                                ? expr("CAST(" + field.name() + " / "
                                        + unit.size().toPlainString() + "BD AS DECIMAL(22, 4))")
                                : col(field.name()))
                        .as(name(field, unit.bare())))
                .toArray(org.apache.spark.sql.Column[]::new));
    }

    /** The title of a column, the unit behind that of an amount; what stands in brackets comes behind a low line. */
    static String name(StructField field, String unitName) {
        String title = Column.title(field);
        String full = isAmount(field) && !unitName.isEmpty() ? title + "（" + unitName + "）" : title;
        return full.replaceAll("（(.*?)）", "_$1");
    }

    /** Whether a column holds amounts. */
    static boolean isAmount(StructField field) {
        return Unit.AMOUNT.isThatOf(field);
    }
}
