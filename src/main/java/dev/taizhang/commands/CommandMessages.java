package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import dev.taizhang.ledger.Release;
import dev.taizhang.sample.SampleCity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The messages about the command line: options, files and folders that a user names, and what a command found. */
final class CommandMessages {
    private CommandMessages() {}

    // Settings of the site

    static Failure clusterFileUnreadable(String file, Exception cause) {
        return new Failure(
                ExitCode.USAGE,
                new Bilingual(
                        "无法读取集群设置 " + file + "（" + cause.getMessage() + "）。",
                        "The settings of the cluster in " + file + " cannot be read (" + cause.getMessage() + ")."),
                new Bilingual(
                        "该文件是 Spark 的属性文件：每行一个键和一个值，UTF-8 编码。请更正，并确认对运行用户可读。",
                        "It is a properties file of Spark: a key and a value per line, in UTF-8. Correct it, and check that"
                                + " the user of the run may read it."),
                cause);
    }

    // Two releases

    static Failure notTwoReleases(List<String> wanted) {
        return Failure.usage(
                new Bilingual(
                        "--diff 比较两次发布，却给出了 " + wanted.size() + " 次。",
                        "--diff compares two releases, and " + wanted.size() + " are named."),
                new Bilingual("请只写一个 --diff。", "Give --diff once."));
    }

    static Failure sameRelease(List<String> wanted, long number) {
        return Failure.usage(
                new Bilingual(
                        "“" + String.join("”和“", wanted) + "”是同一次发布：" + number + "。",
                        "\"" + String.join("\" and \"", wanted) + "\" are the same release, " + number + "."),
                new Bilingual("请给出两次不同的发布，见 jobs/runs。", "Name two different ones; jobs/runs lists all releases."));
    }

    static Bilingual restoredFigures(long release, long computed) {
        return new Bilingual(
                "发布 " + release + " 恢复的是发布 " + computed + " 的数字，按后者比较。",
                "Release " + release + " restores the figures of release " + computed + ", which is compared instead.");
    }

    static Failure configurationNotKept(Release release) {
        return Failure.usage(
                new Bilingual(
                        "台账库未保存发布 " + release.number() + " 的配置（definitions/" + release.configurationHash()
                                + "）：该次发布由较早版本的程序作出，或该文件已丢失。",
                        "The configuration of release " + release.number() + " is not kept (definitions/"
                                + release.configurationHash() + "): an earlier version of the program has published the"
                                + " release, or the file is lost."),
                new Bilingual(
                        "请比较其后的发布；数字的变动见 jobs/runs " + release.number() + " 和 jobs/explain --against。",
                        "Compare later releases. jobs/runs " + release.number()
                                + " and jobs/explain --against show how its figures differ."));
    }

    // Dates of a run

    static Failure wrongDateRange(LocalDate last) {
        return Failure.usage(
                new Bilingual(
                        "--to " + last + " 早于 --from 或晚于今天。", "--to " + last + " is before --from or after today."),
                new Bilingual("请核对两个日期。", "Check the two dates."));
    }

    static Failure noMonthEnds(LocalDate first, LocalDate last) {
        return Failure.usage(
                new Bilingual(
                        first + " 至 " + last + " 之间没有月末。", "No month ends between " + first + " and " + last + "."),
                new Bilingual("请核对两个日期，或去掉 --step month。", "Check the two dates, or leave out --step month."));
    }

    static Bilingual allPublished() {
        return new Bilingual(
                "所给日期均已发布过；如需重算，请加 --again。", "All of these dates have been published; add --again to recompute them.");
    }

    static Bilingual damagedDate(LocalDate date) {
        return new Bilingual(
                "截止 " + date + " 的事实表或汇总表已损坏，先重算该日期。",
                "Facts or summaries as of " + date + " are damaged; that date is recomputed first.");
    }

    // The inbox

    static Failure wrongInbox(String address, IllegalArgumentException reason) {
        return Failure.usage(
                new Bilingual(
                        "收件目录 " + address + " 不是有效的路径或地址：" + reason.getMessage(),
                        "The inbox " + address + " is not a valid path or address: " + reason.getMessage()),
                new Bilingual(
                        "请写本机目录，或 hdfs://主机/目录 这样的地址。",
                        "Write a folder of this machine, or an address such as hdfs://host/folder."));
    }

    // The sample city

