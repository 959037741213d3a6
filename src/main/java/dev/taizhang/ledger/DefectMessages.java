package dev.taizhang.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.base.Ascii;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The messages of a complete scan of a warehouse: what is wrong, whom it harms, and the command that mends it. */
final class DefectMessages {
    private static final int LONGEST_REASON = 200;
    private static final int MOST_COMMITS = 3;

    private static final Bilingual MEND = new Bilingual("jobs/doctor --deep --mend", "jobs/doctor --deep --mend");
    private static final Bilingual RESTORE_FILE = new Bilingual(
            "请从备份恢复该文件；没有备份时，所列发布无法再查询或恢复。",
            "Restore the file from a backup. Without one, the listed releases can be neither queried nor restored.");

    private DefectMessages() {}

    /** Returns what an exception says, cut off because some messages of Delta repeat the whole log. */
    static String reason(Throwable thrown) {
        if (thrown.getCause() instanceof JsonProcessingException json) {
            return json.getOriginalMessage();
        }
        return Ascii.truncate(String.valueOf(thrown.getMessage()).replace('\n', ' '), LONGEST_REASON, "…");
    }

    /** Returns what was done about a file that is made from others. */
    static Bilingual deleted() {
        return new Bilingual("已删除；读者改读各次提交", "deleted; readers use the commits instead");
    }

    // Logs

    static Defect brokenLog(
            String table, List<String> commits, String reason, SortedSet<Long> lost, Optional<Release> current) {
        String files = String.join(", ", commits.subList(0, Math.min(MOST_COMMITS, commits.size())))
                + (commits.size() > MOST_COMMITS ? " …" : "");
        String because = reason.isEmpty() ? "" : "：" + reason;
        boolean everyCommand = table.equals(LedgerTables.RUNS.name());
        return Defect.of(
                files,
                new Bilingual(
                        "提交记录缺失、无法读取，或与发布清单不符" + because,
                        "a commit that is missing, cannot be read or differs from the manifest" + because),
                everyCommand ? everyCommand() : harm(new Bilingual("表 " + table, "the table " + table), lost, current),
                everyCommand || isCurrent(lost, current) ? LedgerMessages.afterDamagedLog(table) : RESTORE_FILE);
    }

    static Defect unreadable(String table, String place, Failure failure) {
        return Defect.of(
                place,
                failure.problem(),
                new Bilingual("表 " + table + " 的读者和下一次运行", "readers of the table " + table + " and the next run"),
                failure.remedy());
    }

    static Defect brokenChecksum(String table, String place) {
        return Defect.of(
                place,
                new Bilingual("与它所概括的提交记录不符", "it differs from the commits that it sums up"),
                new Bilingual(
                        "不丢数据；读者可能打不开表 " + table + "，或看到别的列名",
                        "no data; readers may not open the table " + table + ", or see other names of columns"),
                MEND);
    }

    static Defect brokenCheckpoint(String table, String place, String reason) {
        String because = reason.isEmpty() ? "" : "：" + reason;
        return Defect.of(
                place,
                new Bilingual(
                        "检查点无法读取，或与提交记录不符" + because,
                        "a checkpoint that cannot be read or differs from the commits" + because),
                new Bilingual(
                        "不丢数据，各次提交均完好；但读者和下一次运行可能打不开表 " + table,
                        "no data, because every commit is sound; but readers and the next run may not open the table "
                                + table),
                MEND);
    }

    /** A checkpoint and commits that differ, of a version that no release states. */
    static Defect commitsOrCheckpoint(String table, String place) {
        return Defect.of(
                place,
                new Bilingual(
                        "与提交记录不符，无法断定哪一个正确", "it differs from the commits, and nothing says which of the two is right"),
                new Bilingual("表 " + table + " 的读者和下一次运行", "readers of the table " + table + " and the next run"),
                LedgerMessages.restore(table));
    }

    // Data files

