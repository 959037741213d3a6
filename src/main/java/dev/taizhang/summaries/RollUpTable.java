package dev.taizhang.summaries;

import dev.taizhang.cube.RollUp;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** A table of measures by dimensions; all of them come out of one pass over the fact. */
public non-sealed interface RollUpTable extends SummaryTable {
    /** What the table is by, and its figures. */
    RollUp rollUp();

    @Override
    default List<String> grain() {
        return rollUp().grain();
    }

    @Override
    default StructType schema() {
        return rollUp().schema();
    }
}
