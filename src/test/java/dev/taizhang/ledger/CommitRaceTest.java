package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.taizhang.Goal;
import dev.taizhang.LongForm;
import dev.taizhang.SharedStorage;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.ReplacedFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes that write to the same tables at the same time without a lock, one of which is killed, on every kind of storage.
 * Of two writers of a version, one is told that it has written it, and has; and a release has no row of a run that did not publish.
 */
class CommitRaceTest {
    private static final int VERSIONS = Math.toIntExact(Goal.COMMIT_RACES.target());

    /** Each is three commits or more. */
    private static final int PUBLICATIONS = LongForm.ASKED ? 67 : 3;

    private static final Duration PATIENCE = Duration.ofMinutes(10 + PUBLICATIONS);

    @TempDir
    private Path folder;

    @Test
    void onADisk() throws Exception {
        try (Goal.Count goal = Goal.COMMIT_RACES.begin()) {
            race(folder.resolve("warehouse").toString(), Map.of(), "");
            goal.add(VERSIONS);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void onHdfs() throws Exception {
        try (SharedStorage hdfs = SharedStorage.hdfs(folder)) {
            race(hdfs.root() + "/warehouse", hdfs.hadoop(), "");
            filesAreReplacedOrNew(hdfs);
        }
    }

    private static void filesAreReplacedOrNew(SharedStorage storage) throws IOException {
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(storage.root(), "files/file");
        FileSystem files = file.getFileSystem(storage.configuration());
        for (String content : List.of("first", "second")) {
            ReplacedFile.print(files, file, out -> out.write(content));
            try (InputStream in = files.open(file)) {
                assertThat(in.readAllBytes()).asString().isEqualTo(content);
            }
        }
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> NewFile.create(files, file, new byte[0]));
        assertThat(files.listStatus(file.getParent())).hasSize(1);
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void onS3() throws Exception {
        try (SharedStorage s3 = SharedStorage.s3(folder)) {
            race(s3.root() + "/warehouse", s3.hadoop(), File.pathSeparator + s3.clientJars());
        }
    }

    private void race(String root, Map<String, String> hadoop, String clientJars) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path") + clientJars,
                Publisher.class.getName(),
                root);
        List<String> keys = hadoop.entrySet().stream()
                .flatMap(key -> Stream.of(key.getKey(), key.getValue()))
                .toList();
        Process first = started(command, keys, "a", PUBLICATIONS);
        Process second = started(command, keys, "b", PUBLICATIONS);
        Process killed = started(command, keys, "k", Integer.MAX_VALUE);
        beginAtOnce(List.of(first, second, killed));
        while (killed.isAlive()
                && (lines("k").size() < VERSIONS + PUBLICATIONS || !haveBeenRefused("a") || !haveBeenRefused("b"))) {
            Thread.sleep(Duration.ofMillis(20).toMillis());
        }
        killed.destroyForcibly().waitFor();
        ended(first);
        ended(second);
        examine(there(command, keys, root));
    }

    /** What is in the storage; it is read by this process where that has the libraries. */
    private List<String> there(List<String> command, List<String> keys, String root) throws Exception {
        if (keys.isEmpty()) {
            return Publisher.written(HadoopConfiguration.read(), root, VERSIONS);
        }
        ended(started(command, keys, "read", 0));
        return lines("read");
    }

    private void beginAtOnce(List<Process> processes) throws Exception {
        for (String name : List.of("a", "b", "k")) {
            while (lines(name).isEmpty()) {
                assertThat(processes).as(errors()).allMatch(Process::isAlive);
                Thread.sleep(Duration.ofMillis(20).toMillis());
            }
        }
        long start = System.currentTimeMillis() + 200;
        for (Process process : processes) {
            try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(start + "\n");
            }
        }
    }

    private void examine(List<String> there) {
        List<String> believed = Stream.of("a", "b", "k")
                .flatMap(writer -> lines(writer).stream())
                .filter(line -> line.matches("(version|rows|manifest) .*"))
                .toList();
        assertThat(there).containsAll(believed);
        assertThat(believed.stream().map(line -> line.replaceFirst(" \\w+$", "")))
                .doesNotHaveDuplicates();
        assertThat(believed.stream().filter(line -> line.startsWith("version ")))
                .hasSize(VERSIONS);
        List<String> releases = there.stream()
                .filter(line -> line.startsWith("manifest ") && !line.startsWith("manifest 0 "))
                .toList();
        for (String survivor : List.of("a", "b")) {
            assertThat(releases.stream().filter(line -> line.matches("manifest \\d+ " + survivor + "\\d+")))
                    .hasSizeGreaterThanOrEqualTo(PUBLICATIONS);
        }
        Set<String> published = new HashSet<>();
        for (String release : releases) {
            String[] words = release.split(" ", -1);
            published.addAll(List.of(words[2] + ".1", words[2] + ".2"));
            String contents = there.stream()
                    .filter(line -> line.startsWith("release " + words[1] + " "))
                    .findFirst()
                    .orElseThrow();
            assertThat(Stream.of(contents.split(" ", -1)).skip(2))
                    .as(release)
                    .containsExactlyInAnyOrderElementsOf(published);
        }
    }

    /** Whether runs of a process have met those of another. */
    private boolean haveBeenRefused(String name) {
        return lines(name).stream().anyMatch(line -> line.matches("refused " + name + "\\d+"));
    }

    private Process started(List<String> command, List<String> keys, String name, int publications) throws IOException {
        List<String> complete = new ArrayList<>(command);
        complete.addAll(List.of(name, Integer.toString(VERSIONS), Integer.toString(publications)));
        complete.addAll(keys);
        return new ProcessBuilder(complete)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }

    private void ended(Process process) throws Exception {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(errors()).isZero();
    }

    private String errors() throws IOException {
        StringBuilder errors = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".err")).toList()) {
                errors.append(Files.readString(file));
            }
        }
        return errors.toString();
    }

    /** The complete lines that a process has printed. */
    private List<String> lines(String name) {
        try {
            String text = Files.readString(folder.resolve(name + ".out"));
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
