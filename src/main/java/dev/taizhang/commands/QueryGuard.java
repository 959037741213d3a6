package dev.taizhang.commands;

import dev.taizhang.definition.AllowedSql;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.SqlTree;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Accepts a single query over the tables of a release that uses only the elements that {@link AllowedSql} lists and
 * stays within {@link QueryBounds}. It protects against mistakes of colleagues; untrusted users need a process of their
 * own with fewer rights.
 */
final class QueryGuard {
    private QueryGuard() {}

    /**
     * Returns the rows of a query, not yet computed.
     *
     * @throws AnalysisException if it is not a valid query
     * @throws Failure if it does more than read the tables, or exceeds the bounds
     */
    static Dataset<Row> rows(SparkSession session, String sql) throws AnalysisException {
        // This parser accepts queries only, and no commands. The result is checked before names are resolved, because
        // resolving a function may already load the class that it names. It is checked again afterwards, when every
        // name is resolved.
        LogicalPlan parsed = session.sessionState().sqlParser().parseQuery(sql);
        refuse(AllowedSql.objection(SqlTree.everyPart(parsed)));
        Dataset<Row> rows = org.apache.spark.sql.classic.Dataset.ofRows(session, parsed);
        LogicalPlan analyzed = ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .queryExecution()
                .analyzed();
        refuse(AllowedSql.objection(SqlTree.everyPart(analyzed)));
        refuse(QueryBounds.objection(analyzed));
        return rows;
    }

    private static void refuse(Optional<String> found) {
        found.ifPresent(what -> {
            throw Failure.usage(
                    new Bilingual(
                            "jobs/query 只读已发布的表，不接受 " + what + "。",
                            "jobs/query only reads the tables of a release; it does not accept " + what + "."),
                    new Bilingual(
                            "请改写查询：各表见 jobs/tables，可用的函数和上限见 docs/operations.md；“今天”请用 as_of_date。",
                            "Rewrite the query: jobs/tables lists the tables, docs/operations.md the functions and limits; for"
                                    + " today use as_of_date."));
        });
    }
}
