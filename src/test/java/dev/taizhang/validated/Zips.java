package dev.taizhang.validated;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives that lie about themselves. */
final class Zips {
    private static final String DIRECTORY = "PK\u0001\u0002";

    private Zips() {}

    /** An archive of one part. */
    static byte[] of(String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** An archive in which a part has the name of another; both names have the same length. */
    static byte[] renamed(byte[] archive, String from, String to) {
        return text(archive).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An archive whose directory states another inflated size of a part. */
    static byte[] withStatedSize(byte[] archive, String name, int size) {
        String text = text(archive);
        int entry = text.lastIndexOf(DIRECTORY, text.lastIndexOf(name));
        byte[] bytes = archive.clone();
        for (int nth = 0; nth < 4; nth++) {
            bytes[entry + 24 + nth] = (byte) (size >>> (8 * nth));
        }
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