    static Defect damagedFile(
            Warehouse warehouse,
            String table,
            DamagedFile damaged,
            SortedSet<Long> releases,
            Optional<Release> current) {
        Failure failure = LedgerMessages.dataFileDamaged(
                warehouse, table, damaged, PublishedTable.fileNames(warehouse, table, damaged.live()));
        Bilingual rows = damaged.live()
                .date()
                .map(date -> new Bilingual(
                        "表 " + table + " 中 " + date + " 的数据", "the rows of " + date + " in the table " + table))
                .orElseGet(() ->
                        new Bilingual("表 " + table + " 中所列收件的行", "rows of these deliveries in the table " + table));
        boolean everyCommand = table.equals(LedgerTables.RUNS.name());
        return Defect.of(
                damaged.file().replace(warehouse.folder() + "/", ""),
                failure.problem(),
                everyCommand ? everyCommand() : harm(rows, releases, current),
                everyCommand || isCurrent(releases, current) ? failure.remedy() : RESTORE_FILE);
    }

    static Defect otherRows(String table, String place, String part, String found, String expected, Bilingual remedy) {
        return Defect.of(
                place,
                new Bilingual(
                        part + " 的行与发布时不同（行数:摘要 现为 " + found + "，应为 " + expected + "）",
                        "the rows of " + part + " are not those that were published (rows:digest " + found
                                + " instead of " + expected + ")"),
                new Bilingual("表 " + table + " 的全部读者", "every reader of the table " + table),
                remedy);
    }

    static Bilingual recompute(String date) {
        String command = "jobs/backfill --again --from " + date + " --to " + date;
        return new Bilingual(command, command);
    }

    // Whom it harms

    private static Bilingual everyCommand() {
        return new Bilingual("所有命令：读不到历次发布", "every command: the releases cannot be read");
    }

    private static boolean isCurrent(SortedSet<Long> releases, Optional<Release> current) {
        return current.isPresent() && releases.contains(current.get().number());
    }

    private static Bilingual harm(Bilingual what, SortedSet<Long> releases, Optional<Release> current) {
        if (releases.isEmpty()) {
            return new Bilingual(
                    "保留的发布均不受影响；jobs/maintain 不再清理该表", "no kept release; jobs/maintain leaves the table alone");
        }
        String numbers = numbers(releases);
        return isCurrent(releases, current)
                ? new Bilingual(
                        what.zh() + "；用到它的发布 " + numbers + "，其中有现行发布：查询、副本和下一次运行",
                        what.en() + "; releases " + numbers
                                + ", the current one among them: queries, copies and the next run")
                : new Bilingual(
                        what.zh() + "；用到它的发布 " + numbers + "（--run、--against、--restore）；现行发布不受影响",
                        what.en() + "; releases " + numbers
                                + " (--run, --against, --restore); the current release is not affected");
    }

    /** Returns numbers as a list of ranges, such as 3-7, 9. */
    static String numbers(SortedSet<Long> numbers) {
        List<String> ranges = new ArrayList<>();
        long first = numbers.first();
        long last = first;
        for (long number : numbers) {
            if (number > last + 1) {
                ranges.add(range(first, last));
                first = number;
            }
            last = number;
        }
        ranges.add(range(first, last));
        return String.join(", ", ranges);
    }

    private static String range(long first, long last) {
        return first == last ? Long.toString(first) : first + "-" + last;
    }

    // Deliveries, and the files beside the runs

    /** The original of a delivery, or the record beside it. */
    static Defect original(String place, String about, Bilingual remedy) {
        return Defect.of(
                place,
                new Bilingual("缺失，或内容与接收时不同", "missing, or not what was received"),
                new Bilingual("重读（--reread）和 jobs/rebuild：收件 " + about, "--reread and jobs/rebuild: delivery " + about),
                remedy);
    }

    static Bilingual putBack(String fileName, String place) {
        String command = "cp \"" + fileName + "\" \"" + place + "\"";
        return new Bilingual(
                "请从备份恢复，或把报送单位的同一文件放到该处：" + command,
                "Restore it from a backup, or put the same file of the sender there: " + command);
    }

    static Bilingual mend() {
        return MEND;
    }

