package dev.taizhang.publication;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import dev.taizhang.facts.Punctuality;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.DeliveryChecks;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.validated.Validated;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** The conditions under which a run continues. */
public final class QualityGates {
    private QualityGates() {}

    /**
     * Refuses a run on a warehouse that has never ingested a file, because it has nothing to publish. The reasons name
     * the files that were skipped.
     */
    public static void something(Ledger ledger, Path inbox, Inbox.Intake intake, List<Ledger.Entry> entries) {
        boolean anything = ledger.deliveries().stream()
                .anyMatch(row -> row.<String>getAs("state").equals("accepted"));
        if (!anything) {
            List<Bilingual> reasons = Stream.of(
                            entries.stream()
                                    .filter(entry -> entry.refused() != null)
                                    .map(entry -> new Bilingual(
                                            "“" + Names.shown(entry.delivery().fileName()) + "”："
                                                    + entry.refused().sentence().zh(),
                                            "\"" + Names.shown(entry.delivery().fileName()) + "\": "
                                                    + entry.refused().sentence().en())),
                            intake.skipped().stream(),
                            intake.unmatched().stream()
                                    .map(Names::shown)
                                    .map(name -> new Bilingual(
                                            "“" + name + "”没有 feed 认领。", "No feed takes \"" + name + "\".")))
                    .flatMap(reason -> reason)
                    .limit(Names.MOST_LISTED)
                    .toList();
            throw new Failure(
                    ExitCode.INPUTS_NOT_READY,
                    new Bilingual(
                            "收件目录 " + inbox + " 中没有可接收的报表，此前也从未收到过。"
                                    + reasons.stream().map(Bilingual::zh).collect(Collectors.joining()),
                            "The inbox " + inbox
                                    + " holds nothing that could be taken, and nothing was ever taken before. "
                                    + reasons.stream().map(Bilingual::en).collect(Collectors.joining(" "))),
                    new Bilingual(
                            "请把报表放入收件目录，并核对 conf/feeds 中的文件名规则。",
                            "Put deliveries into the inbox, and check the file patterns under conf/feeds."));
        }
    }

    /**
     * Refuses deliveries that break a rule of the severity {@code fail}, and names the place. No figure based on them
     * is published.
     */
    public static void rules(Validated validated, List<Delivery> deliveries, List<DeliveryChecks.Deviation> found) {
        Map<Long, String> names = deliveries.stream().collect(Collectors.toMap(Delivery::number, Delivery::fileName));
        List<Bilingual> reasons = Stream.concat(
                        validated.failing().stream().map(row -> failing(row, names.get(row.deliveryNumber()))),
                        found.stream()
                                .filter(DeliveryChecks.Deviation::fails)
                                .map(check -> new Bilingual(
                                        check.sentence().zh() + "（规则 "
                                                + check.check().name() + "）",
                                        check.sentence().en() + " (rule "
                                                + check.check().name() + ")")))
                .toList();
        if (!reasons.isEmpty()) {
            throw new Failure(
                    ExitCode.GATE_FAILED,
                    new Bilingual(
                            "报表违反了须停止发布的规则，未发布：" + join(reasons, Bilingual::zh, ""),
                            "What was delivered breaks rules that stop publication; nothing was published: "
                                    + join(reasons, Bilingual::en, " ")),
                    new Bilingual(
                            "请改正或移走这些报表，或修改 conf/rules，再运行一次；上一次发布仍然有效。",
                            "Mend or take away these deliveries, or change conf/rules, and run again; the release before still"
                                    + " stands."));
        }
    }

    private static Bilingual failing(Validated.Failing row, String file) {
        String sheet = row.sheet().isEmpty() ? "" : row.sheet() + "!";
        return new Bilingual(
                "“" + file + "”" + sheet + row.rowNumber() + " 行（规则 " + row.rule() + "）："
                        + row.sentence().zh(),
                "\"" + file + "\" row " + sheet + row.rowNumber() + " (rule " + row.rule() + "): "
                        + row.sentence().en());
    }

    private static String join(List<Bilingual> reasons, Function<Bilingual, String> language, String separator) {
        return Names.first(reasons.stream().map(language).toList(), separator);
    }

    /**
     * Requires every delivery that is mandatory by its due date. Figures without it would present last month's data as
     * this month's. Only nightly runs check this, because it must remain possible to withdraw wrong deliveries and to
     * backfill missed dates while a sender is missing.
     */
    public static void delivered(List<Punctuality> punctualities) {
        List<Punctuality> wanting = punctualities.stream()
                .filter(one -> one.required() && one.state() == Punctuality.State.MISSING)
                .toList();
        if (!wanting.isEmpty()) {
            throw new Failure(
                    ExitCode.INPUTS_NOT_READY,
                    new Bilingual(
                            "必报报表未到，未发布："
                                    + wanting.stream()
                                            .map(one -> one.sentence().zh())
                                            .collect(Collectors.joining("；")) + "。",
                            "Required deliveries are missing, and nothing was published: "
                                    + wanting.stream()
                                            .map(one -> one.sentence().en())
                                            .collect(Collectors.joining("; ")) + "."),
                    new Bilingual(
                            "请催报后再运行；若不必等，在 senders.conf 中去掉 required。上一次发布仍然有效。",
                            "Have them sent and run again; if it need not be waited for, take required out of senders.conf."
                                    + " The release before still stands."));
        }
    }

    /** Refuses rows that do not add up. They are a defect of the program, and no figure based on them is published. */
    public static void reconciled(Map<SummaryTable, List<Row>> summaries) {
        summaries.forEach((table, rows) -> {
            if (table.schema().getFieldIndex("reconciled").isDefined()
                    && rows.stream().anyMatch(row -> Boolean.FALSE.equals(row.getAs("reconciled")))) {
                throw new Failure(
                        ExitCode.GATE_FAILED,
                        new Bilingual(
                                "台账行数与收件行数对不上，未发布。",
                                "The ledger's rows are not those that its deliveries gave; nothing was published."),
                        new Bilingual(
                                "请保留台账库并报告此缺陷；上一次发布仍然有效。",
                                "Keep the warehouse and report this defect; the release before still stands."));
            }
        });
    }

    /**
     * Refuses tables with two rows of the same grain, because every sum over such a table is wrong. Large tables, which
     * are never loaded, are checked by the tests only.
     */
    public static void oneRowEach(Map<SummaryTable, List<Row>> summaries) {
        summaries.forEach((table, rows) -> {
            Set<List<Object>> seen = new HashSet<>();
            for (Row row : rows) {
                List<Object> line = table.grain().stream().map(row::getAs).toList();
                if (!seen.add(line)) {
                    throw twice(table, line);
                }
            }
        });
    }

    private static Failure twice(SummaryTable table, List<Object> line) {
        String name = table.definition().name();
        String grain = String.join(", ", table.grain());
        return new Failure(
                ExitCode.GATE_FAILED,
                new Bilingual(
                        "表 " + name + "（" + table.title().zh() + "）有两行的主键（" + grain + "）同为 " + line + "，未发布。",
                        "Two rows of the table " + name + " have the same grain (" + grain + "): " + line
                                + "; nothing was published."),
                new Bilingual(
                        "请改正这张表的计算或它的 grain；上一次发布仍然有效。",
                        "Correct how the table is computed, or its grain; the release before still stands."));
    }
}
