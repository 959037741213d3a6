package dev.taizhang.definition;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStarWithColumns;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GroupingSets$;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.plans.UsingJoin;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.DataFrameDropColumns;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.JoinHint;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Repartition;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedHint;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Steps of a query that Spark analyses once, when they are complete. A {@code Dataset} analyses its whole plan at each
 * step, which for the rows of a city takes longer than their computation. The steps mean what those of {@code Dataset}
 * mean.
 */
public final class Steps {
    private final SparkSession spark;
    private final LogicalPlan plan;

    private Steps(SparkSession spark, LogicalPlan plan) {
        this.spark = spark;
        this.plan = plan;
    }

    /** Begins with rows. */
    public static Steps from(org.apache.spark.sql.Dataset<Row> rows) {
        Dataset<Row> analysed = (Dataset<Row>) rows;
        return new Steps(analysed.sparkSession(), analysed.queryExecution().analyzed());
    }

    /** Begins with rows of the driver. */
    public static Steps from(org.apache.spark.sql.SparkSession spark, List<Row> rows, StructType schema) {
        return new Steps(
                (SparkSession) spark,
                LocalRelation.fromExternalRows(
                        seq(CollectionConverters.asJava(DataTypeUtils.toAttributes(schema)).stream()
                                .map(Attribute.class::cast)),
                        seq(rows.stream())));
    }

    /** Begins with a plan, which need not be analysed. */
    public static Steps from(org.apache.spark.sql.SparkSession spark, LogicalPlan plan) {
        return new Steps((SparkSession) spark, plan);
    }

    /** Returns columns by their names. */
    public static List<Column> columns(String... names) {
        return Stream.of(names).map(functions::col).toList();
    }

    private Steps then(LogicalPlan next) {
        return new Steps(spark, next);
    }

    /** Returns the rows. */
    public org.apache.spark.sql.Dataset<Row> rows() {
        return Dataset.ofRows(spark, plan);
    }

    /** Computes the rows for the driver. A {@code Dataset} analyses another plan, which turns its rows into these. */
    public List<Row> collect() {
        QueryExecution query = ((Dataset<Row>) rows()).queryExecution();
        Function1<Object, Object> row =
                CatalystTypeConverters.createToScalaConverter(query.analyzed().schema());
        InternalRow[] computed = SQLExecution.withNewExecutionId(
                query, Option.apply("collect"), () -> query.executedPlan().executeCollect());
        return Stream.of(computed).map(one -> (Row) row.apply(one)).toList();
    }

    /** Returns the plan, which is not analysed. */
    public LogicalPlan plan() {
        return plan;
    }

    public Steps select(Column... columns) {
        return then(new Project(seq(Stream.of(columns).map(spark::expression).map(ExpressionUtils::toNamed)), plan));
    }

    public Steps select(String... columns) {
        return select(columns(columns).toArray(Column[]::new));
    }

    /** Adds columns, or replaces those of the same names. A column can name one before it. */
    public Steps withColumns(Map<String, Column> columns) {
        return then(new Project(
                seq(Stream.<NamedExpression>of(new UnresolvedStarWithColumns(
                        seq(columns.keySet().stream()),
                        seq(columns.values().stream().map(spark::expression)),
                        Option.empty()))),
                plan));
    }

    /** Continues with a part of the query that has a method of its own. */
    public Steps transform(UnaryOperator<Steps> part) {
        return part.apply(this);
    }

    public Steps drop(String... columns) {
        return then(new DataFrameDropColumns(
                seq(Stream.of(columns).map(name -> spark.expression(functions.col(name)))), plan));
    }

    public Steps distinct() {
        return then(new Distinct(plan));
    }

    public Steps where(Column condition) {
        return then(new Filter(spark.expression(condition), plan));
    }

    public Steps where(String condition) {
        return where(functions.expr(condition));
    }

    /** Aggregates the rows with the same values in columns; the result has these columns and the aggregates. */
    public Steps group(List<Column> by, Column... aggregates) {
        List<Expression> keys = by.stream().map(spark::expression).toList();
        return aggregated(seq(keys.stream()), keys, aggregates);
    }

    /** Aggregates the rows for each of several sets of columns; a column is null where its set does not have it. */
    public Steps groupBySets(List<List<Column>> sets, List<Column> by, Column... aggregates) {
        List<Expression> keys = by.stream().map(spark::expression).toList();
        Expression grouping = GroupingSets$.MODULE$.apply(
                seq(sets.stream().map(set -> seq(set.stream().map(spark::expression)))), seq(keys.stream()));
        return aggregated(seq(Stream.of(grouping)), keys, aggregates);
    }

    private Steps aggregated(Seq<Expression> grouping, List<Expression> keys, Column... aggregates) {
        Stream<Expression> sums = Stream.of(aggregates).map(spark::expression);
        return then(new Aggregate(
                grouping, seq(Stream.concat(keys.stream(), sums).map(ExpressionUtils::toNamed)), plan, Option.empty()));
    }

    /** Joins rows on columns that both have, which come first in the result. */
    public Steps join(Steps right, List<String> using, String type) {
        JoinType kind = new UsingJoin(JoinType.apply(type), seq(using.stream()));
        return then(new Join(plan, right.plan, kind, Option.empty(), JoinHint.NONE()));
    }

    public Steps join(Steps right, Column condition, String type) {
        return then(new Join(
                plan, right.plan, JoinType.apply(type), Option.apply(spark.expression(condition)), JoinHint.NONE()));
    }

    public Steps sort(String... columns) {
        return then(new Sort(ascending(columns), true, plan, Option.empty()));
    }

    /** Keeps the first rows. */
    public Steps limit(int rows) {
        Expression most = spark.expression(functions.lit(rows));
        return then(new GlobalLimit(most, new LocalLimit(most, plan)));
    }

    /** Lets one task sort all rows. */
    public Steps inOneTask(String... columns) {
        return then(new Sort(ascending(columns), false, new Repartition(1, false, plan), Option.empty()));
    }

    private Seq<SortOrder> ascending(String... columns) {
        return seq(Stream.of(columns)
                .map(name -> (SortOrder) spark.expression(functions.col(name).asc())));
    }

    /** Marks few rows, which a join sends to all tasks. */
    public Steps broadcast() {
        return then(new UnresolvedHint("broadcast", seq(Stream.of()), plan));
    }

    /** Appends rows by the names of their columns, which are the same on both sides. */
    public Steps union(Steps below) {
        return then(new Union(seq(Stream.of(plan, below.plan)), true, false));
    }

    /** Appends rows by the names of their columns. Columns that only one side has are null on the other. */
    public Steps unionOfSomeColumns(Steps below) {
        return then(new Union(seq(Stream.of(plan, below.plan)), true, true));
    }

    /** Returns a sequence that is indexed: Spark asks for the expressions of wide rows by their place, row by row. */
    private static <T> Seq<T> seq(Stream<T> parts) {
        return CollectionConverters.asScala(parts.toList()).toIndexedSeq();
    }
}
