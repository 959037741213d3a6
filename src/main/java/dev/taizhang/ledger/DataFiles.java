package dev.taizhang.ledger;

import dev.taizhang.definition.StorageThreads;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.actions.SingleAction;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Computes and verifies the checksums of data files, which the logs of their tables record. */
final class DataFiles {
    /** The bytes above which a file is large. */
    private static final long LARGE = 32L << 20;

    private static final int FOOTER_END = 8;
    private static final int ADDITION = SingleAction.FULL_SCHEMA.indexOf("add");

    private final Configuration hadoop;

    /** Verified files. Data files never change, so each is verified only once. */
    private final Set<String> sound = ConcurrentHashMap.newKeySet();

    DataFiles(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * Returns the CRC-32C of a file.
     *
     * <p>Of a large file it covers only the footer, because Spark's tasks compare the checksums of the pages, and the
     * driver must not read files that grow with the number of projects. Parquet's own checksums do not cover the
     * footer.
     */
    String checksum(String file) throws IOException {
        Path path = new Path(file);
        FileSystem system = path.getFileSystem(hadoop);
        CRC32C checksum = new CRC32C();
        try (FSDataInputStream bytes = system.open(path)) {
            bytes.seek(checkedFrom(bytes, system.getFileStatus(path).getLen()));
            new CheckedInputStream(bytes, checksum).transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    /**
     * Returns the first byte that the checksum covers. A file ends with the footer, the length of the footer and four
     * letters.
     */
    private static long checkedFrom(FSDataInputStream bytes, long length) throws IOException {
        if (length <= LARGE) {
            return 0;
        }
        byte[] end = new byte[FOOTER_END];
        bytes.readFully(length - FOOTER_END, end);
        long footer = Integer.toUnsignedLong(
                ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt());
        if (footer > length - FOOTER_END) {
            throw new IOException("its footer has no such length as " + footer);
        }
        return length - FOOTER_END - footer;
    }

    /** Returns the actions of a commit, of which those that add new files state their checksums. */
    List<Row> withChecksums(String table, List<Row> actions) {
        return StorageThreads.each(
                actions,
                action -> action.isNullAt(ADDITION) || added(action).checksum().isPresent()
                        // A file that becomes live again keeps its original checksum.
                        ? action
                        : withChecksum(table, added(action)).addition());
    }

    /** Returns the file that an action adds. */
    static LiveFile added(Row action) {
        return LiveFile.of(action.getStruct(ADDITION));
    }

    private LiveFile withChecksum(String table, LiveFile file) {
        try {
            return file.withChecksum(checksum(file.absolute(table)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Verifies the size and checksum of a file.
     *
     * @param table the folder of its table
     * @throws DamagedFile if they differ from the log, or if the file is missing or unreadable
     */
    void requireSound(String table, LiveFile live) {
        String file = live.absolute(table);
        if (sound.contains(file)) {
            return;
        }
        try {
            Path path = new Path(file);
            FileSystem system = path.getFileSystem(hadoop);
            long length = system.getFileStatus(path).getLen();
            if (length != live.bytes()) {
                throw new DamagedFile(live, file, LedgerMessages.wrongSize(length, live.bytes()));
            }
            Optional<String> expected = live.checksum();
            if (expected.isPresent() && !expected.get().equals(checksum(file))) {
                throw new DamagedFile(live, file, LedgerMessages.wrongChecksum());
            }
        } catch (FileNotFoundException gone) {
            throw new DamagedFile(live, file, LedgerMessages.fileMissing(), gone);
        } catch (IOException unreadable) {
            throw new DamagedFile(live, file, LedgerMessages.fileUnreadable(unreadable), unreadable);
        }
        sound.add(file);
    }
}
