package dev.taizhang.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A bound of what was measured, which the program is to keep. */
record Target(String sentence, double most, Efforts.Spread measured) {
    /** A line for each target. */
    static String table(List<Target> targets) {
        return targets.isEmpty()
                ? ""
                : Page.table(Stream.concat(
                                Stream.of(List.of("target", "at most", "measured", "met")),
                                targets.stream().map(Target::row))
                        .toList());
    }

    private List<String> row() {
        double excess = measured.median() / most;
        return List.of(
                sentence,
                Double.toString(most),
                measured.text("%.2f"),
                excess <= 1 ? "yes" : String.format(Locale.ROOT, "no, %.2f times too much", excess));
    }
}
