package dev.taizhang.terminal;

import dev.taizhang.copies.ConversionNote;
import dev.taizhang.copies.CopySettings;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Settings;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.NightlyJob;
import dev.taizhang.summaries.Summaries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * The summary at the end of a nightly run: the deliveries and their outcome, the overview, and where to find details.
 */
public final class RunSummary {
    private static final int MOST_LISTED = 40;

    private final Settings settings;
    private final Warehouse warehouse;
    private final NightlyJob.Result result;
    private final boolean sample;
    private final StringBuilder text = new StringBuilder();

    private RunSummary(Settings settings, Warehouse warehouse, NightlyJob.Result result, boolean sample) {
        this.settings = settings;
        this.warehouse = warehouse;
        this.result = result;
        this.sample = sample;
    }

    /**
     * Returns the function that describes a run's result.
     *
     * @param sample whether the warehouse contains the synthetic city
     */
    public static Function<NightlyJob.Result, String> of(Settings settings, Warehouse warehouse, boolean sample) {
        return result -> new RunSummary(settings, warehouse, result, sample).text();
    }

    private String text() {
        deliveries();
        totals();
        skippedFiles();
        remarks();
        senders("missing", "缺报 missing");
        senders("late", "迟报 late");
        new ConversionNote(settings.currency(), result.tables()).withoutRate().forEach(note -> {
            line(TerminalMessages.notConverted(note.zh()));
            line("  " + note.en());
        });
        overview();
        next();
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Lists deliveries with problems on lines of their own; completely accepted ones share one line. */
    private void deliveries() {
        if (result.entries().isEmpty()) {
            line(TerminalMessages.onlyKnownDeliveries(result.intake().known().size())
                    .line());
            return;
        }
        TextTable table = new TextTable(
                List.of("收件 delivery", "读取 read", "接收 accepted", "退回 rejected", "略过 left out", "提示 warnings"),
                List.of(false, true, true, true, true, true));
        List<Ledger.Entry> incomplete = result.entries().stream()
                .filter(entry -> entry.accepted() < entry.read() || entry.warnings() > 0 || entry.refused() != null)
                .toList();
        List<Ledger.Entry> complete = result.entries().stream()
                .filter(entry -> !incomplete.contains(entry))
                .toList();
        boolean few = result.entries().size() <= MOST_LISTED / 2;
        (few ? result.entries() : incomplete).stream().limit(MOST_LISTED).forEach(entry -> table.add(row(entry)));
        if (!few && !complete.isEmpty()) {
            table.add(List.of(
                    TerminalMessages.acceptedCompletely(complete.size()),
                    sum(complete, Ledger.Entry::read),
                    sum(complete, Ledger.Entry::accepted),
                    "0",
                    "0",
                    "0"));
        }
        if (!few && incomplete.size() > MOST_LISTED) {
            line(TerminalMessages.moreDeliveries(incomplete.size() - MOST_LISTED)
                    .line());
        }
        text.append(table.text());
    }

    private static List<String> row(Ledger.Entry entry) {
        return List.of(
                entry.delivery().fileName() + (entry.refused() == null ? "" : "（拒收 refused）"),
                Long.toString(entry.read()),
                Long.toString(entry.accepted()),
                Long.toString(entry.rejected()),
                Long.toString(entry.leftOut()),
                Long.toString(entry.warnings()));
    }

    private static String sum(List<Ledger.Entry> entries, ToLongFunction<Ledger.Entry> rows) {
        return Long.toString(entries.stream().mapToLong(rows).sum());
    }

    /** Adds the numbers of all rows ever read, from {@code data_coverage}. */
    private void totals() {
        line("");
        TextTable table = new TextTable(
                List.of(
                        "累计 in all",
                        "读取 read",
                        "接收 accepted",
                        "退回 rejected",
                        "略过 left out",
                        "现行 current",
                        "被取代 superseded",
                        "对平 reconciled"),
                List.of(false, true, true, true, true, true, true, false));
        for (DatasetDefinition dataset : Datasets.ALL) {
            List<Row> lines = table("data_coverage").stream()
                    .filter(row -> row.getAs("dataset").equals(dataset.name())
                            && row.<String>getAs("column_name").isEmpty())
                    .toList();
            if (!lines.isEmpty()) {
                boolean reconciled = lines.stream().allMatch(row -> row.<Boolean>getAs("reconciled"));
                table.add(List.of(
                        dataset.title().line(),
                        total(lines, "rows_read"),
                        total(lines, "rows_accepted"),
                        total(lines, "rows_rejected"),
                        total(lines, "rows_left_out"),
                        total(lines, "rows_current"),
                        total(lines, "rows_superseded"),
                        reconciled ? "是 yes" : "否 NO"));
            }
        }
        text.append(table.text());
    }

    private static String total(List<Row> lines, String column) {
        return Long.toString(lines.stream()
                .filter(row -> row.getAs(column) != null)
                .mapToLong(row -> row.<Long>getAs(column))
                .sum());
    }

    private void skippedFiles() {
        result.entries().stream()
                .filter(entry -> entry.refused() != null)
                .limit(MOST_LISTED)
                .forEach(entry -> {
                    line("");
                    line(TerminalMessages.refused(entry.delivery().fileName()));
                    line("  " + entry.refused().sentence().zh());
                    line("  " + entry.refused().sentence().en());
                });
        result.entries().stream()
                .filter(entry -> entry.incompleteList() && entry.refused() == null)
                .limit(MOST_LISTED)
                .forEach(entry ->
                        line(TerminalMessages.incompleteList(entry.delivery().fileName())
                                .line()));
        result.intake().skipped().forEach(reason -> line(reason.line()));
        if (!result.intake().unmatched().isEmpty()) {
            line("");
            line(TerminalMessages.unmatched(
                    result.intake().unmatched().stream().limit(MOST_LISTED).toList()));
        }
    }

    /** Lists the warnings about deliveries as a whole. */
    private void remarks() {
        result.entries().stream()
                .flatMap(entry -> entry.remarks().stream())
                .limit(MOST_LISTED)
                .forEach(remark -> {
                    line(TerminalMessages.warning(remark));
                    line("  " + remark.en());
                });
    }

    /** Lists senders that are missing or late, one line per dataset and month. */
    private void senders(String state, String word) {
        Map<String, List<String>> senders = new LinkedHashMap<>();
        for (Row row : table("senders")) {
            if (row.getAs("state").equals(state)) {
                String dataset = Datasets.named(row.getAs("dataset"))
                        .orElseThrow()
                        .title()
                        .line();
                // The date is of java.sql if Spark computed it, and of java.time if the table was unchanged. Both have
                // the same text form.
                String month = row.getAs("due_month").toString().substring(0, 7);
                senders.computeIfAbsent(dataset + " " + month, line -> new ArrayList<>())
                        .add(row.getAs("sender"));
            }
        }
        senders.forEach((what, names) -> line(word + ": " + what + "："
                + names.stream().limit(MOST_LISTED).collect(Collectors.joining("、"))
                + (names.size() > MOST_LISTED ? "……（latest.senders）" : "")));
    }

    private List<Row> table(String name) {
        return Summaries.named(result.tables(), name);
    }

    private void overview() {
        line("");
        line(settings.programmeName().line() + " · 截止 as of " + result.release().asOfDate());
        result.brief().paragraphs().forEach(paragraph -> {
            line("  " + paragraph.zh());
            line("  " + paragraph.en());
        });
    }

    /** Reports the days since the date published before this one. */
    private void missedDates() {
        LocalDate date = result.release().asOfDate();
        SortedSet<LocalDate> earlier = result.release().publishedDates().headSet(date);
        if (!earlier.isEmpty() && earlier.last().plusDays(1).isBefore(date)) {
            LocalDate first = earlier.last().plusDays(1);
            line(TerminalMessages.missedDates(first, date.minusDays(1)));
        }
    }

    private void next() {
        line("");
        String table = rows("projects_by_district") > 0 ? "projects_by_district" : "programme_overview";
        line(TerminalMessages.next(table));
        boolean rejected = result.entries().stream().anyMatch(entry -> entry.rejected() > 0);
        if (rejected) {
            line(TerminalMessages.rejectedRows());
        }
        if (!result.open().isEmpty()) {
            long open =
                    result.open().values().stream().mapToLong(Long::longValue).sum();
            line(TerminalMessages.openRows(
                    open,
                    result.open().size(),
                    warehouse.address("exports/" + result.release().asOfDate() + "/returns")));
        }
        if (rows("data_findings") > 0) {
            line(TerminalMessages.dataFindings());
        }
        missedDates();
        line(copies(warehouse, settings, result.release(), result.copiesBehind()));
        line(TerminalMessages.published(result.release())
                + (sample ? "。" + TerminalMessages.syntheticData().line() : ""));
    }

    /** Returns the number of rows of a summary table; zero if it is not published. */
    private long rows(String table) {
        return result.release()
                .tables()
                .getOrDefault("summaries." + table, Release.TableVersion.EMPTY)
                .rows();
    }

    /** Describes where the copies of a release are, and which of them are out of date. */
    public static String copies(
            Warehouse warehouse, Settings settings, Release release, Optional<String> copiesBehind) {
        String exports = warehouse.address("exports/" + release.asOfDate());
        List<String> lines = new ArrayList<>();
        lines.add(TerminalMessages.exports(exports));
        lines.add(TerminalMessages.copies(
                exports + "/taizhang-" + release.asOfDate() + ".xlsx",
                warehouse.address("exports/latest/taizhang.sqlite"),
                warehouse.address("exports/latest/parquet")));
        CopySettings.of(settings).mart().ifPresent(mart -> lines.add(TerminalMessages.mart(mart.place())));
        lines.add(TerminalMessages.page(warehouse.address("report/index.html")));
        copiesBehind.ifPresent(
                behind -> lines.add(TerminalMessages.copiesBehind(behind).line()));
        return String.join("\n", lines);
    }
}
