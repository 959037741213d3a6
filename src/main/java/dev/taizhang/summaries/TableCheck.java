package dev.taizhang.summaries;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.SqlSelect;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
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
     * @throws Failure if it returns rows; the message names them
     */
    void require(SummaryTable table, Dataset<Row> rows, ComputedTable.Sources sources) {
        List<Row> found = SqlTables.rows(
                        select,
                        relation -> relation.equals(table.name())
                                ? rows
                                : Relations.rows(relation, sources, select.columns()),
                        sources)
                .limit(MOST_NAMED + 1)
                .collectAsList();
        if (!found.isEmpty()) {
            String named =
                    found.stream().limit(MOST_NAMED).map(TableCheck::named).collect(Collectors.joining("; "))
                            + (found.size() > MOST_NAMED ? "; …" : "");
            throw new Failure(
                    ExitCode.GATE_FAILED,
                    new Bilingual(
                            "表 " + table.name() + " 的检查 " + name + " 未通过，未发布：" + named + "。",
                            "The check " + name + " of the table " + table.name() + " failed; nothing was published: "
                                    + named + "."),
                    new Bilingual(
                            "请改正数据、查询或检查后再运行一次；上一次发布仍然有效。",
                            "Correct the data, the query or the check, and run again; the previous release remains current."));
        }
    }

    private static String named(Row row) {
        List<String> columns = List.of(row.schema().fieldNames());
        return columns.stream()
                .map(column -> column + " = " + row.get(columns.indexOf(column)))
                .collect(Collectors.joining(", "));
    }
}
