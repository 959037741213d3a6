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
 * A table that is no roll-up.
 *
 * @param query how its rows are computed
 * @param checks what must hold of them
 */
public record ComputedTable(TableHead head, Query query, List<TableCheck> checks) implements SummaryTable {
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
    }

    /** Gives the rows as of the date with all columns but {@code as_of_date}, in the order in which people read them. */
    interface Query {
        Dataset<Row> rows(Sources sources, StructType columns);

        /** The names of the relations that it reads. */
        default Set<String> relations() {
            return Set.of();
        }
    }

    /** The names of the relations that the query and the checks read. */
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
