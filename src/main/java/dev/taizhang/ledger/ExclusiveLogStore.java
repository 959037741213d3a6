package dev.taizhang.ledger;

import dev.taizhang.definition.ReplacedFile;
import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on S3. Of several writers of a version, one succeeds.
 *
 * <p>Delta's own store for S3 excludes only writers of one process, and that for local disks none of another process:
 * both writers are told that they have written the version, and the rows of one are lost. The class is public because
 * Kernel creates it by name.
 */
public class ExclusiveLogStore extends HadoopFileSystemLogStore {
    public ExclusiveLogStore(Configuration hadoop) {
        super(hadoop);
    }

    @Override
    public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration hadoop) throws IOException {
        StringBuilder lines = new StringBuilder();
        actions.forEachRemaining(action -> lines.append(action).append('\n'));
        byte[] content = lines.toString().getBytes(StandardCharsets.UTF_8);
        FileSystem files = path.getFileSystem(hadoop);
        if (overwrite) {
            ReplacedFile.write(files, path, out -> out.write(content));
        } else {
            NewFile.create(files, path, content);
        }
    }

    /** An object of S3 appears when it is complete. */
    @Override
    public Boolean isPartialWriteVisible(Path path, Configuration hadoop) {
        return false;
    }
}
