package dev.taizhang.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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

    /** A line for each stage, and the medians of the kinds that tell of stages. */
    String stages() {
        List<String> kinds = byKind.keySet().stream()
                .filter(kind -> !byKind.get(kind).get(0).stages().isEmpty())
                .toList();
        Stream<String> names = kinds.stream()
                .flatMap(kind -> byKind.get(kind).get(0).stages().keySet().stream())
                .distinct();
        return Page.table(Stream.concat(
                        Stream.of(row("stage, seconds", kinds.stream())),
                        names.map(stage -> row(
                                stage,
                                kinds.stream()
                                        .map(kind -> spread(
                                                        kind,
                                                        effort ->
                                                                effort.stages().getOrDefault(stage, Double.NaN))
                                                .text("%.2f")))))
                .toList());
    }

    private static List<String> row(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
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
