package dev.taizhang.ledger;

import com.google.common.collect.Iterables;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.StorageThreads;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Finds what nothing needs any more: data files that no kept release names, checkpoints and checksum files of logs that no
 * reader uses, temporary files, files of configurations that no release names, and the folders of runs without a release.
 * Only files with names that this program gives count, and only if they are older than a day. Commits, the rows of the
 * chain of releases, originals, exports and everything that people put into the warehouse never count.
 *
 * @param found what nothing needs
 * @param damaged the tables that differ from a kept release, in which nothing counts
 */
public record Leftovers(List<Leftover> found, List<Damaged> damaged) {
    /** How old a file must be, so that no run that still works has written it. */
    private static final Duration OLD = Duration.ofDays(1);

    /** How old the record of a run without a release must be, because somebody may still look into it. */
    private static final Duration OLD_RUN = Duration.ofDays(90);

    private static final String LOG = "_delta_log/";
    private static final String DELIVERIES = "deliveries";
    private static final String RUNS = "runs";
    private static final Pattern RUN = Pattern.compile("(\\d{6,})-\\d+");
    private static final Pattern DATA = Pattern.compile(".*\\.parquet|_SUCCESS|_committed");
    private static final Pattern TEMPORARY = Pattern.compile("\\..*\\.tmp|.*\\.part");
    private static final Pattern INCOMPLETE = Pattern.compile("[0-9a-f]{64}.*\\.part");

    /** A table that was left alone, and what is wrong with it. */
    public record Damaged(String table, Failure damage) {}

    /**
     * What needs files.
     *
     * @param kept the releases whose files must stay
     * @param recorded those and the ones of which only the record is kept; their configurations must stay
     * @param clones the folders of tables for other readers, which name files of the release to which they were last
     *     brought
     */
    public record Needed(Collection<Release> kept, Collection<Release> recorded, Collection<String> clones) {}

    /**
     * Looks through the warehouse.
     *
     * @param current the number of the current release
     */
    public static Leftovers of(Warehouse warehouse, Needed needed, long current, Instant now) {
        Set<String> cloned = cloned(warehouse, needed.clones());
        List<Leftovers> tables = StorageThreads.each(
                List.copyOf(tables(warehouse)),
                table -> ofTable(warehouse, table, versions(needed.kept(), table), now.minus(OLD))
                        .without(cloned));
        Leftovers definitions = definitions(warehouse, needed.recorded(), now.minus(OLD));
        List<Leftover> found = new ArrayList<>(definitions.found());
        tables.forEach(table -> found.addAll(table.found()));
        found.addAll(ofReleases(warehouse, now.minus(OLD)));
        found.addAll(incomplete(warehouse, DELIVERIES, now.minus(OLD)));
        Set<String> publishing = needed.kept().stream().map(Release::runId).collect(Collectors.toSet());
        found.addAll(runs(warehouse, publishing, current, now.minus(OLD_RUN)));
        return new Leftovers(
                List.copyOf(found),
                Stream.concat(tables.stream(), Stream.of(definitions))
                        .flatMap(area -> area.damaged().stream())
                        .toList());
    }

