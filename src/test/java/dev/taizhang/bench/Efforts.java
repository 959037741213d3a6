package dev.taizhang.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What several kinds of work took in interleaved rounds, by the name of the kind. */
final class Efforts {
    private final Map<String, List<Effort>> byKind = new LinkedHashMap<>();

    /** Keeps what one piece of work took, and tells it. */
    void add(String kind, Effort effort) {
        byKind.computeIfAbsent(kind, key -> new ArrayList<>()).add(effort);
        System.err.printf(Locale.ROOT, "  %7.2f s  %7.2f s CPU  %s%n", effort.seconds(), effort.cpuSeconds(), kind);
    }

    boolean has(String kind) {
        return byKind.containsKey(kind);
    }

    Spread spread(String kind, ToDoubleFunction<Effort> measure) {
        return Spread.of(byKind.get(kind).stream().mapToDouble(measure));
    }

    /** The ratio of two kinds in each round. */
    Spread ratio(String kind, ToDoubleFunction<Effort> measure, String toKind, ToDoubleFunction<Effort> toMeasure) {
        List<Effort> these = byKind.get(kind);
        List<Effort> those = byKind.get(toKind);
        return Spread.of(IntStream.range(0, Math.max(these.size(), those.size()))
                .mapToDouble(round -> measure.applyAsDouble(these.get(round % these.size()))
                        / toMeasure.applyAsDouble(those.get(round % those.size()))));
    }

    /** A line for each kind. */
    String table() {
        if (byKind.isEmpty()) {
            return "";
        }
        return Page.table(Stream.concat(
                        Stream.of(List.of("what", "seconds", "CPU seconds", "peak memory, MiB")),
                        byKind.keySet().stream()
                                .map(kind -> List.of(
                                        kind,
                                        spread(kind, Effort::seconds).text("%.2f"),
                                        spread(kind, Effort::cpuSeconds).text("%.2f"),
                                        spread(kind, Effort::mebibytes).text("%.0f"))))
                .toList());
    }

    /** A table for each kind that reports stages, with a line for each stage. */
    String stages() {
        return byKind.entrySet().stream()
                .filter(kind -> !kind.getValue().get(0).stages().isEmpty())
                .map(kind -> stages(kind.getKey(), kind.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String stages(String kind, List<Effort> efforts) {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of(kind, "seconds", "CPU seconds"));
        Stream.of(ThreadClock.Purpose.values()).map(ThreadClock.Purpose::title).forEach(header::add);
        header.addAll(List.of("peak memory, MiB", "tasks of Spark", "longest task, s", "its share"));
        rows.add(header);
        for (String stage : efforts.get(0).stages().keySet()) {
            List<StageCost> costs = efforts.stream()
                    .map(effort -> effort.stages().get(stage))
                    .filter(Objects::nonNull)
                    .toList();
            rows.add(row(stage, costs));
        }
        return Page.table(rows);
    }

    private static List<String> row(String stage, List<StageCost> costs) {
        List<String> row = new ArrayList<>(List.of(
                stage, median(costs, StageCost::seconds, "%.2f"), median(costs, StageCost::allCpuSeconds, "%.2f")));
        for (ThreadClock.Purpose purpose : ThreadClock.Purpose.values()) {
            row.add(median(costs, cost -> cost.cpuSeconds(purpose), "%.2f"));
        }
        row.addAll(List.of(
                median(costs, StageCost::mebibytes, "%.0f"),
                median(costs, StageCost::tasks, "%.0f"),
                median(costs, StageCost::longestTask, "%.2f"),
                median(
                        costs,
                        cost -> cost.longestTask() == 0 ? 0 : 100 * cost.longestTask() / cost.seconds(),
                        "%.0f %%")));
        return row;
    }

    private static String median(List<StageCost> costs, ToDoubleFunction<StageCost> measure, String format) {
        double median = Spread.of(costs.stream().mapToDouble(measure)).median();
        return median == 0 ? "" : String.format(Locale.ROOT, format, median);
    }

    /**
     * A few measurements of the same.
     *
     * @param sorted in rising order
     */
    record Spread(List<Double> sorted) {
        static Spread of(DoubleStream values) {
            return new Spread(values.sorted().boxed().toList());
        }

        double median() {
            int half = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        }

        double greatest() {
            return sorted.get(sorted.size() - 1);
        }

        /** The median, and where there are several values the least and the greatest. */
        String text(String format) {
            if (median() == 0 || Double.isNaN(median())) {
                return "";
            }
            String middle = String.format(Locale.ROOT, format, median());
            return sorted.size() == 1
                    ? middle
                    : String.format(
                            Locale.ROOT, "%s (" + format + "–" + format + ")", middle, sorted.get(0), greatest());
        }
    }
}
