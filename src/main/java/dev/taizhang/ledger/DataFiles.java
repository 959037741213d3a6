package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The data files of tables on their disk: the checksum that the log keeps of each, and whether they still have it. */
final class DataFiles {
    /** Bytes above which a file is large. */
    private static final long LARGE = 32L << 20;

    private static final int FOOTER_END = 8;

    private final Configuration hadoop;

    /** Data files never change, so each is compared once only. */
    private final Set<String> sound = ConcurrentHashMap.newKeySet();

    DataFiles(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * CRC-32C of a file. Of a large one it is that of the footer, which Parquet's own checksums leave out: its pages have
     * checksums that Spark's tasks compare, and the driver must not read through what grows with the number of projects.
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

    /** The first byte that the checksum covers: the file ends with its footer, the footer's length and four letters. */
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

    /**
     * Refuses a file that has another size or checksum than the log says.
     *
     * @param table the folder of its table
     * @throws DamagedFile if it has, or if it is missing or unreadable
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
                throw new DamagedFile(
                        live,
                        file,
                        new Bilingual(
                                "文件有 " + length + " 字节，应为 " + live.bytes(),
                                "it has " + length + " bytes instead of " + live.bytes()));
            }
            Optional<String> due = live.checksum();
            if (due.isPresent() && !due.get().equals(checksum(file))) {
                throw new DamagedFile(
                        live, file, new Bilingual("内容与写入时的校验和不符", "its content does not match its checksum"));
            }
        } catch (FileNotFoundException gone) {
            throw new DamagedFile(live, file, new Bilingual("文件不见了", "it is missing"), gone);
        } catch (IOException unreadable) {
            throw new DamagedFile(
                    live,
                    file,
                    new Bilingual("无法读取：" + unreadable.getMessage(), "it cannot be read: " + unreadable.getMessage()),
                    unreadable);
        }
        sound.add(file);
    }
}
