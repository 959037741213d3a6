package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import org.apache.hadoop.fs.Path;

/**
 * The messages about the warehouse: damage, versions of the program, changed tables, access, and unusual deliveries.
 */
final class LedgerMessages {
    private static final Bilingual RESTORE = new Bilingual(
            "请从备份恢复台账库；没有备份时，用 jobs/rebuild 由 deliveries 目录的原件重建。",
            "Restore the warehouse from a backup. Without a backup, run jobs/rebuild, which makes it anew from the"
                    + " originals in the deliveries folder.");

    /** Without the table of releases no command can list them, so the message says where else their dates are. */
    private static final Bilingual RESTORE_RELEASES = new Bilingual(
            "请从备份恢复 ledger/runs 和各表（须为同一份备份）；没有备份时，用 jobs/rebuild DIR --as-of DATE 由 deliveries 目录的原件重建，"
                    + "已发布的日期见 exports 目录下的文件夹名。",
            "Restore ledger/runs and the tables from one backup. Without one, run jobs/rebuild DIR --as-of DATE, which"
                    + " makes the warehouse anew from the originals in the deliveries folder; the folders in exports are"
                    + " named by the dates that were published.");

    private LedgerMessages() {}

    /** Returns the remedy for a table of the ledger. */
    static Bilingual restore(String table) {
        return table.equals(LedgerTables.RUNS.name()) ? RESTORE_RELEASES : RESTORE;
    }

    // Damaged data files: the reasons

    static Bilingual wrongSize(long found, long expected) {
        return new Bilingual(
                "文件有 " + found + " 字节，应为 " + expected, "it has " + found + " bytes instead of " + expected);
    }

    static Bilingual wrongChecksum() {
        return new Bilingual("内容与写入时的校验和不符", "its content does not match its checksum");
    }

    static Bilingual fileMissing() {
        return new Bilingual("文件缺失", "it is missing");
    }

    static Bilingual fileUnreadable(Throwable cause) {
        return new Bilingual("无法读取：" + cause.getMessage(), "it cannot be read: " + cause.getMessage());
    }

    // Damage to the warehouse

    /**
     * The failure for a damaged data file.
     *
     * @param fileNames the names of deliveries with rows in the file; empty if they are not known
     */
    static Failure dataFileDamaged(Warehouse warehouse, String table, DamagedFile damage, String fileNames) {
        Bilingual deliveries = damage.live()
                .range("delivery_number")
                .map(numbers -> deliveriesInFile(numbers, fileNames))
                .orElse(new Bilingual("", ""));
        return damaged(
                warehouse,
                new Bilingual(
                        "表 " + table + " 的数据文件 " + damage.file() + "："
                                + damage.reason().zh() + deliveries.zh(),
                        "the data file " + damage.file() + " of the table " + table + ": "
                                + damage.reason().en() + deliveries.en()),
                damage.live().date().map(LedgerMessages::recomputeDate).orElseGet(() -> restore(table)),
                damage);
    }

    private static Bilingual deliveriesInFile(LiveFile.Range numbers, String fileNames) {
        boolean one = numbers.least() == numbers.most();
        String names = fileNames.isEmpty() ? "" : " (" + fileNames + ")";
        return new Bilingual(
                "；其中有收件 " + numbers.least() + (one ? "" : " 至 " + numbers.most()) + " 的行"
                        + (fileNames.isEmpty() ? "" : "（" + fileNames + "）"),
                "; it contains rows of " + (one ? "delivery " : "deliveries ") + numbers.least()
                        + (one ? "" : " to " + numbers.most()) + names);
    }

    static Failure logDiffers(Warehouse warehouse, String table, long version, String log) {
        return damaged(
                warehouse,
                new Bilingual(
                        "表 " + table + " 第 " + version + " 版与发布清单不符（日志 " + log + "）",
                        "version " + version + " of the table " + table + " differs from the manifest (log " + log
                                + ")"),
                afterDamagedLog(table),
                null);
    }

    static Failure tableUnreadable(Warehouse warehouse, String table, String log, String reason, Throwable cause) {
        return damaged(
                warehouse,
                new Bilingual(
                        "表 " + table + " 无法读取（日志 " + log + "）：" + reason,
                        "the table " + table + " (log " + log + ") cannot be read: " + reason),
                afterDamagedLog(table),
                cause);
    }

