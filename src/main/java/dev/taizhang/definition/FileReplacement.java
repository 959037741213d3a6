package dev.taizhang.definition;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Replaces a file by a finished one. */
public final class FileReplacement {
    private FileReplacement() {}

    /**
     * Renames a file and replaces an existing one of that name. On a local disk the replacement is atomic.
     *
     * @throws IOException if the file cannot be renamed
     */
    public static void replace(FileSystem files, Path finished, Path place) throws IOException {
        // Hadoop would move the file into a folder of that name.
        if (files.exists(place) && files.getFileStatus(place).isDirectory()) {
            throw new IOException(place + " is a folder");
        }
        if (files.rename(finished, place)) {
            return;
        }
        // HDFS does not rename onto an existing file.
        files.delete(place, false);
        if (!files.rename(finished, place)) {
            throw new IOException("cannot rename " + finished + " to " + place);
        }
    }
}
