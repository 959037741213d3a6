package dev.taizhang.terminal;

import dev.taizhang.copies.FileCopy;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Names;
import java.util.List;
import java.util.SortedSet;

/** The sentences around the tables on the terminal: of a run's summary, a plan, problems of files and query results. */
final class TerminalMessages {
    private TerminalMessages() {}

    // New deliveries

    static Bilingual noNewDeliveries() {
        return new Bilingual("没有新的收件。", "No new deliveries.");
    }

    /** The inbox has only files that are in the ledger. */
    static Bilingual onlyKnownDeliveries(int known) {
        return new Bilingual(
                "没有新的收件。收件目录中已在台账中的文件有 " + known + " 个。",
                "No new deliveries; " + known + " files in the inbox are already in the ledger.");
    }

    static Bilingual withdrawn() {
        return new Bilingual("已撤回", "withdrawn");
    }

    static String knownFiles(int known) {
        return "台账中已有的文件 files already in the ledger: " + known;
    }

    static Bilingual unmatched() {
        return new Bilingual("没有相符报表配置（feed）的文件", "files that no feed matches");
    }

    static String names(List<String> files) {
        return String.join(", ", files.stream().map(Names::shown).toList());
    }

    static Bilingual acceptedCompletely() {
        return new Bilingual("其余全部接收", "accepted completely");
    }

    static Bilingual moreDeliveries(int count) {
        return new Bilingual(
                "另有 " + count + " 份，见 ledger.deliveries。", count + " more are listed in ledger.deliveries.");
    }

    static Bilingual refused() {
        return new Bilingual("拒收", "refused");
    }

    /** A full list does not make projects leave if it may be incomplete. */
    static Bilingual incompleteList(String fileName) {
        String name = Names.shown(fileName);
        return new Bilingual(
                "“" + name + "”有主键无法识别的行或不止一个日期，未列出的项目不视为退出。",
                "\"" + name
                        + "\" has a row with an unreadable key or more than one date, so projects that it does not list"
                        + " are not treated as having left.");
    }

    // Figures and missed dates

    static Bilingual notConverted() {
        return new Bilingual("未折算", "not converted");
    }

    static Bilingual missedDates(int dates) {
        return new Bilingual("有 " + dates + " 个日期未发布", "dates not published");
    }

    static Bilingual toPublishThem() {
        return new Bilingual("补发", "to publish them");
    }

    // Releases

    /** Stands in the place of the time of publication. */
    static final String AWAITS_APPROVAL = "待批准 awaits approval";

    // Restored figures

    static Bilingual restored(long earlier) {
        return new Bilingual("已恢复发布 " + earlier, "restored release " + earlier);
    }

    static Bilingual ledgerStays() {
        return new Bilingual(
                "台账没有改变：下一次运行仍按其中的全部报表计算。",
                "The ledger has not changed: the next run computes from all of its deliveries again.");
    }

    static Bilingual deliveriesSince() {
        return new Bilingual("该次发布以后接收的报表", "deliveries since that release");
    }

    static Bilingual toWithdraw() {
        return new Bilingual("其中有误的，请撤回", "withdraw those that are wrong");
    }

    /** No delivery has arrived since, so the figures differ for another reason. */
    static Bilingual nothingToWithdraw() {
        return new Bilingual(
                "该次发布以后没有接收报表；数字不同，原因在配置、程序或撤回。请在下一次运行之前改正。",
                "No delivery has arrived since that release: configuration, program or a withdrawal have changed the"
                        + " figures. Correct the cause before the next run.");
    }

    static Bilingual restorationUndone(long earlier) {
        return new Bilingual(
                "上一次发布恢复了发布 " + earlier + "；本次运行已按台账重新计算，该次恢复不再有效。",
                "The release before had restored release " + earlier
                        + ". This run has computed all figures from the ledger"
                        + " again, so they are no longer those of release " + earlier + ".");
    }

    static Bilingual whatMoved() {
        return new Bilingual("变动", "what moved");
    }

    // A warehouse that was made anew

    static Bilingual sameTables(int compared, long release) {
        return new Bilingual(
                "全部 " + compared + " 张表与发布 " + release + " 相同。",
                "All " + compared + " tables are those of release " + release + ".");
    }

    static Bilingual otherTables(int different, int compared, long release) {
        return new Bilingual(
                compared + " 张表中有 " + different + " 张与发布 " + release + " 不同，见上。",
                different + " of " + compared + " tables differ from release " + release + ", see above.");
    }

    static Bilingual nothingToCompare() {
        return new Bilingual("现行发布无法读取，未作比较。", "The current release cannot be read, so nothing was compared.");
    }

    static Bilingual rebuiltIn(String folder) {
        return new Bilingual(
                "重建的台账库在 " + folder + "；启用时，先移开原目录，再把它移到原处，然后运行 jobs/publish。其他截止日期用 jobs/backfill 补算。",
                "The new warehouse is in " + folder
                        + ". To use it, move the old folder away and this one to its place, and run jobs/publish."
                        + " jobs/backfill computes other dates.");
    }

    // Where to continue

    static Bilingual next() {
        return new Bilingual("下一步", "next");
    }

    static Bilingual rejectedRows() {
        return new Bilingual("退回的行", "rejected rows");
    }

    static Bilingual openRows() {
        return new Bilingual("尚未改正的退回行", "rejected rows still open");
    }

    static Bilingual deliveries() {
        return new Bilingual("份收件", "deliveries");
    }

    static Bilingual returnWorkbooks() {
        return new Bilingual("退回单", "workbooks to send back");
    }

    static Bilingual dataFindings() {
        return new Bilingual("数据疑点", "findings in the data");
    }

    static Bilingual senders(String state) {
        return state.equals("missing") ? new Bilingual("缺报", "missing") : new Bilingual("迟报", "late");
    }

