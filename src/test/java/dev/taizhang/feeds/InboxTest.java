package dev.taizhang.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    private int taken(KnownDeliveries known) throws IOException {
        ProgressFeed feed = new ProgressFeed(folder.resolve(".conf"));
        FileSystem files = FileSystem.getLocal(new org.apache.hadoop.conf.Configuration());
        Inbox.Intake intake = new Inbox(folder, feed.feeds(), id -> Optional.empty())
                .collect(
                        known,
                        1,
                        files,
                        new org.apache.hadoop.fs.Path(folder.resolve(".store").toString()));
        intake.deliveries().forEach(delivery -> known.add(delivery.id(), "progress", true));
        return intake.deliveries().size();
    }
}
