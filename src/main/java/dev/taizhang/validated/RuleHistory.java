package dev.taizhang.validated;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What rules may look back at: the accepted rows of earlier deliveries, as the ledger keeps them.
 *
 * @param words those of the dataset itself; null where there are none
 * @param projects those of the dataset {@code projects}; null where there are none
 */
public record RuleHistory(Dataset<Row> words, Dataset<Row> projects) {
    /** Nothing was ever delivered, or nobody asks. */
    public static final RuleHistory NOTHING = new RuleHistory(null, null);
}
