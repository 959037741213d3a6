package dev.taizhang.facts;

import com.google.common.collect.Sets;
import dev.taizhang.definition.Datasets;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The fact tables of the as-of date, as written: projects, contracts, bottlenecks, approvals and output.
 *
 * @param projects {@code facts.project_state}
 * @param others the other fact tables by name; tables of datasets that were never delivered have no rows
 */
public record States(Dataset<Row> projects, Map<String, Dataset<Row>> others) {
    /** All fact tables, in the order in which they are computed. */
    public static final List<TableDefinition> TABLES = Stream.of(
                    Stream.of(ProjectState.TABLE),
                    RegisterState.ALL.stream().map(RegisterState::table),
                    Stream.of(OutputState.TABLE))
            .flatMap(tables -> tables)
            .toList();

    /** Returns the amount columns of a fact table, in smallest units of the row's currency. */
    public static Set<String> amounts(TableDefinition table) {
        if (table.equals(ProjectState.TABLE)) {
            return ProjectState.AMOUNTS;
        }
        return table.equals(OutputState.TABLE)
                ? OutputState.AMOUNTS
                : RegisterState.of(table).dataset().amounts();
    }

    /** Returns the names of the tables from which a fact table is computed. */
    public static Set<String> inputs(TableDefinition table) {
        if (table.equals(ProjectState.TABLE)) {
            return Sets.union(earlierInputs(), LedgerTables.names(List.of(RegisterState.BOTTLENECKS.dataset())));
        }
        return table.equals(OutputState.TABLE)
                ? LedgerTables.names(List.of(Datasets.INDUSTRIAL_OUTPUT))
                : RegisterState.of(table).inputs();
    }

    /** Returns the names of the tables from which the states of projects as of earlier dates are computed. */
    public static Set<String> earlierInputs() {
        return LedgerTables.names(ProjectState.DATASETS);
    }

    public Dataset<Row> of(TableDefinition table) {
        return table.equals(ProjectState.TABLE) ? projects : others.get(table.name());
    }
}
