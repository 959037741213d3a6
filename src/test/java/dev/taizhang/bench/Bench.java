package dev.taizhang.bench;

import dev.taizhang.bench.BenchOptions.Situation;
import dev.taizhang.ledger.Release;
import dev.taizhang.sample.SampleCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the job beside an empty Spark process and DuckDB, and writes what came out into a page. */
@Command(name = "jobs/bench")
public final class Bench implements Callable<Integer> {
    private static final String EMPTY = "empty Spark process";
    private static final String QUERY = "query";

    /** How many of the first and of the last of many nights are compared. */
    private static final int COMPARED = 3;

    /** The projects of a city that is lived for years, a few hundred, because it has thousands in the end. */
    private static final int PROJECTS_OF_YEARS = 400;

    /** The most CPU seconds and GiB that a first load is to take, by the section of its size. */
    private static final Map<String, List<Double>> FIRST_LOADS =
            Map.of("100000x24", List.of(200.0, 3.0), "1000000x24", List.of(1500.0, 8.0));

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
        Map<String, String> environment = given.memory == null
                ? Map.of("SPARK_LOCAL_IP", "127.0.0.1")
                : Map.of("SPARK_LOCAL_IP", "127.0.0.1", "TAIZHANG_MEMORY", given.memory);
        String text = given.years == null ? ofOffice(work, environment) : ofYears(work, environment);
        System.out.print(text);
        Path written = given.page == null ? home.resolve("docs/benchmarks.md") : given.page;
        String page = Files.readString(written);
        if (Page.has(page, section())) {
            Files.writeString(written, Page.with(page, section(), text));
        } else {
            System.err.printf(
                    "%1$s 没有 <!-- %2$s --> 一节，结果只在上面。 %1$s has no section <!-- %2$s -->; the result is only above.%n",
                    written, section());
        }
        return 0;
    }

    private String ofOffice(Path work, Map<String, String> environment) throws IOException {
        Office office = Office.at(home, work, size(), given.months, environment);
        return given.nights == null ? situations(office) : nights(office);
    }

    private String ofYears(Path work, Map<String, String> environment) throws IOException {
        int projects = isCity() ? PROJECTS_OF_YEARS : given.projects;
        Path folder = work.resolve("years-" + projects);
        Launched launched = new Launched(folder.resolve("last.log"), environment);
        String command = "jobs/bench --years " + given.years + (isCity() ? "" : " --projects " + given.projects);
        Years years = new Years(home, folder, projects, given.years, launched);
        return "\n" + about(command, System.getProperty("taizhang.version", "unknown")) + "\n\n"
                + years.live()
                + (isCity() ? years.releases() : "") + "\n";
    }

    private String section() {
        if (given.years != null) {
            return isCity() ? "years" : "years of " + given.projects;
        }
        String size = isCity() ? "city" : given.projects + "x" + given.months;
        return given.nights == null ? size : "nights";
    }

    private int size() {
        return isCity() ? SampleCity.DEFAULT_PROJECTS : given.projects;
    }

    private boolean isCity() {
        return given.projects == null;
    }

    private String situations(Office office) throws IOException {
        Efforts efforts = new Efforts();
        if (given.only.contains(Situation.FIRST_LOAD) || !office.isLoaded()) {
            office.empty();
            efforts.add(Situation.FIRST_LOAD.toString(), office.night());
        } else {
            office.showJava();
        }
        String about = about(office.release());
        String comparison = given.only.contains(Situation.DUCKDB) ? "\n" + office.compare(given.rounds) : "";
        for (int round = 0; round < given.rounds; round++) {
            if (given.only.contains(Situation.ONE_DELIVERY)) {
                if (isCity()) {
                    efforts.add(EMPTY, office.emptySpark());
                    efforts.add(QUERY, office.query());
                }
                office.correct(1);
                efforts.add(Situation.ONE_DELIVERY.toString(), office.night());
            }
            if (given.only.contains(Situation.NO_NEWS)) {
                efforts.add(Situation.NO_NEWS.toString(), office.night());
            }
            if (given.only.contains(Situation.ONE_PERCENT)) {
                office.correct(size() / 100);
                efforts.add(Situation.ONE_PERCENT.toString(), office.night());
            }
        }
        return page(about, efforts, isCity() ? cityTargets(efforts) : nationTargets(efforts)) + comparison + "\n";
    }

    private static List<Target> cityTargets(Efforts efforts) {
        List<Target> targets = new ArrayList<>();
        String delivery = Situation.ONE_DELIVERY.toString();
        if (efforts.has(EMPTY)) {
            targets.add(new Target(
                    delivery + " / " + EMPTY + ", CPU seconds",
                    4,
                    efforts.ratio(delivery, Effort::cpuSeconds, EMPTY, Effort::cpuSeconds)));
            targets.add(new Target(
                    delivery + ", peak memory, GiB",
                    0.6,
                    efforts.spread(delivery, effort -> effort.mebibytes() / 1024)));
        }
        return targets;
    }

    private List<Target> nationTargets(Efforts efforts) {
        List<Target> targets = new ArrayList<>();
        String first = Situation.FIRST_LOAD.toString();
        String changed = Situation.ONE_PERCENT.toString();
        if (efforts.has(first) && FIRST_LOADS.containsKey(section())) {
            List<Double> most = FIRST_LOADS.get(section());
            targets.add(new Target(first + ", CPU seconds", most.get(0), efforts.spread(first, Effort::cpuSeconds)));
            targets.add(new Target(
                    first + ", peak memory, GiB",
                    most.get(1),
                    efforts.spread(first, effort -> effort.mebibytes() / 1024)));
        }
        if (efforts.has(first) && efforts.has(changed)) {
            ToDoubleFunction<Effort> tasks = effort -> effort.cpuSeconds(ThreadClock.Purpose.TASKS);
            targets.add(new Target(
                    changed + " / " + first + ", CPU seconds of tasks",
                    0.1,
                    efforts.ratio(changed, tasks, first, tasks)));
            targets.add(new Target(
                    changed + " / " + first + ", CPU seconds",
                    0.1,
                    efforts.ratio(changed, Effort::cpuSeconds, first, Effort::cpuSeconds)));
        }
        return targets;
    }

    private String nights(Office office) throws IOException {
        Efforts efforts = new Efforts();
        office.empty();
        efforts.add(Situation.FIRST_LOAD.toString(), office.night());
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
                        List.of(new Target(
                                late + " / " + early + ", CPU seconds",
                                1.1,
                                efforts.ratio(late, Effort::cpuSeconds, early, Effort::cpuSeconds))))
                + "\n";
    }

    private static String page(String about, Efforts efforts, List<Target> targets) {
        return "\n" + about + "\n" + efforts.table() + "\n" + efforts.stages() + "\n" + Target.table(targets);
    }

    private String about(Release release) {
        String only = given.only.size() == Situation.values().length
                ? ""
                : " --only " + given.only.stream().map(Situation::toString).collect(Collectors.joining(","));
        String command = "jobs/bench"
                + (isCity() ? "" : " --projects " + given.projects + " --months " + given.months)
                + (given.nights == null ? only + " --rounds " + given.rounds : " --nights " + given.nights)
                + (given.memory == null ? "" : " --memory " + given.memory);
        return about(command, release.codeVersion())
                + String.format(
                        Locale.ROOT,
                        " DuckDB %s. The ledger has %,d rows.%n%n"
                                + "Medians, with the least and the greatest in parentheses; memory is that of all processes of a"
                                + " command together. In the tables of stages the CPU seconds are divided by the purpose of the"
                                + " threads.%n",
                        DuckLedger.version(),
                        release.ledgerRows());
    }

    private static String about(String command, String version) {
        return String.format(
                Locale.ROOT,
                "`%s` on %s, version %s. %d cores, %.1f GiB; Java %s, Spark %s.",
                command,
                LocalDate.now(ZoneOffset.UTC),
                version,
                Runtime.getRuntime().availableProcessors(),
                Machine.mebibytes() / 1024.0,
                Runtime.version().feature() + "." + Runtime.version().interim() + "."
                        + Runtime.version().update(),
                org.apache.spark.package$.MODULE$.SPARK_VERSION());
    }
}
