package dev.taizhang.query;

import dev.taizhang.definition.AllowedSql;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.SqlSelect;
import dev.taizhang.definition.SqlTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NameParameterizedQuery;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Accepts a single query over the tables of a release that uses only the elements that {@link AllowedSql} lists and
 * stays within {@link QueryBounds}. It protects against mistakes of colleagues; untrusted users need a process of their
 * own with fewer rights.
 */
public final class QueryGuard {
    private QueryGuard() {}

    /** Returns the rows of a query, with or without a semicolon at its end, not yet computed. */
    public static Dataset<Row> rows(SparkSession spark, ReleaseRelations relations, String sql)
            throws AnalysisException {
        relations.activate();
        String one = sql.strip().replaceFirst(";\\s*$", "");
        return rows((org.apache.spark.sql.classic.SparkSession) spark, quoted(one), relations.parameters());
    }

    /**
     * Quotes names for Spark, which accepts names with letters other than ASCII only in backticks. Users may omit the
     * backticks here.
     */
    static String quoted(String sql) {
        SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(sql)));
        StringBuilder quoted = new StringBuilder();
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            boolean bare = token.getType() == SqlBaseLexer.IDENTIFIER
                    && !token.getText().matches("\\p{ASCII}+");
            quoted.append(bare ? "`" + token.getText() + "`" : token.getText());
        }
        return quoted.toString();
    }

    /**
     * Returns the rows of a query, not yet computed.
     *
     * @throws AnalysisException if it is not a valid query
     * @throws Failure if it does more than read the tables, or exceeds the bounds
     */
    private static Dataset<Row> rows(
            org.apache.spark.sql.classic.SparkSession session, String sql, Map<String, Object> parameters)
            throws AnalysisException {
        // This parser accepts queries only, and no commands. The result is checked before names are resolved, because
        // resolving a function may already load the class that it names. It is checked again afterwards, when every
        // name is resolved.
        LogicalPlan parsed = session.sessionState().sqlParser().parseQuery(sql);
        refuse(AllowedSql.objection(SqlTree.everyPart(parsed)
                .filter(part -> !(part instanceof NamedParameter named && parameters.containsKey(named.name())))));
        Dataset<Row> rows = org.apache.spark.sql.classic.Dataset.ofRows(session, withValues(parsed, parameters));
        LogicalPlan analyzed = ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .queryExecution()
                .analyzed();
        refuse(AllowedSql.objection(SqlTree.everyPart(analyzed)));
        refuse(QueryBounds.objection(analyzed));
        return rows;
    }

    private static LogicalPlan withValues(LogicalPlan query, Map<String, Object> parameters) {
        List<String> names = List.copyOf(parameters.keySet());
        List<Expression> values = names.stream()
                .<Expression>map(name -> SqlSelect.literal(parameters.get(name)))
                .toList();
        return new NameParameterizedQuery(
                query,
                CollectionConverters.asScala(names).toSeq(),
                CollectionConverters.asScala(values).toSeq());
    }

    private static void refuse(Optional<String> found) {
        found.ifPresent(element -> {
            throw QueryMessages.notAllowed(element);
        });
    }
}
