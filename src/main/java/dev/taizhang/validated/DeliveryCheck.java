package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import java.math.BigDecimal;
import java.util.List;

/**
 * A check of how far a delivery may differ from the previous one of the same feed, sender and scope.
 *
 * @param name its name in messages and tables
 * @param dataset the dataset of the deliveries
 * @param measure {@link #ROWS}, or the amount column whose sum is compared
 * @param atMostFall the share by which the measure may decrease; null for no limit
 * @param atMostGrowth the share by which the measure may increase; null for no limit
 * @param severity warn or fail
 */
public record DeliveryCheck(
        String name,
        DatasetDefinition dataset,
        String measure,
        BigDecimal atMostFall,
        BigDecimal atMostGrowth,
        Rule.Severity severity) {
    /** The number of rows as a measure. */
    public static final String ROWS = "rows";

    static List<String> amounts(DatasetDefinition dataset) {
        return dataset.columns().stream()
                .filter(column -> column.type() == ColumnType.AMOUNT)
                .map(Column::name)
                .toList();
    }

    /** Whether the measure may be {@code now} after {@code before}. */
    public boolean allows(BigDecimal before, BigDecimal now) {
        BigDecimal change = now.subtract(before);
        boolean fell = atMostFall != null && change.negate().compareTo(before.multiply(atMostFall)) > 0;
        boolean grew = atMostGrowth != null && change.compareTo(before.multiply(atMostGrowth)) > 0;
        return !fell && !grew;
    }
}
