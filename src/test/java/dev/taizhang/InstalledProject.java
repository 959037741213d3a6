package dev.taizhang;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * brings what the tests' own Maven has compiled.
 */
public final class InstalledProject {
    private static final long MOST_MINUTES = 10;

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

    /** Copies scripts, configuration and program below a folder. */
    public static InstalledProject below(Path folder) throws IOException {
        Path home = folder.resolve("项目 project");
        Path maven = Files.createDirectories(folder.resolve("maven"));
        // What `jobs/bench --help` reads.
        String bench = "src/test/java/dev/taizhang/bench";
        for (String below : List.of("jobs", "conf", bench)) {
            FileUtils.copyDirectory(new File(below), home.resolve(below).toFile());
        }
        // The launcher builds where these have changed; what they hold is of no matter here.
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("src/main/source.txt"), "");
        archive(Path.of("target/classes"), maven.resolve("taizhang.jar"));
        Path libraries = Files.createDirectories(maven.resolve("lib"));
        for (String library : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(library).toAbsolutePath();
            if (library.endsWith(".jar")) {
                Files.createSymbolicLink(libraries.resolve(jar.getFileName()), jar);
            }
        }
        Path build = Files.writeString(maven.resolve("mvn"), """
                #!/bin/sh
                mkdir -p target
                cp -P -R "$(dirname "$0")/taizhang.jar" "$(dirname "$0")/lib" target/
                """);
        if (!build.toFile().setExecutable(true)) {
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

    public Path home() {
        return home;
    }

    /** The current folder of whoever calls the scripts. */
    public Path caller() {
        return caller;
    }

    /** Runs {@code jobs/<script>} to its end, with nothing in the environment but what Java and the launcher need. */
    public Answer run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("jobs").resolve(script).toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(maven, "answer", ".txt");
        Path err = Files.createTempFile(maven, "errors", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(caller.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        maven + File.pathSeparator + System.getenv("PATH"),
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        Process process = builder.start();
        try {
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException(command + " does not end.");
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
