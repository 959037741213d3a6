package dev.taizhang.bench;

import dev.taizhang.ledger.Release;
import dev.taizhang.sample.SampleCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the job beside an empty Spark process and DuckDB, and writes what came out into a page. */
@Command(
        name = "jobs/bench",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "在示例城市上测量本程序，与空的 Spark 进程和 DuckDB 交替运行，结果写入 docs/benchmarks.md。",
            "Measures the job on the sample city, in turn with an empty Spark process and DuckDB; writes docs/benchmarks.md."
        })
public final class Bench implements Callable<Integer> {
    private static final String FIRST = "first night";
    private static final String EMPTY = "empty Spark process";
    private static final String NEWS = "night with one new delivery";
    private static final String NO_NEWS = "night without news";
    private static final String QUERY = "query";
    private static final String DUCK = "DuckDB, the same figures";
    private static final String RECOMPUTE = "full recompute";
    private static final String CORRECTIONS = "night with 1 % corrected";

    /** How many of the first and of the last of many nights are compared. */
    private static final int COMPARED = 3;

    @Option(names = "--projects", paramLabel = "N", description = "项目数；缺省测量示例城市。 Projects; the sample city by default.")
    private Integer projects;

    @Option(names = "--months", paramLabel = "M", description = "月数。 Months; ${DEFAULT-VALUE} by default.")
    private int months = SampleCity.DEFAULT_MONTHS;

    @Option(
            names = "--nights",
            paramLabel = "N",
            description =
                    "改为逐日运行 N 夜，每夜一份新报表，比较最后几夜与第 2 夜起的几夜。"
                            + " Instead runs N nights, each of the next date with one new delivery, and compares the last with the second.")
    private Integer nights;

    @Option(names = "--rounds", paramLabel = "R", description = "轮数。 Rounds; ${DEFAULT-VALUE} by default.")
    private int rounds = 3;