    static Bilingual noInbox(String sample) {
        return new Bilingual(
                "没有收件目录，本次使用合成的示例城市 " + sample + "。",
                "No inbox exists, so this run uses the synthetic sample city in " + sample + ".");
    }

    static Failure sampleFolderNotEmpty(Path folder) {
        return Failure.usage(
                new Bilingual("目录 " + folder + " 不是空的。", "The folder " + folder + " is not empty."),
                new Bilingual("请指定一个空目录。", "Specify an empty folder."));
    }

    static Failure sampleFolderUnreadable(Path folder) {
        return Failure.usage(
                new Bilingual(folder + " 不是可读的目录。", folder + " is not a readable folder."),
                new Bilingual("请指定一个空目录。", "Specify an empty folder."));
    }

    /** The number of projects or months is out of range; the English reason comes from the generator. */
    static Failure wrongSampleSize(int projects, int months, IllegalArgumentException reason) {
        return Failure.usage(
                new Bilingual(
                        "示例城市至少须有 " + SampleCity.FEWEST_PROJECTS + " 个项目，月数须为 1 至 60；所给为 " + projects + " 个项目、" + months
                                + " 个月。",
                        reason.getMessage()),
                new Bilingual("用法见 jobs/sample --help。", "See jobs/sample --help."));
    }

    static Failure sampleNotWritten(Path folder, IOException cause) {
        return Failure.usage(
                new Bilingual(
                        "示例城市无法写入 " + folder + "：" + cause.getMessage() + "。",
                        "The sample city cannot be written to " + folder + ": " + cause.getMessage() + "."),
                new Bilingual("请检查目录权限和磁盘空间。", "Check the permissions of the folder and the free disk space."));
    }

    // Files to validate or to draft a feed for

    static Failure unreadableFile(Path file) {
        return Failure.usage(
                new Bilingual("文件 " + file + " 不存在或无法读取。", "The file " + file + " does not exist or cannot be read."),
                new Bilingual("请核对路径。", "Check the path."));
    }

    static Bilingual noFeedMatches() {
        return new Bilingual("没有报表配置（feed）与此文件名相符。", "No feed matches this file name.");
    }

    static Bilingual noProblems() {
        return new Bilingual("没有发现问题。", "No problems were found.");
    }

    static Bilingual noProblemsInFiles() {
        return new Bilingual("没有发现问题。检查时未与以前的收件比对。", "No problems were found; earlier data were not used.");
    }

    static Failure returnWithoutWarehouse(List<String> files) {
        List<String> names = files.stream().map(Names::shown).toList();
        return Failure.usage(
                new Bilingual(
                        "“" + String.join("”“", names) + "”是退回单，须对照其所答复的收件才能检查。",
                        "\"" + String.join("\", \"", names) + "\": a return workbook can only be validated against"
                                + " the deliveries that it answers."),
                new Bilingual("请用 --warehouse 指定台账库。", "Specify the warehouse with --warehouse."));
    }

    /** A run would not read these files. */
    static Bilingual knownFiles(List<String> files) {
        List<String> names = files.stream().map(Names::shown).toList();
        return new Bilingual(
                "台账中已有或与另一文件相同，不再读取：" + String.join("、", names) + "。",
                "Already in the ledger, or the same as another file, and not read: " + String.join(", ", names) + ".");
    }

    static Bilingual judgedAmongFiles(List<String> names) {
        return new Bilingual(
                "未指定 --warehouse，以下规则和检查只能在所给文件之间比对，不能完全判定：" + String.join("、", names) + "。",
                "Without --warehouse, these rules and checks compare only the given files and cannot be judged"
                        + " completely: " + String.join(", ", names) + ".");
    }

    static Failure noDraft(Bilingual reason) {
        return Failure.usage(reason, new Bilingual("无法为其起草报表配置（feed）。", "No feed can be drafted for this file."));
    }

    static Failure noSuchDraft(String dataset, List<String> found) {
        return Failure.usage(
                new Bilingual(
                        "文件中没有找到数据集“" + dataset + "”的必需列。",
                        "The file does not have the required columns of the dataset \"" + dataset + "\"."),
                new Bilingual(
                        "可用的 --dataset：" + String.join("、", found) + "。",
                        "--dataset accepts " + String.join(", ", found) + "."));
    }

    static Bilingual furtherDrafts(List<String> datasets) {
        String options = String.join(
                ", ", datasets.stream().map(name -> "--dataset " + name).toList());
        return new Bilingual(
                "该文件还有其他数据集，请另行起草：" + options + "。",
                "The file has other datasets too; draft their feeds with " + options + ".");
    }

