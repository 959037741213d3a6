package dev.taizhang.night;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.Names;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Compaction;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.WarehouseScan;
import dev.taizhang.publication.Movement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** The messages of a run: what it ingests, how it proceeds and how it ends. */
final class NightMessages {
    private NightMessages() {}

    // The input of a run, on one line

    static String fromInbox(Path inbox, Optional<String> reread) {
        return "收件 inbox " + FileAddress.shown(inbox)
                + reread.map(delivery -> "，重读 rereading " + delivery).orElse("");
    }

    static String givenFiles(int files) {
        return "所给文件 given files " + files;
    }

    static String withdrawing(String delivery) {
        return "撤回 withdrawing " + delivery;
    }

    static String fromOriginals(String warehouse, int readings) {
        return "重建 rebuilding from " + warehouse + "/deliveries，收件 deliveries " + readings;
    }

    static String noDeliveries() {
        return "不接收新报表 no new deliveries";
    }

    static String restoring(Release wanted) {
        return "恢复发布 restoring release " + wanted.number() + "（" + wanted.runId() + "）";
    }

    static String approving(Release candidate) {
        return "批准 approving " + candidate.runId();
    }

    // Figures that await approval

    static Failure awaitsApproval(Release candidate, List<Movement> movements) {
        return new Failure(
                ExitCode.AWAITS_APPROVAL,
                new Bilingual(
                        "截止 " + candidate.asOfDate() + " 的数字已算出，待批准后发布（release = by_hand）。"
                                + changes(movements).zh(),
                        "The figures as of " + candidate.asOfDate()
                                + " are computed and await approval (release = by_hand). "
                                + changes(movements).en()),
                approve(candidate));
    }

    private static Bilingual changes(List<Movement> movements) {
        if (movements.isEmpty()) {
            return new Bilingual("全市合计与现行发布相同。", "The totals are those of the current release.");
        }
        Bilingual figures = listed(movements);
        return new Bilingual(
                "与现行发布相比：" + figures.zh() + "。", "Compared with the current release: " + figures.en() + ".");
    }

    private static Bilingual listed(List<Movement> movements) {
        return new Bilingual(
                Names.first(
                        movements.stream()
                                .map(movement -> movement.clause().zh())
                                .toList(),
                        "；"),
                Names.first(
                        movements.stream()
                                .map(movement -> movement.clause().en())
                                .toList(),
                        "; "));
    }

    /** Totals have moved further than the settings allow, and nothing that arrived explains it. */
    static Failure movedWithoutReason(Release candidate, List<Movement> beyond) {
        Bilingual figures = listed(beyond);
        return new Failure(
                ExitCode.GATE_FAILED,
                new Bilingual(
                        "没有新的报表、撤回或配置变更，合计的变动却超过 unexplained_movement 的限度，未发布：" + figures.zh() + "。",
                        "Totals have moved by more than unexplained_movement allows, although no delivery has arrived or"
                                + " was withdrawn and the configuration is unchanged; nothing was published: "
                                + figures.en() + "."),
                approve(candidate));
    }

    private static Bilingual approve(Release candidate) {
        String run = candidate.runId();
        return new Bilingual(
                "查看：jobs/runs " + run + "，jobs/query --run " + run + "；发布：jobs/runs --approve " + run + "。在此之前现行发布不变。",
                "To look at them: jobs/runs " + run + ", jobs/query --run " + run
                        + ". To publish them: jobs/runs --approve " + run + ". Until then the current release stays.");
    }

    // Results of stages, each on one line of the log

    static String previousRelease(Optional<Release> previous) {
        return "上一次发布 previous release " + previous.map(Release::runId).orElse("无 none");
    }

    static String headsReset(long tables) {
        return "重置的表 tables reset " + tables;
    }

    static String compacted(List<Compaction.SmallFiles> small) {
        return "合并的文件 files rewritten "
                + small.stream().mapToInt(table -> table.paths().size()).sum();
    }

    static String checkpoints(int tables) {
        return "检查点 checkpoints " + tables;
    }

    static String thinned(int releases) {
        return "精简的发布 releases thinned " + releases;
    }

    static String removed(long bytes) {
        return String.format(Locale.ROOT, "删除 removed %.1f MB", bytes / 1e6);
    }

    static String inboxRead(Inbox.Intake intake) {
        return "新收件 new deliveries " + intake.deliveries().size() + "，台账中已有 known "
                + intake.known().size() + "，无相符报表配置（feed） unmatched "
                + intake.unmatched().size();
    }

    static String rowsRead(Release.Ingested ingested) {
        return "读取 read " + ingested.read() + "，接收 accepted " + ingested.accepted() + "，退回 rejected "
                + ingested.rejected() + "，略过 left out " + ingested.leftOut();
    }

