package dev.taizhang.ledger;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.HadoopConfiguration;
import io.delta.kernel.defaults.internal.logstore.LogStoreProvider;
import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A process that writes beside others without any lock, and prints what it believes to have written. First it writes the versions
 * of a log, each in the same millisecond as the others. Then it publishes again and again as runs do: it takes a table back to the
 * version that the manifest names, appends twice, and names the new version in the manifest. It goes on until it has published as often
 * as it was told to and has met another process, which the refusal of one of its runs shows.
 */
final class Publisher {
    private static final StructType ROWS = StructType.fromDDL("run string, part int");
    private static final StructType MANIFEST = StructType.fromDDL("release bigint, version bigint");

    private static final long MILLISECONDS_APART = 100;
    private static final int LONGEST_PAUSE = 100;

    private final Configuration hadoop;
    private final DeltaTables delta;
    private final String rows;
    private final String manifest;
    private final Path log;

    private Publisher(Configuration hadoop, String root) {
        this.hadoop = hadoop;
        this.delta = new DeltaTables(hadoop);
        this.rows = root + "/rows";
        this.manifest = root + "/manifest";
        this.log = new Path(root, "versions/_delta_log");
    }

    /**
     * Writes, or prints what all have written as {@link #written} returns it.
     *
     * @param arguments the folder; the name of this process, or {@code read}; the number of versions; how often to publish; and
     *     keys of Hadoop with their values
     */
    public static void main(String... arguments) throws IOException {
        Configuration hadoop = HadoopConfiguration.read();
        for (int key = 4; key < arguments.length; key += 2) {
            hadoop.set(arguments[key], arguments[key + 1]);
        }
        Publisher publisher = new Publisher(hadoop, arguments[0]);
        int versions = Integer.parseInt(arguments[2]);
        if (arguments[1].equals("read")) {
            publisher.read(versions).forEach(System.out::println);
        } else {
            publisher.writeVersions(arguments[1], versions);
            publisher.publish(arguments[1], Integer.parseInt(arguments[3]));
        }
    }

    /** Returns every commit as its writer printed it, and the runs of each release. */
    static List<String> written(Configuration hadoop, String root, int versions) throws IOException {
        return new Publisher(hadoop, root).read(versions);
    }

    private List<String> read(int versions) throws IOException {
        List<String> read = new ArrayList<>();
        for (int version = 0; version < versions; version++) {
            try (CloseableIterator<String> lines = store().read(file(version), hadoop)) {
                read.add("version " + version + " " + lines.next());
            }
        }
        for (String table : List.of(rows, manifest)) {
            for (long version = 0; version <= delta.head(table); version++) {
                String writer = new Commit(table, version - 1, "")
                        .writerOfItsVersion(hadoop)
                        .orElseThrow();
                read.add(table.substring(table.lastIndexOf('/') + 1) + " " + version + " " + writer);
            }
        }
        for (long release = 1; release <= delta.head(manifest); release++) {
            String runs = delta.rows(rows, published(release)).stream()
                    .map(row -> row.<String>getAs("run") + "." + row.<Integer>getAs("part"))
                    .sorted()
                    .collect(Collectors.joining(" "));
            read.add("release " + release + " " + runs);
        }
        return read;
    }

    private LogStore store() throws IOException {
        return LogStoreProvider.getLogStore(hadoop, log.getFileSystem(hadoop).getScheme());
    }

    private Path file(int version) {
        return new Path(log, "%020d.json".formatted(version));
    }

    /** Says that it is ready, reads from the standard input when to begin, and writes. */
    private void writeVersions(String name, int versions) throws IOException {
        LogStore store = store();
        log.getFileSystem(hadoop).mkdirs(log);
        store.write(new Path(log, name), List.of(name).iterator(), false, hadoop);
        System.out.println("ready");
        long start =
                Long.parseLong(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
        for (int version = 0; version < versions; version++) {
            while (System.currentTimeMillis() < start + version * MILLISECONDS_APART) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
            }
            try {
                store.write(file(version), List.of(name).iterator(), false, hadoop);
                System.out.println("version " + version + " " + name);
            } catch (FileAlreadyExistsException refused) {
                System.out.println("refused version " + version);
            }
        }
    }

    private void publish(String name, int times) {
        int published = 0;
        boolean met = false;
        for (int run = 1; published < times || !met; run++) {
            try {
                publish(name + run);
                published++;
            } catch (Failure refused) {
                if (refused.exitCode() != ExitCode.WAREHOUSE_LOCKED) {
                    throw refused;
                }
                met = true;
                System.out.println("refused " + name + run);
                Uninterruptibles.sleepUninterruptibly(
                        Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE)));
            }
        }
    }

    private void publish(String run) {
        create(rows, ROWS, run);
        create(manifest, MANIFEST, run);
        long release = delta.head(manifest);
        long published = published(release);
        long head = delta.head(rows);
        if (head != published) {
            head = delta.rewind(new Commit(rows, head, run), published);
        }
        for (int part = 1; part <= 2; part++) {
            head = delta.append(new Commit(rows, head, run), List.of(RowFactory.create(run, part)));
            System.out.println("rows " + head + " " + run);
        }
        delta.append(new Commit(manifest, release, run), List.of(RowFactory.create(release + 1, head)));
        System.out.println("manifest " + (release + 1) + " " + run);
    }

    private void create(String table, StructType schema, String run) {
        if (!delta.exists(table)) {
            delta.create(Commit.first(table, run), schema, List.of(), "");
            System.out.println(table.substring(table.lastIndexOf('/') + 1) + " 0 " + run);
        }
    }

    /** The version of the rows that a release names. */
    private long published(long release) {
        return delta.rowsWith(manifest, release, "release", Set.of(release)).stream()
                .mapToLong((Row row) -> row.getAs("version"))
                .max()
                .orElse(0);
    }
}