    static Failure noTemplate(String name, List<String> datasets, List<String> feeds) {
        return Failure.usage(
                new Bilingual(
                        "“" + name + "”没有读取 .xlsx 文件的报表配置（feed）。",
                        "\"" + name + "\" has no feed that reads .xlsx files."),
                new Bilingual(
                        "可用的数据集：" + String.join("、", datasets) + "；可用的报表配置：" + String.join("、", feeds) + "。",
                        "The datasets are " + String.join(", ", datasets) + "; the feeds are "
                                + String.join(", ", feeds) + "."));
    }

    static Failure templateNotWritten(Path file) {
        return Failure.usage(
                new Bilingual(file + " 已存在或无法写入。", file + " already exists or cannot be written."),
                new Bilingual("请用 --to 指定另一个文件名。", "Specify another file with --to."));
    }

    // Queries

    static Failure wrongTimeout() {
        return Failure.usage(
                new Bilingual("--timeout 须为正整数。", "--timeout must be a positive number of seconds."),
                new Bilingual("例如 --timeout 300。", "For example, --timeout 300."));
    }

    static Failure noQuery() {
        return Failure.usage(
                new Bilingual("没有给出查询。", "No query was given."),
                new Bilingual(
                        "例如 jobs/query \"SELECT * FROM latest.programme_overview\"；也可用 -f 文件，或在终端上不带参数运行。",
                        "For example, jobs/query \"SELECT * FROM latest.programme_overview\". Or use -f FILE, or run it on a"
                                + " terminal without an argument."));
    }

    static Failure queryTwice() {
        return Failure.usage(
                new Bilingual("查询既写在命令行，又写在 -f 文件中。", "There is a query on the command line and one in -f."),
                new Bilingual("请只用其一。", "Use one of them."));
    }

    static Failure noQueryFile(String file) {
        return Failure.usage(
                new Bilingual("无法读取查询文件 " + file + "。", "The file of queries cannot be read: " + file + "."),
                new Bilingual("请核对路径和权限；文件须为 UTF-8。", "Check its path and rights; it must be UTF-8."));
    }

    /** The line before the failure of one of several queries. */
    static Bilingual queryFailed(int place, int all) {
        return new Bilingual(
                "第 " + place + " 条查询（共 " + all + " 条）没有完成，其后的没有执行：",
                "Query " + place + " of " + all + " was not completed, and those after it were not run:");
    }

    static Failure unknownFormat(String format) {
        return Failure.usage(
                new Bilingual("没有格式“" + format + "”。", "There is no format \"" + format + "\"."),
                new Bilingual("可用 table、csv、json、markdown。", "Use table, csv, json or markdown."));
    }

    /** The first lines of the shell. */
    static Bilingual shellBegins(long release, LocalDate asOf) {
        return new Bilingual(
                "发布 " + release + "，截止 " + asOf + "。每条查询以分号结束；\\? 看帮助，\\q 退出。",
                "Release " + release + " as of " + asOf
                        + ". End each query with a semicolon; \\? shows help, \\q leaves.");
    }

    static String shellHelp() {
        return """
                SELECT …;         一条查询 a query, on one line or several
                \\d               列出各表 lists the tables
                \\d TABLE         某表的各列 the columns of a table
                \\i FILE          执行文件中的查询 runs the queries of a file
                \\format FORMAT   table, csv, json, markdown
                \\timing          显示或不再显示用时 shows the seconds of each query, or no longer
                \\q, Ctrl-D       退出 leaves
                Ctrl-C            停止当前查询 stops the query
                Tab               补全表名、列名和函数名 completes the names of tables, columns and functions
                """;
    }

