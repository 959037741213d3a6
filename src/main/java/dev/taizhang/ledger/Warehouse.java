package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.StorageFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** The one folder (or prefix of a store) where everything is kept, and the chain of releases in it. */
public final class Warehouse {
    private static final String NUMBER = "release_number";
    private static final Comparator<Row> BY_NUMBER = Comparator.comparing(row -> row.<Long>getAs(NUMBER));

    private final Path root;
    private final FileSystem files;
    private final DeltaTables delta;

    private Warehouse(Path root, FileSystem files, DeltaTables delta) {
        this.root = root;
        this.files = files;
        this.delta = delta;
    }

    /** Opens a warehouse for reading; nothing is written. */
    public static Warehouse at(String folder, Configuration hadoop) {
        try {
            Path root = new Path(folder);
            FileSystem files = root.getFileSystem(hadoop);
            return new Warehouse(files.makeQualified(root), files, new DeltaTables(hadoop));
        } catch (IOException | IllegalArgumentException wrong) {
            throw unusable(folder, wrong);
        }
    }

    /** Makes the folders that a run writes into. */
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
        return StorageFailure.of(cause, folder, 0).orElseGet(() -> cannotBeUsed(folder, cause));
    }

    private static Failure cannotBeUsed(String folder, Exception cause) {
        return new Failure(
                ExitCode.USAGE,
                new Bilingual(
                        "台账库 " + folder + " 无法写入或打开：" + cause.getMessage(),
                        "The warehouse " + folder + " cannot be opened or written: " + cause.getMessage()),
                new Bilingual(
                        "请检查目录权限和磁盘，或用 --warehouse 指定另一处。",
                        "Check the rights of the folder and the disk, or name another place with --warehouse."),
                cause);
    }

    /** Whether its folder is there, with or without releases. */
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

    /** The root, as people write it. */
    public String folder() {
        return location(root);
    }

    /** A place below the root, such as {@code exports/2025-03-31}. */
    public Path path(String below) {
        return new Path(root, below);
    }

    /** The folder of a table, named as it is asked for. */
    public String table(String name) {
        return location(path(name.replaceFirst("\\.", "/")));
    }

    /** A path as the libraries want it: plain, with its scheme only where it is not the local file system. */
    private static String location(Path path) {
        return path.toUri().getScheme() == null || path.toUri().getScheme().equals("file")
                ? path.toUri().getPath()
                : path.toString();
    }

    /**
     * All releases, the first one first; none in a new warehouse.
     *
     * @throws Failure if one is missing or was changed
     */
    public List<Release> releases() {
        long head = lastNumber();
        List<Row> rows = head == 0 ? List.of() : manifest(() -> delta.rows(table(LedgerTables.RUNS.name()), head));
        List<Release> chain = new ArrayList<>();
        String previous = "";
        for (Row row : rows.stream().sorted(BY_NUMBER).toList()) {
            Release release = release(row);
            if (release.number() != chain.size() + 1 || !release.previousHash().equals(previous)) {
                throw broken(chain.size() + 1);
            }
            chain.add(release);
            previous = release.hash();
        }
        if (chain.size() != head) {
            throw broken(chain.size() + 1);
        }
        return chain;
    }

    /**
     * The release that readers see. Each is one commit to the manifest, so that its number is the version of that table; a head
     * whose row is missing is damage, since the release before it is not what was published last.
     *
     * @throws Failure if it is missing or was changed
     */
    public Optional<Release> standing() {
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

    /** The number of the release that was published last; 0 in a new warehouse. */
    private long lastNumber() {
        String runs = table(LedgerTables.RUNS.name());
        return manifest(() -> delta.exists(runs) ? delta.head(runs) : 0L);
    }

    private <T> T manifest(Supplier<T> read) {
        return PublishedTable.guarded(this, LedgerTables.RUNS.name(), read);
    }

    private Release release(Row row) {
        Release release = manifest(() -> Release.of(row));
        if (!release.hash().equals(row.getAs("release_hash"))) {
            throw broken(release.number());
        }
        return release;
    }

    private Failure broken(long number) {
        String log = table(LedgerTables.RUNS.name()) + "/_delta_log";
        return PublishedTable.damaged(
                this,
                new Bilingual(
                        "发布 " + number + " 的记录缺失或被改动过（表 ledger.runs，日志 " + log + "）",
                        "the record of release " + number + " is missing or was changed (table ledger.runs, log " + log
                                + ")"),
                PublishedTable.RESTORE,
                null);
    }

    /** A local folder for what a run puts aside: below the warehouse where that is local. */
    public String scratch() {
        return files.getScheme().equals("file") ? location(path("work/spark")) : System.getProperty("java.io.tmpdir");
    }

    /** Removes what runs that died left in the work folder. */
    public void clearWork() {
        try {
            files.delete(path("work"), true);
            files.mkdirs(path("work/spark"));
        } catch (IOException stuck) {
            throw unusable(folder(), stuck);
        }
    }
}
