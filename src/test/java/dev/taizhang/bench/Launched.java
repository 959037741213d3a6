package dev.taizhang.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** Starts commands one after another, as users do, and measures each together with all that it starts. */
final class Launched {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern STAGE = Pattern.compile("(?m)^[\\d:]{8} (\\w+) +(\\d+\\.\\d+) s  ");
    private static final String PROGRAM = "dev.taizhang.commands.Taizhang";
    private static final int MILLISECONDS_BETWEEN_LOOKS = 100;

    private final Path log;
    private final Map<String, String> environment;
    private List<String> java = List.of();
    private ThreadClock clock;
    private List<ThreadClock.Reading> readings = new ArrayList<>();
    private List<StageCost.Reported> stages = new ArrayList<>();
    private long read;

    /** What the commands say goes to {@code log}, each in place of the one before. */
    Launched(Path log, Map<String, String> environment) {
        this.log = log;
        this.environment = environment;
    }

    /** Runs a command to its end; any exit code but 0 is an {@link IllegalStateException} with what it said. */
    Effort run(List<String> command) {
        return run(command, Map.of());
    }

    /** Runs a command in the same way, while Spark logs its events, from which the tasks of each stage are read. */
    Effort runWithEvents(List<String> command) {
        Path events = log.resolveSibling("events");
        try {
            FileUtils.deleteDirectory(events.toFile());
            Files.createDirectories(events);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
        Effort effort = run(
                command,
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Dspark.eventLog.enabled=true -Dspark.eventLog.compress=false"
                                + " -Dspark.eventLog.rolling.enabled=false -Dspark.eventLog.dir=" + events.toUri()));
        return new Effort(
                effort.seconds(),
                effort.cpuSeconds(),
                effort.mebibytes(),
                StageCost.of(stages, readings, StageCost.tasks(events)));
    }

    private Effort run(List<String> command, Map<String, String> more) {
        clock = null;
        readings = new ArrayList<>();
        stages = new ArrayList<>();
        read = 0;
        double cpu = Effort.cpuSecondsOfChildren();
        long start = System.nanoTime();
        double mebibytes = 0;
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            builder.environment().putAll(more);
            Process process = builder.start();
            while (!process.waitFor(MILLISECONDS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                mebibytes = Math.max(mebibytes, look(process.toHandle()));
                readStages();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            readStages();
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue() + ":\n" + said());
            }
            return new Effort(
                    seconds, Effort.cpuSecondsOfChildren() - cpu, mebibytes, StageCost.of(stages, readings, List.of()));
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
    }

    /** What the last command printed. */
    String said() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    /** The command line of the last Java that the launcher started, up to its main class. */
    List<String> java() {
        return java;
    }

    /** The peaks of all processes that live together; on the way, the program's command line and clock are kept. */
    private double look(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(each -> {
                    List<String> words = List.of(proc(each, "cmdline").split("\0", -1));
                    if (words.contains(PROGRAM)) {
                        java = words.subList(0, words.indexOf(PROGRAM));
                        readClock(each);
                    }
                    Matcher peak = PEAK.matcher(proc(each, "status"));
                    return peak.find() ? Long.parseLong(peak.group(1)) / 1024.0 : 0;
                })
                .sum();
    }

    private void readClock(ProcessHandle process) {
        if (clock == null) {
            clock = new ThreadClock(Long.toString(process.pid()));
        }
        try {
            readings.add(clock.read());
        } catch (UncheckedIOException ended) {
            return;
        }
    }

    private void readStages() throws IOException {
        if (Files.size(log) == read) {
            return;
        }
        read = Files.size(log);
        List<MatchResult> found = STAGE.matcher(said()).results().toList();
        for (MatchResult stage : found.subList(stages.size(), found.size())) {
            stages.add(new StageCost.Reported(
                    stage.group(1), Double.parseDouble(stage.group(2)), System.currentTimeMillis()));
        }
    }

    private static String proc(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
