package dev.taizhang.validated;

import dev.taizhang.definition.FileAddress;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.FilePart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The stored copies of deliveries as local files, for the tasks that read them.
 *
 * @param hadoop the driver's configuration of Hadoop; null if all deliveries are local files, which need none
 */
record StoredCopies(Broadcast<SerializableConfiguration> hadoop) implements Serializable {
    /** Whether the stored copy is a local file, or one of a folder that all machines share. */
    static boolean isLocal(Delivery delivery) {
        return FileAddress.isLocal(stored(delivery));
    }

    private static org.apache.hadoop.fs.Path stored(Delivery delivery) {
        return new org.apache.hadoop.fs.Path(delivery.stored());
    }

    /** The copy of a delivery, fetched until the end of the task if the warehouse is not on this machine. */
    Path file(Portion portion) {
        org.apache.hadoop.fs.Path stored = stored(portion.delivery());
        if (isLocal(portion.delivery())) {
            return FileAddress.local(stored);
        }
        try {
            Path copy = Files.createTempFile("delivery", stored.getName());
            closeWithTask(() -> Files.deleteIfExists(copy));
            Configuration configuration = hadoop.value().value();
            FileSystem files = stored.getFileSystem(configuration);
            if (portion.part() == null) {
                FileUtil.copy(files, stored, copy.toFile(), false, configuration);
            } else {
                fetchRanges(files, stored, portion, copy);
            }
            return copy;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** Writes only the needed bytes at their places in the copy; between them it has no blocks. */
    private static void fetchRanges(FileSystem files, org.apache.hadoop.fs.Path stored, Portion portion, Path copy)
            throws IOException {
        try (FSDataInputStream in = files.open(stored);
                RandomAccessFile out = new RandomAccessFile(copy.toFile(), "rw");
                OutputStream bytes = Channels.newOutputStream(out.getChannel())) {
            out.setLength(portion.delivery().bytes());
            for (FilePart.Range range : portion.ranges()) {
                in.seek(range.start());
                out.seek(range.start());
                IOUtils.copyBytes(in, bytes, range.end() - range.start(), false);
            }
        }
    }

    static void closeWithTask(AutoCloseable opened) {
        TaskContext.get().addTaskCompletionListener(context -> {
            try {
                opened.close();
            } catch (Exception ignored) {
                // The file was only read, so no data can be lost.
            }
        });
    }
}
