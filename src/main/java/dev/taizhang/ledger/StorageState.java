package dev.taizhang.ledger;

import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.StorageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Checks the storage of a warehouse: the space left, the rights of its files, and the clock by which releases are dated. */
public record StorageState(Warehouse warehouse) {
    private static final Duration TOLERATED = Duration.ofMinutes(5);
    private static final List<String> PRIVATE = List.of("ledger", "facts", "summaries", "deliveries", "runs");
    private static final String OWNER_ONLY = "------";

    /** Returns the free space in bytes. */
    public long free() {
        try {
            return warehouse.files().getStatus(warehouse.path("ledger")).getRemaining();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns whether the space may not suffice for a run that writes every table again. */
    public Optional<Defect> space(Release current) {
        long tables = current.derived().values().stream()
                .mapToLong(Release.TableVersion::bytes)
                .sum();
        long needed = StorageFailure.bytesOfRun(0) + tables;
        long free = free();
        return free >= needed
                ? Optional.empty()
                : Optional.of(DefectMessages.noSpace(warehouse.folder(), free >> 20, needed >> 20));
    }

    /** Returns the files that others can read, and the folders that this user may not use. */
    public List<Defect> rights() {
        List<String> open = new ArrayList<>();
        List<Defect> defects = new ArrayList<>();
        try {
            for (String name : PRIVATE) {
                Path folder = warehouse.path(name);
                if (FileAddress.isLocal(folder)) {
                    local(FileAddress.local(folder), open, defects);
                } else if (warehouse.files().hasPathCapability(folder, CommonPathCapabilities.FS_PERMISSIONS)) {
                    remote(folder, open);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (!open.isEmpty()) {
            defects.add(DefectMessages.openToOthers(warehouse, open));
        }
        return defects;
    }

    /** Hadoop's own class starts a process for each local file. */
    private void local(java.nio.file.Path folder, List<String> open, List<Defect> defects) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<java.nio.file.Path> walk = Files.walk(folder)) {
            for (java.nio.file.Path path : (Iterable<java.nio.file.Path>) walk::iterator) {
                String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                if (!rights.endsWith(OWNER_ONLY)) {
                    open.add(place(FileAddress.of(path)));
                }
                if (Files.isDirectory(path) && !Files.isWritable(path)) {
                    defects.add(DefectMessages.notAllowed(place(FileAddress.of(path))));
                }
            }
        } catch (UncheckedIOException denied) {
            defects.add(DefectMessages.notAllowed(place(FileAddress.of(folder))));
        }
    }

    private void remote(Path folder, List<String> open) throws IOException {
        for (FileStatus entry : warehouse.files().listStatus(folder)) {
            if (!entry.getPermission().toString().endsWith(OWNER_ONLY)) {
                open.add(place(entry.getPath()));
            }
            if (entry.isDirectory()) {
                remote(entry.getPath(), open);
            }
        }
    }

    private String place(Path path) {
        return FileAddress.shown(path).substring(warehouse.folder().length() + 1);
    }

    /** Returns whether the clock shows a time before the current release. */
    public Optional<Defect> clock(Release current, Instant now) {
        return now.isBefore(current.publishedAt().minus(TOLERATED))
                ? Optional.of(DefectMessages.clockBehind(now, current))
                : Optional.empty();
    }
}