    static Bilingual asOf() {
        return new Bilingual("截止", "as of");
    }

    // The tables of a summary

    /** The header of the table of deliveries. */
    static List<Bilingual> deliveriesHeader() {
        return List.of(
                new Bilingual("收件", "delivery"),
                new Bilingual("读取", "read"),
                new Bilingual("接收", "accepted"),
                new Bilingual("退回", "rejected"),
                new Bilingual("略过", "left out"),
                new Bilingual("提示", "warnings"));
    }

    /** The header of the table of all rows. */
    static List<Bilingual> rowsHeader() {
        return List.of(
                new Bilingual("累计", "in all"),
                new Bilingual("读取", "read"),
                new Bilingual("接收", "accepted"),
                new Bilingual("退回", "rejected"),
                new Bilingual("略过", "left out"),
                new Bilingual("现行", "current"),
                new Bilingual("被取代", "superseded"),
                new Bilingual("对平", "reconciled"));
    }

    static Bilingual yes() {
        return new Bilingual("是", "yes");
    }

    static Bilingual no() {
        return new Bilingual("否", "NO");
    }

    // Copies and the release

    static Bilingual exports() {
        return new Bilingual("导出", "exports");
    }

    static Bilingual workbook() {
        return new Bilingual("工作簿", "workbook");
    }

    static Bilingual file(FileCopy copy) {
        return switch (copy) {
            case SQLITE -> new Bilingual("数据库", "SQLite");
            case PARQUET -> new Bilingual("数据文件", "Parquet");
            case DELTA -> new Bilingual("Delta 表", "Delta");
        };
    }

    static Bilingual mart() {
        return new Bilingual("集市", "mart");
    }

    static Bilingual page() {
        return new Bilingual("网页", "page");
    }

    static Bilingual copiesBehind(String behind) {
        return new Bilingual(
                "已发布，但副本未更新：" + behind + "。请再运行一次，或运行 jobs/publish。",
                "Published, but a copy is out of date: " + behind + ". Run again, or run jobs/publish.");
    }

    static Bilingual published() {
        return new Bilingual("已发布", "published");
    }

    static Bilingual release() {
        return new Bilingual("发布", "release");
    }

    static Bilingual hash() {
        return new Bilingual("哈希", "hash");
    }

    // Plans, problems and query results

    static Bilingual nothingWritten() {
        return new Bilingual("以上为预览，未写入任何内容。", "This is a preview; nothing was written.");
    }

    static Bilingual nothingToMaintain() {
        return new Bilingual("无需维护。", "There is nothing to do.");
    }

    static Bilingual manySmallFiles() {
        return new Bilingual("小文件过多，每夜都要逐个读取", "many small files, which every run reads one by one");
    }

    static Bilingual logWithoutCheckpoint() {
        return new Bilingual("日志过长而没有检查点", "long log without a checkpoint");
    }

    /** Several releases, as their number and the first and last of them. */
    static String releases(SortedSet<Long> numbers) {
        return numbers.size() + " 次发布 releases, " + numbers.first() + "–" + numbers.last();
    }

    static Bilingual oldReleases() {
        return new Bilingual("90 天以前，不是月末", "older than 90 days, and not the last of a month");
    }

    static Bilingual maintenancePreviewed() {
        return new Bilingual(
                "以上为预览，未作任何改动；执行请加 --apply。", "This is a preview; nothing was changed. Add --apply to do it.");
    }

    /** A damaged table, of which nothing is removed. */
    static Bilingual leftAlone(String table) {
        return new Bilingual(
                "表 " + table + " 与保留的发布不符，其文件一个也不删除。",
                "The table " + table + " differs from a kept release, so none of its files is removed.");
    }

    static Bilingual moreProblems(long count) {
        return new Bilingual("另有 " + count + " 条。", count + " more.");
    }

    static Bilingual resultTruncated(int shown) {
        return new Bilingual(
                "只显示前 " + shown + " 行；全部结果请用 --format csv 输出。",
                "Only the first " + shown + " rows are shown; --format csv prints all of them.");
    }

    // Warnings about whole files, and what is not read of them

    static Bilingual warning() {
        return new Bilingual("提示", "warning");
    }

    static Bilingual unusedHeaders(String fileName, List<String> headers) {
        String name = Names.shown(fileName);
        List<String> shown = headers.stream().map(Names::shown).toList();
        return new Bilingual(
                "“" + name + "”有值而未使用的表头：" + String.join("、", shown) + "。",
                "\"" + name + "\": headers with values that are not used: " + String.join(", ", shown) + ".");
    }

    static Bilingual unreadSheets(String fileName, List<String> sheets) {
        String name = Names.shown(fileName);
        List<String> shown = sheets.stream().map(Names::shown).toList();
        return new Bilingual(
                "“" + name + "”的工作表 " + String.join("、", shown) + " 有报表的表头，但读取配置（feed）没有指定，未读取；需要读取的，请写入 sheets。",
                "\"" + name + "\": sheet " + String.join(", ", shown)
                        + " has the header of the form, but the feed does not name it, so it is not read. To read it,"
                        + " add it to sheets.");
    }

    // Readings of files

    static String refusedFile() {
        return "（拒收 refused）";
    }

    /** The file is a return workbook. */
    static String answers(String fileName) {
        return "（退回单，答复 return workbook for " + fileName + "）";
    }

    /** The run that a plan describes would end with this exit code. */
    static Bilingual wouldNotPublish(int exitCode, Bilingual problem) {
        return new Bilingual(
                "运行将以退出码 " + exitCode + " 结束，不发布：" + problem.zh(),
                "The run would end with exit code " + exitCode + " and not publish: " + problem.en());
    }
}
