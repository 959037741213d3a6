package dev.taizhang.commands;

import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The exit code as the launcher reads it, since a JVM's own code can be mistaken for one of ours. The last one recorded
 * counts.
 */
final class Outcome {
    private Outcome() {}

    /** Records that a release is published: from now on a run that is killed leaves only its copies behind. */
    static void published() {
        ended(ExitCode.COPY_BEHIND.code());
    }

    static void ended(int code) {
        String file = System.getProperty("taizhang.outcome");
        if (file != null) {
            try {
                Files.writeString(Path.of(file), code + "\n");
            } catch (IOException lost) {
                throw new UncheckedIOException(lost);
            }
        }
    }
}
