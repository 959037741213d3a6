package dev.taizhang.ledger;

import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.functional.RemoteIterators;

/**
 * Hadoop's local file system with four differences: it sets the permissions of a new file itself, lists files without
 * their permissions, writes no side files with checksums, and syncs every file to the disk.
 *
 * <p>Without its native library Hadoop starts a {@code chmod} process for each file that it writes and an {@code ls}
 * process for each that it lists with its place, which takes longer than the rest of the commit of a small table. Side files would double the number of files, and the logs of the tables already have
 * checksums. A release names files, so each file must survive a power cut once it is closed, and each name once it is
 * given. The class is public because Hadoop creates it by name, from {@code fs.file.impl}.
 */
public final class QuickLocalFileSystem extends LocalFileSystem {
    public QuickLocalFileSystem() {
        super(new Raw());
        setWriteChecksum(false);
    }

    private static final class Raw extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            if (permission.getStickyBit()) {
                super.setPermission(path, permission);
            } else {
                Files.setPosixFilePermissions(
                        pathToFile(path).toPath(), PosixFilePermissions.fromString(permission.toString()));
            }
        }

        @Override
        protected RemoteIterator<LocatedFileStatus> listLocatedStatus(Path folder, PathFilter filter)
                throws IOException {
            return RemoteIterators.mappingRemoteIterator(
                    RemoteIterators.remoteIteratorFromArray(listStatus(folder, filter)),
                    file -> new LocatedFileStatus(
                            new FileStatus(
                                    file.getLen(),
                                    file.isDirectory(),
                                    file.getReplication(),
                                    file.getBlockSize(),
                                    file.getModificationTime(),
                                    file.getPath()),
                            file.isFile() ? getFileBlockLocations(file, 0, file.getLen()) : null));
        }

        @Override
        protected OutputStream createOutputStreamWithMode(Path path, boolean append, FsPermission permission)
                throws IOException {
            OutputStream plain = super.createOutputStreamWithMode(path, append, permission);
            return new FilterOutputStream(plain) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    try {
                        out.write(bytes, offset, length);
                    } catch (FSError full) {
                        // Hadoop reports a full disk as an Error, which callers that write files do not handle.
                        throw new IOException(
                                path.toUri().getPath() + ": " + full.getCause().getMessage(), full);
                    }
                }

                @Override
                public void write(int single) throws IOException {
                    write(new byte[] {(byte) single}, 0, 1);
                }

                @Override
                public void close() throws IOException {
                    super.close();
                    sync(pathToFile(path).toPath());
                    sync(pathToFile(path.getParent()).toPath());
                }
            };
        }

        @Override
        public boolean rename(Path from, Path to) throws IOException {
            boolean renamed = super.rename(from, to);
            sync(pathToFile(to.getParent()).toPath());
            return renamed;
        }

        @Override
        protected boolean mkOneDirWithMode(Path path, File folder, FsPermission permission) throws IOException {
            boolean made = super.mkOneDirWithMode(path, folder, permission);
            if (made) {
                sync(folder.getAbsoluteFile().getParentFile().toPath());
            } else if (!folder.isDirectory()) {
                // Hadoop reports only that it failed; this call throws the reason.
                Files.createDirectory(folder.toPath());
            }
            return made;
        }

        private static void sync(java.nio.file.Path path) throws IOException {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
