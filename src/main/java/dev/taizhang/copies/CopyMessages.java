package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.Defect;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sentences that users read about copies: the workbook, converted amounts and the PostgreSQL mart. */
final class CopyMessages {
    private CopyMessages() {}

    // Settings of copies

    static Bilingual notAWayToWriteFormulas() {
        return new Bilingual("须是 guarded（加撇号）或 as_sent（照原样）。", "it must be guarded or as_sent.");
    }

    static Bilingual notPostgres() {
        return new Bilingual(
                "须以 jdbc:postgresql: 开头，例如 jdbc:postgresql://db.example/taizhang。",
                "it must begin with jdbc:postgresql:, for example jdbc:postgresql://db.example/taizhang.");
    }

    static Bilingual passwordInUrl() {
        return new Bilingual(
                "不得含口令；请将口令写入 password_file 所指的文件，或环境变量 " + MartAddress.PASSWORD_VARIABLE + "。",
                "it must not contain the password. Put the password into the file that password_file names, or into the"
                        + " environment variable " + MartAddress.PASSWORD_VARIABLE + ".");
    }

    static Bilingual listedTwice(String name) {
        return new Bilingual("“%s”列了两次。".formatted(name), "\"%s\" is listed twice.".formatted(name));
    }

    // The rights of readers

    /** The storage has no groups. */
    static Bilingual noGroups(String group, String warehouse) {
        return new Bilingual(
                "readers_group（%s）未执行：台账库 %s 所在的存储没有用户组。请在该存储上设置 exports/ 和 report/ 的读取权限。".formatted(group, warehouse),
                ("readers_group (%s) has no effect: the storage of the warehouse %s has no groups. Give readers access to"
                                + " exports/ and report/ by the rights of that storage.")
                        .formatted(group, warehouse));
    }

    // The sample city, and restored figures

    /** Returns what every copy of a release has to say before any figure. */
    static List<Bilingual> notices(Warehouse warehouse, Release release) {
        return Stream.concat(
                        warehouse.isSynthetic() ? Stream.of(synthetic()) : Stream.empty(),
                        release.restores().stream().map(CopyMessages::restored))
                .toList();
    }

    private static Bilingual restored(long earlier) {
        return new Bilingual(
                "本次发布恢复了第 " + earlier + " 次发布的数字。", "This release restores the figures of release " + earlier + ".");
    }

    private static Bilingual synthetic() {
        return new Bilingual(
                "以下为合成的示例城市，均非真实数据。", "These figures describe a synthetic sample city and are not real data.");
    }

    // The workbook for the meeting

    /** The configuration selects a table for the workbook that is not published. */
    static Failure tableNotPublished(String place, String table) {
        return Failure.usage(
                new Bilingual(
                        "%s (workbook)：表“%s”未发布。".formatted(place, table),
                        "%s (workbook): the table \"%s\" is not published.".formatted(place, table)),
                new Bilingual("请从 workbook 中删除该表，或将其加入 tables。", "Remove it from workbook, or add it to tables."));
    }

    /** A table has more rows than its sheet shows. */
    static Bilingual rowsOmitted(int shown, String table) {
        return new Bilingual(
                "本表仅列出前 %s 行，全部数据见 %s.csv。".formatted(shown, table),
                "Only the first %s rows are shown; %s.csv contains all of them.".formatted(shown, table));
    }

    // Amounts in other currencies

    /** Amounts were converted at these rates, which are listed by currency. */
    static Bilingual converted(String portfolio, List<Bilingual> rates) {
        return new Bilingual(
                "外币金额已按各行数据所属日期的汇率折算为 %s：%s。".formatted(portfolio, zh(rates, "；")),
                "Amounts in other currencies were converted to %s at the rate in force on the date of each row: %s."
                        .formatted(portfolio, en(rates, "; ")));
    }

    /** The rates of one currency, of which only the latest are named. */
    static Bilingual ratesOf(String currency, List<Bilingual> latest, int earlier) {
        return new Bilingual(
                "1 %s = %s".formatted(currency, zh(latest, "、")) + (earlier > 0 ? "，另有较早的汇率 " + earlier + " 个" : ""),
                "1 %s = %s".formatted(currency, en(latest, ", "))
                        + (earlier > 0 ? " and " + earlier + " earlier rates" : ""));
    }

