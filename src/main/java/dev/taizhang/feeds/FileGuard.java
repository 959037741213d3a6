package dev.taizhang.feeds;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns any exception of a parser into the refusal of its file, so that other files are not affected. */
public final class FileGuard {
    private static final Logger LOG = LoggerFactory.getLogger(FileGuard.class);

    private FileGuard() {}

    /**
     * Reads from a file.
     *
     * @param name the name of the file for the log
     * @throws Refusal if the parser fails or exhausts the memory; disk errors are rethrown, since the file does not
     *     cause them
     */
    public static <T> T read(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Refusal | Failure known) {
            throw known;
        } catch (OutOfMemoryError | StackOverflowError exhausted) {
            LOG.warn("Reading {} exhausted the memory", Names.shown(name), exhausted);
            throw RefusalMessages.memoryExhausted();
        } catch (RuntimeException broken) {
            boolean disk = broken instanceof UncheckedIOException && broken.getCause() instanceof FileSystemException;
            if (disk || Thread.currentThread().isInterrupted()) {
                throw broken;
            }
            LOG.warn("Reading {} failed", Names.shown(name), broken);
            throw RefusalMessages.damagedFile();
        }
    }
}
