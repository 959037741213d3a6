package dev.taizhang.summaries;

import dev.taizhang.cube.Members;
import dev.taizhang.definition.DueDelivery;
import dev.taizhang.definition.ExchangeRates;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.Ledger;
import java.util.List;
import java.util.Optional;
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
 * @param breakdown how its rows consist of the rows of a fact; empty if they do not
 */
public record ComputedTable(TableHead head, Query query, List<TableCheck> checks, Optional<Breakdown> breakdown)
        implements SummaryTable {
    /**
     * The inputs from which a table can be computed.
     *
     * @param states the fact tables of the as-of date
     * @param facts the other known facts: other dates, months, allocation sets
     * @param members the members of dimensions
     * @param due the deliveries that are due
     * @param cubes the roll-ups of the facts
     */
    record Sources(States states, Facts facts, Members members, List<DueDelivery> due, Cubes cubes) {
        AsOf asOf() {
            return facts.asOf();
        }

        Ledger ledger() {
            return facts.ledger().delivered();
        }

        ReferenceTable districts() {
            return facts.ledger().references().get("districts");
        }

        ExchangeRates rates() {
            return facts.ledger().rates();
        }

        /** Returns {@code facts.project_state} of the as-of date. */
        Dataset<Row> state() {
            return states.projects();
        }
    }

    /** Computes the rows as of the date with all columns except {@code as_of_date}, in display order. */
    interface Query {
        Steps rows(Sources sources, StructType columns);

        /** Returns the names of the relations that it reads. */
        default Set<String> relations() {
            return Set.of();
        }

        /** Returns the names of the tables that it reads, besides those of its relations. */
        default Set<String> inputs() {
            return Set.of();
        }
    }

    /** Returns the tables that the query reads. Its checks add nothing to its rows. */
    @Override
    public Set<String> inputs() {
        return Stream.concat(
                        query.inputs().stream(),
                        query.relations().stream().flatMap(relation -> Relations.inputs(relation).stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    ComputedTable withHead(TableHead other) {
        return new ComputedTable(other, query, checks, breakdown);
    }

    /** Returns the names of the relations that the query and the checks read. */
    Set<String> relations() {
        return Stream.concat(
                        Stream.of(query.relations()),
                        checks.stream().map(check -> check.select().relations()))
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    Steps rows(Sources sources) {
        StructField[] columns = Stream.of(schema().fields()).skip(1).toArray(StructField[]::new);
        return query.rows(sources, new StructType(columns));
    }
}
