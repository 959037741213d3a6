package dev.taizhang.copies;

import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.ledger.Warehouse;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
