package dev.taizhang.definition;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Recognizes failures of the storage, which say nothing about what is stored: a full disk, a file or folder that this user or these
 * keys may not use, or a storage that does not answer.
 */
public final class StorageFailure {
    /** The bytes that a run of a small city writes. */
    private static final long BYTES_AT_LEAST = 256L << 20;

    /** The bytes that a run writes for each byte that it reads. */
    private static final long BYTES_PER_BYTE = 4;

    private static final String READ_ONLY = "Read-only file system";

    /** What the clients of object stores say of keys; a stream of theirs passes on nothing else. */
    private static final String[] KEYS_REFUSED = {
        "Status Code: 401", "Status Code: 403", "ExpiredToken", "The provided token has expired"
    };

    /** What the clients of object stores, and of HDFS, say once they have tried often enough. */
    private static final String[] NO_ANSWER = {
        "Status Code: 500", "Status Code: 503", "Unable to execute HTTP request", "Could not obtain block"
    };

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
     * Returns the failure if the storage or its permissions are the cause.
     *
     * @param folder the warehouse
     * @param bytes the size of the files that were to be read
     */
    public static Optional<Failure> of(Throwable thrown, String folder, long bytes) {
        if (isFull(thrown)) {
            return Optional.of(full(thrown, folder, bytes));
        }
        Optional<String> denied = denied(thrown);
        if (FileAddress.isLocal(FileAddress.parse(folder))) {
            return denied.map(place -> StorageMessages.notPermitted(System.getProperty("user.name"), place, thrown));
        }
        return denied.or(() -> says(thrown, KEYS_REFUSED) ? Optional.of(folder) : Optional.empty())
                .map(place -> StorageMessages.refused(folder, place, thrown))
                .or(() -> silence(thrown).map(reason -> StorageMessages.noAnswer(folder, reason, thrown)));
    }

    /**
     * Returns the bytes that a run needs.
     *
     * @param bytes the size of the files that it reads
     */
    public static long bytesOfRun(long bytes) {
        return BYTES_AT_LEAST + BYTES_PER_BYTE * bytes;
    }

    private static Failure full(Throwable thrown, String folder, long bytes) {
        return StorageMessages.diskFull(
                folder, disk(folder), System.getProperty("java.io.tmpdir"), bytesOfRun(bytes) >> 20, thrown);
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

    /** Returns how a storage that does not answer is known, in the words of its client. */
    private static Optional<String> silence(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean unreachable = cause instanceof SocketException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException;
            if (unreachable || (cause instanceof IOException && says(cause, NO_ANSWER))) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
        }
        return Optional.empty();
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
