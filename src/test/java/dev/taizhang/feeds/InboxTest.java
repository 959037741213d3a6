package dev.taizhang.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
        Set<String> known = new HashSet<>();
        assertThat(taken(known)).isOne();
        Files.move(folder.resolve("a.csv"), folder.resolve("b.CSV"));
        assertThat(taken(known)).isZero();
        Files.move(folder.resolve("b.CSV"), folder.resolve("b.jsonl"));
        assertThat(taken(known)).isOne();
        Files.move(folder.resolve("b.jsonl"), folder.resolve("c.ndjson"));
        assertThat(taken(known)).isZero();
    }

    private int taken(Set<String> known) throws IOException {
        ProgressFeed feed = new ProgressFeed(folder.resolve(".conf"));
        FileSystem files = FileSystem.getLocal(new org.apache.hadoop.conf.Configuration());
        Inbox.Intake intake = new Inbox(folder, feed.feeds(), id -> Optional.empty())
                .take(
                        known::contains,
                        1,
                        files,
                        new org.apache.hadoop.fs.Path(folder.resolve(".store").toString()));
        intake.taken().forEach(delivery -> known.add(delivery.id()));
        return intake.taken().size();
    }
}
