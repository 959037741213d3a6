package dev.taizhang.terminal;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Names;
import dev.taizhang.ledger.Release;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

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

    static String knownFiles(int known) {
        return "台账中已有的文件 files already in the ledger: " + known;
    }

    static String unmatched(List<String> files) {
        return "没有相符报表配置（feed）的文件 files that no feed matches: "
                + String.join(", ", files.stream().map(Names::shown).toList());
    }

    static String acceptedCompletely(int deliveries) {
        return "其余全部接收 accepted completely: " + deliveries;
    }

    static Bilingual moreDeliveries(int count) {
        return new Bilingual(
                "另有 " + count + " 份，见 ledger.deliveries。", count + " more are listed in ledger.deliveries.");
    }

    static String refused(String fileName) {
        return "拒收 refused: " + Names.shown(fileName);
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

    static String notConverted(String note) {
        return "未折算 not converted: " + note;
    }

    static String missedDates(LocalDate first, LocalDate last) {
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        return "  有 " + days + " 个日期未发布 dates not published: " + first + " … " + last
                + "，补发 to publish them: jobs/backfill --from " + first + " --to " + last;
    }

    // Where to continue

    static String next(String table) {
        return "下一步 next: jobs/query \"SELECT * FROM latest." + table + "\"   jobs/tables   jobs/runs";
    }

    static String rejectedRows() {
        return "  退回的行 rejected rows: jobs/query \"SELECT file_name, sheet, row_number, rejected.sentence_zh"
                + " FROM ledger.rejected JOIN ledger.deliveries USING (delivery_number)\"";
    }

    static String openRows(long rows, int deliveries, String folder) {
        return "  尚未改正的退回行 rejected rows still open: " + rows + "（" + deliveries
                + " 份收件 deliveries）；退回单 workbooks to send back: " + folder;
    }

    static String dataFindings() {
        return "  数据疑点 findings in the data: jobs/query \"SELECT * FROM latest.data_findings\"";
    }

    // Copies and the release

    static String exports(String folder) {
        return "  导出 exports: " + folder;
    }

    static String copies(String workbook, String sqlite, String parquet) {
        return "  工作簿 workbook: " + workbook + "  数据库 SQLite: " + sqlite + "  Parquet: " + parquet;
    }

    static String mart(String place) {
        return "  集市 mart: " + place;
    }

    static String page(String file) {
        return "  网页 page: " + file;
    }

    static Bilingual copiesBehind(String behind) {
        return new Bilingual(
                "已发布，但副本未更新：" + behind + "。请再运行一次，或运行 jobs/publish。",
                "Published, but a copy is out of date: " + behind + ". Run again, or run jobs/publish.");
    }

    static String published(Release release) {
        return "已发布 published: 发布 release " + release.number() + "（" + release.runId() + "）哈希 hash "
                + release.hash().substring(0, 16);
    }

    static Bilingual syntheticData() {
        return new Bilingual(
                "以上均为合成的示例城市，不是真实数据。", "The figures above describe a synthetic sample city and are not real data.");
    }

    // Plans, problems and query results

    static Bilingual nothingWritten() {
        return new Bilingual("以上为预览，未写入任何内容。", "This is a preview; nothing was written.");
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

    static String warning(Bilingual remark) {
        return "提示 warning: " + remark.zh();
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
