package dev.taizhang.ledger;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.StorageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** The warehouse: the folder (or prefix of a store) for all data, and the chain of releases in it. */
public final class Warehouse {
    private static final String NUMBER = "release_number";
    private static final String HASH = "release_hash";
    private static final Comparator<Verified> BY_NUMBER =
            Comparator.comparing(link -> link.release().number());

    private final Path root;
    private final FileSystem files;
    private final DeltaTables delta;

    /** All releases when they were read last: they never change, and reading those of years takes minutes. */
    private volatile List<Release> chain = List.of();

    private Warehouse(Path root, FileSystem files, DeltaTables delta) {
        this.root = root;
        this.files = files;
        this.delta = delta;
    }

    /** A release and its hash, which takes long to compute. */
    private record Verified(Release release, String hash) {}

    /** Opens a warehouse for reading, without writing anything. */
    public static Warehouse at(String folder, Configuration hadoop) {
        try {
            Path root = FileAddress.parse(folder);
            FileSystem files = root.getFileSystem(hadoop);
            return new Warehouse(files.makeQualified(root), files, new DeltaTables(hadoop));
        } catch (IOException | RuntimeException wrong) {
            // Hadoop reports a client that is not on the class path in the latter way.
            throw unusable(folder, wrong);
        }
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
        List<Verified> verified = head == 0
                ? List.of()
                : manifest(() -> delta.each(table(LedgerTables.RUNS.name()), head, row -> {
                    Release release = release(row);
                    return new Verified(release, row.getAs(HASH));
                }));
        List<Release> read = new ArrayList<>();
        String previous = "";
        for (Verified link : verified.stream().sorted(BY_NUMBER).toList()) {
            Release release = link.release();
            if (release.number() != read.size() + 1 || !release.previousHash().equals(previous)) {
                throw broken(read.size() + 1);
            }
            read.add(release);
            previous = link.hash();
        }
        if (read.size() != head) {
            throw broken(read.size() + 1);
        }
        return List.copyOf(read);
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
        return Optional.of(manifest(() -> delta.rowsFrom(table(LedgerTables.RUNS.name()), head, NUMBER, head)).stream()
                .map(this::release)
                .filter(release -> release.number() == head)
                .findFirst()
                .orElseThrow(() -> broken(head)));
    }

    /** Returns the number of the current release; 0 in a new warehouse. */
    private long lastNumber() {
        String runs = table(LedgerTables.RUNS.name());
        return manifest(() -> delta.exists(runs) ? delta.head(runs) : 0L);
    }

    private <T> T manifest(Supplier<T> read) {
        return PublishedTable.guarded(this, LedgerTables.RUNS.name(), read);
    }

    private Release release(Row row) {
        Release release = manifest(() -> Release.of(row));
        // A damaged log can give the column another name.
        String hash = manifest(() -> row.getAs(HASH));
        if (!release.hash().equals(hash)) {
            throw broken(release.number());
        }
        return release;
    }

    private Failure broken(long number) {
        return LedgerMessages.releaseDamaged(this, number, table(LedgerTables.RUNS.name()) + "/_delta_log");
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
