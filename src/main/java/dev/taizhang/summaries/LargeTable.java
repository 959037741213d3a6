package dev.taizhang.summaries;

import dev.taizhang.cube.RollUp;
import dev.taizhang.ledger.Retention;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A table that may have as many rows as there are projects: Spark writes it, nobody holds it, and only some dates stay. */
public non-sealed interface LargeTable extends SummaryTable {
    /** The rows as of the date in any order, with all columns of {@link #schema} but {@code as_of_date}. */
    Dataset<Row> rows(ComputedTable.Sources sources);

    /** The roll-up of the cube that it is; empty where its rows come from elsewhere. */
    default Optional<RollUp> rollUp() {
        return Optional.empty();
    }

    @Override
    default Retention retention() {
        return Retention.NEWEST_AND_MONTH_ENDS;
    }
}
