package dev.taizhang.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a piece of work took.
 *
 * @param seconds by the clock on the wall
 * @param cpuSeconds of all its threads and processes, in user and system mode
 * @param mebibytes at most in memory at once; 0 where that was not looked at
 * @param said what it printed
 */
record Effort(double seconds, double cpuSeconds, double mebibytes, String said) {
    private static final Pattern STAGE = Pattern.compile("(?m)^[\\d:]{8} (\\w+) +(\\d+\\.\\d+) s  ");

    /** The places of two pairs of times in {@code /proc/self/stat}, user and system: ours, and that of ended children. */
    private static final int OWN = 11;

    private static final int CHILDREN = 13;

    /** Work within this process, which must do nothing else meanwhile. */
    interface Work {
        void run() throws SQLException;
    }

    static Effort of(Work work) throws SQLException {
        long start = System.nanoTime();
        double cpu = ownCpuSeconds();
        work.run();
        return new Effort((System.nanoTime() - start) / 1e9, ownCpuSeconds() - cpu, 0, "");
    }

    /** The seconds of each stage that it told of, in their order. */
    Map<String, Double> stages() {
        Map<String, Double> stages = new LinkedHashMap<>();
        STAGE.matcher(said).results().forEach(stage -> stages.put(stage.group(1), Double.valueOf(stage.group(2))));
        return stages;
    }

    private static double ownCpuSeconds() {
        return cpuSeconds(OWN);
    }

    /** What all child processes that have ended took, and their children: the kernel hands it up as each is waited for. */
    static double cpuSecondsOfChildren() {
        return cpuSeconds(CHILDREN);
    }

    private static double cpuSeconds(int user) {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            // The kernel shows hundredths of a second, whatever its own clock is.
            return (Long.parseLong(fields[user]) + Long.parseLong(fields[user + 1])) / 100.0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
