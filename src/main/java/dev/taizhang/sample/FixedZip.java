package dev.taizhang.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Removes the current time from a workbook. fastexcel writes the time only into the document's properties, but a zip
 * file has times of its own.
 */
final class FixedZip {
    private static final LocalDateTime TIME = LocalDateTime.of(2025, 3, 31, 0, 0);
    private static final String PROPERTIES = "docProps/core.xml";

    private FixedZip() {}

    /**
     * Writes the same entries in the same order with fixed times, and leaves the stream open.
     *
     * <p>The workbook is read by its directory, because {@code ZipInputStream} refuses fastexcel's kind of local
     * headers.
     */
    static void copy(ByteArrayOutputStream workbook, OutputStream stream) throws IOException {
        ZipOutputStream fixed = new ZipOutputStream(stream);
        SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel(workbook.toByteArray());
        try (ZipFile stamped = ZipFile.builder().setSeekableByteChannel(bytes).get()) {
            for (ZipArchiveEntry entry : Collections.list(stamped.getEntriesInPhysicalOrder())) {
                ZipEntry copied = new ZipEntry(entry.getName());
                // Uses the local form, because setTime would depend on the time zone of the machine.
                copied.setTimeLocal(TIME);
                fixed.putNextEntry(copied);
                copy(stamped.getInputStream(entry), entry.getName(), fixed);
                fixed.closeEntry();
            }
        }
        fixed.finish();
    }

    private static void copy(InputStream content, String name, OutputStream fixed) throws IOException {
        try (content) {
            if (name.equals(PROPERTIES)) {
                fixed.write(unstamped(content.readAllBytes()));
            } else {
                content.transferTo(fixed);
            }
        }
    }

    private static byte[] unstamped(byte[] properties) {
        String text = new String(properties, StandardCharsets.UTF_8);
        String unstamped = text.replaceAll("(<dcterms:created[^>]*>)[^<]*(</dcterms:created>)", "$1" + TIME + ":00Z$2");
        return unstamped.getBytes(StandardCharsets.UTF_8);
    }
}
