package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.NamedRow;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A column that had values in the last delivery of a sender and that a delivery does not have, mostly because its
 * header was renamed.
 *
 * @param delivery the number of the delivery that does not have it
 * @param sender the sender; for a full list without one the districts that it covers
 * @param unusedHeaders the headers of its file that hold values and are not used, one of which may be the column
 */
public record MissingColumn(
        long delivery, String dataset, String sender, String fileName, String column, List<String> unusedHeaders)
        implements DeliveryWarning {
    /** The name of the rule. */
    public static final String RULE = "missing_column";

    /** Returns the unused headers in one text. */
    public String headers() {
        return String.join("、", unusedHeaders);
    }

    @Override
    public Bilingual sentence() {
        return LedgerMessages.columnMissing(
                fileName, Datasets.named(dataset).orElseThrow().column(column).title(), unusedHeaders);
    }

    @Override
    public Row row() {
        return NamedRow.of(LedgerTables.WARNINGS.schema())
                .with("delivery_number", delivery)
                .with("dataset", dataset)
                .with("sheet", "")
                .with("row_number", 0)
                .with("column", column)
                .with("value", unusedHeaders.isEmpty() ? null : headers())
                .with("rule", RULE)
                .with("sentence_zh", sentence().zh())
                .with("sentence_en", sentence().en())
                .row();
    }
}
