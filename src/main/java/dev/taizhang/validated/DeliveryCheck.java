package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import java.math.BigDecimal;
import java.util.List;

/**
 * How far a delivery may differ from the one before it of the same feed, sender and scope.
 *
 * @param measure {@link #ROWS}, or the column of amounts whose sum is looked at
 * @param atMostFall the share by which it may be less; null where any
 * @param atMostGrowth the share by which it may be more; null where any
 * @param severity warn or fail
 */
public record DeliveryCheck(
        String name,
        DatasetDefinition dataset,
        String measure,
        BigDecimal atMostFall,
        BigDecimal atMostGrowth,
        Rule.Severity severity) {
    /** The measure that counts rows. */
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
