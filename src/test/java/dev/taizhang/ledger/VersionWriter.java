package dev.taizhang.ledger;

import io.delta.kernel.defaults.internal.logstore.LogStoreProvider;
import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A process that writes every version of a log at the same millisecond as another one, and prints those that it has got. */
final class VersionWriter {
    private static final long MILLISECONDS_APART = 100;

    private VersionWriter() {}

    /**
     * Says that it is ready, reads when to begin from its standard input, and writes; or prints who has written.
     *
     * @param arguments the folder, {@code read} or the name of this process, the number of versions, and keys of Hadoop with their
     *     values
     */
    public static void main(String... arguments) throws IOException {
        Configuration hadoop = new Configuration();
        for (int key = 3; key < arguments.length; key += 2) {
            hadoop.set(arguments[key], arguments[key + 1]);
        }
        Path log = new Path(arguments[0], "versions/_delta_log");
        LogStore store = LogStoreProvider.getLogStore(
                hadoop, log.getFileSystem(hadoop).getScheme());
        String name = arguments[1];
        int versions = Integer.parseInt(arguments[2]);
        if (name.equals("read")) {
            for (int version = 0; version < versions; version++) {
                try (CloseableIterator<String> lines = store.read(file(log, version), hadoop)) {
                    System.out.println("version " + version + " " + lines.next());
                }
            }
            return;
        }
        log.getFileSystem(hadoop).mkdirs(log);
        store.write(new Path(log, name), List.of(name).iterator(), false, hadoop);
        System.out.println("ready");
        long start = Long.parseLong(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
        for (int version = 0; version < versions; version++) {
            waitUntil(start + version * MILLISECONDS_APART);
            try {
                store.write(file(log, version), List.of(name).iterator(), false, hadoop);
                System.out.println("version " + version + " " + name);
            } catch (FileAlreadyExistsException refused) {
                System.out.println("refused " + version + " " + name);
            }
        }
    }

    private static Path file(Path log, int version) {
        return new Path(log, "%020d.json".formatted(version));
    }

    private static void waitUntil(long millisecond) {
        while (System.currentTimeMillis() < millisecond) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
        }
    }
}
