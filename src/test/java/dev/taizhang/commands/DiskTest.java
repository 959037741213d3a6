package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.taizhang.Goal;
import dev.taizhang.definition.FaultPoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A warehouse on a small disk of its own, which runs full or may not be written. Making such a disk takes root. */
class DiskTest {
    private static final Goal.Count FILLED = Goal.DISKS_FILLED.begin();

    @TempDir
    private Path folder;

    private TestInbox office;
    private Path disk;

    @AfterAll
    static void count() {
        FILLED.close();
    }

    @BeforeEach
    void makeTheDisk() throws IOException, InterruptedException {
        office = TestInbox.below(folder.resolve("office"));
        disk = Files.createDirectory(office.warehouse());
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()) == 0,
                "Only root can mount a small disk; skipped.");
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
    }

    @AfterEach
    void takeTheDiskAway() throws IOException, InterruptedException {
        System.clearProperty("taizhang.fault");
        command("umount", "-l", disk.toString());
    }

    private static int command(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private Path fill() throws IOException {
        Path filling = disk.resolve("filling");
        try (OutputStream out = Files.newOutputStream(filling)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filling;
        }
    }

    /** As {@link BrokenDiskTest} breaks a disk; here it is really full, and the operating system refuses. */
    @ParameterizedTest(name = "full at {0}")
    @ValueSource(
            strings = {
                "ledger.deliveries.before",
                "ledger.deliveries.after",
                "ledger.projects.before",
                "ledger.projects.after",
                "facts.project_state.before",
                "facts.project_state.after",
                "summaries.projects_by_district.before",
                "summaries.projects_by_district.after",
                "manifest.before",
                "manifest.after"
            })
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    @Timeout(900)
    void whereverTheDiskIsFullTheNextRunWithRoomHeals(String point) throws Exception {
        TestInbox roomy = office.copiedTo(folder.resolve("roomy"));
        assertThat(roomy.nightly("2025-03-31").code()).isZero();
        WarehouseInvariants.Known undisturbed = WarehouseInvariants.Known.of(roomy);

        System.setProperty("taizhang.fault", point + ":hang");
        CompletableFuture<Commands.Answer> night =
                CompletableFuture.supplyAsync(() -> office.nightly("2025-03-31"), Executors.newSingleThreadExecutor());
        while (!hangs() && !night.isDone()) {
            Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(100));
        }
        Path filling = fill();
        System.clearProperty("taizhang.fault");
        Commands.Answer full = night.get();
        assertThat(full.code()).as(full.err()).isEqualTo(point.equals("manifest.after") ? 6 : 1);
        Files.delete(filling);
        new WarehouseInvariants(null, undisturbed, "s3cret").heals(office, "full at " + point);
        FILLED.add(1);
    }

    private static boolean hangs() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .anyMatch(frame -> frame.getClassName().equals(FaultPoint.class.getName()));
    }

    @Test
    @Timeout(900)
    void aFullDiskIsNamedBeforeTheReleaseAndEndsWithSixAfterIt() throws Exception {
        Path filling = fill();
        Commands.Answer full = office.nightly("2025-03-31");
        assertThat(full.code()).as(full.err()).isEqualTo(1);
        assertThat(full.err())
                .contains("磁盘已满，未发布", "The disk is full, and nothing was published", disk.toString(), "(tmpfs)")
                .containsPattern("Free about \\d+ MiB and run again.")
                .doesNotContain("\tat ", "Exception");
        Files.delete(filling);

        System.setProperty("taizhang.fault", "manifest.after:hang");
        CompletableFuture<Commands.Answer> night =
                CompletableFuture.supplyAsync(() -> office.nightly("2025-03-31"), Executors.newSingleThreadExecutor());
        while (!Files.exists(disk.resolve("ledger/runs/_delta_log/00000000000000000001.json")) && !night.isDone()) {
            Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(100));
        }
        filling = fill();
        System.clearProperty("taizhang.fault");
        Commands.Answer behind = night.get();
        assertThat(behind.code()).as(behind.out() + behind.err()).isEqualTo(6);
        assertThat(behind.out() + behind.err())
                .contains("No space left on device")
                .doesNotContain("\tat ");
        Files.delete(filling);
        FILLED.add(2);
    }

    @Test
    void aDiskThatMayNotBeWrittenIsNamed() throws Exception {
        assertThat(command("mount", "-o", "remount,ro", disk.toString())).isZero();
        Commands.Answer denied = office.nightly("2025-03-31");
        assertThat(denied.code()).as(denied.err()).isEqualTo(2);
        assertThat(denied.err())
                .contains("没有权限", "has no permission to use " + disk)
                .doesNotContain("\tat ");
    }
}
