package dev.taizhang.night;

import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The exit code in the form that the launcher reads, because a JVM's own code can be mistaken for one of ours. The last
 * recorded code applies.
 */
public final class Outcome {
    private Outcome() {}

    /** Records that a release is published. If the run is killed from now on, only its copies can be missing. */
    static void published() {
        ended(ExitCode.COPY_BEHIND.code());
    }

    /** Records an exit code. */
    public static void ended(int code) {
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
