package dev.taizhang.bench;

import dev.taizhang.sample.SampleCity;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@code jobs/bench}; Java runs this file alone as it is, so that help needs no build of the tests. */
@Command(
        name = "jobs/bench",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "测量本程序的各种运行及其各阶段，并与空的 Spark 进程和 DuckDB 比较；结果写入 docs/benchmarks.md。",
            "Measures runs and their stages, compared with an empty Spark process and with DuckDB; writes docs/benchmarks.md."
        })
final class BenchOptions {
    @Option(names = "--projects", paramLabel = "N", description = "项目数；缺省测量示例城市。 Projects; the sample city by default.")
    Integer projects;

    @Option(names = "--months", paramLabel = "M", description = "月数。 Months; ${DEFAULT-VALUE} by default.")
    int months = SampleCity.DEFAULT_MONTHS;

    /** What is measured, in the order of a round. */
    enum Situation {
        FIRST_LOAD("first-load"),
        DUCKDB("duckdb"),
        ONE_DELIVERY("one-delivery"),
        NO_NEWS("no-news"),
        ONE_PERCENT("one-percent");

        private final String word;

        Situation(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    @Option(
            names = "--only",
            paramLabel = "WHAT",
            split = ",",
            description = {
                "只测量其中几项，缺省为全部：${COMPLETION-CANDIDATES}。不含 first-load 时，使用上次留下的同规模数据仓。",
                "Measures only some of these; all by default. Without first-load, the warehouse of this size that an earlier"
                        + " measurement has left is used."
            })
    Set<Situation> only = EnumSet.allOf(Situation.class);

    @Option(
            names = "--nights",
            paramLabel = "N",
            description =
                    "改为逐日运行 N 夜，每夜一份新报表，比较最后几夜与第 2 夜起的几夜。"
                            + " Instead runs N nights, each of the next date with one new delivery, and compares the last with the second.")
    Integer nights;

    @Option(
            names = "--years",
            paramLabel = "N",
            description = {
                "改为逐夜经历最近 N 年（缺省 400 个项目），列出数据仓每年末的大小和每夜用时，以及维护前后的对比。",
                "Instead lives the nights of the last N years (400 projects by default), and states size and seconds at the end of"
                        + " each year, and before and after a maintenance."
            })
    Integer years;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            description = "轮数；首次装载只测一次。 Rounds; ${DEFAULT-VALUE} by default. A first load is measured once.")
    int rounds = 3;

    @Option(
            names = "--memory",
            paramLabel = "4g",
            description = "Java 堆的上限，即 TAIZHANG_MEMORY。 The bound of Java's heap, that is TAIZHANG_MEMORY.")
    String memory;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "在其 taizhang-bench 目录中工作，缺省为 target；示例和数据仓留作下次使用。"
                            + " Where to make the folder taizhang-bench; target by default. Samples and warehouses stay in it for the next time.")
    Path folder;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "写入哪一页，缺省为 docs/benchmarks.md。 The page to write into; docs/benchmarks.md by default.")
    Path page;

    public static void main(String[] arguments) {
        CommandLine.usage(new BenchOptions(), System.out);
    }
}
