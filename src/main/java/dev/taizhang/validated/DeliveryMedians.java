package dev.taizhang.validated;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;

import dev.taizhang.definition.Money;
import dev.taizhang.definition.Steps;
import java.util.List;
import org.apache.spark.sql.Column;

/** The medians of the amounts of each delivery, by currency: what an amount of its column usually is. */
final class DeliveryMedians {
    /** The number of rows that must state a positive amount. A median of fewer says nothing. */
    private static final int LEAST_STATED = 8;

    private static final List<String> GROUP = List.of("delivery_number", "median_currency");

    private DeliveryMedians() {}

    /** The currency of a row, which must be among the columns of the records, under a name of its own. */
    static Column group() {
        return col("currency").as(GROUP.get(1));
    }

    /**
     * Adds a struct of the medians of the positive amounts of the delivery of each record. The median is one of the
     * amounts: of an even number of amounts, the lower of the two in the middle. The order of the rows does not matter.
     *
     * @param rows the accepted rows of the deliveries
     * @param amounts the names of the columns
     */
    static Steps joined(Steps records, Steps rows, List<String> amounts) {
        Column[] medians = amounts.stream().map(DeliveryMedians::median).toArray(Column[]::new);
        Column[] wholeUnits = amounts.stream().map(Money::inWholeUnits).toArray(Column[]::new);
        Steps ofDeliveries = rows.group(Steps.columns("delivery_number", "currency"), medians)
                .select(col(GROUP.get(0)), group(), struct(wholeUnits).as(RuleScope.MEDIAN));
        return records.join(ofDeliveries.broadcast(), GROUP, "left_outer");
    }

    /** The percentile is a DOUBLE, which is exact up to 2^53 smallest units (90 trillion yuan). */
    private static Column median(String amount) {
        return expr("CAST(IF(count_if(%1$s > 0) >= %2$s, percentile_disc(0.5) WITHIN GROUP (ORDER BY IF(%1$s > 0, %1$s,"
                                .formatted(amount, LEAST_STATED)
                        + " NULL)), NULL) AS BIGINT)")
                .as(amount);
    }
}
