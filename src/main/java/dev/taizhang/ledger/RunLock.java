package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
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
 * The right to write to a warehouse, held by one run at a time. The operating system drops it when the process dies, so it is
 * never stale. It excludes other processes on the same machine; on shared storage the scheduler must not start two runs.
 */
public final class RunLock implements AutoCloseable {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock at once or not at all.
     *
     * @param holder what others are told: run, process, start
     * @throws Failure with exit code 5 if another run holds it, and 2 if this user may not take it
     */
    public static RunLock take(Warehouse warehouse, String holder) {
        if (!warehouse.files().getScheme().equals("file")) {
            return new RunLock(null);
        }
        Path file = Path.of(warehouse.path(".lock").toUri().getPath());
        Path told = file.resolveSibling(".lock-holder");
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    OWNER_ONLY);
            try {
                FileLock lock = tryLock(channel);
                if (lock == null) {
                    throw held(Files.isReadable(told) ? Files.readString(told) : "?");
                }
                note(told, holder);
                return new RunLock(channel);
            } catch (IOException | RuntimeException notTaken) {
                // Otherwise this process would hold the lock without a run, when the disk is too full for the note.
                channel.close();
                throw notTaken;
            }
        } catch (IOException broken) {
            throw StorageFailure.of(broken, warehouse.folder(), 0)
                    .map(RuntimeException.class::cast)
                    .orElseGet(() -> new UncheckedIOException(broken));
        }
    }

    private static void note(Path told, String holder) throws IOException {
        try (FileChannel note = FileChannel.open(
                told,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                OWNER_ONLY)) {
            note.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static Failure held(String holder) {
        return new Failure(
                ExitCode.WAREHOUSE_LOCKED,
                new Bilingual("另一次运行正占用台账库：" + holder + "。", "Another run holds the warehouse: " + holder + "."),
                new Bilingual("请等它结束后再运行。", "Wait until it ends and run again."));
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
