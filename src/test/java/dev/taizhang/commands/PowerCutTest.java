package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.ledger.BreakingFileSystem;
import dev.taizhang.ledger.NewFile;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reported as written is there after a power cut, whatever chance has kept of the rest. */
class PowerCutTest {
    private static final int CUTS = 20;

    @TempDir
    private Path folder;

    @BeforeAll
    static void takeTheDiskThatRecords() throws Exception {
        BreakingFileSystem.install();
    }

    @AfterAll
    static void giveTheDiskBack() throws Exception {
        BreakingFileSystem.remove();
    }

    @Test
    void filesAndFoldersStay() throws Exception {
        Path root = Files.createDirectory(folder.resolve("root"));
        Path before = Files.createDirectory(folder.resolve("before"));
        Path recording = folder.resolve("recording.jfr");
        FileSystem files = FileSystem.get(URI.create("file:///"), HadoopConfiguration.read());
        byte[] content = "台账".getBytes(StandardCharsets.UTF_8);
        PowerCut.recorded(recording, () -> {
            try (OutputStream out = files.create(path(root, "created/file"))) {
                out.write(content);
            }
            NewFile.create(files, path(root, "new/file"), content);
            ReplacedFile.write(files, path(root, "replaced/file"), out -> out.write(content));
            return files.mkdirs(path(root, "folder/of/folders"));
        });
        PowerCut cut = PowerCut.of(root, recording, before);
        for (int nth = 0; nth < CUTS; nth++) {
            Path after = folder.resolve("after");
            cut.cut(cut.events().size(), after, new Random(nth));
            for (String file : List.of("created/file", "new/file", "replaced/file")) {
                assertThat(after.resolve(file)).as("cut %d", nth).hasBinaryContent(content);
            }
            assertThat(after.resolve("folder/of/folders")).as("cut %d", nth).isDirectory();
            FileUtils.deleteDirectory(after.toFile());
        }
    }

    private static org.apache.hadoop.fs.Path path(Path root, String name) {
        return new org.apache.hadoop.fs.Path(root.resolve(name).toUri());
    }
}
