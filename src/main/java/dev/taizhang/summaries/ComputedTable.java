package dev.taizhang.summaries;

import dev.taizhang.definition.Configuration;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.Ledger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table that is not a roll-up.
 *
 * @param query computes its rows
 * @param checks the checks that its rows must pass
 */
public record ComputedTable(TableHead head, Query query, List<TableCheck> checks) implements SummaryTable {
    /**
     * The inputs from which a table can be computed.
     *
     * @param states the fact tables of the as-of date
     * @param facts the other known facts: other dates, months, allocation sets
     * @param cubes the roll-ups of the facts
     */
    record Sources(AsOf asOf, Ledger ledger, Configuration configuration, States states, Facts facts, Cubes cubes) {
        /** Returns {@code facts.project_state} of the as-of date. */
        Dataset<Row> state() {
            return states.projects();
        }
    }

    /** Computes the rows as of the date with all columns except {@code as_of_date}, in display order. */
    interface Query {
        Dataset<Row> rows(Sources sources, StructType columns);

        /** Returns the names of the relations that it reads. */
        default Set<String> relations() {
            return Set.of();
        }
    }

    /** Returns the names of the relations that the query and the checks read. */
    Set<String> relations() {
        return Stream.concat(
                        Stream.of(query.relations()),
                        checks.stream().map(check -> check.select().relations()))
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    Dataset<Row> rows(Sources sources) {
        StructField[] columns = Stream.of(schema().fields()).skip(1).toArray(StructField[]::new);
        return query.rows(sources, new StructType(columns));
    }
}
