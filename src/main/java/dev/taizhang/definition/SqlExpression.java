package dev.taizhang.definition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
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

import org.apache.spark.sql.catalyst.analysis.SimpleAnalyzer$;

/** A condition or formula that an operator wrote, looked at before anything is read: without a session, and without running it. */
public final class SqlExpression {
    private static final String CLOCKS = "current_.*|now|localtimestamp";

    private SqlExpression() {}

    /** The columns that a condition names, each by the parts of its name; the condition was found to be one before. */
    public static List<List<String>> columns(String condition) {
        try {
            return everyPart(parsed(condition))
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

    /** Why a condition cannot be asked of rows of a schema; empty where it can. */
    public static Optional<Bilingual> objection(String condition, StructType schema) {
        return objection(condition, schema, SqlExpression::condition);
    }

    /** Why a formula cannot be computed of each row of a schema; empty where it can. */
    public static Optional<Bilingual> objectionToFormula(String formula, StructType schema) {
        return objection(formula, schema, SqlExpression::column);
    }

    /** Why a formula cannot add up rows of a schema; empty where it can. */
    public static Optional<Bilingual> objectionToSum(String formula, StructType schema) {
        return objection(formula, schema, SqlExpression::sum);
    }

    /** Finds out what a parsed expression is over rows of a schema. */
    private interface Analysis {
        Expression of(Expression parsed, StructType schema) throws AnalysisException;
    }

    private static Optional<Bilingual> objection(String text, StructType schema, Analysis analysis) {
        try {
            Expression parsed = parsed(text);
            if (everyPart(parsed).anyMatch(SubqueryExpression.class::isInstance)) {
                return Optional.of(new Bilingual("不能含子查询。", "it must not hold a query of its own."));
            }
            return everyPart(analysis.of(parsed, schema))
                    .map(SqlExpression::refused)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .or(() -> AllowedSql.objection(SqlTree.everyPart(parsed))
                            .map(what -> new Bilingual("不能使用 " + what + "。", "it must not use " + what + ".")));
        } catch (ParseException broken) {
            return Optional.of(broken(broken));
        } catch (AnalysisException wrong) {
            return Optional.of(meaningless(wrong));
        }
    }

    static Bilingual broken(ParseException broken) {
        return new Bilingual("不是有效的 Spark SQL：" + reason(broken), "it is not valid Spark SQL: " + reason(broken));
    }

    static Bilingual meaningless(AnalysisException wrong) {
        return new Bilingual("无法计算：" + reason(wrong), "it makes no sense here: " + reason(wrong));
    }

    private static String reason(AnalysisException wrong) {
        return String.valueOf(wrong.getMessage()).strip().lines().findFirst().orElse("");
    }

    /** Scala declares no exceptions; Java wants to know of this one. */
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

    /** The one expression of a plan as Spark understands it. */
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
            return Optional.of(new Bilingual("不能调用 Java 方法。", "it must not call methods of Java."));
        }
        // What knows the clock or the user is no function of the row: Spark fills it in when a query begins.
        // BETWEEN names its value once, by expressions of Spark's own that no row can be asked for.
        boolean sameEveryNight = part instanceof Attribute
                || part instanceof CommonExpressionDef
                || part instanceof CommonExpressionRef
                || part instanceof With
                || (part.deterministic()
                        && (part instanceof AggregateExpression || !(part instanceof Unevaluable))
                        && !part.prettyName().matches(CLOCKS));
        return sameEveryNight
                ? Optional.empty()
                : Optional.of(new Bilingual(
                        "“" + part.prettyName() + "”每次结果可能不同，不能使用。",
                        "\"" + part.prettyName() + "\" may differ from night to night and must not be used."));
    }

    /** An expression's parts before itself, so that what is found to be wrong is the innermost. */
    private static Stream<Expression> everyPart(Expression expression) {
        return Stream.concat(
                CollectionConverters.asJava(expression.children()).stream().flatMap(SqlExpression::everyPart),
                Stream.of(expression));
    }
}
