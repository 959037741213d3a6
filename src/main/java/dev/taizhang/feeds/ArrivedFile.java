package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.io.FilenameUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;

/** A file that has arrived, on a disk or on the storage of a cluster. It is only read. */
sealed interface ArrivedFile {
    /** The name in messages: the path below the inbox. */
    String name();

    /** Where it is, as people write it. */
    String address();

    long length();

    /** The reason to skip it, as far as that does not depend on its content. */
    Optional<Bilingual> skipped();

    InputStream open() throws IOException;

    /** Reads it by a library that needs a file on a disk: the file itself, or a copy that is deleted afterwards. */
    <T> T onDisk(Function<Path, T> reading) throws IOException;

    /** The name that feeds match, without folders. */
    default String bareName() {
        return Delivery.bareName(name());
    }

    /**
     * Returns all files below a folder except hidden ones.
     *
     * @throws Failure if the folder does not exist or cannot be read
     */
    static List<ArrivedFile> in(org.apache.hadoop.fs.Path folder, Configuration hadoop) {
        if (FileAddress.isLocal(folder)) {
            Path local = FileAddress.local(folder);
            if (!Files.isDirectory(local) || !Files.isReadable(local)) {
                throw FeedMessages.noInbox(local.toString());
            }
            return below(local);
        }
        try {
            FileSystem files = folder.getFileSystem(hadoop);
            if (!files.getFileStatus(folder).isDirectory()) {
                throw FeedMessages.noInbox(FileAddress.shown(folder));
            }
            return below(files, files.makeQualified(folder));
        } catch (Failure known) {
            throw known;
        } catch (FileNotFoundException missing) {
            throw FeedMessages.noInbox(FileAddress.shown(folder));
        } catch (IOException | RuntimeException unreachable) {
            // Hadoop reports a client that is not on the class path in the latter way.
            throw FeedMessages.unreachableInbox(FileAddress.shown(folder), unreachable);
        }
    }

    /** Links are not followed. */
    private static List<ArrivedFile> below(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .<ArrivedFile>map(file ->
                            new OnDisk(file, folder.relativize(file).toString(), List.of(LinkOption.NOFOLLOW_LINKS)))
                    .filter(file -> !isHidden(file.name()))
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw FeedMessages.unreadableInbox(folder.toString(), unreadable);
        }
    }

    private static List<ArrivedFile> below(FileSystem files, org.apache.hadoop.fs.Path folder) throws IOException {
        List<ArrivedFile> found = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
        while (all.hasNext()) {
            FileStatus file = all.next();
            String name = folder.toUri().relativize(file.getPath().toUri()).getPath();
            if (!isHidden(name)) {
                found.add(new OnStorage(files, file, name));
            }
        }
        return found;
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.contains("/.");
    }

    /**
     * A file on a disk. Java's own library knows it, because Hadoop's tells no link or pipe from a file, and cannot name
     * one whose name is in another charset.
     *
     * @param links what to do with links
     */
    record OnDisk(Path file, String name, List<LinkOption> links) implements ArrivedFile {
        @Override
        public String address() {
            return file.toString();
        }

        @Override
        public long length() {
            return file.toFile().length();
        }

        @Override
        public Optional<Bilingual> skipped() {
            if (!Files.isReadable(file)) {
                return Optional.of(FeedMessages.noPermission(name));
            }
            return Files.isRegularFile(file, links.toArray(LinkOption[]::new))
                    ? Optional.empty()
                    : Optional.of(FeedMessages.notRegular(name));
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public <T> T onDisk(Function<Path, T> reading) {
            return reading.apply(file);
        }
    }

    /** A file on the storage of a cluster. */
    record OnStorage(FileSystem files, FileStatus file, String name) implements ArrivedFile {
        @Override
        public String address() {
            return FileAddress.shown(file.getPath());
        }

        @Override
        public long length() {
            return file.getLen();
        }

        @Override
        public Optional<Bilingual> skipped() {
            try {
                files.access(file.getPath(), FsAction.READ);
                return Optional.empty();
            } catch (AccessControlException | AccessDeniedException denied) {
                return Optional.of(FeedMessages.noPermission(name));
            } catch (IOException stuck) {
                // Reading it reports the problem.
                return Optional.empty();
            }
        }

        @Override
        public InputStream open() throws IOException {
            return files.open(file.getPath());
        }

        @Override
        public <T> T onDisk(Function<Path, T> reading) throws IOException {
            Path copy = Files.createTempFile("arrived", "." + FilenameUtils.getExtension(bareName()));
            try (InputStream in = open()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                return reading.apply(copy);
            } finally {
                Files.delete(copy);
            }
        }
    }
}
