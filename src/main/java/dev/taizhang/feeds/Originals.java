package dev.taizhang.feeds;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Verifies the originals, the stored copies of delivered files, by their hash before they are used. */
public final class Originals {
    private Originals() {}

    /** Whether a file exists and has this hash. A killed run may have left an empty or damaged one. */
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

    /**
     * Requires that the original of a delivery is intact.
     *
     * @throws Failure if it is missing or damaged
     */
    public static void require(FileSystem files, Path stored, String contentHash, String fileName) {
        if (!isWhole(files, stored, contentHash)) {
            throw FeedMessages.damagedOriginal(fileName, FileAddress.shown(stored));
        }
    }
}
