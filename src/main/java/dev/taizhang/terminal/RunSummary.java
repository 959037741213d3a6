package dev.taizhang.terminal;

import dev.taizhang.copies.ConversionNote;
import dev.taizhang.copies.CopySettings;
import dev.taizhang.copies.FileCopy;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Language;
import dev.taizhang.definition.Settings;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.PublishedTable;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.NightlyJob;
import dev.taizhang.night.PublishingStep;
import dev.taizhang.summaries.Summaries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final String REJECTED_ROWS = "\"SELECT file_name, sheet, row_number, rejected.sentence_zh"
            + " FROM ledger.rejected JOIN ledger.deliveries USING (delivery_number)\"";

    private final Settings settings;
    private final Language language;
    private final Warehouse warehouse;
    private final NightlyJob.Result result;
    private final String options;
    private final StringBuilder text = new StringBuilder();

    private RunSummary(Settings settings, Warehouse warehouse, NightlyJob.Result result, String options) {
        this.settings = settings;
        this.language = settings.language();
        this.warehouse = warehouse;
        this.result = result;
        this.options = options;
    }

    /**
     * Returns the function that describes a run's result.
     *
     * @param options what the commands that it proposes need to find the same warehouse, with a blank before each
     */
    public static Function<NightlyJob.Result, String> of(Settings settings, Warehouse warehouse, String options) {
        return result -> new RunSummary(settings, warehouse, result, options).text();
    }

    private String text() {
        deliveries();
        totals();
        result.undone().ifPresent(this::restorationUndone);
        skippedFiles();
        remarks();
        senders("missing");
        senders("late");
        new ConversionNote(settings.currency(), result.tables())
                .withoutRate()
                .forEach(note -> sentence(TerminalMessages.notConverted(), note));
        overview();
        if (result.awaits().isEmpty()) {
            next();
        }
        return text.toString();
    }

    /**
     * Returns the function that describes a release which an earlier run has computed; for a restored one also what keeps
     * the next run from computing otherwise.
     *
     * @param options as for {@link #of}
     */
    public static Function<NightlyJob.Result, String> ofEarlier(
            Settings settings, Warehouse warehouse, String options) {
        return result -> new RunSummary(settings, warehouse, result, options).textOfEarlier();
    }

    private String textOfEarlier() {
        Release release = result.release();
        overview();
        line("");
        release.restores().ifPresent(this::restored);
        line(copies(warehouse, settings, release, result.copiesBehind()));
        identity(release.restores().map(TerminalMessages::restored).orElse(TerminalMessages.published()));
        return text.toString();
    }

    private void restored(long earlier) {
        language.texts(TerminalMessages.ledgerStays()).forEach(this::line);
        List<String> since = deliveriesSince(earlier);
        if (since.isEmpty()) {
            language.texts(TerminalMessages.nothingToWithdraw()).forEach(this::line);
        } else {
            line(TerminalMessages.deliveriesSince(), TerminalMessages.names(since));
            line(TerminalMessages.toWithdraw(), proposed("withdraw", "DELIVERY --reason TEXT"));
        }
    }

    private String proposed(String command, String arguments) {
        return ("jobs/" + command + options + " " + arguments).strip();
    }

    /** Returns number and name of the accepted deliveries that are later than a release. */
    private List<String> deliveriesSince(long earlier) {
        Set<String> runs = warehouse.releases().stream()
                .filter(release -> release.number() > earlier)
                .map(Release::runId)
                .collect(Collectors.toSet());
        return rows(LedgerTables.DELIVERIES, "delivery_number", "file_name", "state", "run_id").stream()
                .filter(row -> runs.contains(row.<String>getAs("run_id"))
                        && row.<String>getAs("state").equals("accepted"))
                .sorted(Comparator.comparingLong(row -> row.<Long>getAs("delivery_number")))
                .limit(MOST_LISTED)
                .map(RunSummary::delivery)
                .toList();
    }

    /** Returns number and name of the deliveries that the run has withdrawn. */
    private List<String> withdrawn() {
        Set<Long> numbers = rows(LedgerTables.WITHDRAWALS, "delivery_number", "run_id").stream()
                .filter(row ->
                        row.<String>getAs("run_id").equals(result.release().runId()))
                .map(row -> row.<Long>getAs("delivery_number"))
                .collect(Collectors.toSet());
        return numbers.isEmpty()
                ? List.of()
                : rows(LedgerTables.DELIVERIES, "delivery_number", "file_name").stream()
                        .filter(row -> numbers.contains(row.<Long>getAs("delivery_number")))
                        .map(RunSummary::delivery)
                        .toList();
    }

    private List<Row> rows(TableDefinition table, String... columns) {
        return new PublishedTable(
                        warehouse, table.name(), result.release().tables().get(table.name()))
                .columns(List.of(columns));
    }

    private static String delivery(Row row) {
        return row.<Long>getAs("delivery_number") + " " + row.<String>getAs("file_name");
    }

    /** A night after a restoration computes from the whole ledger, also where nothing has been withdrawn. */
    private void restorationUndone(long earlier) {
        line("");
        language.texts(TerminalMessages.restorationUndone(earlier)).forEach(this::line);
        if (result.awaits().isEmpty()) {
            long number = result.release().number();
            line(TerminalMessages.whatMoved(), proposed("runs", "--diff " + (number - 1) + " " + number));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void line(Bilingual sentence) {
        line(language.line(sentence));
    }

    private void line(Bilingual label, String value) {
        line(labelled(language, label, value));
    }

    /** Adds a line below another that it belongs to. */
    private void below(Bilingual label, String value) {
        line("  " + labelled(language, label, value));
    }

    private static String labelled(Language language, Bilingual label, String value) {
        return language.line(label) + ": " + value;
    }

    /** Adds a labelled sentence; if both languages are shown, the English one on a line below. */
    private void sentence(Bilingual label, Bilingual sentence) {
        List<String> texts = language.texts(sentence);
        line(label, texts.get(0));
        texts.stream().skip(1).forEach(text -> line("  " + text));
    }

    private TextTable table(List<Bilingual> header, Boolean... numbers) {
        return new TextTable(header.stream().map(language::line).toList(), List.of(numbers));
    }

    /** Lists deliveries with problems on lines of their own; completely accepted ones share one line. */
    private void deliveries() {
        if (result.entries().isEmpty()) {
            List<String> withdrawn = withdrawn();
            if (withdrawn.isEmpty()) {
                line(TerminalMessages.onlyKnownDeliveries(
                        result.intake().known().size()));
            } else {
                line(TerminalMessages.withdrawn(), TerminalMessages.names(withdrawn));
            }
            return;
        }
        TextTable table = table(TerminalMessages.deliveriesHeader(), false, true, true, true, true, true);
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
                    labelled(language, TerminalMessages.acceptedCompletely(), Integer.toString(complete.size())),
                    sum(complete, Ledger.Entry::read),
                    sum(complete, Ledger.Entry::accepted),
                    "0",
                    "0",
                    "0"));
        }
        if (!few && incomplete.size() > MOST_LISTED) {
            line(TerminalMessages.moreDeliveries(incomplete.size() - MOST_LISTED));
        }
        text.append(table.text());
    }

    private List<String> row(Ledger.Entry entry) {
        return List.of(
                entry.delivery().fileName()
                        + (entry.refused() == null ? "" : "（" + language.line(TerminalMessages.refused()) + "）"),
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
        TextTable table = table(TerminalMessages.rowsHeader(), false, true, true, true, true, true, true, false);
        for (DatasetDefinition dataset : Datasets.ALL) {
            List<Row> lines = table("data_coverage").stream()
                    .filter(row -> row.getAs("dataset").equals(dataset.name())
                            && row.<String>getAs("column_name").isEmpty())
                    .toList();
            if (!lines.isEmpty()) {
                boolean reconciled = lines.stream().allMatch(row -> row.<Boolean>getAs("reconciled"));
                table.add(List.of(
                        language.line(dataset.title()),
                        total(lines, "rows_read"),
                        total(lines, "rows_accepted"),
                        total(lines, "rows_rejected"),
                        total(lines, "rows_left_out"),
                        total(lines, "rows_current"),
                        total(lines, "rows_superseded"),
                        language.line(reconciled ? TerminalMessages.yes() : TerminalMessages.no())));
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
                    line(
                            TerminalMessages.refused(),
                            TerminalMessages.names(List.of(entry.delivery().fileName())));
                    language.texts(entry.refused().sentence()).forEach(text -> line("  " + text));
                });
        result.entries().stream()
                .filter(entry -> entry.incompleteList() && entry.refused() == null)
                .limit(MOST_LISTED)
                .forEach(entry ->
                        line(TerminalMessages.incompleteList(entry.delivery().fileName())));
        result.intake().skipped().forEach(this::line);
        if (!result.intake().unmatched().isEmpty()) {
            line("");
            line(
                    TerminalMessages.unmatched(),
                    TerminalMessages.names(result.intake().unmatched().stream()
                            .limit(MOST_LISTED)
                            .toList()));
        }
    }

    /** Lists the warnings about deliveries as a whole. */
    private void remarks() {
        result.entries().stream()
                .flatMap(entry -> entry.remarks().stream())
                .limit(MOST_LISTED)
                .forEach(remark -> sentence(TerminalMessages.warning(), remark));
    }

    /** Lists senders that are missing or late, one line per dataset and month. */
    private void senders(String state) {
        Map<String, List<String>> senders = new LinkedHashMap<>();
        for (Row row : table("senders")) {
            if (row.getAs("state").equals(state)) {
                String dataset = language.line(
                        Datasets.named(row.getAs("dataset")).orElseThrow().title());
                // The date is of java.sql if Spark computed it, and of java.time if the table was unchanged. Both have
                // the same text form.
                String month = row.getAs("due_month").toString().substring(0, 7);
                senders.computeIfAbsent(dataset + " " + month, line -> new ArrayList<>())
                        .add(row.getAs("sender"));
            }
        }
        senders.forEach((what, names) -> line(
                TerminalMessages.senders(state),
                what + "："
                        + names.stream().limit(MOST_LISTED).collect(Collectors.joining("、"))
                        + (names.size() > MOST_LISTED ? "……（latest.senders）" : "")));
    }

    private List<Row> table(String name) {
        return Summaries.named(result.tables(), name);
    }

    private void overview() {
        line("");
        line(language.line(settings.programmeName()) + " · " + language.line(TerminalMessages.asOf()) + " "
                + result.release().asOfDate());
        result.brief().text().forEach(paragraph -> line("  " + paragraph));
    }

    /** Reports the dates since the one published before this one, by the step of the latest dates. */
    private void missedDates() {
        LocalDate date = result.release().asOfDate();
        SortedSet<LocalDate> earlier = result.release().publishedDates().headSet(date);
        if (earlier.isEmpty()) {
            return;
        }
        PublishingStep step =
                PublishingStep.of(result.release().publishedDates().headSet(date.plusDays(1)));
        List<LocalDate> missed =
                step.dates(earlier.last().plusDays(1), date.minusDays(1)).toList();
        if (!missed.isEmpty()) {
            LocalDate first = missed.get(0);
            LocalDate last = missed.get(missed.size() - 1);
            below(
                    TerminalMessages.missedDates(missed.size()),
                    (first.equals(last) ? first : first + " … " + last) + "，"
                            + labelled(
                                    language,
                                    TerminalMessages.toPublishThem(),
                                    proposed(
                                            "backfill",
                                            (step == PublishingStep.day ? "" : "--step " + step + " ") + "--from "
                                                    + first + " --to " + last)));
        }
    }

    private void next() {
        line("");
        String table = rows("projects_by_district") > 0 ? "projects_by_district" : "programme_overview";
        line(language.line(TerminalMessages.next()) + ":");
        line("  " + proposed("query", "\"SELECT * FROM latest." + table + "\""));
        line("  " + proposed("tables", ""));
        line("  " + proposed("runs", ""));
        boolean rejected = result.entries().stream().anyMatch(entry -> entry.rejected() > 0);
        if (rejected) {
            below(TerminalMessages.rejectedRows(), proposed("query", REJECTED_ROWS));
        }
        if (!result.open().isEmpty()) {
            long open =
                    result.open().values().stream().mapToLong(Long::longValue).sum();
            below(
                    TerminalMessages.openRows(),
                    open + "（" + result.open().size() + " " + language.line(TerminalMessages.deliveries()) + "）；"
                            + labelled(
                                    language,
                                    TerminalMessages.returnWorkbooks(),
                                    warehouse.address(
                                            "exports/" + result.release().asOfDate() + "/returns")));
        }
        if (rows("data_findings") > 0) {
            below(TerminalMessages.dataFindings(), proposed("query", "\"SELECT * FROM latest.data_findings\""));
        }
        missedDates();
        line(copies(warehouse, settings, result.release(), result.copiesBehind()));
        identity(TerminalMessages.published());
    }

    /** Adds the last line, with number, run and hash of the release. */
    private void identity(Bilingual label) {
        Release release = result.release();
        line(
                label,
                language.line(TerminalMessages.release()) + " " + release.number() + "（" + release.runId() + "）"
                        + language.line(TerminalMessages.hash()) + " "
                        + release.hash().substring(0, 16));
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
        Language language = settings.language();
        List<String> lines = new ArrayList<>();
        lines.add("  " + labelled(language, TerminalMessages.exports(), exports));
        CopySettings own = CopySettings.of(settings);
        List<String> files = new ArrayList<>();
        files.add(
                labelled(language, TerminalMessages.workbook(), exports + "/taizhang-" + release.asOfDate() + ".xlsx"));
        for (FileCopy copy : FileCopy.values()) {
            if (own.files().contains(copy)) {
                files.add(labelled(language, TerminalMessages.file(copy), warehouse.address(copy.place())));
            }
        }
        lines.add("  " + String.join("  ", files));
        own.mart().ifPresent(mart -> lines.add("  " + labelled(language, TerminalMessages.mart(), mart.place())));
        lines.add("  " + labelled(language, TerminalMessages.page(), warehouse.address("report/index.html")));
        copiesBehind.ifPresent(behind -> lines.add(language.line(TerminalMessages.copiesBehind(behind))));
        return String.join("\n", lines);
    }
}
