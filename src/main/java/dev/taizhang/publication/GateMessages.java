package dev.taizhang.publication;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.Names;
import dev.taizhang.ledger.DeliveryChecks;
import dev.taizhang.validated.Validated;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/** The messages of the quality gates, each of which ends a run before it publishes. */
final class GateMessages {
    private GateMessages() {}

    // No file could be ingested

    static Failure noFileIngested(Path inbox, List<Bilingual> reasons) {
        return new Failure(
                ExitCode.INPUTS_NOT_READY,
                new Bilingual(
                        "收件目录 " + FileAddress.shown(inbox) + " 中没有可接收的报表，此前也未接收过任何报表。"
                                + reasons.stream().map(Bilingual::zh).collect(Collectors.joining()),
                        "No file in the inbox " + FileAddress.shown(inbox)
                                + " could be ingested, in this run or any earlier one. "
                                + reasons.stream().map(Bilingual::en).collect(Collectors.joining(" "))),
                new Bilingual(
                        "请把报表放入收件目录，并核对 conf/feeds 中的文件名规则。",
                        "Put deliveries into the inbox, and check the file patterns under conf/feeds."));
    }

    static Bilingual refused(String fileName, Validated.Refused reason) {
        String name = Names.shown(fileName);
        return new Bilingual(
                "“" + name + "”：" + reason.sentence().zh(),
                "\"" + name + "\": " + reason.sentence().en());
    }

    static Bilingual noFeedMatches(String fileName) {
        String name = Names.shown(fileName);
        return new Bilingual("没有报表配置（feed）与“" + name + "”相符。", "No feed matches \"" + name + "\".");
    }

    // Rules and checks of the severity fail

    static Failure rulesBroken(List<Bilingual> reasons) {
        return new Failure(
                ExitCode.GATE_FAILED,
                new Bilingual(
                        "报表违反了严重程度为 fail 的规则，未发布：" + listed(reasons, Bilingual::zh, ""),
                        "Deliveries break rules of the severity fail; nothing was published: "
                                + listed(reasons, Bilingual::en, " ")),
                new Bilingual(
                        "请改正或移走这些报表，或修改 conf/rules，再运行一次；上一次发布仍然有效。",
                        "Correct or remove these deliveries, or change conf/rules, and run again. The previous"
                                + " release stays"
                                + " current."));
    }

    static Bilingual rowBreaksRule(Validated.Failing row, String fileName) {
        String place = (row.sheet().isEmpty() ? "" : row.sheet() + "!") + row.rowNumber();
        return new Bilingual(
                "“" + fileName + "”" + place + " 行（规则 " + row.rule() + "）："
                        + row.sentence().zh(),
                "\"" + fileName + "\" row " + place + " (rule " + row.rule() + "): "
                        + row.sentence().en());
    }

    static Bilingual checkNotMet(DeliveryChecks.Deviation deviation) {
        String rule = deviation.check().name();
        return new Bilingual(
                deviation.sentence().zh() + "（规则 " + rule + "）",
                deviation.sentence().en() + " (rule " + rule + ")");
    }

    private static String listed(List<Bilingual> reasons, Function<Bilingual, String> language, String separator) {
        return Names.first(reasons.stream().map(language).toList(), separator);
    }

    // Required deliveries

    static Failure deliveriesMissing(List<Bilingual> missing) {
        return new Failure(
                ExitCode.INPUTS_NOT_READY,
                new Bilingual(
                        "必报报表未到，未发布：" + missing.stream().map(Bilingual::zh).collect(Collectors.joining("；")) + "。",
                        "Required deliveries are missing; nothing was published: "
                                + missing.stream().map(Bilingual::en).collect(Collectors.joining("; ")) + "."),
                new Bilingual(
                        "请催报后再运行；若不必等待，请删去 senders.conf 中的 required。上一次发布仍然有效。",
                        "Ask the senders for them and run again; if a delivery is not essential, remove required from"
                                + " senders.conf. The previous release stays current."));
    }

    // Defects of tables

    static Failure notReconciled() {
        return new Failure(
                ExitCode.GATE_FAILED,
                new Bilingual(
                        "台账行数与收件行数不一致，未发布。",
                        "The rows of the ledger do not reconcile with its deliveries; nothing was published."),
                new Bilingual(
                        "请保留台账库并报告此缺陷；上一次发布仍然有效。",
                        "Keep the warehouse and report this defect. The previous release stays current."));
    }

    static Failure duplicateGrain(String table, Bilingual title, List<String> grain, List<Object> values) {
        String columns = String.join(", ", grain);
        return new Failure(
                ExitCode.GATE_FAILED,
                new Bilingual(
                        "表 " + table + "（" + title.zh() + "）有两行的主键（" + columns + "）同为 " + values + "，未发布。",
                        "Two rows of the table " + table + " have the same grain (" + columns + "): " + values
                                + "; nothing was published."),
                new Bilingual(
                        "请改正该表的计算方法或 grain；上一次发布仍然有效。",
                        "Correct the definition of the table, or its grain. The previous release stays current."));
    }
}
