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
import picocli.CommandLine.Mixin;

/** Measures the job beside an empty Spark process and DuckDB, and writes what came out into a page. */
@Command(name = "jobs/bench")
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

    @Mixin
    private BenchOptions given;

    private final Path home = Path.of(System.getProperty("taizhang.home", ".")).toAbsolutePath();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (given.nights != null && given.nights <= 2 * COMPARED) {
            System.err.printf("--nights 至少为 %1$d。 --nights is at least %1$d.%n", 2 * COMPARED + 1);
            return 2;
        }
        // Never the given folder itself, because some of what is there is removed.
        Path work = (given.folder == null ? home.resolve("target") : given.folder.toAbsolutePath())
                .resolve("taizhang-bench");
        boolean city = given.projects == null;
        int size = city ? SampleCity.DEFAULT_PROJECTS : given.projects;
        Map<String, String> environment = given.memory == null
                ? Map.of("SPARK_LOCAL_IP", "127.0.0.1")
                : Map.of("SPARK_LOCAL_IP", "127.0.0.1", "TAIZHANG_MEMORY", given.memory);
        Office office = Office.at(home, work, size, given.months, environment);
        String text = given.nights != null ? nights(office) : city ? city(office) : nation(office);
        String section = given.nights != null ? "nights" : city ? "city" : "nation";
        System.out.print(text);
        Path written = given.page == null ? home.resolve("docs/benchmarks.md") : given.page;
        Files.writeString(written, Page.with(Files.readString(written), section, text));
        return 0;
    }

    private String city(Office office) throws IOException {
        Efforts efforts = new Efforts();
        efforts.add(FIRST, office.night());
        String about = about(office.release());
        for (int round = 0; round < given.rounds; round++) {
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
        String late = "nights " + (given.nights - COMPARED + 1) + " to " + given.nights;
        for (int night = 2; night <= given.nights; night++) {
            office.correct(1);
            office.nextDay();
            efforts.add(
                    night <= 1 + COMPARED ? early : night > given.nights - COMPARED ? late : "nights between",
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
        for (int round = 0; round < given.rounds; round++) {
            office.reconfigure();
            efforts.add(RECOMPUTE, office.night());
            efforts.add(DUCK, office.duckDb());
            office.correct(given.projects / 100);
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
        String command = "jobs/bench"
                + (given.projects == null ? "" : " --projects " + given.projects + " --months " + given.months)
                + (given.nights == null ? " --rounds " + given.rounds : " --nights " + given.nights)
                + (given.memory == null ? "" : " --memory " + given.memory);
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
                first.ingested().deliveries(),
                first.ingested().read());
    }
}
