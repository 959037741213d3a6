package dev.taizhang.validated;

import com.google.common.collect.Iterators;
import dev.taizhang.definition.Progress;
import dev.taizhang.definition.Steps;
import dev.taizhang.feeds.Feed;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.UnknownPartitioning;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.util.CollectionAccumulator;
import scala.Function1;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The work of one Spark task: opens delivered files, or parts of them, one after the other and types their rows.
 */
final class RowReading implements FlatMapFunction<Integer, InternalRow> {
    private final List<List<Portion>> tasks;
    private final Map<String, Feed> feeds;
    private final DeliveryRows rows;
    private final StoredCopies copies;
    private final CollectionAccumulator<PartVerdict> verdicts;

    RowReading(
            List<List<Portion>> tasks,
            Map<String, Feed> feeds,
            DeliveryRows rows,
            StoredCopies copies,
            CollectionAccumulator<PartVerdict> verdicts) {
        this.tasks = tasks;
        this.feeds = Map.copyOf(feeds);
        this.rows = rows;
        this.copies = copies;
        this.verdicts = verdicts;
    }

    /**
     * Returns the rows of all tasks, in {@link DeliveryRows#schema}. An encoder would turn them into Spark's own rows by one
     * method, which with so many columns is too long for Java to compile.
     */
    Steps rows(SparkSession session) {
        org.apache.spark.sql.classic.SparkSession spark = (org.apache.spark.sql.classic.SparkSession) session;
        RDD<InternalRow> read = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(IntStream.range(0, tasks.size()).boxed().toList(), tasks.size())
                .flatMap(this)
                .rdd();
        Seq<Attribute> columns = CollectionConverters.asScala(
                        CollectionConverters.asJava(DataTypeUtils.toAttributes(rows.schema())).stream()
                                .map(Attribute.class::cast)
                                .toList())
                .toSeq();
        return Steps.from(
                session,
                new LogicalRDD(
                        columns,
                        read,
                        new UnknownPartitioning(tasks.size()),
                        CollectionConverters.asScala(List.<SortOrder>of()).toSeq(),
                        false,
                        Option.empty(),
                        spark,
                        Option.empty(),
                        Option.empty()));
    }

    @Override
    public Iterator<InternalRow> call(Integer task) {
        Progress progress = Progress.begin("deliveries");
        StoredCopies.closeWithTask(progress);
        Function1<Object, Object> internal = CatalystTypeConverters.createToCatalystConverter(rows.schema());
        Iterator<Row> all =
                Iterators.concat(Iterators.transform(tasks.get(task).iterator(), portion -> rows(portion, progress)));
        return Iterators.transform(all, row -> (InternalRow) internal.apply(row));
    }

    private Iterator<Row> rows(Portion portion, Progress progress) {
        progress.next(portion.delivery().fileName());
        Feed feed = feeds.get(portion.delivery().feed());
        return portion.part() == null
                ? rows.of(portion.delivery(), feed, copies.file(portion), StoredCopies::closeWithTask)
                : rows.ofPart(portion, feed, copies.file(portion), StoredCopies::closeWithTask, verdicts::add);
    }
}
