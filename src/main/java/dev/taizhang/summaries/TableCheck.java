package dev.taizhang.summaries;

import dev.taizhang.definition.SqlSelect;
import dev.taizhang.definition.Steps;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * A query over a table that must return no rows; otherwise nothing is published.
 *
 * @param name its name in the file
 * @param select the query, which can read the table by its name, and everything that the table itself can read
 */
record TableCheck(String name, SqlSelect select) {
    private static final int MOST_NAMED = 5;

    /**
     * Runs the query.
     *
     * @param rows rows of the table as of the date
     * @throws dev.taizhang.definition.Failure if it returns rows; the message names them
     */
    void require(SummaryTable table, Steps rows, ComputedTable.Sources sources) {
        List<Row> found = SqlTables.rows(
                        select,
                        relation -> relation.equals(table.name())
                                ? rows
                                : Relations.of(relation, sources, select.columns()),
                        sources)
                .rows()
                .limit(MOST_NAMED + 1)
                .collectAsList();
        if (!found.isEmpty()) {
            String named =
                    found.stream().limit(MOST_NAMED).map(TableCheck::named).collect(Collectors.joining("; "))
                            + (found.size() > MOST_NAMED ? "; …" : "");
            throw TableMessages.checkFailed(name, table.name(), named);
        }
    }

    private static String named(Row row) {
        List<String> columns = List.of(row.schema().fieldNames());
        return columns.stream()
                .map(column -> column + " = " + row.get(columns.indexOf(column)))
                .collect(Collectors.joining(", "));
    }
}
