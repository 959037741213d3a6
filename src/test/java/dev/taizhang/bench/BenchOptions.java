package dev.taizhang.bench;

import dev.taizhang.sample.SampleCity;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@code jobs/bench}; Java runs this file alone as it is, so that help needs no build of the tests. */
@Command(
        name = "jobs/bench",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "在示例城市上测量本程序，与空的 Spark 进程和 DuckDB 交替运行，结果写入 docs/benchmarks.md。",
            "Measures the job on the sample city, in turn with an empty Spark process and DuckDB; writes docs/benchmarks.md."
        })
final class BenchOptions {
    @Option(names = "--projects", paramLabel = "N", description = "项目数；缺省测量示例城市。 Projects; the sample city by default.")
    Integer projects;

    @Option(names = "--months", paramLabel = "M", description = "月数。 Months; ${DEFAULT-VALUE} by default.")
    int months = SampleCity.DEFAULT_MONTHS;

    @Option(
            names = "--nights",
            paramLabel = "N",
            description =
                    "改为逐日运行 N 夜，每夜一份新报表，比较最后几夜与第 2 夜起的几夜。"
                            + " Instead runs N nights, each of the next date with one new delivery, and compares the last with the second.")
    Integer nights;

    @Option(names = "--rounds", paramLabel = "R", description = "轮数。 Rounds; ${DEFAULT-VALUE} by default.")
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
                    "在其 taizhang-bench 目录中工作，缺省为 target；较大的示例留作下次使用。"
                            + " Where to make the folder taizhang-bench; target by default. Large samples stay in it for the next time.")
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
