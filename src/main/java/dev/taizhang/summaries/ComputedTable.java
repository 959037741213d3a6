package dev.taizhang.summaries;

import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Members;
import dev.taizhang.definition.Configuration;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.Ledger;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table that is no plain roll-up: it says itself how its rows are computed. */
public non-sealed interface ComputedTable extends SummaryTable {
    /**
     * What a table may be computed from.
     *
     * @param states the fact tables of the as-of date
     * @param facts what is known beside it: other dates, months, sets
     * @param cubes the roll-ups of them
     */
    record Sources(AsOf asOf, Ledger ledger, Configuration configuration, States states, Facts facts, Cubes cubes) {
        /** {@code facts.project_state} of the as-of date. */
        Dataset<Row> state() {
            return states.projects();
        }

        /** Rows with the names of their members beside them, as {@link Members#named} gives them. */
        Dataset<Row> named(Dataset<Row> rows, List<Dimension> dimensions) {
            return Members.named(rows, configuration, dimensions);
        }
    }

    /** The rows as of the date in the order in which people read them, with the columns of {@link #rowSchema}. */
    Dataset<Row> rows(Sources sources);

    /** All columns of {@link #schema} but {@code as_of_date}. */
    default StructType rowSchema() {
        return new StructType(Stream.of(schema().fields()).skip(1).toArray(StructField[]::new));
    }
}
