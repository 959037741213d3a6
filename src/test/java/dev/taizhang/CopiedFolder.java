package dev.taizhang;

import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.HadoopConfiguration;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/** Copies a file or a folder to or from a storage; a process of its own can have a client on its class path that no test has. */
public final class CopiedFolder {
    private CopiedFolder() {}

    public static void main(String... addresses) throws IOException {
        copy(addresses[0], addresses[1]);
    }

    public static void copy(String from, String to) throws IOException {
        Configuration hadoop = HadoopConfiguration.read();
        Path source = FileAddress.parse(from);
        Path target = FileAddress.parse(to);
        if (!FileUtil.copy(
                source.getFileSystem(hadoop), source, target.getFileSystem(hadoop), target, false, true, hadoop)) {
            throw new IOException(from + " was not copied to " + to);
        }
    }
}
