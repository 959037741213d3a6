package dev.taizhang.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options.ChecksumOpt;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A storage without locks and rights, in a folder of this machine: {@code remote:///folder}. As on an object store, a file appears when
 * it is complete and can be given up before, and one that must be new is created for one of several writers.
 */
public class RemoteFileSystem extends RawLocalFileSystem {
    private final String scheme;

    /** Hadoop makes a file system by this. */
    public RemoteFileSystem() {
        this("remote");
    }

    /** Makes one with an address of its own. */
    protected RemoteFileSystem(String scheme) {
        this.scheme = scheme;
    }

    /** Makes every Hadoop configuration of this process know it. */
    public static void register() {
        Configuration.addDefaultResource("remote-site.xml");
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public URI getUri() {
        return URI.create(scheme + ":///");
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        return new FSDataOutputStream(new Appearing(file, overwrite), statistics);
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) throws IOException {
        return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM)
                || (!capability.equals(CommonPathCapabilities.FS_PERMISSIONS)
                        && super.hasPathCapability(path, capability));
    }

    /** Hadoop knows rights and owner of local files only. */
    @Override
    public FileStatus getFileStatus(Path file) throws IOException {
        FileStatus status = super.getFileStatus(file);
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                status.getReplication(),
                status.getBlockSize(),
                status.getModificationTime(),
                status.getPath());
    }

    @Override
    public void setOwner(Path path, String user, String group) {
        // Hadoop's clients of object stores ignore this, and the next, without a word.
    }

    @Override
    public void setPermission(Path path, FsPermission permission) {}

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        return create(file, FsPermission.getFileDefault(), overwrite, buffer, replication, block, progress);
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            EnumSet<CreateFlag> flags,
            int buffer,
            short replication,
            long block,
            Progressable progress,
            ChecksumOpt checksum)
            throws IOException {
        return create(file, permission, flags.contains(CreateFlag.OVERWRITE), buffer, replication, block, progress);
    }

    /** Writes elsewhere, and to its name when it is closed. */
    private final class Appearing extends CompletedOutput implements Abortable {
        private final java.nio.file.Path part;
        private final java.nio.file.Path name;
        private final boolean overwrite;

        Appearing(Path file, boolean overwrite) throws IOException {
            super(OutputStream.nullOutputStream());
            this.name = pathToFile(file).toPath();
            this.overwrite = overwrite;
            Files.createDirectories(name.getParent());
            this.part = name.resolveSibling("." + name.getFileName() + "." + UUID.randomUUID());
            this.out = Files.newOutputStream(part);
        }

        @Override
        public AbortableResult abort() {
            IOException failed = null;
            try {
                giveUp();
                Files.delete(part);
            } catch (IOException stuck) {
                failed = stuck;
            }
            return new Abandoned(failed);
        }

        @Override
        void complete() throws IOException {
            out.close();
            if (overwrite) {
                Files.move(part, name, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
            try {
                Files.createLink(name, part);
            } finally {
                Files.delete(part);
            }
        }
    }

    /** Says that a file was given up. */
    private record Abandoned(IOException anyCleanupException) implements Abortable.AbortableResult {
        @Override
        public boolean alreadyClosed() {
            return false;
        }
    }
}
