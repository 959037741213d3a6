package dev.taizhang.definition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.SimpleAnalyzer$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.CommonExpressionDef;
import org.apache.spark.sql.catalyst.expressions.CommonExpressionRef;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.Unevaluable;
import org.apache.spark.sql.catalyst.expressions.With;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Checks conditions and formulas of operators before any data is read, without a session and without evaluating them.
 */
public final class SqlExpression {
    private static final String CLOCKS = "current_.*|now|localtimestamp";

    private SqlExpression() {}

    /** Returns the columns that a valid condition or formula names, each by the parts of its name. */
    public static List<List<String>> columns(String expression) {
        try {
            return everyPart(parsed(expression))
                    .filter(UnresolvedAttribute.class::isInstance)
                    .map(attribute ->
                            CollectionConverters.asJava(((UnresolvedAttribute) attribute).nameParts()).stream()
                                    .map(part -> part.toLowerCase(Locale.ROOT))
                                    .toList())
                    .distinct()
                    .toList();
        } catch (ParseException unchecked) {
            throw new IllegalStateException(unchecked);
        }
    }

    /** Returns why a condition cannot be evaluated over rows of a schema; empty if it can. */
    public static Optional<Bilingual> objection(String condition, StructType schema) {
        return objection(condition, schema, SqlExpression::condition);
    }

    /** Returns why a formula cannot be computed for each row of a schema; empty if it can. */
    public static Optional<Bilingual> objectionToFormula(String formula, StructType schema) {
        return objection(formula, schema, SqlExpression::column);
    }

    /** Returns why a formula cannot aggregate rows of a schema; empty if it can. */
    public static Optional<Bilingual> objectionToSum(String formula, StructType schema) {
        return objection(formula, schema, SqlExpression::sum);
    }

    /** Analyzes a parsed expression over rows of a schema. */
    private interface Analysis {
        Expression of(Expression parsed, StructType schema) throws AnalysisException;
    }

    private static Optional<Bilingual> objection(String text, StructType schema, Analysis analysis) {
        try {
            Expression parsed = parsed(text);
            if (everyPart(parsed).anyMatch(SubqueryExpression.class::isInstance)) {
                return Optional.of(SqlMessages.subquery());
            }
            return everyPart(analysis.of(parsed, schema))
                    .map(SqlExpression::refused)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .or(() -> AllowedSql.objection(SqlTree.everyPart(parsed)).map(SqlMessages::notAllowed));
        } catch (ParseException broken) {
            return Optional.of(notSql(broken));
        } catch (AnalysisException wrong) {
            return Optional.of(notEvaluable(wrong));
        }
    }

    static Bilingual notSql(ParseException broken) {
        return SqlMessages.notSql(reason(broken));
    }

    static Bilingual notEvaluable(AnalysisException wrong) {
        return SqlMessages.notEvaluable(reason(wrong));
    }

    private static String reason(AnalysisException wrong) {
        return String.valueOf(wrong.getMessage()).strip().lines().findFirst().orElse("");
    }

    /** Declares the checked exception that Scala throws without declaring it. */
    private static Expression parsed(String condition) throws ParseException {
        return new CatalystSqlParser().parseExpression(condition);
    }

    private static Expression condition(Expression condition, StructType schema) throws AnalysisException {
        return analyzed(new Filter(condition, rowsOf(schema)));
    }

    private static Expression column(Expression formula, StructType schema) throws AnalysisException {
        return analyzed(new Project(named(formula), rowsOf(schema)));
    }

    private static Expression sum(Expression formula, StructType schema) throws AnalysisException {
        Seq<Expression> everything =
                CollectionConverters.asScala(List.<Expression>of()).toSeq();
        return analyzed(new Aggregate(everything, named(formula), rowsOf(schema), Option.empty()));
    }

    private static Seq<NamedExpression> named(Expression formula) {
        return CollectionConverters.asScala(List.<NamedExpression>of(new Alias(
                        formula,
                        "figure",
                        NamedExpression.newExprId(),
                        CollectionConverters.asScala(List.<String>of()).toSeq(),
                        Option.empty(),
                        CollectionConverters.asScala(List.<String>of()).toSeq())))
                .toSeq();
    }

    /** Returns the only expression of a plan after analysis. */
    private static Expression analyzed(LogicalPlan plan) throws AnalysisException {
        return SimpleAnalyzer$.MODULE$
                .executeAndCheck(plan, new QueryPlanningTracker(Option.empty()))
                .expressions()
                .head();
    }

    static LocalRelation rowsOf(StructType schema) {
        Seq<Attribute> columns = CollectionConverters.asScala(
                        CollectionConverters.asJava(DataTypeUtils.toAttributes(schema)).stream()
                                .map(Attribute.class::cast)
                                .toList())
                .toSeq();
        Seq<InternalRow> none =
                CollectionConverters.asScala(List.<InternalRow>of()).toSeq();
        return new LocalRelation(columns, none, false, Option.empty());
    }

    private static Optional<Bilingual> refused(Expression part) {
        if (part instanceof CallMethodViaReflection) {
            return Optional.of(SqlMessages.javaMethod());
        }
        // The clock and the user are not functions of the row; Spark evaluates them when a query begins. BETWEEN uses
        // expressions of Spark that cannot be evaluated for a row but are repeatable.
        boolean repeatable = part instanceof Attribute
                || part instanceof CommonExpressionDef
                || part instanceof CommonExpressionRef
                || part instanceof With
                || (part.deterministic()
                        && (part instanceof AggregateExpression || !(part instanceof Unevaluable))
                        && !part.prettyName().matches(CLOCKS));
        return repeatable ? Optional.empty() : Optional.of(SqlMessages.notRepeatable(part.prettyName()));
    }

    /** Lists the parts of an expression before the expression itself, so that the innermost mistake is found first. */
    private static Stream<Expression> everyPart(Expression expression) {
        return Stream.concat(
                CollectionConverters.asJava(expression.children()).stream().flatMap(SqlExpression::everyPart),
                Stream.of(expression));
    }
}
