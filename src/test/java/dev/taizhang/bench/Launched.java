package dev.taizhang.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts commands one after another, as users do, and measures each together with all that it starts. */
final class Launched {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final String PROGRAM = "dev.taizhang.commands.Taizhang";
    private static final int MILLISECONDS_BETWEEN_LOOKS = 100;

    private final Path log;
    private final Map<String, String> environment;
    private List<String> java = List.of();

    /** What the commands say goes to {@code log}, each in place of the one before. */
    Launched(Path log, Map<String, String> environment) {
        this.log = log;
        this.environment = environment;
    }

    /** Runs a command to its end; any exit code but 0 is an {@link IllegalStateException} with what it said. */
    Effort run(List<String> command) {
        double cpu = Effort.cpuSecondsOfChildren();
        long start = System.nanoTime();
        double mebibytes = 0;
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            while (!process.waitFor(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                mebibytes = Math.max(mebibytes, look(process.toHandle()));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            String said = Files.readString(log, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue() + ":\n" + said);
            }
            return new Effort(seconds, Effort.cpuSecondsOfChildren() - cpu, mebibytes, said);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
    }

    /** The command line of the last Java that the launcher started, up to its main class. */
    List<String> java() {
        return java;
    }

    /** The peaks of all processes that live together; on the way, the command line of the program is kept. */
    private double look(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(each -> {
                    List<String> words = List.of(proc(each, "cmdline").split("\0", -1));
                    if (words.contains(PROGRAM)) {
                        java = words.subList(0, words.indexOf(PROGRAM));
                    }
                    Matcher peak = PEAK.matcher(proc(each, "status"));
                    return peak.find() ? Long.parseLong(peak.group(1)) / 1024.0 : 0;
                })
                .sum();
    }

    private static String proc(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
