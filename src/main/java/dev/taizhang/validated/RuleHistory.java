package dev.taizhang.validated;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The accepted rows of earlier deliveries that rules may refer to, as the ledger has them.
 *
 * @param records the rows of the dataset itself; null if there are none
 * @param projects the rows of the dataset {@code projects}; null if there are none
 */
public record RuleHistory(Dataset<Row> records, Dataset<Row> projects) {
    /** No earlier deliveries. */
    public static final RuleHistory NONE = new RuleHistory(null, null);
}
