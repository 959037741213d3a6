package dev.taizhang.validated;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.Steps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * The rows of one sheet of a delivery by outcome, the warnings about them, and the sums of the amounts of its accepted
 * rows.
 */
public record SheetCounts(
        long deliveryNumber, String sheet, long accepted, long rejected, long leftOut, long warnings, List<Sum> sums) {
    /**
     * The sum of an amount, in smallest units.
     *
     * @param currency its currency; null if the rows state none
     */
    public record Sum(String column, String currency, BigDecimal amount) {}

    /** Returns the counts of a delivery that is refused as a whole. */
    public static SheetCounts none(long deliveryNumber) {
        return new SheetCounts(deliveryNumber, "", 0, 0, 0, 0, List.of());
    }

    /** Returns the number of rows that were read. */
    public long read() {
        return accepted + rejected + leftOut;
    }

    /** Counts validated rows, sorted by delivery and sheet. There are as many results as there are sheets. */
    static List<SheetCounts> of(DatasetDefinition dataset, Steps rows) {
        List<String> amounts = dataset.columns().stream()
                .filter(column -> column.type() == ColumnType.AMOUNT)
                .map(dev.taizhang.definition.Column::name)
                .toList();
        List<Column> figures = new ArrayList<>();
        for (String outcome : List.of("accepted", "rejected", "left_out")) {
            figures.add(expr("count_if(outcome = '" + outcome + "')").as(outcome));
        }
        figures.add(expr("sum(size(warnings))").as("warning_count"));
        amounts.forEach(name -> figures.add(
                expr(Money.sum(name) + " FILTER (WHERE outcome = 'accepted')").as(name)));
        Column currency = dataset.has("currency") ? col("currency") : lit(null).cast("string");
        Map<List<Object>, List<Row>> sheets = rows
                .group(
                        List.of(col("delivery_number"), col("sheet"), currency.as("sum_currency")),
                        figures.toArray(Column[]::new))
                .sort("delivery_number", "sheet", "sum_currency")
                .collect()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> List.of(row.getAs("delivery_number"), row.getAs("sheet")),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return sheets.values().stream().map(lines -> of(lines, amounts)).toList();
    }

    private static SheetCounts of(List<Row> lines, List<String> amounts) {
        return new SheetCounts(
                lines.get(0).<Long>getAs("delivery_number"),
                lines.get(0).getAs("sheet"),
                total(lines, "accepted"),
                total(lines, "rejected"),
                total(lines, "left_out"),
                total(lines, "warning_count"),
                amounts.stream()
                        .flatMap(name -> lines.stream()
                                .filter(line -> line.getAs(name) != null)
                                .map(line -> new Sum(name, line.getAs("sum_currency"), line.getAs(name))))
                        .toList());
    }

    private static long total(List<Row> lines, String count) {
        return lines.stream().mapToLong(line -> line.<Long>getAs(count)).sum();
    }
}
