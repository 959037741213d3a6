package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.SharedStorage;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that write to the same tables at the same time without a lock, one of which is killed, on every kind of storage. */
class CommitRaceTest {
    /** Each is three commits or more. */
    private static final int PUBLICATIONS = Boolean.getBoolean("taizhang.long") ? 67 : 7;

    private static final int VERSIONS = Boolean.getBoolean("taizhang.long") ? 300 : 20;
    private static final Duration PATIENCE = Duration.ofMinutes(10 + PUBLICATIONS);

    @TempDir
    private Path folder;

    @Test
    void onADisk() throws Exception {
        race(folder.resolve("warehouse").toString(), Map.of(), "");
    }

    @Test
    void onHdfs() throws Exception {
        try (SharedStorage hdfs = SharedStorage.hdfs(folder)) {
            race(hdfs.root() + "/warehouse", hdfs.hadoop(), "");
        }
    }

    @Test
    void onS3() throws Exception {
        try (SharedStorage s3 = SharedStorage.s3(folder)) {
            race(s3.root() + "/warehouse", s3.hadoop(), File.pathSeparator + SharedStorage.clientJars());
        }
    }

    private void race(String root, Map<String, String> hadoop, String clientJars) throws Exception {
        Processes processes = new Processes(
                root,
                System.getProperty("java.class.path") + clientJars,
                hadoop.entrySet().stream()
                        .flatMap(key -> Stream.of(key.getKey(), key.getValue()))
                        .toList());
        oneIsTold(processes);
        publish(processes);
    }

    /** Of two writers of a version one is told that it has written it, and has. */
    private void oneIsTold(Processes processes) throws Exception {
        List<Process> writers = List.of(
                started(processes, VersionWriter.class, "v", VERSIONS), started(processes, VersionWriter.class, "w", VERSIONS));
        for (String writer : List.of("v", "w")) {
            while (lines(writer).isEmpty()) {
                assertThat(writers).as(errors()).allMatch(Process::isAlive);
                Thread.sleep(Duration.ofMillis(20).toMillis());
            }
        }
        long start = System.currentTimeMillis() + 200;
        for (Process writer : writers) {
            try (Writer in = writer.outputWriter(StandardCharsets.UTF_8)) {
                in.write(start + "\n");
            }
        }
        for (Process writer : writers) {
            ended(writer);
        }
        ended(started(processes, VersionWriter.class, "read", VERSIONS));
        assertThat(Stream.concat(lines("v").stream(), lines("w").stream()).filter(line -> line.startsWith("version ")))
                .containsExactlyInAnyOrderElementsOf(lines("read"));
    }

    /** What two processes believe to have committed is there, and a release has no row of a run that did not publish. */
    private void publish(Processes processes) throws Exception {
        ended(started(processes, Publisher.class, "create", 0));
        Process first = started(processes, Publisher.class, "a", PUBLICATIONS);
        Process second = started(processes, Publisher.class, "b", PUBLICATIONS);
        Process killed = started(processes, Publisher.class, "k", Integer.MAX_VALUE);
        while (lines("k").size() < PUBLICATIONS && killed.isAlive()) {
            Thread.sleep(Duration.ofMillis(20).toMillis());
        }
        killed.destroyForcibly().waitFor();
        ended(first);
        ended(second);
        ended(started(processes, Publisher.class, "read", 0));
        examine();
    }

    private void examine() throws IOException {
        List<String> there = lines("read");
        Set<String> published = new HashSet<>();
        for (String writer : List.of("a", "b", "k")) {
            List<String> believed = lines(writer).stream()
                    .filter(line -> line.startsWith("rows ") || line.startsWith("manifest "))
                    .toList();
            assertThat(there).as(writer).containsAll(believed);
        }
        List<String> releases =
                there.stream().filter(line -> line.startsWith("manifest ")).toList();
        assertThat(releases.stream().filter(line -> line.matches("manifest \\d+ a\\d+"))).hasSize(PUBLICATIONS);
        assertThat(releases.stream().filter(line -> line.matches("manifest \\d+ b\\d+"))).hasSize(PUBLICATIONS);
        for (String release : releases) {
            String[] words = release.split(" ", -1);
            published.addAll(List.of(words[2] + ".1", words[2] + ".2"));
            String contents = there.stream()
                    .filter(line -> line.startsWith("release " + words[1] + " "))
                    .findFirst()
                    .orElseThrow();
            assertThat(contents.split(" ", -1)).as(release).hasSize(2 + published.size()).contains(published.toArray(String[]::new));
        }
        // Otherwise the processes have not met, and the test has shown nothing.
        assertThat(Stream.concat(lines("a").stream(), lines("b").stream()).filter(line -> line.startsWith("refused ")))
                .isNotEmpty();
    }

    private record Processes(String root, String classPath, List<String> keys) {}

    private Process started(Processes processes, Class<?> main, String name, int number) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                processes.classPath(),
                main.getName(),
                processes.root(),
                name,
                Integer.toString(number)));
        command.addAll(processes.keys());
        return new ProcessBuilder(command)
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
            for (Path file : files.filter(path -> path.toString().endsWith(".err")).toList()) {
                errors.append(Files.readString(file));
            }
        }
        return errors.toString();
    }

    /** The complete lines that a process has printed. */
    private List<String> lines(String name) throws IOException {
        String text = Files.readString(folder.resolve(name + ".out"));
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
