package dev.taizhang.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The cost of one stage of a run.
 *
 * @param seconds by the clock on the wall
 * @param cpuSeconds by the purpose of the threads
 * @param mebibytes the most resident memory
 * @param tasks the number of Spark's tasks
 * @param longestTask the seconds of the longest of them
 */
record StageCost(
        double seconds,
        Map<ThreadClock.Purpose, Double> cpuSeconds,
        double mebibytes,
        double tasks,
        double longestTask) {
    /** Before the first stage, between stages and after the last. */
    static final String REST = "rest";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A stage that a run has reported.
     *
     * @param endMillis when the report was seen
     */
    record Reported(String name, double seconds, long endMillis) {}

    /** A task of Spark, from the event log. */
    record Task(long startMillis, long endMillis) {
        double seconds() {
            return (endMillis - startMillis) / 1000.0;
        }
    }

    /**
     * The costs of the stages of a run in their order, and of the rest.
     *
     * @param readings of its process, from its start to its end
     */
    static Map<String, StageCost> of(
            List<Reported> stages, List<ThreadClock.Reading> readings, List<Task> tasks) {
        Map<String, StageCost> costs = new LinkedHashMap<>();
        if (stages.isEmpty() || readings.isEmpty()) {
            return costs;
        }
        List<Map.Entry<String, StageCost>> backwards = new ArrayList<>();
        NavigableMap<Long, ThreadClock.Reading> times = new TreeMap<>();
        readings.forEach(reading -> times.put(reading.millis(), reading));
        long nextStart = Long.MAX_VALUE;
        for (int place = stages.size() - 1; place >= 0; place--) {
            Reported stage = stages.get(place);
            // Two reports may be seen at once, although the second stage began after the first.
            long end = Math.min(stage.endMillis(), nextStart);
            nextStart = end - Math.round(stage.seconds() * 1000);
            backwards.add(Map.entry(stage.name(), between(nextStart, end, stage.seconds(), times, tasks)));
        }
        Collections.reverse(backwards);
        backwards.forEach(stage -> costs.put(stage.getKey(), stage.getValue()));
        ThreadClock.Reading last = times.lastEntry().getValue();
        Map<ThreadClock.Purpose, Double> rest = new EnumMap<>(ThreadClock.Purpose.class);
        double seconds = (times.lastKey() - times.firstKey()) / 1000.0;
        for (ThreadClock.Purpose purpose : ThreadClock.Purpose.values()) {
            rest.put(purpose, last.cpuSince(ThreadClock.Reading.START, purpose));
        }
        for (StageCost stage : costs.values()) {
            stage.cpuSeconds().forEach((purpose, cpu) -> rest.merge(purpose, -cpu, Double::sum));
            seconds -= stage.seconds();
        }
        rest.replaceAll((purpose, cpu) -> Math.max(0, cpu));
        costs.put(REST, new StageCost(seconds, rest, 0, 0, 0));
        return costs;
    }

    private static StageCost between(
            long start,
            long end,
            double seconds,
            NavigableMap<Long, ThreadClock.Reading> times,
            List<Task> tasks) {
        ThreadClock.Reading before = at(times, start);
        ThreadClock.Reading after = at(times, end);
        Map<ThreadClock.Purpose, Double> cpu = new EnumMap<>(ThreadClock.Purpose.class);
        for (ThreadClock.Purpose purpose : ThreadClock.Purpose.values()) {
            cpu.put(purpose, after.cpuSince(before, purpose));
        }
        List<Double> within = tasks.stream()
                .filter(task -> task.endMillis() > start && task.endMillis() <= end)
                .map(Task::seconds)
                .toList();
        return new StageCost(
                seconds,
                cpu,
                times.subMap(before.millis(), true, after.millis(), true).values().stream()
                        .mapToDouble(ThreadClock.Reading::mebibytes)
                        .max()
                        .orElse(0),
                within.size(),
                within.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }

    /** The last reading before a time; the first one for a time before all. */
    private static ThreadClock.Reading at(NavigableMap<Long, ThreadClock.Reading> times, long millis) {
        Map.Entry<Long, ThreadClock.Reading> found = times.floorEntry(millis);
        return (found == null ? times.firstEntry() : found).getValue();
    }

    double allCpuSeconds() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double cpuSeconds(ThreadClock.Purpose purpose) {
        return cpuSeconds.getOrDefault(purpose, 0.0);
    }

    /** The tasks in the event logs of a folder. */
    static List<Task> tasks(Path folder) {
        List<Task> tasks = new ArrayList<>();
        try (Stream<Path> logs = Files.walk(folder)) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                try (Stream<String> events = Files.lines(log)) {
                    events.filter(event -> event.startsWith("{\"Event\":\"SparkListenerTaskEnd\""))
                            .forEach(event -> tasks.add(task(event)));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return tasks;
    }

    private static Task task(String event) {
        try {
            JsonNode info = JSON.readTree(event).get("Task Info");
            return new Task(
                    info.get("Launch Time").asLong(), info.get("Finish Time").asLong());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
