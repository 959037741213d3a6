package dev.taizhang.ledger;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.StorageFailure;
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
 * The lock on a warehouse, which one run at a time can have. The operating system releases it when the process ends, so
 * it never becomes stale. It excludes other processes on the same machine; on shared storage the scheduler must not
 * start two runs.
 */
public final class RunLock implements AutoCloseable {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Acquires the lock without waiting.
     *
     * @param holder the text shown to others: run, process, start
     * @throws Failure with exit code 5 if another run has the lock, and 2 if this user has no permission
     */
    public static RunLock acquire(Warehouse warehouse, String holder) {
        if (!warehouse.files().getScheme().equals("file")) {
            return new RunLock(null);
        }
        Path file = Path.of(warehouse.path(".lock").toUri().getPath());
        Path holderFile = file.resolveSibling(".lock-holder");
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    OWNER_ONLY);
            try {
                FileLock lock = tryLock(channel);
                if (lock == null) {
                    throw LedgerMessages.locked(Files.isReadable(holderFile) ? Files.readString(holderFile) : "?");
                }
                writeHolder(holderFile, holder);
                return new RunLock(channel);
            } catch (IOException | RuntimeException notAcquired) {
                // Otherwise this process would keep the lock without a run, when the disk is too full for the note.
                channel.close();
                throw notAcquired;
            }
        } catch (IOException broken) {
            throw StorageFailure.of(broken, warehouse.folder(), 0)
                    .map(RuntimeException.class::cast)
                    .orElseGet(() -> new UncheckedIOException(broken));
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
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