    /** Returns the files that clones name. One that cannot be read begins again with the next publication. */
    private static Set<String> cloned(Warehouse warehouse, Collection<String> clones) {
        return StorageThreads.each(List.copyOf(clones), clone -> {
                    try {
                        return PublishedTable.guarded(
                                warehouse,
                                clone,
                                () -> warehouse.delta().clones().files(clone));
                    } catch (Damage unreadable) {
                        return Set.<String>of();
                    }
                })
                .stream()
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Leftovers without(Set<String> needed) {
        return new Leftovers(
                found.stream()
                        .filter(leftover -> !needed.contains(FileAddress.shown(leftover.path())))
                        .toList(),
                damaged);
    }

    /** Finds the files of configurations that no release names, because their run did not publish. */
    private static Leftovers definitions(Warehouse warehouse, Collection<Release> recorded, Instant old) {
        KeptConfigurations configurations = new KeptConfigurations(warehouse);
        try {
            List<Leftover> found = new ArrayList<>();
            configurations
                    .unnamed(recorded)
                    .forEach(file -> old(file, KeptConfigurations.FOLDER, Leftover.Reason.UNNAMED, old)
                            .ifPresent(found::add));
            found.addAll(incomplete(warehouse, KeptConfigurations.FOLDER, old));
            return new Leftovers(List.copyOf(found), List.of());
        } catch (Failure damage) {
            return new Leftovers(List.of(), List.of(new Damaged(KeptConfigurations.FOLDER, damage)));
        }
    }

    /**
     * Reports the first damaged table.
     *
     * @throws Failure if there is one
     */
    public void requireSound() {
        damaged.stream().findFirst().ifPresent(first -> {
            throw first.damage();
        });
    }

    /** Returns them as defects, those of one folder and reason together. */
    public List<Defect> defects(Warehouse warehouse) {
        Map<String, List<Leftover>> together = found.stream()
                .collect(Collectors.groupingBy(
                        leftover -> leftover.area() + " " + leftover.reason(), TreeMap::new, Collectors.toList()));
        return together.values().stream()
                .map(some -> DefectMessages.leftovers(some)
                        .mendedBy(DefectMessages.removed(), () -> remove(warehouse, some, removed -> {})))
                .toList();
    }

    /** Returns the tables in the warehouse, also those that no definition names any more. */
    private static Set<String> tables(Warehouse warehouse) {
        Set<String> tables = new TreeSet<>();
        for (String area : List.of("ledger", "facts", "summaries")) {
            for (FileStatus folder : list(warehouse, area)) {
                String table = area + "." + folder.getPath().getName();
                if (!table.equals(LedgerTables.RUNS.name())
                        && !list(warehouse, area + "/" + folder.getPath().getName() + "/_delta_log")
                                .isEmpty()) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    private static Map<Long, Release.TableVersion> versions(Collection<Release> kept, String table) {
        Map<Long, Release.TableVersion> versions = new TreeMap<>();
        kept.stream()
                .map(release -> release.tables().get(table))
                .filter(version -> version != null)
                .forEach(version -> versions.put(version.version(), version));
        return versions;
    }

    private static Leftovers ofTable(
            Warehouse warehouse, String table, Map<Long, Release.TableVersion> versions, Instant old) {
        try {
            Map<String, FileStatus> present = files(warehouse, new Path(warehouse.table(table)));
            TableHistory history = TableHistory.of(warehouse, table, versions);
            requirePresent(warehouse, table, history, present);
            String area = table.substring(0, table.indexOf('.'));
            List<Leftover> found = new ArrayList<>();
            int folder = warehouse.table(table).length() + 1;
            Set<String> surplus = SurplusLogFiles.among(present.keySet(), versions.keySet());
            present.forEach((path, file) -> {
                if (file.getModificationTime() >= old.toEpochMilli()) {
                    return;
                }
                if (TEMPORARY.matcher(file.getPath().getName()).matches()) {
                    found.add(leftover(file, area, Leftover.Reason.TEMPORARY));
                } else if (surplus.contains(path)) {
                    found.add(leftover(file, area, Leftover.Reason.LOG));
                } else if (isData(path.substring(folder)) && !history.named().containsKey(path)) {
                    found.add(leftover(
                            file,
                            area,
                            history.committed().contains(path)
                                    ? Leftover.Reason.UNNAMED
                                    : Leftover.Reason.UNCOMMITTED));
                }
            });
            return new Leftovers(found, List.of());
        } catch (Damage damage) {
            return new Leftovers(List.of(), List.of(new Damaged(table, damage)));
        }
    }

    /** Finds the files in the log of the chain of releases that its readers do not use, who read its head. */
    private static List<Leftover> ofReleases(Warehouse warehouse, Instant old) {
        String table = LedgerTables.RUNS.name();
        Map<String, FileStatus> log = files(warehouse, new Path(warehouse.table(table), LOG));
        return SurplusLogFiles.among(log.keySet(), Set.of()).stream()
                .sorted()
                .flatMap(path -> old(log.get(path), "ledger", Leftover.Reason.LOG, old).stream())
                .toList();
    }

    private static boolean isData(String name) {
        return !name.startsWith(LOG)
                && DATA.matcher(name.substring(name.lastIndexOf('/') + 1)).matches();
    }

    /** A path that damage has changed in the log would make the file that it meant look like a leftover. */
    private static void requirePresent(
            Warehouse warehouse, String table, TableHistory history, Map<String, FileStatus> present) {
        history.named().forEach((path, bytes) -> {
            FileStatus file = present.get(path);
            if (file == null || file.getLen() != bytes) {
                throw LedgerMessages.keptFileMissing(warehouse, table, path);
            }
        });
    }

    private static Leftover leftover(FileStatus file, String area, Leftover.Reason reason) {
        return new Leftover(file.getPath(), area, reason, 1, file.getLen());
    }

    /** Returns the incomplete files of a folder in which names are hashes. */
    private static List<Leftover> incomplete(Warehouse warehouse, String folder, Instant old) {
        return list(warehouse, folder).stream()
                .filter(file -> INCOMPLETE.matcher(file.getPath().getName()).matches())
                .flatMap(file -> old(file, folder, Leftover.Reason.TEMPORARY, old).stream())
                .toList();
    }

    private static Optional<Leftover> old(FileStatus file, String area, Leftover.Reason reason, Instant old) {
        return file.getModificationTime() < old.toEpochMilli()
                ? Optional.of(leftover(file, area, reason))
                : Optional.empty();
    }

    /** Names of later runs depend on the folders of those that were to publish the next release, which therefore stay. */
    private static List<Leftover> runs(Warehouse warehouse, Set<String> publishing, long current, Instant old) {
        return list(warehouse, RUNS).stream()
                .filter(FileStatus::isDirectory)
                .map(FileStatus::getPath)
                .filter(run -> RUN.matcher(run.getName()).matches() && !publishing.contains(run.getName()))
                .filter(run -> number(run.getName()) <= current)
                .flatMap(run -> run(warehouse, run, old))
                .toList();
    }

    private static long number(String run) {
        return Long.parseLong(run.substring(0, run.indexOf('-')));
    }

    private static Stream<Leftover> run(Warehouse warehouse, Path run, Instant old) {
        Collection<FileStatus> files = files(warehouse, run).values();
        return Iterables.any(files, file -> file.getModificationTime() >= old.toEpochMilli())
                ? Stream.empty()
                : Stream.of(new Leftover(
                        run,
                        RUNS,
                        Leftover.Reason.RUN,
                        files.size(),
                        files.stream().mapToLong(FileStatus::getLen).sum()));
    }

    /** Returns all files below a folder, by absolute path as people write it. */
    private static Map<String, FileStatus> files(Warehouse warehouse, Path folder) {
        Map<String, FileStatus> files = new HashMap<>();
        try {
            RemoteIterator<LocatedFileStatus> found = warehouse.files().listFiles(folder, true);
            while (found.hasNext()) {
                LocatedFileStatus file = found.next();
                files.put(FileAddress.shown(file.getPath()), file);
            }
            return new TreeMap<>(files);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<FileStatus> list(Warehouse warehouse, String folder) {
        try {
            return List.of(warehouse.files().listStatus(warehouse.path(folder)));
        } catch (FileNotFoundException absent) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Removes some of them, several at once, and then the folders that are empty without them.
     *
     * @param some what is older than every kept release and every run that still works
     * @param removed is told of each, by the thread that has removed it
     */
    public static void remove(Warehouse warehouse, List<Leftover> some, Consumer<Leftover> removed) {
        StorageThreads.each(some, leftover -> {
            try {
                warehouse.files().delete(leftover.path(), leftover.reason() == Leftover.Reason.RUN);
            } catch (IOException stuck) {
                throw new UncheckedIOException(stuck);
            }
            removed.accept(leftover);
            return leftover;
        });
        some.stream()
                .collect(Collectors.toMap(
                        leftover -> leftover.path().getParent(), Leftover::area, (one, same) -> one, TreeMap::new))
                .forEach((folder, area) -> removeEmpty(warehouse, folder, warehouse.path(area)));
    }

    private static void removeEmpty(Warehouse warehouse, Path folder, Path area) {
        try {
            Path empty = folder;
            while (empty.depth() > area.depth() + 1 && warehouse.files().listStatus(empty).length == 0) {
                warehouse.files().delete(empty, false);
                empty = empty.getParent();
            }
        } catch (FileNotFoundException gone) {
            // On an object store a folder ends with its last file.
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
