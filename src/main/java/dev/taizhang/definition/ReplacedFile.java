package dev.taizhang.definition;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * A file that replaces another one at once: readers see either the previous file or the complete new one. It is written
 * beside its place and then renamed. On an object store, where an object appears when it is complete and a rename is a
 * copy, it is written in its place.
 */
public final class ReplacedFile implements Closeable {
    private final FileSystem files;
    private final Path file;
    private final Path part;
    private final FSDataOutputStream out;
    private boolean replaced;

    private ReplacedFile(FileSystem files, Path file) throws IOException {
        this.files = files;
        this.file = file;
        files.mkdirs(file.getParent());
        this.part = isObjectStore(files, file) ? file : file.suffix(".part");
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

    public FSDataOutputStream out() {
        return out;
    }

    /** Ends the new file and replaces the previous one. */
    public void replace() throws IOException {
        out.close();
        if (!part.equals(file)) {
            replace(files, part, file);
        }
        replaced = true;
    }

    /** Ends the new file. Unless it has replaced the previous file, it is deleted. */
    @Override
    public void close() throws IOException {
        if (replaced) {
            return;
        }
        if (part.equals(file)) {
            out.abort();
        } else {
            try {
                out.close();
            } finally {
                files.delete(part, false);
            }
        }
    }

    /** Whether a file can be given up while it is written, so that its name appears only with the complete content. */
    public static boolean isObjectStore(FileSystem files, Path file) throws IOException {
        return files.hasPathCapability(file, CommonPathCapabilities.ABORTABLE_STREAM);
    }

    /**
     * Renames a complete file to the name of another one, which it replaces. On a disk and on HDFS there is no moment in
     * which neither exists.
     *
     * @throws IOException if the file cannot be renamed
     */
    public static void replace(FileSystem files, Path complete, Path file) throws IOException {
        // Hadoop would move the file into a folder of that name.
        if (files.exists(file) && files.getFileStatus(file).isDirectory()) {
            throw new IOException(file + " is a folder");
        }
        // Only a local rename replaces; that of HDFS by this interface answers no.
        if (!files.rename(complete, file)) {
            FileContext.getFileContext(files.getUri(), files.getConf())
                    .rename(complete, file, Options.Rename.OVERWRITE);
        }
    }
}
