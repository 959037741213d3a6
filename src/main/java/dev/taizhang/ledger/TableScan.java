package dev.taizhang.ledger;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.StorageThreads;
import io.delta.kernel.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads every file of a table that kept releases need: each commit, checkpoint and checksum file of its log, and each
 * data file. It is written for damage: after a commit that makes no sense it goes on at the next version that readers can
 * read.
 */
final class TableScan {
    private final Warehouse warehouse;
    private final String table;
    private final String folder;
    private final List<Release> kept;
    private final Map<Long, Release.TableVersion> versions = new TreeMap<>();
    private final Map<String, Named> named = new TreeMap<>();
    private final Map<String, String> schemas = new HashMap<>();
    private final List<Defect> defects = new ArrayList<>();
    private final LogReplay replay;
    private Optional<BrokenLog> broken = Optional.empty();
    private long agreed = -1;

    /** A data file, and the first and the last version in which a kept release names it. */
    record Named(LiveFile file, long first, long last) {}

    /** A stretch of the log that makes no sense, and the versions that are lost by it. */
    private record BrokenLog(long first, long last, String reason, SortedSet<Long> lost) {}

    private TableScan(Warehouse warehouse, String table, List<Release> kept) {
        this.warehouse = warehouse;
        this.table = table;
        this.folder = warehouse.table(table);
        this.kept = kept;
        this.replay = new LogReplay(warehouse, table);
        kept.stream()
                .map(release -> release.tables().get(table))
                .filter(version -> version != null)
                .forEach(version -> versions.put(version.version(), version));
    }

    /**
     * Scans a table.
     *
     * @param kept the releases whose files must be there, the first one first
     */
    static TableScan of(Warehouse warehouse, String table, List<Release> kept) {
        TableScan scan = new TableScan(warehouse, table, kept);
        try {
            scan.log();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        scan.data();
        return scan;
    }

    List<Defect> defects() {
        return defects;
    }

    /** Returns the data files that kept releases name. */
    Collection<Named> files() {
        return named.values();
    }

    /** Returns the columns that the table had when a file was written, as the log declares them. */
    String schemaOf(LiveFile file) {
        return schemas.get(file.path());
    }

    private void log() throws IOException {
        LogFiles files = LogFiles.of(warehouse, table);
        SortedSet<Long> commits = new TreeSet<>(versions.keySet());
        commits.addAll(files.commits());
        long last = commits.isEmpty() ? -1 : commits.last();
        while (replay.version() < last) {
            next(files, last);
        }
        broken.ifPresent(this::report);
        files.lastCheckpoint().ifPresent(defects::add);
        readAsReadersDo();
    }

    private String place(String name) {
        return folder.substring(warehouse.folder().length() + 1) + "/" + name;
    }

    private String commit(long version) {
        return "%020d.json".formatted(version);
    }

    private void next(LogFiles files, long last) {
        try {
            for (LiveFile added : replay.next()) {
                schemas.putIfAbsent(added.path(), replay.schema());
            }
        } catch (RuntimeException senseless) {
            LogFiles.requireStorage(warehouse, senseless);
            breaks(replay.version(), DefectMessages.reason(senseless));
        }
        long version = replay.version();
        Release.TableVersion expected = versions.get(version);
        if (broken.isEmpty() && expected != null && !agrees(expected)) {
            breaks(agreed + 1, "");
        }
        if (broken.isPresent() && (expected != null || files.checkpoints().contains(version))) {
            resume(expected);
        }
        if (broken.isPresent()) {
            if (expected != null) {
                broken.get().lost().add(version);
            }
            return;
        }
        if (expected != null) {
            agreed = version;
        }
        if (expected != null || table.equals(LedgerTables.RUNS.name()) && version == last) {
            replay.live()
                    .forEach(file -> named.merge(
                            file.path(),
                            new Named(file, version, version),
                            (before, now) -> new Named(before.file(), before.first(), version)));
        }
        files.besideCommit(replay, Optional.ofNullable(expected)).ifPresent(defects::add);
    }

    private boolean agrees(Release.TableVersion expected) {
        try {
            return expected.agrees(replay.contents());
        } catch (RuntimeException senseless) {
            return false;
        }
    }

    private void breaks(long first, String reason) {
        if (broken.isEmpty()) {
            broken = Optional.of(new BrokenLog(first, replay.version(), reason, new TreeSet<>()));
        }
    }

    /** Goes on by what readers find, if that is what the release states: they skip what a checkpoint sums up. */
    private void resume(Release.TableVersion expected) {
        try {
            Snapshot found = warehouse.delta().fresh(folder, replay.version());
            replay.resume(found, warehouse.delta().filesByPath(found).values());
            replay.live().forEach(file -> schemas.putIfAbsent(file.path(), replay.schema()));
        } catch (RuntimeException damagedToo) {
            LogFiles.requireStorage(warehouse, damagedToo);
            return;
        }
        if (expected == null || agrees(expected)) {
            broken.ifPresent(this::report);
            broken = Optional.empty();
            agreed = replay.version();
        }
    }

    private void report(BrokenLog stretch) {
        List<String> commits = new ArrayList<>();
        for (long version = stretch.first(); version <= stretch.last(); version++) {
            commits.add(place("_delta_log/" + commit(version)));
        }
        defects.add(DefectMessages.brokenLog(table, commits, stretch.reason(), releases(stretch.lost()), current()));
    }

    private Optional<Release> current() {
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept.get(kept.size() - 1));
    }

    private SortedSet<Long> releases(SortedSet<Long> lost) {
        return lost.isEmpty() ? lost : releases(lost.first(), lost.last());
    }

    private SortedSet<Long> releases(long first, long last) {
        SortedSet<Long> numbers = new TreeSet<>();
        for (Release release : kept) {
            Release.TableVersion version = release.tables().get(table);
            if (version != null && version.version() >= first && version.version() <= last) {
                numbers.add(release.number());
            }
        }
        return numbers;
    }

    /** A log in which every part seems sound may still be one that readers refuse. */
    private void readAsReadersDo() {
        Optional<Release.TableVersion> version =
                current().map(release -> release.tables().get(table));
        if (defects.isEmpty() && version.isPresent()) {
            try {
                new PublishedTable(warehouse, table, version.get()).requireLog();
            } catch (Damage damage) {
                defects.add(DefectMessages.unreadable(table, place("_delta_log"), damage));
            }
        }
    }

    private void data() {
        StorageThreads.each(
                        List.copyOf(named.values()),
                        one -> warehouse.delta().damage(folder, one.file()).map(damaged -> {
                            LogFiles.requireStorage(warehouse, damaged);
                            return DefectMessages.damagedFile(
                                    warehouse, table, damaged, releases(one.first(), one.last()), current());
                        }))
                .forEach(damage -> damage.ifPresent(defects::add));
    }

    /** Returns a failure to read the table as a defect. */
    static Defect unreadable(Warehouse warehouse, String table, Failure failure) {
        String place = warehouse.table(table).substring(warehouse.folder().length() + 1);
        return DefectMessages.unreadable(table, place, failure);
    }
}
