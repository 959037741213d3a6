package dev.taizhang.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.RemoteFileSystem;
import dev.taizhang.ledger.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunRecordTest {
    private static final int RUNS = 8;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"file", "remote"})
    void runsThatBeginAtOnceHaveDifferentIds(String scheme) throws Exception {
        RemoteFileSystem.register();
        Warehouse warehouse = Warehouse.at(scheme + "://" + folder.resolve(scheme), HadoopConfiguration.read());
        CyclicBarrier start = new CyclicBarrier(RUNS);
        Callable<String> run = () -> {
            start.await();
            return RunRecord.begin(warehouse, 7, Optional.of(LocalDate.EPOCH), Instant.EPOCH)
                    .runId();
        };
        ExecutorService threads = Executors.newFixedThreadPool(RUNS);
        try {
            List<String> ids = new ArrayList<>();
            for (Future<String> id : threads.invokeAll(Collections.nCopies(RUNS, run))) {
                ids.add(id.get());
            }
            assertThat(ids)
                    .containsExactlyInAnyOrder(
                            "000007-1",
                            "000007-2",
                            "000007-3",
                            "000007-4",
                            "000007-5",
                            "000007-6",
                            "000007-7",
                            "000007-8");
        } finally {
            threads.shutdown();
        }
    }
}