    @Option(
            names = "--memory",
            paramLabel = "4g",
            description = "Java 堆的上限，即 TAIZHANG_MEMORY。 The bound of Java's heap, that is TAIZHANG_MEMORY.")
    private String memory;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "在其 taizhang-bench 目录中工作，缺省为 target；较大的示例留作下次使用。"
                            + " Where to make the folder taizhang-bench; target by default. Large samples stay in it for the next time.")
    private Path folder;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "写入哪一页，缺省为 docs/benchmarks.md。 The page to write into; docs/benchmarks.md by default.")
    private Path page;

    private final Path home = Path.of(System.getProperty("taizhang.home", ".")).toAbsolutePath();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (nights != null && nights <= 2 * COMPARED) {
            System.err.printf("--nights 至少为 %1$d。 --nights is at least %1$d.%n", 2 * COMPARED + 1);
            return 2;
        }
        // Never the given folder itself, because some of what is there is removed.
        Path work = (folder == null ? home.resolve("target") : folder.toAbsolutePath()).resolve("taizhang-bench");
        boolean city = projects == null;
        int size = city ? SampleCity.DEFAULT_PROJECTS : projects;
        Map<String, String> environment = memory == null
                ? Map.of("SPARK_LOCAL_IP", "127.0.0.1")
                : Map.of("SPARK_LOCAL_IP", "127.0.0.1", "TAIZHANG_MEMORY", memory);
        Office office = Office.at(home, work, size, months, environment);
        String text = nights != null ? nights(office) : city ? city(office) : nation(office);
        String section = nights != null ? "nights" : city ? "city" : "nation";
        System.out.print(text);
        Path written = page == null ? home.resolve("docs/benchmarks.md") : page;
        Files.writeString(written, Page.with(Files.readString(written), section, text));
        return 0;
    }

    private String city(Office office) throws IOException {
        Efforts efforts = new Efforts();
        efforts.add(FIRST, office.night());
        String about = about(office.release());
        for (int round = 0; round < rounds; round++) {
            efforts.add(EMPTY, office.emptySpark());
            office.correct(1);
            efforts.add(NEWS, office.night());
            efforts.add(NO_NEWS, office.night());
            efforts.add(QUERY, office.query());
            efforts.add(DUCK, office.duckDb());
        }
        Efforts.Spread wall = efforts.ratio(NEWS, Effort::seconds, EMPTY, Effort::seconds);
        Efforts.Spread cpu = efforts.ratio(NEWS, Effort::cpuSeconds, EMPTY, Effort::cpuSeconds);
        Efforts.Spread memory = efforts.spread(NEWS, effort -> effort.mebibytes() / 1024);
        return page(
                about,
                efforts,
                target("night with one new delivery / empty Spark process, seconds", 2.5, wall),
                target("the same in CPU seconds", 2.5, cpu),
                target("peak memory, GiB", 0.6, memory));
    }

    private String nights(Office office) throws IOException {
        Efforts efforts = new Efforts();
        efforts.add(FIRST, office.night());
        String about = about(office.release());
        String early = "nights 2 to " + (1 + COMPARED);
        String late = "nights " + (nights - COMPARED + 1) + " to " + nights;
        for (int night = 2; night <= nights; night++) {
            office.correct(1);
            office.nextDay();
            efforts.add(
                    night <= 1 + COMPARED ? early : night > nights - COMPARED ? late : "nights between",
                    office.night());
        }
        return page(
                about,
                efforts,
                target(
                        late + " / " + early + ", CPU seconds",
                        1.1,
                        efforts.ratio(late, Effort::cpuSeconds, early, Effort::cpuSeconds)));
    }

    private String nation(Office office) throws IOException {
        Efforts efforts = new Efforts();
        efforts.add(FIRST, office.night());
        String about = about(office.release());
        for (int round = 0; round < rounds; round++) {
            office.reconfigure();
            efforts.add(RECOMPUTE, office.night());
            efforts.add(DUCK, office.duckDb());
            office.correct(projects / 100);
            efforts.add(CORRECTIONS, office.night());
        }
        office.duckDb();
        return page(
                about,
                efforts,
                target(
                        "facts and summaries of the full recompute / DuckDB, seconds",
                        3,
                        efforts.ratio(RECOMPUTE, Bench::figures, DUCK, Effort::seconds)),
                target(
                        "night with 1 % corrected / first night, seconds",
                        0.1, efforts.ratio(CORRECTIONS, Effort::seconds, FIRST, Effort::seconds)));
    }

    /** The seconds of the stages that DuckDB does too. */
    private static double figures(Effort night) {
        return night.stages().get("facts") + night.stages().get("summaries");
    }

    private static String page(String about, Efforts efforts, String... targets) {
        return "\n" + about + "\n" + efforts.table() + "\n" + efforts.stages() + "\n"
                + "| target | at most | measured | met |\n|---|---|---|---|\n" + String.join("", targets) + "\n";
    }

    private static String target(String sentence, double most, Efforts.Spread measured) {
        double excess = measured.median() / most;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s |%n",
                sentence,
                most,
                measured.text("%.2f"),
                excess <= 1 ? "yes" : String.format(Locale.ROOT, "no, %.2f times too much", excess));
    }

    private String about(Release first) throws IOException {
        String command = "jobs/bench" + (projects == null ? "" : " --projects " + projects + " --months " + months)
                + (nights == null ? " --rounds " + rounds : " --nights " + nights)
                + (memory == null ? "" : " --memory " + memory);
        Matcher total = Pattern.compile("MemTotal: +(\\d+) kB").matcher(Files.readString(Path.of("/proc/meminfo")));
        double gibibytes = total.find() ? Long.parseLong(total.group(1)) / (double) (1 << 20) : 0;
        return String.format(
                Locale.ROOT,
                "`%s` on %s, version %s. %d cores, %.1f GiB; Java %s, Spark %s, DuckDB %s.%n%n"
                        + "The first night took %,d files with %,d rows. Medians, with the least and the greatest in parentheses;"
                        + " memory is that of all processes of a command together.%n",
                command,
                LocalDate.now(ZoneOffset.UTC),
                first.codeVersion(),
                Runtime.getRuntime().availableProcessors(),
                gibibytes,
                Runtime.version().feature() + "." + Runtime.version().interim() + "."
                        + Runtime.version().update(),
                org.apache.spark.package$.MODULE$.SPARK_VERSION(),
                DuckFigures.version(),
                first.taken().deliveries(),
                first.taken().read());
    }
}
