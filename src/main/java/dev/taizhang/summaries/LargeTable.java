package dev.taizhang.summaries;

import dev.taizhang.ledger.Retention;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A table that may have as many rows as there are projects: Spark writes it, nobody holds it, and only some dates stay. */
public non-sealed interface LargeTable extends SummaryTable {
    /** The rows as of the date in any order, with all columns of {@link #schema} but {@code as_of_date}. */
    Dataset<Row> rows(ComputedTable.Sources sources);

    @Override
    default Retention retention() {
        return Retention.NEWEST_AND_MONTH_ENDS;
    }
}
