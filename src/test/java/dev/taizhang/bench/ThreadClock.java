package dev.taizhang.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from the kernel the CPU seconds of a Java process by the purpose of its threads. Java itself reports neither the threads of
 * its compilers nor those of its collector.
 */
final class ThreadClock {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** The kernel counts in hundredths of a second, whatever its own clock is. */
    private static final double TICKS = 100;

    private final Path process;

    /** Threads end, so what each had spent when it was last seen is kept. */
    private final Map<String, Double> seen = new HashMap<>();

    private final Map<Purpose, Double> spent = new EnumMap<>(Purpose.class);

    /** The clock of a process, {@code "self"} for this one. */
    ThreadClock(String process) {
        this.process = Path.of("/proc", process);
    }

    /** The purpose of a thread, by its name; the kernel knows fifteen characters of it. */
    enum Purpose {
        TASKS("Executor task"),
        COMPILERS("C1 CompilerThre|C2 CompilerThre|Sweeper thread"),
        COLLECTOR("GC Thread|G1 |VM Thread"),
        PLANNERS("java$|pool-"),
        OTHERS("");

        private final Pattern names;

        Purpose(String names) {
            this.names = Pattern.compile(names);
        }

        String title() {
            return this == PLANNERS ? "main and planners" : name().toLowerCase(Locale.ROOT);
        }

        static Purpose of(String thread) {
            for (Purpose purpose : values()) {
                if (purpose.names.matcher(thread).lookingAt()) {
                    return purpose;
                }
            }
            return OTHERS;
        }
    }

    /**
     * The state of a process at one time.
     *
     * @param millis the time, since 1970
     * @param mebibytes its resident memory
     * @param cpuSeconds of all its threads so far, also of those that have ended
     * @param spent of its threads so far, by their purpose
     */
    record Reading(long millis, double mebibytes, double cpuSeconds, Map<Purpose, Double> spent) {
        /** When the process had spent nothing. */
        static final Reading START = new Reading(0, 0, 0, Map.of());

        double cpuSince(Reading earlier) {
            return cpuSeconds - earlier.cpuSeconds;
        }

        /** Threads that ended before they were seen count among the others. */
        double cpuSince(Reading earlier, Purpose purpose) {
            if (purpose == Purpose.OTHERS) {
                double known = 0;
                for (Purpose other : spent.keySet()) {
                    known += other == Purpose.OTHERS ? 0 : cpuSince(earlier, other);
                }
                return Math.max(0, cpuSince(earlier) - known);
            }
            return spent.getOrDefault(purpose, 0.0) - earlier.spent.getOrDefault(purpose, 0.0);
        }
    }

    /**
     * Reads the clock.
     *
     * @throws UncheckedIOException if the process has ended
     */
    Reading read() {
        try {
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
                for (Path thread : threads) {
                    readThread(thread);
                }
            }
            Matcher resident = RESIDENT.matcher(Files.readString(process.resolve("status")));
            return new Reading(
                    System.currentTimeMillis(),
                    resident.find() ? Long.parseLong(resident.group(1)) / 1024.0 : 0,
                    ticks(Files.readString(process.resolve("stat"))),
                    Collections.unmodifiableMap(new EnumMap<>(spent)));
        } catch (DirectoryIteratorException ended) {
            throw new UncheckedIOException(ended.getCause());
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private void readThread(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            double now = ticks(stat);
            Double before = seen.put(thread.getFileName().toString(), now);
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            spent.merge(Purpose.of(name), now - (before == null ? 0 : before), Double::sum);
        } catch (IOException ended) {
            // A thread may end between the list of threads and here.
            return;
        }
    }

    /** User and system time of a line of {@code stat}; the name before them may contain blanks. */
    private static double ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }
}
