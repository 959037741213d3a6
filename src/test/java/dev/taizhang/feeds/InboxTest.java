package dev.taizhang.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.RemoteFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a file another delivery than one that was taken before. */
class InboxTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsTakenAgainOnceItsWrongEndingIsRightAndNotUnderAnyOtherName() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "{\"项目代码\":\"P-1\"}");
        KnownDeliveries known = new KnownDeliveries();
        assertThat(taken(known)).isOne();
        Files.move(folder.resolve("a.csv"), folder.resolve("b.CSV"));
        assertThat(taken(known)).isZero();
        Files.move(folder.resolve("b.CSV"), folder.resolve("b.jsonl"));
        assertThat(taken(known)).isOne();
        Files.move(folder.resolve("b.jsonl"), folder.resolve("c.ndjson"));
        assertThat(taken(known)).isZero();
    }

    /** What a run that died left in the store is hashed before it is taken for the file. */
    @Test
    void aCopyThatIsNotTheFileIsReplaced() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "项目代码\nP-1\n");
        assertThat(taken(new KnownDeliveries())).isOne();
        Path copy;
        try (Stream<Path> stored = Files.list(folder.resolve(".store"))) {
            copy = stored.filter(file -> file.toString().endsWith(".csv"))
                    .findFirst()
                    .orElseThrow();
        }
        for (String left : List.of("", "项目代码\nP-2\n")) {
            Files.writeString(copy, left);
            assertThat(taken(new KnownDeliveries())).isOne();
            assertThat(copy).hasContent("项目代码\nP-1\n");
        }
    }

    /** Of what is copied no other file is left than the one that was hashed. */
    @Test
    void aFileOnAStorageThatChangesWhileItIsReadIsLeftForTheNextRun() throws IOException {
        RemoteFileSystem.register();
        Configuration hadoop = HadoopConfiguration.read();
        hadoop.setClass("fs.growing.impl", Growing.class, FileSystem.class);
        Files.writeString(Files.createDirectories(folder.resolve("inbox")).resolve("a.csv"), "项目代码\nP-1\n");
        ProgressFeed feed = new ProgressFeed(folder.resolve(".conf"));
        org.apache.hadoop.fs.Path store = new org.apache.hadoop.fs.Path("remote://" + folder.resolve("store"));

        Inbox.Intake intake = Inbox.in(
                        FileAddress.parse("growing:" + folder.resolve("inbox")),
                        hadoop,
                        feed.feeds(),
                        id -> Optional.empty())
                .collect(new KnownDeliveries(), 1, store.getFileSystem(hadoop), store);

        assertThat(intake.deliveries()).isEmpty();
        assertThat(intake.skipped())
                .extracting(Bilingual::en)
                .containsExactly("\"a.csv\" is still changing and was left for the next run.");
        assertThat(folder.resolve("store")).isEmptyDirectory();
    }

    /** A storage whose files become longer whenever they have been opened. */
    public static final class Growing extends RemoteFileSystem {
        public Growing() {
            super("growing");
        }

        @Override
        public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer) throws IOException {
            Path growing = FileAddress.local(file);
            Path present = Files.createTempFile(growing.getParent(), ".present", "");
            Files.copy(growing, present, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(growing, "P-2\n", StandardOpenOption.APPEND);
            return super.open(new org.apache.hadoop.fs.Path(present.toString()), buffer);
        }
    }

    @Test
    void aStoreThatCannotTakeAFileIsNoFaultOfTheFile() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "项目代码\nP-1\n");
        Files.writeString(folder.resolve(".store"), "no folder");
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> taken(new KnownDeliveries()))
                .satisfies(failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.UNEXPECTED);
                    assertThat(failure.problem().zh()).contains("a.csv”无法存入台账库：");
                    assertThat(failure.problem().en()).contains("a.csv\" cannot be stored in the warehouse: ");
                });
    }

    @Test
    void aFileWhoseStorageFailsIsNotReady() throws IOException {
        RemoteFileSystem.register();
        Configuration hadoop = HadoopConfiguration.read();
        hadoop.setClass("fs.failing.impl", Failing.class, FileSystem.class);
        Files.writeString(Files.createDirectories(folder.resolve("inbox")).resolve("a.csv"), "项目代码\nP-1\n");
        Inbox inbox = Inbox.in(
                FileAddress.parse("failing:" + folder.resolve("inbox")),
                hadoop,
                new ProgressFeed(folder.resolve(".conf")).feeds(),
                id -> Optional.empty());
        org.apache.hadoop.fs.Path store = new org.apache.hadoop.fs.Path("remote://" + folder.resolve("store"));

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> inbox.collect(new KnownDeliveries(), 1, store.getFileSystem(hadoop), store))
                .satisfies(failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.INPUTS_NOT_READY);
                    assertThat(failure.problem().zh()).contains("a.csv”无法读取：");
                    assertThat(failure.problem().en()).contains("a.csv\" cannot be read: ");
                });
    }

    /** A storage that fails while a file is read. */
    public static final class Failing extends RemoteFileSystem {
        public Failing() {
            super("failing");
        }

        @Override
        public FSDataInputStream open(org.apache.hadoop.fs.Path file, int buffer) throws IOException {
            FSDataInputStream closed = super.open(file, buffer);
            closed.close();
            return closed;
        }
    }

    private int taken(KnownDeliveries known) throws IOException {
        ProgressFeed feed = new ProgressFeed(folder.resolve(".conf"));
        FileSystem files = FileSystem.getLocal(HadoopConfiguration.read());
        Inbox.Intake intake = Inbox.in(FileAddress.of(folder), files.getConf(), feed.feeds(), id -> Optional.empty())
                .collect(
                        known,
                        1,
                        files,
                        new org.apache.hadoop.fs.Path(folder.resolve(".store").toString()));
        intake.deliveries().forEach(delivery -> known.add(delivery.id(), "progress", true));
        return intake.deliveries().size();
    }
}
