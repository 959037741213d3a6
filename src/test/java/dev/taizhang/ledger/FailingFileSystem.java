package dev.taizhang.ledger;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** A storage that lets some of its files not be read: {@code failing:///folder}. What it says of them is what real clients have said. */
public final class FailingFileSystem extends RemoteFileSystem {
    private static volatile String part = "";
    private static volatile Supplier<IOException> answer = IOException::new;

    /** Makes each file whose path contains a text give an answer instead of its content. */
    public static void fail(String pathPart, Supplier<IOException> failure) {
        part = pathPart;
        answer = failure;
    }

    public FailingFileSystem() {
        super("failing");
    }

    @Override
    public FSDataInputStream open(Path file, int buffer) throws IOException {
        if (file.toString().contains(part)) {
            throw answer.get();
        }
        return super.open(file, buffer);
    }
}
