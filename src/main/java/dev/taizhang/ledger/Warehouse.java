package dev.taizhang.ledger;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.StorageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** The warehouse: the folder (or prefix of a store) for all data, and the chain of releases in it. */
public final class Warehouse {
    private static final String NUMBER = "release_number";

    private final Path root;
    private final FileSystem files;
    private final DeltaTables delta;

    /** All releases when they were read last: they never change, and there are thousands after some years. */
    private volatile List<Release> chain = List.of();

    private Warehouse(Path root, FileSystem files, DeltaTables delta) {
        this.root = root;
        this.files = files;
        this.delta = delta;
    }

    /** Opens a warehouse for reading, without writing anything. */
    public static Warehouse at(String folder, Configuration hadoop) {
        Path root;
        FileSystem files;
        try {
            root = FileAddress.parse(folder);
            files = root.getFileSystem(hadoop);
        } catch (IOException | RuntimeException wrong) {
            // Hadoop reports a client that is not on the class path in the latter way.
            throw unusable(folder, wrong);
        }
        if (FileAddress.isLocal(root) && Files.isRegularFile(FileAddress.local(root))) {
            throw LedgerMessages.noFolder(folder);
        }
        return new Warehouse(files.makeQualified(root), files, new DeltaTables(hadoop));
    }

    /** Creates the folders that a run writes into. */
    public Warehouse prepare() {
        try {
            for (String folder : List.of("deliveries", "ledger", "facts", "summaries", "runs", "work", "exports")) {
                files.mkdirs(path(folder));
            }
            Path probe = path("work/.probe");
            files.create(probe, true).close();
            files.delete(probe, false);
            return this;
        } catch (IOException notWritable) {
            throw unusable(root.toString(), notWritable);
        }
    }

    private static Failure unusable(String folder, Exception cause) {
        return StorageFailure.of(cause, folder, 0).orElseGet(() -> LedgerMessages.unusable(folder, cause));
    }

    /** Returns whether its folder exists, with or without releases. */
    public boolean exists() {
        try {
            return files.exists(root);
        } catch (IOException unreadable) {
            throw unusable(folder(), unreadable);
        }
    }

    public FileSystem files() {
        return files;
    }

    public DeltaTables delta() {
        return delta;
    }

    /** Returns the root as people write it. */
    public String folder() {
        return FileAddress.shown(root);
    }

    /** Whether it contains the synthetic sample city, which every copy of its data has to say. */
    public boolean isSynthetic() {
        try {
            return files.exists(syntheticMark());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the empty file that marks a warehouse of the synthetic sample city. */
    public Path syntheticMark() {
        return path("SYNTHETIC-SAMPLE-CITY");
    }

    /** Returns a path under the root, such as {@code exports/2025-03-31}. */
    public Path path(String below) {
        return new Path(root, below);
    }

    /** Returns such a path as people write it. */
    public String address(String below) {
        return FileAddress.shown(path(below));
    }

    /** Returns the folder of a table, by its name with namespace. */
    public String table(String name) {
        return FileAddress.shown(path(name.replaceFirst("\\.", "/")));
    }

    /**
     * Returns all releases, the first one first; empty for a new warehouse.
     *
     * @throws Failure if one is missing or was changed
     */
    public List<Release> releases() {
        long head = lastNumber();
        if (chain.size() != head) {
            chain = chain(head);
        }
        return chain;
    }

    private List<Release> chain(long head) {
        List<Release> chain = new ArrayList<>();
        if (head > 0) {
            Map<Long, Row> rows = byNumber(manifest(() -> delta.rows(runs(), head)));
            String previous = "";
            for (long number = 1; number <= head; number++) {
                Release release = release(number, rows.get(number), base -> chain.get(Math.toIntExact(base - 1)));
                if (!release.previousHash().equals(previous)) {
                    throw broken(number);
                }
                chain.add(release);
                previous = release.hash();
            }
        }
        return List.copyOf(chain);
    }

    private Map<Long, Row> byNumber(List<Row> rows) {
        // A damaged log can give the column another name.
        return manifest(() -> rows.stream().collect(Collectors.toMap(row -> row.<Long>getAs(NUMBER), row -> row)));
    }

    /**
     * Returns the releases on which the current figures rest, the newest first: all but those that a restoration has set
     * aside.
     */
    public List<Release> standing() {
        List<Release> all = releases();
        List<Release> standing = new ArrayList<>();
        long number = all.size();
        while (number > 0) {
            Release release = all.get(Math.toIntExact(number - 1));
            standing.add(release);
            number = release.restores().orElse(number - 1);
        }
        return standing;
    }

    /**
     * Returns the current release; empty in a new warehouse. Each release is one commit to the manifest, so its number
     * is the version of that table. A head without its row is damage, because the release before it is not the one
     * published last.
     *
     * @throws Failure if it is missing or was changed
     */
    public Optional<Release> current() {
        long head = lastNumber();
        if (head == 0) {
            return Optional.empty();
        }
        return Optional.of(release(head, rows(head, StatedTables.bases(head))));
    }

    /**
     * Reads a release, and those by which it states its tables.
     *
     * @param rows rows that have been read already, by their numbers
     */
    private Release release(long number, Map<Long, Row> rows) {
        Row row = rows.containsKey(number)
                ? rows.get(number)
                : rows(number, Set.of(number)).get(number);
        return release(number, row, base -> release(base, rows));
    }

    /** Returns the rows of some releases, none of them later than the head. */
    private Map<Long, Row> rows(long head, Set<Long> numbers) {
        return byNumber(manifest(() -> delta.rowsWith(runs(), head, NUMBER, numbers)));
    }

    /** Returns the number of the current release; 0 in a new warehouse. */
    private long lastNumber() {
        return manifest(() -> delta.exists(runs()) ? delta.head(runs()) : 0L);
    }

    private String runs() {
        return table(LedgerTables.RUNS.name());
    }

    private <T> T manifest(Supplier<T> read) {
        return PublishedTable.guarded(this, LedgerTables.RUNS.name(), read);
    }

    /**
     * Returns the release of a row, and compares it with its hash.
     *
     * @param row null if there is none
     * @param earlier gives an earlier release
     */
    private Release release(long number, Row row, LongFunction<Release> earlier) {
        if (row == null) {
            throw broken(number);
        }
        Optional<Long> base = manifest(() -> Release.base(row));
        if (base.isPresent() && base.get() >= number) {
            throw broken(number);
        }
        Optional<Release> stated = base.map(earlier::apply);
        return manifest(() -> Release.of(row, stated)).orElseThrow(() -> broken(number));
    }

    private Failure broken(long number) {
        return LedgerMessages.releaseDamaged(this, number, runs() + "/_delta_log");
    }

    /** Returns a local folder for temporary data of a run: under the warehouse if that is local. */
    public String scratch() {
        return FileAddress.isLocal(root) ? FileAddress.shown(path("work/spark")) : System.getProperty("java.io.tmpdir");
    }

    /** Removes what failed runs left in the work folder. */
    public void clearWork() {
        try {
            files.delete(path("work"), true);
            files.mkdirs(path("work/spark"));
        } catch (IOException stuck) {
            throw unusable(folder(), stuck);
        }
    }
}
