package dev.taizhang;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * A copy of the project as its users have it, whose scripts start the program that is under test. Its Maven is a stand-in that
 * brings what the tests' own Maven has compiled and laid out.
 */
public final class InstalledProject {
    /** Nights of many projects take some minutes on a busy machine. */
    private static final long MOST_MINUTES = 30;

    /** The folders of libraries that the build has laid out before the tests. */
    private static final Path LIBRARIES = Path.of("target/lib");

    /** Lets Java compile quickly. The launcher cannot tell how small the work is if it is not on a disk or for a cluster. */
    public static final Map<String, String> QUICK =
            Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

    private final Path home;
    private final Path maven;
    private final Path caller;

    /** What a script answered. */
    public record Answer(int code, String out, String err) {}

    private InstalledProject(Path home, Path maven, Path caller) {
        this.home = home;
        this.maven = maven;
        this.caller = caller;
    }

    /** Copies scripts, configuration and program below a folder, to which every user then finds a way. */
    public static InstalledProject below(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path home = folder.resolve("空 格").resolve("项目");
        Path maven = Files.createDirectories(folder.resolve("maven"));
        // The last is what `jobs/bench --help` reads.
        for (String below : List.of("jobs", "conf", "src/test/java/dev/taizhang/bench")) {
            FileUtils.copyDirectory(new File(below), home.resolve(below).toFile());
        }
        // The launcher builds where these have changed; what they hold is of no matter here.
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve("src/main"));
        archive(
                Path.of("target/classes"),
                Files.createDirectories(maven.resolve("target")).resolve("taizhang.jar"));
        if (!Files.isDirectory(LIBRARIES)) {
            throw new IOException(LIBRARIES + " is missing; `mvn generate-test-resources` lays it out.");
        }
        try (Stream<Path> jars = Files.walk(LIBRARIES)) {
            for (Path jar : jars.filter(Files::isRegularFile).toList()) {
                link(jar, maven.resolve(jar));
            }
        }
        Path build = Files.writeString(maven.resolve("mvn"), """
                #!/bin/sh
                mkdir -p target && cp -rl "${0%/*}/target/." target/
                """);
        if (!build.toFile().setExecutable(true, false)) {
            throw new IOException(build + " cannot be made executable.");
        }
        return new InstalledProject(home, maven, Files.createDirectories(folder.resolve("别处 elsewhere")));
    }

    private static void archive(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    private static void link(Path file, Path link) throws IOException {
        Files.createDirectories(link.getParent());
        try {
            Files.createLink(link, file);
        } catch (FileSystemException anotherDisk) {
            Files.copy(file, link);
        }
    }

    /** Returns a tool of this machine. */
    static Path onThePath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    public Path home() {
        return home;
    }

    /** The program without its libraries. */
    public Path program() {
        return maven.resolve("target/taizhang.jar");
    }

    /** The current folder of whoever calls the scripts. */
    public Path caller() {
        return caller;
    }

    /** Runs {@code jobs/<script>} to its end, with nothing in the environment but what Java and the launcher need. */
    public Answer run(String script, String... arguments) throws IOException, InterruptedException {
        return start(Map.of(), script, arguments).end();
    }

    /** Starts {@code jobs/<script>} with a few more variables in its environment. */
    public Started start(Map<String, String> environment, String script, String... arguments) throws IOException {
        return start(List.of(), environment, script, arguments);
    }

    /**
     * Starts {@code jobs/<script>}.
     *
     * @param under what it is started by, in front of it
     */
    Started start(List<String> under, Map<String, String> environment, String script, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(under);
        command.add(home.resolve("jobs").resolve(script).toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(maven, "answer", ".txt");
        Path err = Files.createTempFile(maven, "errors", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(caller.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", maven + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return new Started(builder.start(), out, err);
    }

    /** A script that is running. */
    public record Started(Process process, Path out, Path err) {
        /** Waits for its end, and ends it if that does not come. */
        public Answer end() throws IOException, InterruptedException {
            try {
                if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                    throw new IOException(process.info() + " does not end.");
                }
            } finally {
                process.destroy();
            }
            return new Answer(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        }
    }
}
