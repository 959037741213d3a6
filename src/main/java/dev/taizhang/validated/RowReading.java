package dev.taizhang.validated;

import com.google.common.collect.Iterators;
import dev.taizhang.definition.Progress;
import dev.taizhang.feeds.Feed;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;

/**
 * The work of one Spark task: opens delivered files, or parts of them, one after the other and types their rows.
 */
final class RowReading implements FlatMapFunction<Long, Row> {
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

    @Override
    public Iterator<Row> call(Long task) {
        Progress progress = Progress.begin("deliveries");
        StoredCopies.closeWithTask(progress);
        return Iterators.concat(
                Iterators.transform(tasks.get(task.intValue()).iterator(), portion -> rows(portion, progress)));
    }

    private Iterator<Row> rows(Portion portion, Progress progress) {
        progress.next(portion.delivery().fileName());
        Feed feed = feeds.get(portion.delivery().feed());
        return portion.part() == null
                ? rows.of(portion.delivery(), feed, copies.file(portion), StoredCopies::closeWithTask)
                : rows.ofPart(portion, feed, copies.file(portion), StoredCopies::closeWithTask, verdicts::add);
    }
}
