package dev.taizhang.validated;

import com.google.common.collect.Iterators;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.FileAddress;
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
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The work of one Spark task: opens delivered files one after the other and types their rows.
 */
final class RowReading implements FlatMapFunction<Long, Row> {
    private final List<List<Delivery>> tasks;
    private final Map<String, Feed> feeds;
    private final DeliveryRows rows;
    /** The driver's configuration of Hadoop; null if all deliveries are local files, which need none. */
    private final Broadcast<SerializableConfiguration> hadoop;

    RowReading(
            DatasetDefinition dataset,
            List<List<Delivery>> tasks,
            Map<String, Feed> feeds,
            Configuration configuration,
            DeliveryRows.OwnText ownText,
            List<String> shown,
            Broadcast<SerializableConfiguration> hadoop) {
        this.tasks = tasks;
        this.feeds = Map.copyOf(feeds);
        this.rows = new DeliveryRows(dataset, configuration, ownText, shown);
        this.hadoop = hadoop;
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

    /** Whether the stored copy is a local file, or one of a folder that all machines share. */
    static boolean isLocal(Delivery delivery) {
        return FileAddress.isLocal(stored(delivery));
    }

    private static org.apache.hadoop.fs.Path stored(Delivery delivery) {
        return new org.apache.hadoop.fs.Path(delivery.stored());
    }

    /** The stored copy as a local file, fetched if the warehouse is not on this machine. */
    private Path localFile(Delivery delivery) {
        org.apache.hadoop.fs.Path stored = stored(delivery);
        if (isLocal(delivery)) {
            return FileAddress.local(stored);
        }
        try {
            Path copy = Files.createTempFile("delivery", stored.getName());
            closeWithTask(() -> Files.deleteIfExists(copy));
            org.apache.hadoop.conf.Configuration configuration = hadoop.value().value();
            FileUtil.copy(stored.getFileSystem(configuration), stored, copy.toFile(), false, configuration);
            return copy;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