    static String factTables(int count) {
        return "事实表 fact tables " + count;
    }

    static String summaryTables(int count) {
        return count + " 张表 tables";
    }

    static String written(NightlyJob.Written written) {
        return published(written.release()) + (written.awaits().isPresent() ? "，待批准 awaits approval" : "");
    }

    static String published(Release release) {
        return "发布 release " + release.number();
    }

    // Deliveries that a user names

    static Failure noDelivery(String wanted) {
        return notOneDelivery(new Bilingual("没有收件“" + wanted + "”。", "There is no delivery \"" + wanted + "\"."));
    }

    static Failure severalDeliveries(String wanted, List<String> ids) {
        return notOneDelivery(new Bilingual(
                "名为“" + wanted + "”的收件不止一份：" + String.join("、", ids) + "。",
                "More than one delivery is named \"" + wanted + "\": " + String.join(", ", ids) + "."));
    }

    private static Failure notOneDelivery(Bilingual problem) {
        String query = "jobs/query \"SELECT delivery_number, delivery_id, dataset, file_name FROM ledger.deliveries\"";
        return Failure.usage(
                problem,
                new Bilingual(
                        "可用 " + query + " 查看收件的序号和标识。",
                        "To list the numbers and identities of deliveries, run " + query + "."));
    }

    static Failure feedRemoved(String fileName, String feed) {
        return feedRemoved(fileName, feed, new Bilingual("", ""));
    }

    static Failure feedOfOriginalRemoved(String fileName, String feed) {
        return feedRemoved(fileName, feed, new Bilingual("，或加 --as-delivered", ", or add --as-delivered"));
    }

    private static Failure feedRemoved(String fileName, String feed, Bilingual otherwise) {
        String name = Names.shown(fileName);
        return Failure.usage(
                new Bilingual(
                        "读取“" + name + "”的报表配置（feed）" + feed + " 已不存在。",
                        "The feed " + feed + ", which read \"" + name + "\", is no longer in the configuration."),
                new Bilingual(
                        "请恢复 conf/feeds/" + feed + ".conf" + otherwise.zh() + "。",
                        "Restore conf/feeds/" + feed + ".conf" + otherwise.en() + "."));
    }

    static Failure alreadyWithdrawn(String fileName) {
        String name = Names.shown(fileName);
        return notWithdrawable(new Bilingual("“" + name + "”已撤回过。", "\"" + name + "\" has already been withdrawn."));
    }

    static Failure refusedDelivery(String fileName) {
        String name = Names.shown(fileName);
        return notWithdrawable(new Bilingual(
                "“" + name + "”当时已被拒收，未计入任何数字。", "\"" + name + "\" was refused and is not part of any figure."));
    }

    private static Failure notWithdrawable(Bilingual problem) {
        return Failure.usage(problem, new Bilingual("无需撤回。", "It does not need to be withdrawn."));
    }

    // Synthetic and real deliveries

    static Failure warehouseOfSample() {
        return otherKindOfWarehouse(new Bilingual(
                "该台账库的数据为合成的示例城市，不能再接收真实报表。",
                "This warehouse contains the synthetic sample city and cannot ingest real deliveries."));
    }

    static Failure warehouseOfRealData() {
        return otherKindOfWarehouse(new Bilingual(
                "该台账库已接收过真实报表，不能再接收合成的示例城市。",
                "This warehouse contains real deliveries and cannot ingest the synthetic sample city."));
    }

    private static Failure otherKindOfWarehouse(Bilingual problem) {
        return Failure.usage(
                problem,
                new Bilingual(
                        "请用 --warehouse 指定另一个目录，或用 --inbox 指定收件目录。",
                        "Specify another folder with --warehouse, or the inbox with --inbox."));
    }

    // Progress

    static Bilingual noProgress(long seconds, String work, String file) {
        return new Bilingual(
                "已有 " + seconds + " 秒没有任何进展，停在：" + work + "。各线程的堆栈写入 " + file + "，处理办法见 docs/operations.md。",
                "No progress for " + seconds + " seconds. The run is at: " + work
                        + ". The stacks of all threads are being written to " + file
                        + "; see docs/operations.md for what to do.");
    }

    static Bilingual stacksNotWritten(Exception cause) {
        return new Bilingual("堆栈未能写入：" + cause, "The stacks could not be written: " + cause);
    }

    static Bilingual computingAgain(int step, int steps) {
        return new Bilingual("重算：第 " + step + " 步，共 " + steps + " 步", "computing again: step " + step + " of " + steps);
    }

    // The configuration of an earlier release

