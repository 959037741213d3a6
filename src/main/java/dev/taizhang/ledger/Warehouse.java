package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
            // Side files with checksums would double the number of files; Parquet pages carry their own.
            files.setWriteChecksum(false);
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

    /** All releases, the first one first; none in a new warehouse. */
    public List<Release> releases() {
        return runs().stream().map(Release::of).toList();
    }

    /** The rows of {@link LedgerTables#RUNS}, that of the first release first. */
    List<Row> runs() {
        String runs = table(LedgerTables.RUNS.name());
        return delta.exists(runs)
                ? delta.rows(runs, delta.head(runs)).stream().sorted(BY_NUMBER).toList()
                : List.of();
    }

    /**
     * The release that readers see. Of those before it none is read: each is one commit, so that its number is the version of
     * the table; where it is not, all are.
     */
    public Optional<Release> standing() {
        String runs = table(LedgerTables.RUNS.name());
        if (!delta.exists(runs)) {
            return Optional.empty();
        }
        long head = delta.head(runs);
        List<Row> newest = delta.rowsFrom(runs, head, NUMBER, head);
        return (newest.isEmpty() ? runs() : newest).stream().max(BY_NUMBER).map(Release::of);
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
            throw new UncheckedIOException(stuck);
        }
    }
}
