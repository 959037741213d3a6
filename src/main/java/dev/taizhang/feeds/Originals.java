package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Hashes;
import dev.taizhang.definition.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files as they were delivered, each under its hash: none is used before its bytes have been hashed again. */
public final class Originals {
    private Originals() {}

    /** Whether a file is there and has this hash; a run that died may have left an empty or a damaged one. */
    public static boolean isWhole(FileSystem files, Path stored, String contentHash) {
        try {
            if (!files.exists(stored)) {
                return false;
            }
            try (InputStream stream = files.open(stored)) {
                return Hashes.of(stream).equals(contentHash);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Throws a {@link Failure} if the original of a delivery is not what was delivered. */
    public static void require(FileSystem files, Path stored, String contentHash, String fileName) {
        if (!isWhole(files, stored, contentHash)) {
            String name = Names.shown(fileName);
            String place = stored.toUri().getPath();
            throw new Failure(
                    ExitCode.INPUTS_NOT_READY,
                    new Bilingual(
                            "“" + name + "”的原件 " + place + " 缺失或已损坏，不能重读。",
                            "The original of \"" + name + "\", " + place
                                    + ", is missing or damaged and cannot be read again."),
                    new Bilingual(
                            "请从备份恢复该文件，或把同一份报表复制到该处，再运行一次。",
                            "Restore it from a backup, or copy the same file to that place, and run again."));
        }
    }
}