    /** A rate and the date from which it applies. */
    static Bilingual rate(String rate, String from) {
        return new Bilingual("%s（%s 起）".formatted(rate, from), "%s (from %s)".formatted(rate, from));
    }

    /** No rate applies to some rows of a currency. */
    static Bilingual noRate(String currency, List<Bilingual> rows, String earliest) {
        return new Bilingual(
                "%s 没有适用的汇率，%s未折算，仍按 %s 单列。请在 exchange_rates.csv 中补充自 %s 或更早日期起适用的汇率。"
                        .formatted(currency, zh(rows, "、"), currency, earliest),
                ("%s: no exchange rate applies to %s. Their amounts are shown separately in %s."
                                + " Add a rate to exchange_rates.csv that is valid from %s or earlier.")
                        .formatted(currency, en(rows, " and "), currency, earliest));
    }

    /** A number of rows of a dataset. */
    static Bilingual rowsOf(Bilingual dataset, long count) {
        return new Bilingual(
                "“%s” %s 行".formatted(dataset.zh(), count),
                "%s %s of %s".formatted(count, count == 1 ? "row" : "rows", dataset.en()));
    }

    // Deprecated tables and columns

    /** Adds to a description what is to be used instead. */
    static Bilingual withDeprecation(Bilingual description, Optional<Bilingual> instead) {
        return instead.map(use -> new Bilingual(
                        description.zh() + "（即将停用：" + use.zh() + "）",
                        description.en() + " (deprecated: " + use.en() + ")"))
                .orElse(description);
    }

    // Loading the mart

    /** The mart was not loaded; the state says what it contains now. */
    static String martNotLoaded(MartAddress mart, String cause, Optional<Bilingual> state) {
        return mart.place() + ": " + cause
                + state.map(known -> "；" + known.line()).orElse("");
    }

    /** The mart is unchanged. */
    static Bilingual martUnchanged(Optional<Long> release) {
        return release.map(number -> new Bilingual("集市仍为发布 " + number, "the mart still contains release " + number))
                .orElseGet(() -> new Bilingual("集市仍为空", "the mart is still empty"));
    }

    /** The connection failed during the commit. */
    static Bilingual commitUncertain() {
        return new Bilingual(
                "提交时出错，集市是否已更新尚不确定，下次运行时核对",
                "the commit failed, so whether the mart was updated is unknown; the next run checks it");
    }

    static Bilingual anotherLoad() {
        return new Bilingual("集市正由另一任务装载", "another process is loading the mart");
    }

    /** The mart's table does not have the number of rows that the manifest states. */
    static Bilingual wrongRowCount(String table) {
        return new Bilingual(
                "集市中表 %s 的行数与发布清单不符".formatted(table),
                "the mart's table %s does not have the number of rows in the manifest".formatted(table));
    }

    /** The server's counts or sums of received rows differ from those sent. */
    static Bilingual receivedOtherRows(String table) {
        return new Bilingual(
                "服务器收到的 %s 的行数或合计与发出的不符".formatted(table),
                "the server received another number of rows or other sums for %s than were sent".formatted(table));
    }

    /** Other sessions hold the lock that the load waited for. */
    static String lockHeldBy(String sessions) {
        return "；锁的占用者 lock held by: " + sessions;
    }

    // Rights in the mart

    static Failure martUnreachable(MartAddress mart, Exception cause) {
        return martUnusable(
                mart, new Bilingual("无法连接：" + cause.getMessage(), "cannot be reached: " + cause.getMessage()));
    }

    static Failure schemaNotUsable(MartAddress mart, String schema) {
        return martUnusable(
                mart,
                new Bilingual(
                        "用户 %s 缺少模式 %s 的 USAGE 或 CREATE 权限。".formatted(mart.user(), schema),
                        "the user %s lacks the USAGE or CREATE privilege on the schema %s."
                                .formatted(mart.user(), schema)));
    }

