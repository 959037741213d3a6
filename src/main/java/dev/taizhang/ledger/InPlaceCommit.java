package dev.taizhang.ledger;

import dev.taizhang.definition.ReplacedFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.TaskContext;
import org.apache.spark.internal.io.FileNameSpec;
import org.apache.spark.sql.execution.datasources.SQLHadoopMapReduceCommitProtocol;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Writes the files of a Spark job into an object store under their final names, since a rename there is a copy, and
 * Spark would rename each file twice. Every attempt of a task has a name of its own. At the end a list names the files
 * of the attempts that count; whatever else is in the folder is ignored. On other storages files are renamed as usual.
 */
public final class InPlaceCommit extends SQLHadoopMapReduceCommitProtocol {
    private static final String LIST = "_committed";

    private final String folder;

    /** The files of this attempt of a task, in the process of the task. */
    private transient List<String> written;

    private transient Boolean inPlace;

    /** The files of an attempt of a task that has ended. */
    private record Written(List<String> names) implements Serializable {}

    /** Called by Spark. */
    public InPlaceCommit(String jobId, String path, boolean dynamicPartitionOverwrite) {
        super(jobId, path, dynamicPartitionOverwrite);
        this.folder = path;
    }

    /** Returns the names of the files in a folder that count; empty if the folder has no list. */
    static Optional<List<String>> committed(FileSystem files, Path folder) throws IOException {
        Path list = new Path(folder, LIST);
        if (!files.exists(list)) {
            return Optional.empty();
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(files.open(list), StandardCharsets.UTF_8))) {
            return Optional.of(lines.lines().toList());
        }
    }

    /** Spark's own messages about the renaming are not those of the program. */
    @Override
    public String logName() {
        return SQLHadoopMapReduceCommitProtocol.class.getName();
    }

    private boolean isInPlace(JobContext job) {
        if (inPlace == null) {
            try {
                inPlace = ReplacedFile.isObjectStore(files(job), new Path(folder));
            } catch (IOException unreachable) {
                throw new UncheckedIOException(unreachable);
            }
        }
        return inPlace;
    }

    private FileSystem files(JobContext job) throws IOException {
        return new Path(folder).getFileSystem(job.getConfiguration());
    }

    @Override
    public void setupJob(JobContext job) {
        if (!isInPlace(job)) {
            super.setupJob(job);
        }
    }

    @Override
    public void setupTask(TaskAttemptContext task) {
        written = new ArrayList<>();
        if (!isInPlace(task)) {
            super.setupTask(task);
        }
    }

    @Override
    public String newTaskTempFile(TaskAttemptContext task, Option<String> partition, FileNameSpec name) {
        if (!isInPlace(task)) {
            return super.newTaskTempFile(task, partition, name);
        }
        if (partition.isDefined()) {
            throw new UnsupportedOperationException("Partitions are written one at a time, each into its own folder.");
        }
        String file = "%spart-%05d-%d%s"
                .formatted(
                        name.prefix(),
                        task.getTaskAttemptID().getTaskID().getId(),
                        TaskContext.get().taskAttemptId(),
                        name.suffix());
        written.add(file);
        return new Path(folder, file).toString();
    }

    @Override
    public TaskCommitMessage commitTask(TaskAttemptContext task) {
        return isInPlace(task) ? new TaskCommitMessage(new Written(written)) : super.commitTask(task);
    }

    @Override
    public void abortTask(TaskAttemptContext task) {
        if (!isInPlace(task)) {
            super.abortTask(task);
            return;
        }
        try {
            for (String file : written) {
                files(task).delete(new Path(folder, file), false);
            }
        } catch (IOException stuck) {
            // The list will not name it.
        }
    }

    @Override
    public void commitJob(JobContext job, scala.collection.immutable.Seq<TaskCommitMessage> tasks) {
        if (!isInPlace(job)) {
            super.commitJob(job, tasks);
            return;
        }
        List<String> names = CollectionConverters.asJava(tasks).stream()
                .flatMap(task -> ((Written) task.obj()).names().stream())
                .sorted()
                .toList();
        try {
            ReplacedFile.print(files(job), new Path(folder, LIST), out -> {
                for (String name : names) {
                    out.write(name + "\n");
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Files without a list belong to no table. */
    @Override
    public void abortJob(JobContext job) {
        if (!isInPlace(job)) {
            super.abortJob(job);
        }
    }
}
