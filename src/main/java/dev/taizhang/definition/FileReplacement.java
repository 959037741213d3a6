package dev.taizhang.definition;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Puts a finished file in the place of another. */
public final class FileReplacement {
    private FileReplacement() {}

    /**
     * Renames a file; one that has the name already is replaced, on a local disk without a moment in which neither is there.
     *
     * @throws IOException if the file cannot be renamed
     */
    public static void replace(FileSystem files, Path finished, Path place) throws IOException {
        // Hadoop would put the file into a folder of that name.
        if (files.exists(place) && files.getFileStatus(place).isDirectory()) {
            throw new IOException(place + " is a folder");
        }
        if (files.rename(finished, place)) {
            return;
        }
        // HDFS renames onto no file that exists.
        files.delete(place, false);
        if (!files.rename(finished, place)) {
            throw new IOException("cannot rename " + finished + " to " + place);
        }
    }
}
