package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import org.apache.spark.sql.Row;

/** A warning about a delivery as a whole, which {@code ledger.warnings} has as row 0 without a sheet. */
public interface DeliveryWarning {
    /** Returns the number of the delivery. */
    long delivery();

    /** Returns the warning for people. */
    Bilingual sentence();

    /** Returns the row of {@code ledger.warnings}. */
    Row row();
}
