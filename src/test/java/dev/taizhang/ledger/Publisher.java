package dev.taizhang.ledger;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A process that publishes again and again as runs do, beside others that do the same and without any lock: it takes the table
 * back to the version that the manifest names, appends twice, and names the new version in the manifest.
 */
final class Publisher {
    private static final StructType ROWS = StructType.fromDDL("run string, part int");
    private static final StructType MANIFEST = StructType.fromDDL("release bigint, version bigint");

    private static final int LONGEST_PAUSE = 100;

    private final DeltaTables delta;
    private final String rows;
    private final String manifest;

    private Publisher(DeltaTables delta, String root) {
        this.delta = delta;
        this.rows = root + "/rows";
        this.manifest = root + "/manifest";
    }

    /**
     * Creates the tables, publishes, or prints what is there.
     *
     * @param arguments the folder; {@code create}, {@code read}, or the name of this process; how often to publish; and keys of
     *     Hadoop with their values
     */
    public static void main(String... arguments) {
        Configuration hadoop = new Configuration();
        for (int key = 3; key < arguments.length; key += 2) {
            hadoop.set(arguments[key], arguments[key + 1]);
        }
        Publisher publisher = new Publisher(new DeltaTables(hadoop), arguments[0]);
        switch (arguments[1]) {
            case "create" -> publisher.create();
            case "read" -> publisher.read(hadoop);
            default -> publisher.publish(arguments[1], Integer.parseInt(arguments[2]));
        }
    }

    private void create() {
        delta.create(Commit.first(rows, "test"), ROWS, List.of(), "");
        delta.create(Commit.first(manifest, "test"), MANIFEST, List.of(), "");
    }

    /** Prints every commit as its writer did, and the runs of each release. */
    private void read(Configuration hadoop) {
        for (String table : List.of(rows, manifest)) {
            for (long version = 1; version <= delta.head(table); version++) {
                String writer = new Commit(table, version - 1, "").writerOfItsVersion(hadoop).orElseThrow();
                System.out.println(table.substring(table.lastIndexOf('/') + 1) + " " + version + " " + writer);
            }
        }
        for (long release = 1; release <= delta.head(manifest); release++) {
            String runs = delta.rows(rows, published(release)).stream()
                    .map(row -> row.<String>getAs("run") + "." + row.<Integer>getAs("part"))
                    .sorted()
                    .collect(Collectors.joining(" "));
            System.out.println("release " + release + " " + runs);
        }
    }

    private void publish(String name, int times) {
        int published = 0;
        for (int run = 1; published < times; run++) {
            try {
                publish(name + run);
                published++;
            } catch (Failure refused) {
                if (refused.exitCode() != ExitCode.WAREHOUSE_LOCKED) {
                    throw refused;
                }
                System.out.println("refused " + name + run);
                Uninterruptibles.sleepUninterruptibly(
                        Duration.ofMillis(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE)));
            }
        }
    }

    private void publish(String run) {
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

    /** The version of the rows that a release names. */
    private long published(long release) {
        return delta.rowsFrom(manifest, release, "release", release).stream()
                .mapToLong((Row row) -> row.getAs("version"))
                .max()
                .orElse(0);
    }
}
