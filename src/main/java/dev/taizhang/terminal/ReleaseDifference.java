package dev.taizhang.terminal;

import dev.taizhang.definition.ConfigurationChange;
import dev.taizhang.definition.Names;
import dev.taizhang.ledger.DeliveryChange;
import dev.taizhang.ledger.Release;
import dev.taizhang.night.Attribution;
import dev.taizhang.publication.MovedFigure;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is printed about the difference between two releases: deliveries, configuration and program, and the figures with
 * what moved each of them.
 *
 * @param attribution computes what moved the figures, after the rest is printed
 */
public record ReleaseDifference(
        Release one,
        Release other,
        List<DeliveryChange> deliveries,
        List<ConfigurationChange> configuration,
        Supplier<Attribution> attribution) {
    /** The most lines of a file, and figures of a table, that a person is shown. */
    private static final int MOST_LISTED = 40;

    /** Prints the difference. */
    public void print(ReportFormat format, PrintStream out) {
        switch (format) {
            case table -> print(out);
            case json -> out.print(new ReleaseDifferenceJson(this, attribution.get()).text() + "\n");
        }
    }

    private void print(PrintStream out) {
        out.print(releases() + "\n" + deliveriesText() + "\n" + configurationText() + "\n");
        out.flush();
        Attribution computed = attribution.get();
        out.print(causes(computed) + "\n" + figures(computed));
    }

    private String releases() {
        TextTable table = new TextTable(
                List.of("发布 release", "运行 run", "截止 as of", "程序 program", "配置 configuration", "哈希 hash"),
                List.of(true, false, false, false, false, false));
        for (Release release : List.of(one, other)) {
            table.add(List.of(
                    Long.toString(release.number()),
                    release.runId(),
                    release.asOfDate().toString(),
                    release.codeVersion(),
                    shortened(release.configurationHash()),
                    shortened(release.hash())));
        }
        return table.text();
    }

    private static String shortened(String hash) {
        return hash.substring(0, ReleaseListing.DIGITS);
    }

    private String deliveriesText() {
        if (deliveries.isEmpty()) {
            return DifferenceMessages.sameDeliveries().line() + "\n";
        }
        TextTable table = new TextTable(
                List.of(
                        "收件变动 delivery",
                        "序号 number",
                        "文件 file",
                        "数据集 dataset",
                        "报送单位 sender",
                        "接收 accepted",
                        "运行 run",
                        "原因 reason"),
                List.of(false, true, false, false, false, true, false, false));
        deliveries.forEach(change -> table.add(List.of(
                DifferenceMessages.change(change.kind()).line(),
                Long.toString(change.number()),
                change.fileName(),
                change.dataset(),
                Optional.ofNullable(change.sender()).orElse(""),
                Long.toString(change.accepted()),
                change.runId(),
                change.reason().orElse(""))));
        return table.text();
    }

    private String configurationText() {
        if (configuration.isEmpty()) {
            return DifferenceMessages.sameConfiguration().line() + "\n";
        }
        TextTable table = new TextTable(
                List.of("配置变动 configuration", "文件 file", "此前 before", "此后 after", "何时起作用 takes effect"),
                List.of(false, false, false, false, false));
        configuration.forEach(change -> table.add(List.of(
                DifferenceMessages.change(change).line(),
                change.name(),
                change.before().map(ReleaseDifference::shortened).orElse(""),
                change.after().map(ReleaseDifference::shortened).orElse(""),
                DifferenceMessages.takesEffect(change.name()).line())));
        return table.text()
                + configuration.stream().map(ReleaseDifference::lines).collect(Collectors.joining());
    }

    private static String lines(ConfigurationChange change) {
        StringBuilder text = new StringBuilder("\n" + Names.shown(change.name()) + "\n");
        change.lines().stream()
                .limit(MOST_LISTED)
                .forEach(line -> text.append(line.added() ? "  + " : "  - ")
                        .append(line.number())
                        .append(": ")
                        .append(Names.shown(line.text()))
                        .append('\n'));
        if (change.lines().size() > MOST_LISTED) {
            text.append(DifferenceMessages.more(change.lines().size() - MOST_LISTED)
                            .line())
                    .append('\n');
        }
        return text.toString();
    }

    private static String causes(Attribution computed) {
        if (computed.causes().isEmpty()) {
            return DifferenceMessages.nothingMoves().line() + "\n";
        }
        TextTable table =
                new TextTable(List.of("序 step", "原因 cause", "变动的数字 figures moved"), List.of(true, false, true));
        for (int cause = 1; cause <= computed.causes().size(); cause++) {
            table.add(List.of(
                    Integer.toString(cause),
                    DifferenceMessages.cause(computed.causes().get(cause - 1)).line(),
                    Long.toString(computed.movedBy(cause))));
        }
        return table.text() + DifferenceMessages.orderOfSteps().line() + "\n";
    }

    private static String figures(Attribution computed) {
        if (computed.moved().isEmpty()) {
            return DifferenceMessages.sameFigures().line() + "\n";
        }
        int causes = computed.causes().size();
        List<String> steps =
                IntStream.rangeClosed(1, causes).mapToObj(Integer::toString).toList();
        List<String> header =
                new ArrayList<>(List.of("表 table", "行 row", "数字 figure", "此前 before", "此后 after", "变动 change"));
        header.addAll(steps);
        List<Boolean> numeric = new ArrayList<>(List.of(false, false, false, true, true, true));
        steps.forEach(step -> numeric.add(true));
        TextTable table = new TextTable(header, numeric);
        Map<String, List<MovedFigure>> byTable = computed.moved().stream()
                .collect(Collectors.groupingBy(
                        figure -> figure.table().name(), LinkedHashMap::new, Collectors.toList()));
        byTable.values().stream()
                .flatMap(figures -> figures.stream().limit(MOST_LISTED))
                .forEach(figure -> table.add(line(figure, causes)));
        long hidden = byTable.values().stream()
                .mapToLong(figures -> Math.max(0, figures.size() - MOST_LISTED))
                .sum();
        return table.text()
                + (hidden == 0 ? "" : DifferenceMessages.moreFigures(hidden).line() + "\n");
    }

    private static List<String> line(MovedFigure figure, int causes) {
        Stream<String> whole = Stream.of(
                figure.table().name(),
                String.join(" ", figure.row().values()),
                figure.column().name(),
                text(figure.values().get(0)),
                text(figure.values().get(causes)),
                moved(figure, 0, causes));
        Stream<String> parts = IntStream.rangeClosed(1, causes)
                .mapToObj(cause -> figure.movesAt(cause) ? moved(figure, cause - 1, cause) : "");
        return Stream.concat(whole, parts).toList();
    }

    private static String moved(MovedFigure figure, int from, int to) {
        return figure.difference(from, to)
                .map(difference -> (difference.signum() > 0 ? "+" : "") + difference.toPlainString())
                .orElseGet(() -> "→ " + text(figure.values().get(to)));
    }

    private static String text(Optional<Object> value) {
        return value.map(present -> present instanceof BigDecimal number ? number.toPlainString() : present.toString())
                .orElse("—");
    }
}