    /** A delivery whose configuration no release has kept, because an earlier version of the program took it in. */
    static Failure configurationNotKept(String fileName) {
        String name = Names.shown(fileName);
        return Failure.usage(
                new Bilingual(
                        "台账库没有保存读取“" + name + "”时的配置。",
                        "The warehouse has not kept the configuration by which \"" + name + "\" was read."),
                new Bilingual(
                        "请去掉 --as-delivered，按现行配置重建。",
                        "Leave --as-delivered out to rebuild by today's configuration."));
    }

    static Failure configurationOfOtherVersion(String fileName, Failure unreadable) {
        String name = Names.shown(fileName);
        return new Failure(
                ExitCode.USAGE,
                new Bilingual(
                        "本版本的程序不能读取“" + name + "”入库当日的配置："
                                + unreadable.problem().zh(),
                        "This version of the program cannot read the configuration by which \"" + name + "\" was read: "
                                + unreadable.problem().en()),
                new Bilingual(
                        "请去掉 --as-delivered，按现行配置重建，或使用当时的程序版本。",
                        "Leave --as-delivered out to rebuild by today's configuration, or use the version of the program of"
                                + " that day."),
                unreadable);
    }

    static Failure configurationOfOtherVersion(Release release, Failure unreadable) {
        return new Failure(
                ExitCode.USAGE,
                new Bilingual(
                        "本版本的程序不能读取发布 " + release.number() + " 的配置，无法重算其数字："
                                + unreadable.problem().zh(),
                        "This version of the program cannot read the configuration of release " + release.number()
                                + ", so its figures cannot be computed again: "
                                + unreadable.problem().en()),
                new Bilingual(
                        "请比较其后的发布，或用当时的程序版本（" + release.codeVersion() + "）比较。",
                        "Compare later releases, or use the version of the program that published it ("
                                + release.codeVersion() + ")."),
                unreadable);
    }

    // The end of a run

    static Failure stepAfterPublicationFailed(Failure cause) {
        return new Failure(
                ExitCode.COPY_BEHIND,
                new Bilingual(
                        "已发布，但其后的步骤失败，副本可能未更新。",
                        "The release is published, but a later step failed, so some copies may be out of date."),
                new Bilingual("请再运行一次。", "Run again."),
                cause);
    }

    static Failure unexpected(Throwable thrown, String reason) {
        String kind = thrown.getClass().getSimpleName();
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "运行意外失败（" + kind + "：" + reason + "）。",
                        "The run failed unexpectedly (" + kind + ": " + reason + ")."),
                new Bilingual(
                        "jobs/runs 所列的最近一次发布完整有效；请查看台账库 runs 目录下的日志，再运行一次。",
                        "The last release that jobs/runs lists is complete and stays current. Read the log in the"
                                + " folder"
                                + " runs of the warehouse, and run again."),
                thrown);
    }

    static Bilingual outcomeNotWritten(String cause) {
        return new Bilingual("无法写入 outcome.json：" + cause, "outcome.json cannot be written: " + cause);
    }

    static Bilingual logNotWritten(String cause) {
        return new Bilingual("无法写入 run.log：" + cause, "run.log cannot be written: " + cause);
    }

    static Bilingual eventsNotWritten(String cause) {
        return new Bilingual("无法写入 openlineage.jsonl：" + cause, "openlineage.jsonl cannot be written: " + cause);
    }

    // Tests of custom tables

    static Failure unexpectedRows(ConfigurationFile expected, String table, String wanted, String found) {
        return expected.wrong(
                table,
                new Bilingual(
                        "应为 " + wanted + "，实为 " + found + "。", "expected " + wanted + ", but found " + found + "."));
    }

    // Earlier deliveries

    static Bilingual earlierColumnsRead(int read, int unknown) {
        return new Bilingual(
                "已从原件补读 " + read + " 份收件的列名" + (unknown == 0 ? "。" : "；另有 " + unknown + " 份的原件无法读取，其列名未知。"),
                "The columns of " + read + " earlier deliveries were read from the originals"
                        + (unknown == 0
                                ? "."
                                : "; those of " + unknown + " others cannot be read and remain unknown."));
    }

    // What a complete check has read

    static String tableScanned(WarehouseScan.Scanned scanned) {
        return scanned.files() + " 个文件 files，比对 compared " + scanned.rows() + " 行 rows";
    }

    static String releasesScanned(int kept, long number) {
        return "保留 kept " + kept + "，现行为发布 release " + number;
    }

    static String originalsScanned(int originals) {
        return originals + " 个文件 files";
    }

    static String copiesScanned() {
        return "与写出时一致 as they were written";
    }

    static String leftoversScanned() {
        return "无 none";
    }

    static String storageScanned(long free) {
        return free == Long.MAX_VALUE ? "剩余空间不详 free space unknown" : "剩余 free " + (free >> 20) + " MiB";
    }
}
