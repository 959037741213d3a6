package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.summaries.SummaryTable;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** What must hold for a run to go on. */
final class Requirements {
    private static final int MOST_NAMED = 5;

    private Requirements() {}

    /** A warehouse that has never taken anything has nothing to publish; the reasons name the files that were left. */
    static void something(Ledger ledger, Path inbox, Inbox.Intake intake, List<Ledger.Entry> entries) {
        boolean anything = ledger.deliveries().stream()
                .anyMatch(row -> row.<String>getAs("state").equals("accepted"));
        if (!anything) {
            List<Bilingual> reasons = Stream.of(
                            entries.stream()
                                    .filter(entry -> entry.refused() != null)
                                    .map(entry -> new Bilingual(
                                            "“" + entry.delivery().fileName() + "”："
                                                    + entry.refused().sentence().zh(),
                                            "\"" + entry.delivery().fileName() + "\": "
                                                    + entry.refused().sentence().en())),
                            intake.leftAlone().stream(),
                            intake.unclaimed().stream()
                                    .map(name -> new Bilingual(
                                            "“" + name + "”没有 feed 认领。", "No feed takes \"" + name + "\".")))
                    .flatMap(reason -> reason)
                    .limit(MOST_NAMED)
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

    /** Rows that do not add up are a defect of ours, and no figure made of them is published. */
    static void reconciled(Map<SummaryTable, List<Row>> summaries) {
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
     * Two rows that the grain of their table does not tell apart make every sum over it wrong. Large tables, which nobody
     * holds, are counted by the tests alone.
     */
    static void oneRowEach(Map<SummaryTable, List<Row>> summaries) {
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
