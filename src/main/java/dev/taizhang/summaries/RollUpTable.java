package dev.taizhang.summaries;

import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.RollUp;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** A table of measures by dimensions; all of them come out of one pass over the fact. */
public non-sealed interface RollUpTable extends SummaryTable {
    /** What the table is by, and its figures. */
    RollUp rollUp();

    @Override
    default List<String> grain() {
        return Stream.concat(
                        Stream.of("as_of_date"),
                        Stream.concat(rollUp().dimensions().stream().map(Dimension::keyColumn), Stream.of("currency")))
                .toList();
    }

    @Override
    default StructType schema() {
        return rollUp().schema();
    }
}
