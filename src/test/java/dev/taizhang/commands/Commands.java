package dev.taizhang.commands;

import dev.taizhang.TestSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.launcher.JavaModuleOptions;

/** Runs commands as a user would, but inside the test's process. */
public final class Commands {
    private Commands() {}

    /** What a command answered. */
    public record Answer(int code, String out, String err) {}

    /** Runs {@code jobs/<arguments>}. */
    public static synchronized Answer run(String... arguments) {
        TestSpark.session();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream answered = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(answered, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
            int code = Taizhang.run(arguments);
            return new Answer(code, answered.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /**
     * Copies a configuration and makes it publish only some tables and no files of everything, because runs take less time with fewer.
     *
     * @param tables the tables beside those that are always published
     */
    public static Path publishing(Path conf, Path copy, Collection<String> tables) throws IOException {
        FileUtils.copyDirectory(conf.toFile(), copy.toFile());
        Files.writeString(
                copy.resolve("taizhang.conf"),
                "\ntables { only = [" + String.join(", ", tables) + "] }\ncopies = []\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return copy;
    }

    /** Runs {@code jobs/nightly} with everything named. */
    public static Answer nightly(Path conf, Path inbox, Path warehouse, String asOf) {
        return nightly(conf, inbox, warehouse.toString(), asOf);
    }

    /** Runs {@code jobs/nightly} on a warehouse of any storage. */
    static Answer nightly(Path conf, Path inbox, String warehouse, String asOf) {
        return run(words("nightly", nightlyOptions(conf, inbox, warehouse, asOf)));
    }

    /** What follows {@code jobs/nightly} with everything named. */
    public static String[] nightlyOptions(Path conf, Path inbox, String warehouse, String asOf) {
        return new String[] {
            "--conf", conf.toString(), "--inbox", inbox.toString(), "--warehouse", warehouse, "--as-of", asOf
        };
    }

    /** A command and its arguments. */
    static String[] words(String command, String... arguments) {
        return Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new);
    }

    /** Runs {@code jobs/query}; the answer is in the given format. */
    static Answer query(Path conf, Path warehouse, String format, String sql) {
        return query(conf, warehouse.toString(), format, sql);
    }

    /** Runs {@code jobs/query} on a warehouse of any storage. */
    static Answer query(Path conf, String warehouse, String format, String sql) {
        return run("query", "--conf", conf.toString(), "--warehouse", warehouse, "--format", format, sql);
    }

    /** The command line of Java as the launcher starts small runs, without the class to run. */
    static List<String> java(List<String> options, String classPath) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split("\\s+", -1)));
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        return command;
    }

    /**
     * Runs {@code jobs/<arguments>} in a process of its own, as the launcher does.
     *
     * @param options for Java, beside those that Spark needs
     * @param classPath where the program and its libraries are
     */
    static Answer apart(List<String> options, String classPath, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = java(options, classPath);
        command.add(Taizhang.class.getName());
        command.addAll(List.of(arguments));
        Path told = Files.createTempFile("taizhang", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(told.toFile()).start();
            String answered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), answered, Files.readString(told));
        } finally {
            Files.delete(told);
        }
    }
}
