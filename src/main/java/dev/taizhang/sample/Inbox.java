package dev.taizhang.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Writes deliveries as files.
 *
 * @param directory where they go; it must exist
 */
record Inbox(Path directory) {

    /** Writes a file and says how many rows it has below its header. */
    long write(Delivery delivery) throws IOException {
        try (OutputStream file = Files.newOutputStream(place(delivery.fileName()))) {
            return delivery.fileName().endsWith(".csv")
                    ? CsvFile.write(delivery.sheet(), file)
                    : WorkbookFile.write(delivery.sheet(), file);
        }
    }

    /** Java 17 takes the characters that a file's name may have from the locale, which is plain ASCII in bare systems. */
    private Path place(String fileName) throws IOException {
        try {
            return directory.resolve(fileName);
        } catch (InvalidPathException unwritable) {
            throw new IOException(
                    "The sample's file names are Chinese, and this environment's locale has no characters for them."
                            + " Set LC_ALL=C.UTF-8 and start again.",
                    unwritable);
        }
    }
}
