package dev.taizhang.validated;

import com.google.common.collect.Iterators;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Progress;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * The work of one Spark task: opens delivered files one after the other and types their rows.
 */
final class RowReading implements FlatMapFunction<Long, Row> {
    /** Reading Hadoop's files of configuration takes longer than reading a small delivery. */
    private static final org.apache.hadoop.conf.Configuration HADOOP = new org.apache.hadoop.conf.Configuration();

    private final List<List<Delivery>> tasks;
    private final Map<String, Feed> feeds;
    private final DeliveryRows rows;

    RowReading(
            DatasetDefinition dataset,
            List<List<Delivery>> tasks,
            Map<String, Feed> feeds,
            Configuration configuration,
            DeliveryRows.OwnText ownText,
            List<String> shown) {
        this.tasks = tasks;
        this.feeds = Map.copyOf(feeds);
        this.rows = new DeliveryRows(dataset, configuration, ownText, shown);
    }

    @Override
    public Iterator<Row> call(Long task) {
        Progress progress = Progress.begin("deliveries");
        closeWithTask(progress);
        return Iterators.concat(
                Iterators.transform(tasks.get(task.intValue()).iterator(), delivery -> rows(delivery, progress)));
    }

    private Iterator<Row> rows(Delivery delivery, Progress progress) {
        progress.next(delivery.fileName());
        return rows.of(delivery, feeds.get(delivery.feed()), localFile(delivery), RowReading::closeWithTask);
    }

    private static void closeWithTask(AutoCloseable opened) {
        TaskContext.get().addTaskCompletionListener(context -> {
            try {
                opened.close();
            } catch (Exception ignored) {
                // The file was only read, so no data can be lost.
            }
        });
    }

    /** The stored copy as a local file, fetched if the warehouse is not on this machine. */
    private static Path localFile(Delivery delivery) {
        try {
            org.apache.hadoop.fs.Path stored = new org.apache.hadoop.fs.Path(delivery.stored());
            FileSystem files = stored.getFileSystem(HADOOP);
            if (files.getScheme().equals("file")) {
                return Path.of(files.makeQualified(stored).toUri().getPath());
            }
            Path copy = Files.createTempFile("delivery", stored.getName());
            closeWithTask(() -> Files.deleteIfExists(copy));
            FileUtil.copy(files, stored, copy.toFile(), false, HADOOP);
            return copy;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
