package dev.taizhang.copies;

import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.ledger.Warehouse;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file of the warehouse that can only be written as a local file: it is written in the local work folder and then
 * replaces the previous one.
 */
public final class LocalCopy implements Closeable {
    private final Warehouse warehouse;
    private final org.apache.hadoop.fs.Path file;
    private final Path local;

    public LocalCopy(Warehouse warehouse, org.apache.hadoop.fs.Path file) throws IOException {
        this.warehouse = warehouse;
        this.file = file;
        this.local = Files.createTempFile(
                Files.createDirectories(Path.of(warehouse.scratch())), "copy", "." + file.getName());
    }

    public Path local() {
        return local;
    }

    /** Begins with the content of the previous file, if there is one, so that only what differs needs to be written. */
    void copyPrevious() throws IOException {
        try (InputStream previous = warehouse.files().open(file)) {
            Files.copy(previous, local, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileNotFoundException first) {
            Files.write(local, new byte[0]);
        }
    }

    /** Replaces the previous file by what the local one contains. */
    public void replace() throws IOException {
        ReplacedFile.write(warehouse.files(), file, out -> Files.copy(local, out));
    }

    /** Deletes the local file. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(local);
    }
}