    static Failure schemaNotCreatable(MartAddress mart, String schema) {
        return martUnusable(
                mart,
                new Bilingual(
                        "模式 %s 不存在，用户 %s 也无权新建模式。".formatted(schema, mart.user()),
                        "the schema %s does not exist, and the user %s has no right to create it."
                                .formatted(schema, mart.user())));
    }

    static Failure objectsNotWritable(MartAddress mart, String schema, String objects) {
        return martUnusable(
                mart,
                new Bilingual(
                        "用户 %s 不是模式 %s 中下列对象的所有者，或缺少其读写权限：%s。".formatted(mart.user(), schema, objects),
                        ("the user %s does not own, or lacks the right to read or write,"
                                        + " these objects of the schema %s: %s.")
                                .formatted(mart.user(), schema, objects)));
    }

    private static Failure martUnusable(MartAddress mart, Bilingual reason) {
        return Failure.usage(
                new Bilingual(
                        "集市 %s：%s".formatted(mart.place(), reason.zh()),
                        "The mart %s: %s".formatted(mart.place(), reason.en())),
                new Bilingual(
                        "请核对 taizhang.conf 中的 mart，并由数据库管理员按 docs/mart.sql 授权。",
                        "Check the key mart in taizhang.conf, and ask a database administrator to grant the rights"
                                + " listed in docs/mart.sql."));
    }

    // Copies that differ from what was written

    private static final Bilingual MEND = new Bilingual("jobs/doctor --deep --mend", "jobs/doctor --deep --mend");

    static Defect copyChanged(String place) {
        return copyDiffers(place, new Bilingual("缺失，或与写出时不同", "missing, or not what was written"));
    }

    /** The tables below a folder name their files by absolute addresses. */
    static Defect allTablesDiffer(String place, int tables) {
        return copyDiffers(
                place,
                new Bilingual(
                        "全部 " + tables + " 张有数据的表缺失，或未指向现行发布的数据文件；台账库复制或移动以后即如此",
                        "all " + tables
                                + " tables with rows are missing or do not name the data files of the release, as after the"
                                + " warehouse was copied or moved"));
    }

    private static Defect copyDiffers(String place, Bilingual problem) {
        return new Defect(
                place,
                problem,
                new Bilingual("读这份副本的人；台账和发布不受影响", "whoever reads this copy; ledger and release are not affected"),
                MEND,
                Optional.empty());
    }

    /**
     * A folder of copies that names another release.
     *
     * @param shown the release that it names; 0 if it names none, because it is not complete
     * @param wanted the release that it should show; 0 if it should not exist
     */
    static Defect copyOfOther(String place, long shown, long wanted) {
        Bilingual should = wanted == 0
                ? new Bilingual("现无这个截止日期的发布", "no release has its date")
                : new Bilingual("应为发布 " + wanted, "it should show release " + wanted);
        return new Defect(
                place,
                shown == 0
                        ? new Bilingual(
                                "缺失或无法读取，副本没有写完；" + should.zh(),
                                "missing or unreadable, the copy is not complete; " + should.en())
                        : new Bilingual(
                                "所注为发布 " + shown + "；" + should.zh(), "it names release " + shown + "; " + should.en()),
                new Bilingual("读该目录副本的人", "whoever reads the copies in this folder"),
                MEND,
                Optional.empty());
    }

    static Defect martDiffers(MartAddress mart, String table) {
        return new Defect(
                mart.place() + " " + table,
                new Bilingual("内容与现行发布不符", "its rows are not those of the current release"),
                new Bilingual("集市的读者", "the readers of the mart"),
                MEND,
                Optional.empty());
    }

    static Bilingual copyWrittenAgain() {
        return new Bilingual("已移除，随后由发布重新写出", "removed, and written again from the release");
    }

    private static String zh(List<Bilingual> parts, String separator) {
        return parts.stream().map(Bilingual::zh).collect(Collectors.joining(separator));
    }

    private static String en(List<Bilingual> parts, String separator) {
        return parts.stream().map(Bilingual::en).collect(Collectors.joining(separator));
    }
}
