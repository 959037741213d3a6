package dev.taizhang.definition;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.CTESubstitution;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.analysis.SimpleAnalyzer$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.PartialFunction;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * A SELECT in Spark's SQL over named relations and parameters. It is checked against their schemas before any data is
 * read, without a session.
 */
public final class SqlSelect {
    private final String text;

    /** The result of {@link #parsed}. Plans do not change, so threads that parse at the same time do no harm. */
    private volatile LogicalPlan plan;

    public SqlSelect(String text) {
        this.text = text;
    }

    /**
     * The reason why a SELECT cannot be used.
     *
     * @param line the line of the SELECT, from 1, if it is known
     */
    public record Objection(Bilingual reason, OptionalInt line) {}

    /**
     * Returns the plan with all names resolved.
     *
     * @param relations the plan of a relation by its name, such as {@code project_state} or {@code reference.districts}
     * @param parameters the values of {@code :name}: dates and whole numbers
     */
    public LogicalPlan over(Function<String, LogicalPlan> relations, Map<String, Object> parameters) {
        try {
            return plan(relations, parameters);
        } catch (ParseException checkedBefore) {
            throw new IllegalStateException(checkedBefore);
        }
    }

    /** Returns the names of the relations that it reads, sorted. */
    public Set<String> relations() {
        try {
            return relations(parsed());
        } catch (ParseException checkedBefore) {
            throw new IllegalStateException(checkedBefore);
        }
    }

    /** Returns the names of all columns that it names, regardless of their relation. */
    public Set<String> columns() {
        try {
            return SqlTree.everyPart(parsed())
                    .filter(UnresolvedAttribute.class::isInstance)
                    .flatMap(attribute ->
                            CollectionConverters.asJava(((UnresolvedAttribute) attribute).nameParts()).stream())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (ParseException checkedBefore) {
            throw new IllegalStateException(checkedBefore);
        }
    }

    /**
     * Checks the SELECT without data; empty if it can be used.
     *
     * @param relations the schemas of the relations that it may read, by name
     * @param parameters a value of each parameter that it may name
     * @param result the required columns, in any order, with the kind of their values; empty if any columns are allowed
     */
    public Optional<Objection> objection(
            Map<String, StructType> relations, Map<String, Object> parameters, Optional<StructType> result) {
        try {
            Optional<Objection> unknown = SqlTree.everyPart(parsed())
                    .map(part -> unknown(part, relations.keySet(), parameters.keySet()))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (unknown.isPresent()) {
                return unknown;
            }
            LogicalPlan plan = plan(name -> SqlExpression.rowsOf(relations.get(name)), parameters);
            Optional<String> refused = AllowedSql.objection(SqlTree.everyPart(plan));
            if (refused.isPresent()) {
                return objection(SqlMessages.notAllowed(refused.get()));
            }
            StructType found = analyzed(plan).schema();
            return result.flatMap(columns -> differs(found, columns));
        } catch (ParseException broken) {
            return Optional.of(new Objection(SqlExpression.notSql(broken), line(broken.line())));
        } catch (AnalysisException wrong) {
            return Optional.of(new Objection(SqlExpression.notEvaluable(wrong), line(wrong.line())));
        }
    }

    /** Declares the checked exception that Scala throws without declaring it. */
    private static LogicalPlan analyzed(LogicalPlan plan) throws AnalysisException {
        return SimpleAnalyzer$.MODULE$.executeAndCheck(plan, new QueryPlanningTracker(Option.empty()));
    }

    private static Optional<Objection> unknown(TreeNode<?> part, Set<String> relations, Set<String> parameters) {
        if (part instanceof UnresolvedRelation relation && !relations.contains(name(relation))) {
            return Optional.of(new Objection(
                    SqlMessages.unknownRelation(name(relation), relations),
                    line(part.origin().line())));
        }
        if (part instanceof NamedParameter parameter && !parameters.contains(parameter.name())) {
            return Optional.of(new Objection(
                    SqlMessages.unknownParameter(parameter.name(), parameters),
                    line(part.origin().line())));
        }
        return Optional.empty();
    }

    private static Optional<Objection> differs(StructType schema, StructType expected) {
        Set<String> found = new TreeSet<>(Arrays.asList(schema.fieldNames()));
        Set<String> required = new TreeSet<>(Arrays.asList(expected.fieldNames()));
        if (!found.equals(required) || schema.size() != found.size()) {
            return objection(SqlMessages.otherColumns(schema));
        }
        return Arrays.stream(expected.fields())
                .filter(field -> !isOfKind(schema.apply(field.name()), field))
                .findFirst()
                .flatMap(field -> objection(SqlMessages.otherType(
                        field.name(), schema.apply(field.name()).dataType(), field.dataType())));
    }

    private static boolean isOfKind(StructField column, StructField expected) {
        return column.dataType().equals(expected.dataType())
                || column.dataType() instanceof NullType
                || (column.dataType() instanceof NumericType && expected.dataType() instanceof NumericType);
    }

    private static Optional<Objection> objection(Bilingual reason) {
        return Optional.of(new Objection(reason, OptionalInt.empty()));
    }

    private static OptionalInt line(Option<Object> line) {
        return line.isDefined() ? OptionalInt.of((Integer) line.get()) : OptionalInt.empty();
    }

    /** Returns the parsed query with its WITH clauses replaced, so that all remaining names are those of relations. */
    private LogicalPlan parsed() throws ParseException {
        if (plan == null) {
            plan = CTESubstitution.apply(new CatalystSqlParser().parseQuery(text));
        }
        return plan;
    }

    private static Set<String> relations(LogicalPlan plan) {
        return SqlTree.everyPart(plan)
                .filter(UnresolvedRelation.class::isInstance)
                .map(relation -> name((UnresolvedRelation) relation))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(UnresolvedRelation relation) {
        return String.join(".", CollectionConverters.asJava(relation.multipartIdentifier()));
    }

    private LogicalPlan plan(Function<String, LogicalPlan> relations, Map<String, Object> parameters)
            throws ParseException {
        return parsed().transformUpWithSubqueries(replacing(
                        UnresolvedRelation.class::isInstance,
                        (LogicalPlan node) -> named((UnresolvedRelation) node, relations)))
                .transformAllExpressionsWithSubqueries(replacing(
                        NamedParameter.class::isInstance,
                        (Expression part) -> literal(parameters.get(((NamedParameter) part).name()))));
    }

    /** Returns a partial function of Scala that replaces some nodes of a tree. */
    private static <N> PartialFunction<N, N> replacing(Predicate<N> some, UnaryOperator<N> replacement) {
        return new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(N node) {
                return some.test(node);
            }

            @Override
            @SuppressWarnings("unchecked")
            public <A1 extends N, B1> B1 applyOrElse(A1 node, Function1<A1, B1> otherwise) {
                return some.test(node) ? (B1) replacement.apply(node) : otherwise.apply(node);
            }
        };
    }

    /** Returns the value of a parameter, a date or a whole number, as an expression. */
    public static Literal literal(Object value) {
        return Literal.create(value, value instanceof LocalDate ? DataTypes.DateType : DataTypes.IntegerType);
    }

    private static LogicalPlan named(UnresolvedRelation relation, Function<String, LogicalPlan> relations) {
        List<String> name = CollectionConverters.asJava(relation.multipartIdentifier());
        int last = name.size() - 1;
        return new SubqueryAlias(
                new AliasIdentifier(
                        name.get(last),
                        CollectionConverters.asScala(name.subList(0, last)).toSeq()),
                relations.apply(name(relation)));
    }
}
