package dev.taizhang.definition;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk that is full, or a file or folder that this user may not use, as a sentence. */
public final class StorageFailure {
    /** What a night of a small city writes, and what it writes for each byte that it reads. */
    private static final long BYTES_AT_LEAST = 256L << 20;

    private static final long BYTES_PER_BYTE = 4;
    private static final String READ_ONLY = "Read-only file system";

    private StorageFailure() {}

    /** Whether a disk, or a user's share of it, is full; libraries hand on the words of the system alone. */
    public static boolean isFull(Throwable thrown) {
        return says(thrown, "No space left on device", "Disk quota exceeded");
    }

    private static boolean says(Throwable thrown, String... words) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            for (String word : words) {
                if (cause.getMessage() != null && cause.getMessage().contains(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * What a failure says if the disk or its rights are the cause.
     *
     * @param folder the warehouse
     * @param bytes of the files that were to be read
     */
    public static Optional<Failure> of(Throwable thrown, String folder, long bytes) {
        if (isFull(thrown)) {
            return Optional.of(full(thrown, folder, bytes));
        }
        return denied(thrown).map(place -> notPermitted(place, thrown));
    }

    private static Failure full(Throwable thrown, String folder, long bytes) {
        long need = (BYTES_AT_LEAST + BYTES_PER_BYTE * bytes) >> 20;
        String disk = disk(folder);
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "磁盘已满，未发布：台账库 " + folder + " 所在磁盘 " + disk + "，或临时目录 " + System.getProperty("java.io.tmpdir")
                                + " 所在磁盘，没有剩余空间。",
                        "The disk is full, and nothing was published: the disk of the warehouse " + folder + ", " + disk
                                + ", or that of the temporary folder " + System.getProperty("java.io.tmpdir")
                                + " has no space left."),
                new Bilingual("请腾出约 " + need + " MiB 空间后再运行一次。", "Free about " + need + " MiB and run again."),
                thrown);
    }

    /** The file system that a folder is on, with what is free of it. */
    private static String disk(String folder) {
        try {
            Path place = Path.of(folder);
            while (!Files.exists(place) && place.getParent() != null) {
                place = place.getParent();
            }
            FileStore store = Files.getFileStore(place);
            return store + "（剩余 free " + (store.getUsableSpace() >> 20) + " MiB）";
        } catch (IOException unknown) {
            return "?";
        }
    }

    private static Optional<String> denied(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException denied) {
                return Optional.of(denied.getFile());
            }
            if (cause instanceof FileSystemException stuck && READ_ONLY.equals(stuck.getReason())) {
                return Optional.of(stuck.getFile());
            }
            if (cause instanceof FileNotFoundException stuck && says(stuck, "(Permission denied)", READ_ONLY)) {
                return Optional.of(stuck.getMessage().replaceFirst(" \\([^)]*\\)$", ""));
            }
        }
        return Optional.empty();
    }

    private static Failure notPermitted(String place, Throwable thrown) {
        String user = System.getProperty("user.name");
        return new Failure(
                ExitCode.USAGE,
                new Bilingual(
                        "用户 " + user + " 没有权限使用 " + place + "。",
                        "The user " + user + " has no permission to use " + place + "."),
                new Bilingual(
                        "请检查该文件或目录的属主和权限，或用建立台账库的用户运行。",
                        "Check its owner and rights, or run as the user who made the warehouse."),
                thrown);
    }
}
