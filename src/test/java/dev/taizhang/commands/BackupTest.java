package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a warehouse that are made as {@code docs/operations.md} says, while nights run. */
@EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
class BackupTest {
    private static final int CHECKED = 5;

    @TempDir
    private Path folder;

    @Test
    void aCopyThatIsMadeWhileNightsRunHasAWholeReleaseAndGoesOn() throws Exception {
        TestInbox office = FaultTest.office(folder.resolve("office"));
        FaultTest.firstMonth(office);
        publishes(office, "2025-02-28");
        FaultTest.secondMonth(office);
        AtomicBoolean ended = new AtomicBoolean();
        List<Path> copies = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> copying = CompletableFuture.runAsync(
                () -> copyUntil(ended, office.warehouse(), copies), work -> new Thread(work).start());
        try {
            publishes(office, "2025-03-30");
            publishes(office, "2025-03-31");
        } finally {
            ended.set(true);
        }
        copying.get();

        TreeMap<Long, String> hashes = new TreeMap<>();
        releases(office.warehouse()).forEach(release -> hashes.put(release.number(), release.hash()));
        assertThat(copies).hasSizeGreaterThan(CHECKED);
        for (int nth = 1; nth <= CHECKED; nth++) {
            Path copy = copies.get((copies.size() - 1) * nth / CHECKED);
            Release current = releases(copy).get(releases(copy).size() - 1);
            assertThat(current.hash()).isEqualTo(hashes.get(current.number()));
            Commands.Answer doctor = Commands.run(
                    "doctor",
                    "--conf",
                    office.conf().toString(),
                    "--inbox",
                    office.inbox().toString(),
                    "--warehouse",
                    copy.toString());
            // A delivery of the run that was in progress has its original and no row yet.
            assertThat(doctor.out()).as(doctor.err()).containsPattern("台账库 warehouse.*发布 release " + current.number());
            assertThat(answer(office, copy, "2999-12-31"))
                    .isEqualTo(answer(office, office.warehouse(), Long.toString(current.number())));
        }
        Path last = copies.get(0);
        Commands.Answer night = Commands.nightly(office.conf(), office.inbox(), last, "2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(answer(office, last, "2999-12-31").lines().skip(2))
                .containsExactlyElementsOf(
                        answer(office, office.warehouse(), "3").lines().skip(2).toList());
    }

    private static void publishes(TestInbox office, String asOf) {
        Commands.Answer answer = office.nightly(asOf);
        assertThat(answer.code()).as(answer.err()).isZero();
    }

    private static List<Release> releases(Path warehouse) {
        return Warehouse.at(warehouse.toString(), HadoopConfiguration.read()).releases();
    }

    /** The figures of a release, or of the current one. */
    private static String answer(TestInbox office, Path warehouse, String release) {
        Commands.Answer answer = Commands.run(
                "query",
                "--conf",
                office.conf().toString(),
                "--warehouse",
                warehouse.toString(),
                "--format",
                "csv",
                release.contains("-") ? "--known-at" : "--run",
                release,
                FaultTest.ANSWERS);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out();
    }

    private void copyUntil(AtomicBoolean ended, Path warehouse, List<Path> copies) {
        try {
            while (!ended.get()) {
                Path copy = folder.resolve("copy-" + copies.size());
                copy(warehouse.resolve("ledger/runs/_delta_log"), copy.resolve("ledger/runs/_delta_log"));
                copy(warehouse, copy);
                copy(warehouse, copy);
                copies.add(copy);
                Thread.sleep(100);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What rsync does with these files; a file that ends while it looks is passed over. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(from)) {
            files = found.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException vanished) {
            copy(from, to);
            return;
        }
        for (Path file : files) {
            String name = from.relativize(file).toString();
            Path copied = to.resolve(name);
            if (name.endsWith("_last_checkpoint")
                    || name.startsWith("work/")
                    || (name.startsWith("ledger/runs/_delta_log/") && !Files.exists(copied))
                    || (Files.exists(copied) && Files.size(copied) == sizeOf(file))) {
                continue;
            }
            Files.createDirectories(copied.getParent());
            try {
                Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException vanished) {
                Files.deleteIfExists(copied);
            }
        }
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException vanished) {
            return -1;
        }
    }
}