    static Failure incompleteOutput() {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual("查询结果未能全部写出。", "The result could not be written completely."),
                new Bilingual("请检查接收输出的文件、磁盘或管道。", "Check the file, disk or pipe that receives the output."));
    }

    // Releases

    /** The failure to restore the figures that stand. */
    static Failure alreadyStands(long wanted, long current) {
        boolean itself = wanted == current;
        return Failure.usage(
                new Bilingual(
                        itself ? "发布 " + wanted + " 就是现行发布。" : "现行发布 " + current + " 的数字就是发布 " + wanted + " 的数字。",
                        itself
                                ? "Release " + wanted + " is the current one."
                                : "The current release " + current + " has the figures of release " + wanted
                                        + " already."),
                new Bilingual(
                        "没有可恢复的；如须重新生成副本，请运行 jobs/publish。",
                        "There is nothing to restore. To write its copies again, run jobs/publish."));
    }

    /** The failure to approve a release a second time. */
    static Failure alreadyPublished(Release release) {
        return Failure.usage(
                new Bilingual(
                        release.runId() + " 已经发布，即发布 " + release.number() + "。",
                        release.runId() + " is published already, as release " + release.number() + "."),
                new Bilingual("无须再次批准，见 jobs/runs。", "There is nothing to approve, see jobs/runs."));
    }

    /** The failure to approve something else than the release that awaits approval. */
    static Failure notAwaitingApproval(String wanted, Optional<String> pending) {
        return Failure.usage(
                new Bilingual(
                        "“" + wanted + "”不在待批准之列：已被后来的运行取代，或从未有过。",
                        "\"" + wanted
                                + "\" does not await approval: a later run has replaced it, or it never existed."),
                pending.map(run -> new Bilingual(
                                "待批准的是 " + run + "，见 jobs/runs " + run + "。",
                                "What awaits approval is " + run + ", see jobs/runs " + run + "."))
                        .orElse(new Bilingual("目前没有待批准的发布，见 jobs/runs。", "Nothing awaits approval, see jobs/runs.")));
    }

    // A warehouse that is made anew

    static Failure notANewWarehouse(String folder) {
        return Failure.usage(
                new Bilingual(
                        folder + " 就是原台账库，或已有发布。", folder + " is the warehouse itself, or has a release already."),
                new Bilingual("请指定一个新目录。", "Specify a new folder."));
    }

    static Failure noOriginals(String warehouse) {
        return Failure.usage(
                new Bilingual(
                        "台账库 " + warehouse + " 的 deliveries 目录中没有收件记录。",
                        "The folder deliveries of the warehouse " + warehouse + " has no record of a delivery."),
                new Bilingual("请核对 --warehouse。", "Check --warehouse."));
    }

    static Failure dateRequired() {
        return Failure.usage(
                new Bilingual("现行发布无法读取，截止日期未知。", "The current release cannot be read, so the as-of date is unknown."),
                new Bilingual(
                        "请用 --as-of 指定截止日期；已发布的日期见 exports 目录下的文件夹名。",
                        "Specify it with --as-of. The folders in exports are named by the dates that were published."));
    }

    // Explanations of figures

    static Failure wrongCondition(String table, Bilingual objection) {
        return Failure.usage(
                new Bilingual("--where 有误：" + objection.zh(), "--where is wrong: " + objection.en()),
                new Bilingual(
                        "可用的列见 jobs/tables " + table + "。", "jobs/tables " + table + " lists the available columns."));
    }

    static Failure dateNotInRelease(long release, LocalDate date, Collection<LocalDate> dates) {
        String available =
                String.join(", ", dates.stream().map(LocalDate::toString).toList());
        return Failure.usage(
                new Bilingual(
                        "发布 " + release + " 没有截止 " + date + " 的项目明细。",
                        "Release " + release + " has no projects as of " + date + "."),
                new Bilingual("该发布所含的截止日期：" + available + "。", "It has those as of " + available + "."));
    }

    /** A table cannot be limited to a project. */
    static Failure notOfProjects(String table) {
        return Failure.usage(
                new Bilingual(
                        "表 " + table + " 不涉及单个项目，不能使用 --project。", "The figures of " + table + " are not of projects."),
                new Bilingual("请去掉 --project。", "Leave out --project."));
    }

    /** The release does not have a table as of a date. */
    static Failure tableNotInRelease(long release, String table, LocalDate date) {
        return Failure.usage(
                new Bilingual(
                        "发布 " + release + " 没有截止 " + date + " 的表 " + table + "。",
                        "Release " + release + " has no rows of " + table + " as of " + date + "."),
                new Bilingual(
                        "请用 --run 或 --as-of 选择其他发布或日期；各表的截止日期见 jobs/tables。",
                        "Choose another release or date by --run or --as-of; jobs/tables lists the dates."));
    }

    static Failure notExplainable(String table, List<String> tables) {
        return Failure.usage(
                new Bilingual("“" + table + "”不是可以拆解的汇总表。", "\"" + table + "\" is not a table that can be explained."),
                new Bilingual(
                        "可拆解的表：" + String.join("、", tables) + "。",
                        "The tables that can be explained: " + String.join(", ", tables) + "."));
    }
}
