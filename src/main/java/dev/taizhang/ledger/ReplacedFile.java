package dev.taizhang.ledger;

import dev.taizhang.definition.FileReplacement;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.hadoop.fs.Path;

/** A file of the warehouse that is written beside its place and renamed, so that no reader sees half of it. */
public final class ReplacedFile {
    private ReplacedFile() {}

    /** What is written into it. */
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** What is written into it in UTF-8. */
    public interface Text {
        void write(Writer out) throws IOException;
    }

    /** What a library writes that knows local files alone. */
    public interface LocalContent {
        void write(java.nio.file.Path local) throws IOException;
    }

    /** Writes the file anew; its folder is made where it is missing. */
    public static void write(Warehouse warehouse, Path file, Content content) throws IOException {
        Path part = file.suffix(".part");
        warehouse.files().mkdirs(file.getParent());
        try (OutputStream out = warehouse.files().create(part, true)) {
            content.write(out);
        }
        FileReplacement.replace(warehouse.files(), part, file);
    }

    /** The same by way of a local file. */
    public static void writeLocal(Warehouse warehouse, Path file, LocalContent content) throws IOException {
        java.nio.file.Path local = Files.createTempFile(
                Files.createDirectories(java.nio.file.Path.of(warehouse.scratch())), "copy", "." + file.getName());
        try {
            content.write(local);
            write(warehouse, file, out -> Files.copy(local, out));
        } finally {
            Files.deleteIfExists(local);
        }
    }

    /** The same with text. */
    public static void print(Warehouse warehouse, Path file, Text text) throws IOException {
        write(warehouse, file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            text.write(writer);
            writer.flush();
        });
    }
}
