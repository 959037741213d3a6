package dev.taizhang.feeds;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from one file so that whatever its parser throws refuses that file and harms no other. */
public final class FileGuard {
    private static final Logger LOG = LoggerFactory.getLogger(FileGuard.class);

    private FileGuard() {}

    /**
     * Reads from a file.
     *
     * @throws Refusal if the parser fails or exhausts memory; a disk that fails is no fault of the file, and is passed on
     */
    public static <T> T read(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Refusal | Failure known) {
            throw known;
        } catch (OutOfMemoryError | StackOverflowError exhausted) {
            LOG.warn("Reading {} exhausted the memory", Names.shown(name), exhausted);
            throw new Refusal(
                    "file_exhausts_memory",
                    "读取该文件会用尽内存，已拒收。请用 Excel 打开后另存，或拆成几个文件重新报送；若文件正常，请为程序分配更多内存后重试。",
                    "Reading the file exhausts the memory. Open it in Excel and save it anew, or split it, and send it again; if"
                            + " the file is in order, give the program more memory and run again.");
        } catch (RuntimeException broken) {
            boolean disk = broken instanceof UncheckedIOException && broken.getCause() instanceof FileSystemException;
            if (disk || Thread.currentThread().isInterrupted()) {
                throw broken;
            }
            LOG.warn("Reading {} failed", Names.shown(name), broken);
            throw new Refusal(
                    "file_unreadable",
                    "文件已损坏，无法读取。请重新导出后再报送。",
                    "The file is damaged and cannot be read. Export it again and send it again.");
        }
    }
}
