package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.HadoopConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the warehouse where the storage has no locks, with beats of half a second. */
class LeaseTest {
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private FileSystem files;
    private Path lock;
    private org.apache.hadoop.fs.Path file;

    @BeforeEach
    void openStorage() throws IOException {
        RemoteFileSystem.register();
        lock = folder.resolve("warehouse/.lock");
        file = new org.apache.hadoop.fs.Path("remote://" + lock);
        files = file.getFileSystem(HadoopConfiguration.read());
    }

    @Test
    void aHolderThatWorksIsNamed() throws IOException {
        try (Lease held = Lease.acquire(files, file, "pid 1", BEAT, LONG)) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> Lease.acquire(files, file, "pid 2", BEAT, LONG))
                    .satisfies(failure -> {
                        assertThat(failure.exitCode()).isEqualTo(ExitCode.WAREHOUSE_LOCKED);
                        assertThat(failure.problem().en()).startsWith("Another run has locked the warehouse: pid 1, ");
                    });
            assertThat(held).isNotNull();
        }
        assertThat(lock).doesNotExist();
    }

    @Test
    void oneThatEndsMeanwhileIsFollowedAtOnce() throws IOException {
        Lease first = Lease.acquire(files, file, "pid 1", NEVER, LONG);
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> {
                    Uninterruptibles.sleepUninterruptibly(BEAT);
                    first.close();
                },
                work -> new Thread(work).start());
        try (Lease second = Lease.acquire(files, file, "pid 2", BEAT, LONG)) {
            assertThat(Files.readString(lock)).contains("pid 2");
            assertThat(second).isNotNull();
        }
        end.join();
    }

    @Test
    void oneWithoutASignOfLifeIsTakenOverAndDoesNotTouchItsSuccessor() throws IOException {
        Lease stopped = Lease.acquire(files, file, "pid 1", Duration.ofSeconds(2), LONG);
        try (Lease next = Lease.acquire(files, file, "pid 2", BEAT, SHORT)) {
            assertThat(Files.readString(lock)).contains("pid 2");
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(stopped::requireOwn)
                    .satisfies(failure -> {
                        assertThat(failure.exitCode()).isEqualTo(ExitCode.WAREHOUSE_LOCKED);
                        assertThat(failure.problem().en()).contains("stood still for too long: pid 2, ");
                    });
            next.requireOwn();
            // Beyond the beat of the first, which finds that it has lost the warehouse.
            Uninterruptibles.sleepUninterruptibly(Duration.ofSeconds(2));
            stopped.close();
            assertThat(Files.readString(lock)).contains("pid 2").doesNotContain("\"beat\":0");
        }
        assertThat(lock).doesNotExist();
    }

    @Test
    void whatAKilledRunLeftUnfinishedIsTakenOver() throws IOException {
        Files.createDirectories(lock.getParent());
        Files.createFile(lock);

        Lease.acquire(files, file, "pid 2", BEAT, SHORT).close();
        assertThat(lock).doesNotExist();
    }
}
