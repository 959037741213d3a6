package dev.taizhang;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.taizhang.commands.TestInbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A run whose script was killed, as by a scheduler that ends one process only, finishes and records it. */
@EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
class KilledLauncherTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void aRunWhoseScriptIsKilledFinishesAndSaysSo() throws Exception {
        InstalledProject project = InstalledProject.below(folder);
        TestInbox office = TestInbox.below(folder.resolve("office"));
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
        InstalledProject.Started night = project.start(
                Map.of(),
                "nightly",
                "--conf",
                office.conf().toString(),
                "--inbox",
                office.inbox().toString(),
                "--warehouse",
                office.warehouse().toString(),
                "--as-of",
                "2025-03-31");
        Path run = office.warehouse().resolve("runs/000001-1");
        await(run.resolve("run.json"));
        night.process().destroyForcibly().waitFor();
        assertThat(run.resolve("outcome.json")).doesNotExist();

        await(run.resolve("outcome.json"));
        assertThat(run.resolve("outcome.json")).content().contains("\"exit_code\" : 0");
        assertThat(office.lines("SELECT release_number, project_count FROM ledger.runs, latest.programme_overview"))
                .containsExactly("1|1");
        assertThat(night.out()).content().contains("发布 release 1");
    }

    private static void await(Path file) {
        long since = System.nanoTime();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime() - since).as("%s", file).isLessThan(PATIENCE.toNanos());
            Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(20));
        }
    }
}
