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

/** Writes a file of the warehouse beside its place and renames it, so that no reader sees an incomplete file. */
public final class ReplacedFile {
    private ReplacedFile() {}

    /** Writes the content of a file. */
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Writes the content of a file as text in UTF-8. */
    public interface Text {
        void write(Writer out) throws IOException;
    }

    /** Writes the content of a file with a library that supports only local files. */
    public interface LocalContent {
        void write(java.nio.file.Path local) throws IOException;
    }

    /** Replaces the file; creates its folder if it is missing. */
    public static void write(Warehouse warehouse, Path file, Content content) throws IOException {
        Path part = file.suffix(".part");
        warehouse.files().mkdirs(file.getParent());
        try (OutputStream out = warehouse.files().create(part, true)) {
            content.write(out);
        }
        FileReplacement.replace(warehouse.files(), part, file);
    }

    /** Replaces the file by way of a local file. */
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

    /** Replaces the file with text. */
    public static void print(Warehouse warehouse, Path file, Text text) throws IOException {
        write(warehouse, file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            text.write(writer);
            writer.flush();
        });
    }
}
