package dev.taizhang.definition;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file that is written beside its place and then renamed, so that readers see either the previous file or the complete
 * new one.
 */
public final class ReplacedFile implements Closeable {
    private final FileSystem files;
    private final Path file;
    private final Path part;
    private final OutputStream out;
    private boolean replaced;

    private ReplacedFile(FileSystem files, Path file) throws IOException {
        this.files = files;
        this.file = file;
        this.part = file.suffix(".part");
        files.mkdirs(file.getParent());
        this.out = files.create(part, true);
    }

    /** Writes bytes. */
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Writes text. */
    public interface Text {
        void write(Writer out) throws IOException;
    }

    /** Begins a new file. Its folder is created if it is missing. */
    public static ReplacedFile begin(FileSystem files, Path file) throws IOException {
        return new ReplacedFile(files, file);
    }

    /** Writes a complete file. */
    public static void write(FileSystem files, Path file, Content content) throws IOException {
        try (ReplacedFile replaced = begin(files, file)) {
            content.write(replaced.out());
            replaced.replace();
        }
    }

    /** Writes a complete file of text in UTF-8. */
    public static void print(FileSystem files, Path file, Text text) throws IOException {
        write(files, file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            text.write(writer);
            writer.flush();
        });
    }

    public OutputStream out() {
        return out;
    }

    /** Ends the new file and replaces the previous one. */
    public void replace() throws IOException {
        out.close();
        replace(files, part, file);
        replaced = true;
    }

    /** Ends the new file. Unless it has replaced the previous file, it is deleted. */
    @Override
    public void close() throws IOException {
        if (!replaced) {
            try {
                out.close();
            } finally {
                files.delete(part, false);
            }
        }
    }

    /**
     * Renames a complete file to the name of another one, which it replaces. On a local disk there is no moment in which
     * neither exists.
     *
     * @throws IOException if the file cannot be renamed
     */
    public static void replace(FileSystem files, Path complete, Path file) throws IOException {
        // Hadoop would move the file into a folder of that name.
        if (files.exists(file) && files.getFileStatus(file).isDirectory()) {
            throw new IOException(file + " is a folder");
        }
        if (files.rename(complete, file)) {
            return;
        }
        // HDFS does not rename to the name of an existing file.
        files.delete(file, false);
        if (!files.rename(complete, file)) {
            throw new IOException("cannot rename " + complete + " to " + file);
        }
    }
}
