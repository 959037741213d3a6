package dev.taizhang.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command took.
 *
 * @param seconds by the clock on the wall
 * @param cpuSeconds of all its threads and processes, in user and system mode
 * @param mebibytes at most in memory at once
 * @param stages the costs of the stages that it reported, in their order
 */
record Effort(double seconds, double cpuSeconds, double mebibytes, Map<String, StageCost> stages) {
    /** The place of the CPU time of ended children in {@code /proc/self/stat}, user and system. */
    private static final int CHILDREN = 13;

    /** What all child processes that have ended took, and their children: the kernel hands it up as each is waited for. */
    static double cpuSecondsOfChildren() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            // The kernel shows hundredths of a second, whatever its own clock is.
            return (Long.parseLong(fields[CHILDREN]) + Long.parseLong(fields[CHILDREN + 1])) / 100.0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The CPU seconds of the threads of one purpose, of all its stages and the rest. */
    double cpuSeconds(ThreadClock.Purpose purpose) {
        return stages.values().stream()
                .mapToDouble(stage -> stage.cpuSeconds(purpose))
                .sum();
    }
}