    /** A file of a kept release is missing, or the log of its table names another one. */
    static Failure keptFileMissing(Warehouse warehouse, String table, String file) {
        return damaged(
                warehouse,
                new Bilingual(
                        "表 " + table + " 的数据文件 " + file + " 缺失或大小不符，而保留的发布仍使用它",
                        "the data file " + file + " of the table " + table
                                + ", which a kept release names, is missing or of another size"),
                RESTORE,
                null);
    }

    /** The list of thinned releases is damaged. */
    static Failure thinningUnreadable(Path file, Exception cause) {
        String name = FileAddress.shown(file);
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "已精简的发布清单 " + name + " 无法读取：" + cause.getMessage() + "。",
                        "The list of thinned releases, " + name + ", cannot be read: " + cause.getMessage() + "."),
                new Bilingual(
                        "请从备份恢复该文件；没有备份时，删除它后运行 jobs/maintain --apply 即重新写出。",
                        "Restore it from a backup. Without one, delete the file, and jobs/maintain --apply writes it"
                                + " again."),
                cause);
    }

    /** A file of the configuration of a release is not what its name says. */
    static Failure definitionDamaged(String file) {
        return definition(new Bilingual(
                "历次配置的文件 " + file + " 已损坏：内容与其名称（SHA-256）不符。",
                "The file " + file
                        + " of a kept configuration is damaged: its name is not the SHA-256 of its content."));
    }

    /** A file of the configuration of a release is lost. */
    static Failure definitionMissing(String file, String name) {
        return definition(new Bilingual(
                "历次配置的文件 " + file + "（" + name + "）缺失。",
                "The file " + file + " (" + name + ") of a kept configuration is missing."));
    }

    private static Failure definition(Bilingual problem) {
        return new Failure(
                ExitCode.UNEXPECTED,
                problem,
                new Bilingual(
                        "请从备份恢复该文件。它若仍属现行配置，删除后下一次运行即重新写出。",
                        "Restore it from a backup. If it still belongs to today's configuration, delete it, and the"
                                + " next run writes it again."),
                null);
    }

    static Failure releaseDamaged(Warehouse warehouse, long release, String log) {
        return damaged(
                warehouse,
                new Bilingual(
                        "发布 " + release + " 的记录缺失或被改动（表 ledger.runs，日志 " + log + "）",
                        "the record of release " + release + " is missing or was changed (table ledger.runs, log " + log
                                + ")"),
                RESTORE_RELEASES,
                null);
    }

    /** The failure to restore a release whose files are no longer what they were. */
    static Failure notRestorable(long release, Failure damage) {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "发布 " + release + " 无法恢复。" + damage.problem().zh(),
                        "Release " + release + " cannot be restored. "
                                + damage.problem().en()),
                new Bilingual(
                        "现行发布不受影响。请另选一次发布（见 jobs/runs），或从备份恢复该文件。",
                        "The current release is not affected. Choose another release, see jobs/runs, or restore the file"
                                + " from a backup."),
                damage);
    }

    /** The failure to read the record of a delivery, from which a ledger is made anew. */
    static Failure recordUnreadable(Warehouse warehouse, Path file, Exception cause) {
        String name = FileAddress.shown(file).replace(warehouse.folder() + "/", "");
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "收件记录 " + name + " 无法读取：" + cause.getMessage() + "。",
                        "The record of a delivery, " + name + ", cannot be read: " + cause.getMessage() + "."),
                new Bilingual(
                        "请从备份恢复该文件；台账完好时，删除它后运行 jobs/nightly 即重新写出。",
                        "Restore it from a backup. If the ledger is sound, delete the file, and jobs/nightly writes it"
                                + " again."),
                cause);
    }

    /** The failure to read a release that awaits approval. */
    static Failure candidateDamaged(Warehouse warehouse, Path file, Exception cause) {
        String name = FileAddress.shown(file).replace(warehouse.folder() + "/", "");
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "待批准的发布 " + name + " 已损坏或被改动。",
                        "The release that awaits approval in " + name + " is damaged or was changed."),
                new Bilingual(
                        "请删除该文件，再运行 jobs/nightly；现行发布不受影响。",
                        "Delete this file and run jobs/nightly again. The current release is not affected."),
                cause);
    }

    /** Names files by their place in the warehouse, because the user of a query need not know where it is. */
    private static Failure damaged(Warehouse warehouse, Bilingual reason, Bilingual remedy, Throwable cause) {
        String above = warehouse.folder() + "/";
        return new Damage(
                new Bilingual(
                        "台账库已损坏：" + reason.zh().replace(above, "") + "。",
                        "The warehouse is damaged: " + reason.en().replace(above, "") + "."),
                remedy,
                cause);
    }

    static Bilingual afterDamagedLog(String table) {
        return table.startsWith("ledger.")
                ? restore(table)
                : new Bilingual(
                        "请运行 jobs/nightly 重算丢失的日期；若仍报告同样的损坏，请从备份恢复台账库。",
                        "Run jobs/nightly to recompute the lost dates. If it reports the same damage, restore the"
                                + " warehouse from a backup.");
    }

    private static Bilingual recomputeDate(LocalDate date) {
        String command = "jobs/backfill --again --from " + date + " --to " + date;
        return new Bilingual("请运行 " + command + " 重算该日期。", "Run " + command + " to recompute that date.");
    }

    // Other versions of the program

    static Failure newerManifest(long release, String property) {
        return Failure.usage(
                new Bilingual(
                        "本台账库曾由更新版本的程序写入（发布 " + release + " 的清单中，“" + property + "”为本版本所不支持）。",
                        "A later version of the program has written to this warehouse (the manifest of release "
                                + release + " has \"" + property + "\", which this version does not support)."),
                new Bilingual("请使用该版本或更新的版本运行。", "Run that version, or a later one."));
    }

    static Failure unknownColumns(String table) {
        return Failure.usage(
                new Bilingual(
                        "表 " + table + " 含有本版本程序不支持的列，本台账库由另一版本的程序建立。",
                        "The table " + table
                                + " has columns that this version does not support: another version created this"
                                + " warehouse."),
                new Bilingual(
                        "请用原版本运行，或用 --warehouse 指定新目录，从原台账库 deliveries 目录的原件重新接收。",
                        "Run that version, or specify a new folder with --warehouse and ingest the originals in the"
                                + " deliveries folder of this warehouse again."));
    }

    // Changed tables, in the log of a run

    static Bilingual tableReset(Failure damage, String table, long version, SortedSet<LocalDate> lost) {
        return new Bilingual(
                damage.problem().zh() + "表 " + table + " 退回第 " + version + " 版，重算丢失的日期 " + lost + "。",
                damage.problem().en() + " The table " + table + " is reset to version " + version
                        + ", and the lost dates " + lost + " are recomputed.");
    }

    static Bilingual tableRestarted(String table) {
        return new Bilingual(
                "表 " + table + " 的列或主键已变更，从本次的截止日期重新开始；此前日期请用 jobs/backfill --again 或 jobs/nightly --rebuild 重算。",
                "The columns or the grain of the table " + table
                        + " have changed; it starts again with the date of this run."
                        + " To recompute earlier dates, run jobs/backfill --again or jobs/nightly --rebuild.");
    }

    static Bilingual columnsAdded(String table, List<String> columns) {
        return new Bilingual(
                "表 " + table + " 新增列 " + String.join("、", columns)
                        + "；此前日期的这些列为空，可用 jobs/backfill --again 或 jobs/nightly --rebuild 补算。",
                "The table " + table + " has the new columns " + String.join(", ", columns)
                        + ", which are empty for earlier dates. To fill them, run jobs/backfill --again or jobs/nightly"
                        + " --rebuild.");
    }

    static Bilingual ledgerColumnsAdded(String table, List<String> columns) {
        return new Bilingual(
                "表 " + table + " 新增列 " + String.join("、", columns) + "；此前收到的行中为空，可用 jobs/nightly --reread 从原件补读。",
                "The table " + table + " has the new columns " + String.join(", ", columns)
                        + ", which are empty in earlier rows. To read them from the originals, run jobs/nightly"
                        + " --reread.");
    }

    // Access to the warehouse

    static Failure locked(String holder) {
        return new Failure(
                ExitCode.WAREHOUSE_LOCKED,
                new Bilingual("另一次运行正占用台账库：" + holder + "。", "Another run has locked the warehouse: " + holder + "."),
                new Bilingual("请等它结束后再运行。", "Wait until it has ended and run again."));
    }

    /** The line that a run prints while it looks whether the holder of a lease is alive. */
    static Bilingual waiting(String holder, Duration patience) {
        return new Bilingual(
                "台账库由另一次运行占用：" + holder + "。正在查看它是否仍在运行，最多等 " + patience.toSeconds() + " 秒。",
                "Another run has the warehouse: " + holder + ". Waiting for up to " + patience.toSeconds()
                        + " seconds to see whether it still works.");
    }

    /** The warning that the lease of a run which no longer works was taken over. */
    static Bilingual takenOver(String holder, Duration patience) {
        return new Bilingual(
                "另一次运行（" + holder + "）已有 " + patience.toSeconds() + " 秒没有动静，本次运行接管台账库。",
                "Another run (" + holder + ") has shown no sign of life for " + patience.toSeconds()
                        + " seconds; this run takes the warehouse over.");
    }

    /** The failure of a run whose next commit another run has made. */
    /** The failure of a run that stood still for so long that another one took its lease over. */
    static Failure lost(String holder) {
        return new Failure(
                ExitCode.WAREHOUSE_LOCKED,
                new Bilingual(
                        "另一次运行已接管台账库：" + holder + "，因为本次运行曾停顿过久。本次运行什么也没有发布。",
                        "Another run has taken over the warehouse, because this one stood still for too long: " + holder
                                + ". This run has published nothing."),
                new Bilingual("请等那次运行结束后再运行。", "Wait until that run has ended and run again."));
    }

    static Failure overtaken(Commit commit, String writer) {
        return new Failure(
                ExitCode.WAREHOUSE_LOCKED,
                new Bilingual(
                        "另一次运行（" + writer + "）同时写入台账库，已提交 " + commit.path() + " 的第 " + commit.version()
                                + " 版。本次运行什么也没有发布。",
                        "Another run (" + writer
                                + ") writes to the warehouse at the same time and has committed version "
                                + commit.version() + " of " + commit.path() + ". This run has published nothing."),
                new Bilingual(
                        "请等那次运行结束后再运行，并检查是否有两个定时任务使用同一台账库。",
                        "Wait until that run has ended and run again. Check whether two schedules use this warehouse."));
    }

    static Failure noFolder(String warehouse) {
        return Failure.usage(
                new Bilingual(
                        "台账库 " + warehouse + " 是一个文件，不是目录。",
                        "The warehouse " + warehouse + " is a file, not a folder."),
                new Bilingual("请用 --warehouse 指定台账库的目录。", "Give the folder of the warehouse with --warehouse."));
    }

    static Failure unusable(String folder, Exception cause) {
        return new Failure(
                ExitCode.USAGE,
                new Bilingual(
                        "台账库 " + folder + " 无法写入或打开：" + cause.getMessage(),
                        "The warehouse " + folder + " cannot be opened or written: " + cause.getMessage()),
                new Bilingual(
                        "请检查目录权限和磁盘，或用 --warehouse 指定其他位置。",
                        "Check the disk and the permissions of the folder, or specify another place with --warehouse."),
                cause);
    }

    // Unusual deliveries

    /** The warning about a delivery that differs too much from the previous one in its number of rows. */
    static Bilingual rowsChanged(String fileName, String before, String now) {
        return changed(fileName, new Bilingual("行数", "the number of rows"), before, now);
    }

    /** The warning about a delivery that differs too much from the previous one in the sum of a column. */
    static Bilingual sumChanged(String fileName, Bilingual column, String before, String now) {
        return changed(
                fileName, new Bilingual("“" + column.zh() + "”合计", "the sum of \"" + column.en() + "\""), before, now);
    }

    /** The warning about a column that had values in the sender's last delivery and is missing. */
    static Bilingual columnMissing(String fileName, Bilingual column, List<String> unusedHeaders) {
        String zh = unusedHeaders.isEmpty() ? "文件没有未使用的表头" : "未使用的表头：" + String.join("、", unusedHeaders);
        String en = unusedHeaders.isEmpty()
                ? "the file has no header that is not used"
                : "headers not used: " + String.join(", ", unusedHeaders);
        return new Bilingual(
                "“" + fileName + "”：该报送单位上次的报表有“" + column.zh() + "”的数据，本次没有这一列，按未报计；" + zh
                        + "。表头改名的，请恢复原表头，或在读取配置（feed）中为该列补写新表头后重读。",
                "\"" + fileName + "\": column \"" + column.en() + "\" had values in this sender's last delivery and is"
                        + " missing, so it counts as not reported; " + en
                        + ". If the header was renamed, restore it, or add the new header to the column in the feed and"
                        + " read the delivery again.");
    }

    private static Bilingual changed(String fileName, Bilingual measure, String before, String now) {
        return new Bilingual(
                "“" + fileName + "”：" + measure.zh() + "由上次的 " + before + " 变为 " + now + "，请核对。",
                "\"" + fileName + "\": " + measure.en() + " changed from " + before + " in the previous delivery to "
                        + now + "; check it.");
    }
}
