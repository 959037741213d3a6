package dev.taizhang.ledger;

import dev.taizhang.definition.FileAddress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on a local disk or an NFS, of which only the requested files are looked up.
 *
 * <p>A table keeps two log files for each version for ten years. Delta's own store queries the state of all of them on
 * each access, so every run would take longer than the previous one. The class is public because Kernel creates it by
 * name.
 */
public final class QuickLocalLogStore extends ExclusiveLogStore {
    public QuickLocalLogStore(Configuration hadoop) {
        super(hadoop);
    }

    @Override
    public Iterator<FileStatus> listFrom(Path path, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        return names(path.getParent()).stream()
                .filter(name -> name.compareTo(path.getName()) >= 0)
                .sorted()
                .flatMap(name -> status(files, new Path(path.getParent(), name)).stream())
                .iterator();
    }

    /** Kernel renames checkpoints, which it writes without this store, when they are complete. */
    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration hadoop) {
        return true;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<java.nio.file.Path> entries = Files.list(FileAddress.local(folder))) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        } catch (NoSuchFileException absent) {
            FileNotFoundException missing = new FileNotFoundException("No such file or directory: " + folder);
            missing.initCause(absent);
            throw missing;
        }
    }

    /** Returns the status of a file; empty if another writer has given it its final name or removed it meanwhile. */
    private static Optional<FileStatus> status(FileSystem files, Path file) {
        try {
            return Optional.of(files.getFileStatus(file));
        } catch (FileNotFoundException gone) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
