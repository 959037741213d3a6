package dev.taizhang.query;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.Release;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The messages about queries and about the release that a command reads. */
final class QueryMessages {
    /** How many of several projects are listed. */
    static final int MOST_PROJECTS = 20;

    private QueryMessages() {}

    // Mistakes in a query

    static Failure notOneSelect(String reason) {
        return Failure.usage(
                new Bilingual("这不是一条只读查询：" + reason, "This is not a single read-only query: " + reason),
                new Bilingual("jobs/query 只接受一条 SELECT。", "jobs/query accepts exactly one SELECT."));
    }

    static Failure wrongQuery(String reason) {
        return Failure.usage(
                new Bilingual("查询有误：" + reason, "The query is wrong: " + reason),
                new Bilingual("各表各列见 jobs/tables。", "jobs/tables lists the tables and their columns."));
    }

    static Failure notComputable(String reason) {
        return Failure.usage(
                new Bilingual("查询无法计算：" + reason, "The query cannot be computed: " + reason),
                new Bilingual(
                        "请改写查询，例如使用 try_divide 或 try_cast。", "Rewrite it, for example with try_divide or try_cast."));
    }

    static Failure noTable(String name, Optional<String> near) {
        return Failure.usage(
                new Bilingual("没有表“" + name + "”。", "There is no table \"" + name + "\"."),
                new Bilingual(
                        near.map(table -> "是否想查 " + table + "？").orElse("") + "全部表见 jobs/tables。",
                        near.map(table -> "Did you mean " + table + "? ").orElse("")
                                + "jobs/tables lists all tables."));
    }

    static Failure noProject(String given, Optional<String> near) {
        return Failure.usage(
                new Bilingual("没有项目“" + given + "”。", "There is no project \"" + given + "\"."),
                new Bilingual(
                        near.map(name -> "是否为 " + name + "？").orElse("") + "请填写项目代码、名称或名称的一部分。",
                        near.map(name -> "Did you mean " + name + "? ").orElse("")
                                + "Give the code of a project, its name, or a part of its name."));
    }

    /** Several projects have a word in their names, of which the first are listed. */
    static Failure severalProjects(String given, long count, List<String> first) {
        String listed =
                first.stream().collect(Collectors.joining("\n  ", "\n  ", "")) + (count > first.size() ? "\n  …" : "");
        return Failure.usage(
                new Bilingual(
                        "“" + given + "”对应 " + count + " 个项目。",
                        "\"" + given + "\" is in the names of " + count + " projects."),
                new Bilingual("请用 --project 指定其中一个的代码：" + listed, "Give the code of one of them as --project."));
    }

    static Failure tooDeep() {
        return Failure.usage(
                new Bilingual("查询嵌套过深。", "The query is nested too deeply."), new Bilingual("请简化查询。", "Simplify it."));
    }

    static Failure notAllowed(String element) {
        return Failure.usage(
                new Bilingual(
                        "jobs/query 只读已发布的表，不接受 " + element + "。",
                        "jobs/query only reads the tables of a release; it does not accept " + element + "."),
                new Bilingual(
                        "请改写查询：各表见 jobs/tables，可用的函数和上限见 docs/operations.md；“今天”请用 as_of_date。",
                        "Rewrite the query. jobs/tables lists the tables, and docs/operations.md the functions"
                                + " and limits;"
                                + " use as_of_date for today."));
    }

    // Limits of time and memory

    static Failure tooSlow(Duration limit) {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "查询超过 " + limit.toSeconds() + " 秒，已停止；已输出的部分不完整。",
                        "The query took longer than " + limit.toSeconds()
                                + " seconds and was stopped; any output so far is incomplete."),
                new Bilingual("请缩小查询范围，或用 --timeout 放宽时限。", "Narrow the query, or allow more time with --timeout."));
    }

    static Failure ended() {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "查询已按要求停止；已输出的部分不完整。", "The query was stopped on request; any output so far is incomplete."),
                new Bilingual("请缩小查询范围，或换一种问法。", "Narrow the query, or ask another one."));
    }

    static Failure outOfMemory(long megabytes) {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "查询所需内存超过可用的 " + megabytes + " MB，已停止；已输出的部分不完整。",
                        "The query needs more memory than the available " + megabytes
                                + " MB and was stopped; any output so far is incomplete."),
                new Bilingual("请缩小查询范围，或调大 TAIZHANG_MEMORY。", "Narrow the query, or increase TAIZHANG_MEMORY."));
    }

    // Faults

    static Failure unreadableDataFile(String file) {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "台账库已损坏：数据文件 " + file + " 无法读取。",
                        "The warehouse is damaged: the data file " + file + " cannot be read."),
                new Bilingual("请运行 jobs/doctor，按其提示处理。", "Run jobs/doctor and follow its instructions."));
    }

    /** A failure whose details would reveal the server; only its kind is named. */
    static Failure unexpected(String kind) {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual("查询未能完成（" + kind + "）。", "The query failed (" + kind + ")."),
                new Bilingual(
                        "请运行 jobs/doctor 检查台账库是否损坏；若无损坏，请改写查询。",
                        "Run jobs/doctor, which reports any damage to the warehouse. If there is none, rewrite"
                                + " the query."));
    }

    // Releases

    static Failure noRelease(String wanted) {
        return Failure.usage(
                new Bilingual("没有发布“" + wanted + "”。", "There is no release \"" + wanted + "\"."),
                new Bilingual("全部发布见 jobs/runs。", "jobs/runs lists all releases."));
    }

    /** The data files of a release were removed by the maintenance of the warehouse. */
    static Failure thinned(Release wanted, Release nearest) {
        return Failure.usage(
                new Bilingual(
                        "发布 " + wanted.number() + " 已按保留办法精简：台账库只留其记录和哈希（见 jobs/runs），不再保留数据。",
                        "Release " + wanted.number() + " was thinned: the warehouse keeps its record and hash, see"
                                + " jobs/runs, but no longer its data."),
                new Bilingual(
                        "最接近的保留发布是 " + nearest.number() + "（截止 " + nearest.asOfDate() + "），可改用它：--run "
                                + nearest.number() + " 或 --restore " + nearest.number() + "。",
                        "The nearest release that is kept is " + nearest.number() + " (as of " + nearest.asOfDate()
                                + "). Use it instead: --run " + nearest.number() + " or --restore " + nearest.number()
                                + "."));
    }

    static Failure noReleaseBy(LocalDate day) {
        return Failure.usage(
                new Bilingual("截至 " + day + " 终了尚无任何发布。", "No release was published by the end of " + day + "."),
                new Bilingual("全部发布见 jobs/runs。", "jobs/runs lists all releases."));
    }

    static Failure emptyWarehouse(String folder) {
        return Failure.usage(
                new Bilingual("台账库 " + folder + " 尚无任何发布。", "The warehouse " + folder + " has no release yet."),
                new Bilingual(
                        "请核对 --warehouse；若无误，请先运行 jobs/nightly。",
                        "Check --warehouse. If it is right, run jobs/nightly first."));
    }

    /** A missing folder is more often a typing error than a warehouse yet to be created. */
    static Failure noWarehouse(String folder) {
        return Failure.usage(
                new Bilingual("台账库 " + folder + " 不存在。", "The warehouse " + folder + " does not exist."),
                new Bilingual(
                        "请核对 --warehouse 或 taizhang.conf 中的 warehouse；首次使用请先运行 jobs/nightly。",
                        "Check --warehouse, or warehouse in taizhang.conf. On first use, run jobs/nightly first."));
    }
}
