package dev.taizhang.ledger;

import dev.taizhang.definition.FileAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file that one of several writers creates, on one machine or on many. The others are refused, whatever the storage.
 *
 * <p>HDFS does this itself and S3 by a condition of the request. On a local disk, or an NFS, the file is written under
 * another name and then linked, because Hadoop looks and writes in two steps.
 */
public final class NewFile {
    /** The option by which Hadoop's client of S3 makes the request depend on there being no such object. */
    private static final String IF_ABSENT = "fs.option.create.conditional.overwrite";

    private NewFile() {}

    /**
     * Creates a file and its folder.
     *
     * @throws FileAlreadyExistsException if there is a file of that name. Its content may be this one, if the storage
     *     has lost its first answer
     */
    public static void create(FileSystem files, Path file, byte[] content) throws IOException {
        try {
            if (FileAddress.isLocal(files.makeQualified(file))) {
                link(files, file, content);
            } else {
                put(files, file, content);
            }
        } catch (IOException refused) {
            // Storages say it by different exceptions.
            if (refused instanceof FileAlreadyExistsException || !files.exists(file)) {
                throw refused;
            }
            FileAlreadyExistsException present = new FileAlreadyExistsException(file.toString());
            present.initCause(refused);
            throw present;
        }
    }

    private static void put(FileSystem files, Path file, byte[] content) throws IOException {
        FSDataOutputStreamBuilder<?, ?> creation = files.createFile(file);
        creation.overwrite(false);
        creation.recursive();
        creation.opt(IF_ABSENT, true);
        try (FSDataOutputStream out = creation.build()) {
            out.write(content);
        }
    }

    private static void link(FileSystem files, Path file, byte[] content) throws IOException {
        files.mkdirs(file.getParent());
        Path part = new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID() + ".tmp");
        try (OutputStream out = files.create(part, false)) {
            out.write(content);
        }
        java.nio.file.Path complete = FileAddress.local(part);
        java.nio.file.Path name = FileAddress.local(file);
        try {
            sync(complete);
            try {
                Files.createLink(name, complete);
            } catch (FileAlreadyExistsException present) {
                throw present;
            } catch (UnsupportedOperationException | FileSystemException noLinks) {
                // Also creates the file exclusively, but under its name before it is complete.
                Files.copy(complete, name);
                sync(name);
            }
            sync(name.getParent());
        } finally {
            files.delete(part, false);
        }
    }

    private static void sync(java.nio.file.Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
