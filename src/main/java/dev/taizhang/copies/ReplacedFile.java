package dev.taizhang.copies;

import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.Path;

/** A file of the warehouse that is written beside its place and renamed, so that no reader sees half of it. */
final class ReplacedFile {
    private ReplacedFile() {}

    /** What is written into it. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Writes the file anew; its folder is made where it is missing. */
    static void write(Warehouse warehouse, String path, Content content) throws IOException {
        Path file = warehouse.path(path);
        Path part = file.suffix(".part");
        warehouse.files().mkdirs(file.getParent());
        try (OutputStream out = warehouse.files().create(part, true)) {
            content.write(out);
        }
        warehouse.files().delete(file, false);
        if (!warehouse.files().rename(part, file)) {
            throw new IOException("cannot rename " + part + " to " + file);
        }
    }
}
