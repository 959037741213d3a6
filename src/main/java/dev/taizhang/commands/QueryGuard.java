package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.ExpressionWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.PlanWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.RelationTimeTravel;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InputFileBlockLength;
import org.apache.spark.sql.catalyst.expressions.InputFileBlockStart;
import org.apache.spark.sql.catalyst.expressions.InputFileName;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LeafNode;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets through one query over the tables of a release, made of Spark's own functions, and nothing else. It keeps mistakes and
 * colleagues from harm; for strangers there is no wall like a process of its own with fewer rights.
 */
final class QueryGuard {
    /** Functions of Spark's own that run Java, or tell of files, users and the machine. */
    private static final Set<String> FORBIDDEN = Set.of(
            "reflect",
            "java_method",
            "try_reflect",
            "input_file_name",
            "input_file_block_start",
            "input_file_block_length",
            "current_user",
            "user",
            "session_user",
            "current_catalog",
            "current_database",
            "current_schema",
            "version");

    /** More rows than anybody means to count through. */
    private static final long LONGEST_RANGE = 10_000_000;

    private static final Set<String> FUNCTIONS = names(FunctionRegistry.functionSet());
    private static final Set<String> TABLE_FUNCTIONS = names(TableFunctionRegistry.functionSet());

    private QueryGuard() {}

    private static Set<String> names(scala.collection.immutable.Set<FunctionIdentifier> functions) {
        return CollectionConverters.asJava(functions).stream()
                .map(FunctionIdentifier::funcName)
                .filter(name -> !FORBIDDEN.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The rows of a query, not yet computed.
     *
     * @throws AnalysisException where it is no query, or makes no sense
     * @throws Failure where it wants more than to read the tables
     */
    static Dataset<Row> rows(SparkSession session, String sql) throws AnalysisException {
        // The parser for queries alone: it knows no command. What it gives is looked at before it is resolved, because
        // resolving a function may already load what it names, and after, when every name has become what it means.
        LogicalPlan parsed = session.sessionState().sqlParser().parseQuery(sql);
        refuse(everyNode(parsed).flatMap(QueryGuard::unwanted));
        Dataset<Row> rows = org.apache.spark.sql.classic.Dataset.ofRows(session, parsed);
        LogicalPlan analyzed = ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .queryExecution()
                .analyzed();
        refuse(everyNode(analyzed).flatMap(QueryGuard::forbidden));
        return rows;
    }

    private static void refuse(Stream<String> found) {
        found.findFirst().ifPresent(what -> {
            throw Failure.usage(
                    new Bilingual(
                            "jobs/query 只读已发布的表，不接受 " + what + "。",
                            "jobs/query only reads the tables of a release; it does not take " + what + "."),
                    new Bilingual(
                            "请改写为对这些表的一条查询；各表见 jobs/tables。",
                            "Write one query over these tables; jobs/tables lists them."));
        });
    }

    /** What a parsed node asks for that no query here may. */
    private static Stream<String> unwanted(LogicalPlan node) {
        Stream<String> itself = Stream.empty();
        if (node instanceof ScriptTransformation) {
            itself = Stream.of("TRANSFORM");
        } else if (node instanceof RelationTimeTravel) {
            itself = Stream.of("VERSION/TIMESTAMP AS OF（用 --run 或 --known-at use --run or --known-at）");
        } else if (node instanceof PlanWithUnresolvedIdentifier) {
            itself = Stream.of("IDENTIFIER()");
        } else if (node instanceof UnresolvedTableValuedFunction function) {
            itself = notAmong(TABLE_FUNCTIONS, CollectionConverters.asJava(function.name())).stream();
        }
        return Stream.concat(itself, everyExpression(node).flatMap(QueryGuard::unwanted));
    }

    private static Stream<String> unwanted(Expression part) {
        if (part instanceof ExpressionWithUnresolvedIdentifier) {
            return Stream.of("IDENTIFIER()");
        }
        return part instanceof UnresolvedFunction function
                ? notAmong(FUNCTIONS, CollectionConverters.asJava(function.nameParts())).stream()
                : Stream.empty();
    }

    private static Optional<String> notAmong(Set<String> functions, List<String> name) {
        boolean known = name.size() == 1 && functions.contains(name.get(0).toLowerCase(Locale.ROOT));
        return known ? Optional.empty() : Optional.of(String.join(".", name) + "()");
    }

    /** What a resolved node is that no query here may hold. */
    private static Stream<String> forbidden(LogicalPlan node) {
        Stream<String> itself = Stream.empty();
        if (node instanceof Command || node instanceof ScriptTransformation) {
            itself = Stream.of(node.nodeName());
        } else if (node instanceof Range range) {
            itself = range.numElements().$greater(scala.math.BigInt.apply(LONGEST_RANGE))
                    ? Stream.of("range() > " + LONGEST_RANGE)
                    : Stream.empty();
        } else if (node instanceof LeafNode && !readable(node)) {
            itself = Stream.of(node.nodeName());
        }
        return Stream.concat(
                itself,
                everyExpression(node)
                        .filter(part -> part instanceof CallMethodViaReflection
                                || part instanceof UserDefinedExpression
                                || part instanceof InputFileName
                                || part instanceof InputFileBlockStart
                                || part instanceof InputFileBlockLength)
                        .map(part -> part.prettyName() + "()"));
    }

    /** No other table than those of the release can have been found: files are not taken for tables, and no other is there. */
    private static boolean readable(LogicalPlan leaf) {
        return leaf instanceof LogicalRelation
                || leaf instanceof LocalRelation
                || leaf instanceof OneRowRelation
                || leaf instanceof CTERelationRef;
    }

    /** The node and all below it, those in queries within expressions and those named by WITH included. */
    private static Stream<LogicalPlan> everyNode(LogicalPlan plan) {
        List<LogicalPlan> below = new ArrayList<>(CollectionConverters.asJava(plan.children()));
        for (Object inner : CollectionConverters.asJava(plan.innerChildren())) {
            if (inner instanceof LogicalPlan named) {
                below.add(named);
            }
        }
        everyExpression(plan)
                .filter(SubqueryExpression.class::isInstance)
                .map(part -> ((SubqueryExpression) part).plan())
                .forEach(below::add);
        return Stream.concat(Stream.of(plan), below.stream().flatMap(QueryGuard::everyNode));
    }

    private static Stream<Expression> everyExpression(LogicalPlan node) {
        return CollectionConverters.asJava(node.expressions()).stream().flatMap(QueryGuard::everyPart);
    }

    private static Stream<Expression> everyPart(Expression expression) {
        return Stream.concat(
                Stream.of(expression),
                CollectionConverters.asJava(expression.children()).stream().flatMap(QueryGuard::everyPart));
    }
}
