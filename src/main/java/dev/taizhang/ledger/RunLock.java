package dev.taizhang.ledger;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.StorageFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The lock on a warehouse, which one run at a time can have. On a disk it is a lock of the operating system, which ends
 * with the process and never becomes stale; on other storage it is a {@link Lease}. No figure depends on it, because the
 * commits of a run that has lost it are refused ({@link Commit}).
 */
public final class RunLock implements AutoCloseable {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Closeable lock;

    private RunLock(Closeable lock) {
        this.lock = lock;
    }

    /**
     * Acquires the lock, on a disk without waiting.
     *
     * @param holder the text shown to others: run, process, start
     * @throws Failure with exit code 5 if another run has the lock, and 2 if this user has no permission
     */
    public static RunLock acquire(Warehouse warehouse, String holder) {
        try {
            return new RunLock(
                    FileAddress.isLocal(warehouse.path(".lock"))
                            ? fileLock(warehouse, holder)
                            : lease(warehouse, holder));
        } catch (IOException broken) {
            throw StorageFailure.of(broken, warehouse.folder(), 0)
                    .map(RuntimeException.class::cast)
                    .orElseGet(() -> new UncheckedIOException(broken));
        }
    }

    private static Lease lease(Warehouse warehouse, String holder) throws IOException {
        Lease lease = Lease.acquire(warehouse.files(), warehouse.path(".lock"), holder);
        warehouse.delta().logs().beforeCommits(lease::requireOwn);
        return lease;
    }

    private static FileChannel fileLock(Warehouse warehouse, String holder) throws IOException {
        Path file = FileAddress.local(warehouse.path(".lock"));
        Path holderFile = file.resolveSibling(".lock-holder");
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), OWNER_ONLY);
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw LedgerMessages.locked(Files.isReadable(holderFile) ? Files.readString(holderFile) : "?");
            }
            writeHolder(holderFile, holder);
            return channel;
        } catch (IOException | RuntimeException notAcquired) {
            // Otherwise this process would keep the lock without a run, when the disk is too full for the note.
            channel.close();
            throw notAcquired;
        }
    }

    private static void writeHolder(Path holderFile, String holder) throws IOException {
        try (FileChannel note = FileChannel.open(
                holderFile,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                OWNER_ONLY)) {
            note.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException lockedByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