    static Bilingual written() {
        return new Bilingual("已按台账重新写出", "written again from the ledger");
    }

    static Defect unknown(String place) {
        return Defect.of(
                place,
                new Bilingual("台账中没有这份收件", "no delivery of the ledger has it"),
                new Bilingual("无；多由中断的运行留下", "nothing; an interrupted run has left it"),
                new Bilingual(
                        "如收件目录中已无该报表，请放回后运行 jobs/nightly",
                        "If such a file is no longer in the inbox, put it back there and run jobs/nightly"));
    }

    static Defect thinning(Warehouse warehouse, String place, String numbers, Bilingual problem) {
        String commands = "rm " + warehouse.address(place) + " && jobs/maintain --apply";
        return Defect.of(
                place,
                numbers.isEmpty()
                        ? problem
                        : new Bilingual(
                                "其中有按保留办法不应精简的发布 " + numbers, "it lists releases that are kept for ever: " + numbers),
                new Bilingual(
                        "--run、--against、--known-at 会拒绝所列的发布",
                        "--run, --against and --known-at refuse the releases that it lists"),
                new Bilingual(commands, commands));
    }

    static Defect candidate(String place, Failure damaged) {
        return Defect.of(
                place,
                damaged.problem(),
                new Bilingual(
                        "待批准的数字：无法批准；现行发布不受影响", "the figures that await approval; the current release is not affected"),
                damaged.remedy());
    }

    // Leftovers

    static Defect leftovers(List<Leftover> some) {
        Leftover first = some.get(0);
        String more = some.size() > 1 ? "（共 " + some.size() + " 个 in all）" : "";
        return Defect.of(
                first.area() + "/…/" + first.path().getName() + more,
                first.reason().sentence(),
                new Bilingual(
                        "无；占用 " + (Leftover.bytes(some) >> 10) + " KiB",
                        "nothing; it takes " + (Leftover.bytes(some) >> 10) + " KiB"),
                new Bilingual("jobs/maintain --apply", "jobs/maintain --apply"));
    }

    static Bilingual removed() {
        return new Bilingual("已删除", "removed");
    }

    // Storage and clock

    static Defect noSpace(String folder, long free, long needed) {
        return Defect.of(
                folder,
                new Bilingual("剩余空间 " + free + " MiB", free + " MiB are left"),
                new Bilingual("一次运行可能需要 " + needed + " MiB：下一次运行", "a run may need " + needed + " MiB: the next run"),
                new Bilingual(
                        "请腾出空间；jobs/maintain --apply 删除不再需要的文件",
                        "Free space; jobs/maintain --apply removes what nothing needs"));
    }

    static Defect openToOthers(Warehouse warehouse, List<String> open) {
        String command = "chmod -R go-rwx " + warehouse.folder() + "/{ledger,facts,summaries,deliveries,runs}";
        return Defect.of(
                Names.first(open, ", "),
                new Bilingual(open.size() + " 个文件或目录他人可读写", "others may use " + open.size() + " files or folders"),
                new Bilingual("报表中的姓名等可能外泄", "names and figures of the deliveries may be read"),
                new Bilingual(command, command));
    }

    static Defect notAllowed(String place) {
        String command = "chown -R " + System.getProperty("user.name") + " " + place;
        return Defect.of(
                place,
                new Bilingual("本用户无权读写", "this user may not read and write it"),
                new Bilingual("下一次运行", "the next run"),
                new Bilingual("请由管理员执行：" + command, "As an administrator: " + command));
    }

    static Defect clockBehind(Instant now, Release current) {
        return Defect.of(
                "ledger/runs",
                new Bilingual(
                        "本机时间为 " + now + "，早于现行发布的时间 " + current.publishedAt(),
                        "the clock shows " + now + ", before the current release of " + current.publishedAt()),
                new Bilingual(
                        "截止日期、迟报天数和精简的时限", "the as-of date, the days late, and the ages by which releases are thinned"),
                new Bilingual("timedatectl set-ntp true", "timedatectl set-ntp true"));
    }
}
