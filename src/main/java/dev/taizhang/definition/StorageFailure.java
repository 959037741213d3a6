package dev.taizhang.definition;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Recognizes failures of the storage: a full disk, or a file or folder that this user or these keys may not use. */
public final class StorageFailure {
    /** The bytes that a run of a small city writes. */
    private static final long BYTES_AT_LEAST = 256L << 20;

    /** The bytes that a run writes for each byte that it reads. */
    private static final long BYTES_PER_BYTE = 4;

    private static final String READ_ONLY = "Read-only file system";

    private StorageFailure() {}

    /** Returns whether a disk or a quota is full. Libraries pass on only the text of the operating system. */
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
     * Returns the failure if the disk or its permissions are the cause.
     *
     * @param folder the warehouse
     * @param bytes the size of the files that were to be read
     */
    public static Optional<Failure> of(Throwable thrown, String folder, long bytes) {
        if (isFull(thrown)) {
            return Optional.of(full(thrown, folder, bytes));
        }
        return denied(thrown)
                .map(place -> FileAddress.isLocal(FileAddress.parse(folder))
                        ? StorageMessages.notPermitted(System.getProperty("user.name"), place, thrown)
                        : StorageMessages.refused(folder, place, thrown));
    }

    private static Failure full(Throwable thrown, String folder, long bytes) {
        return StorageMessages.diskFull(
                folder,
                disk(folder),
                System.getProperty("java.io.tmpdir"),
                (BYTES_AT_LEAST + BYTES_PER_BYTE * bytes) >> 20,
                thrown);
    }

    /** Returns the disk of a folder, with its free space. */
    private static String disk(String folder) {
        try {
            Path place = Path.of(folder);
            while (!Files.exists(place) && place.getParent() != null) {
                place = place.getParent();
            }
            FileStore store = Files.getFileStore(place);
            return StorageMessages.freeSpace(store.toString(), store.getUsableSpace() >> 20);
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
}
