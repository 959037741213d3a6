package dev.taizhang.bench;

import dev.taizhang.commands.Commands;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Sessions;
import dev.taizhang.summaries.OfficeTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;

/**
 * Lives the nights of a portfolio over years in this process, each by the clock of its own night, and measures how its warehouse grows
 * and what its nights and questions take. The years are those that have ended last.
 */
final class Years {
    private static final int COMPARED = 3;
    private static final int WARMING = 2;
    private static final int DAILY = 14;

    /** A table of each kind, one of them with a row for each project; all 46 would take a night of half a minute, and each as many files. */
    private static final List<String> TABLES =
            List.of("projects_by_district", "project_watch", "movement", "contract_funnel", "quarterly_scoreboard");

    private static final List<String> FOLDERS =
            List.of("ledger", "ledger/runs", "facts", "summaries", "runs", "exports", "deliveries");
    private static final List<String> HEADER = List.of(
            "at the end of",
            "nights",
            "deliveries",
            "ledger rows",
            "files",
            "MiB",
            "ledger",
            "its releases",
            "facts",
            "summaries",
            "logs of runs",
            "exports",
            "originals",
            "a night, s",
            "CPU s");

    private final int projects;
    private final LocalDate opening;
    private final int years;
    private final Path folder;
    private final Path home;
    private final Path conf;
    private final Launched launched;
    private final Configuration configuration;
    private final ThreadClock clock = new ThreadClock("self");
    private final List<List<String>> rows = new ArrayList<>(List.of(HEADER));
    private final List<List<String>> maintained = new ArrayList<>(List.of(List.of(
            "",
            "files",
            "MiB",
            "a night without deliveries, s",
            "CPU s",
            "all releases read, CPU s",
            "`jobs/query`, CPU s",
            "`jobs/runs`, CPU s",
            "`jobs/doctor`, CPU s")));
    private LivedOffice office;

    /**
     * Prepares the years.
     *
     * @param home the project
     * @param folder where inbox and warehouse are made
     */
    Years(Path home, Path folder, int projects, int years, Launched launched) throws IOException {
        this.projects = projects;
        this.years = years;
        this.folder = folder;
        this.home = home;
        FileUtils.deleteDirectory(folder.toFile());
        this.conf = Commands.publishing(home.resolve("conf"), folder.resolve("conf"), TABLES);
        this.launched = launched;
        this.configuration = Configuration.read(conf);
        this.opening =
                LocalDate.now(configuration.settings().zone()).withDayOfYear(1).minusYears(years);
    }

    /** Lives all nights, and returns the text for the page. */
    String live() throws IOException {
        Sessions.open(
                "taizhang bench",
                Optional.empty(),
                0,
                Files.createDirectories(folder.resolve("spark")).toString());
        // The first nights of a Java take twice the time of later ones, whatever the warehouse.
        begin("warming");
        for (LocalDate date : dates(opening.getYear()).subList(0, WARMING)) {
            office.night(date);
        }
        begin("office");
        LocalDate last = opening.plusYears(years).minusDays(1);
        String growth = "";
        for (int year = opening.getYear(); year < opening.getYear() + years; year++) {
            List<LivedOffice.Night> ends = new ArrayList<>();
            for (LocalDate date : dates(year)) {
                LivedOffice.Night night = office.night(date);
                if (isEndOfQuarter(date)) {
                    ends.add(night);
                }
                if (date.equals(last.minusMonths(6))) {
                    growth = growth(date.plusDays(1));
                }
                if (office.nights() == 2) {
                    row("the second night", List.of(night));
                    maintenanceRow("nights 3 to " + (2 + COMPARED), office.quiet(date.plusDays(1), COMPARED));
                }
            }
            row(Integer.toString(year), ends.subList(ends.size() - COMPARED, ends.size()));
        }
        maintenanceRow("before maintenance", office.quiet(last.plusDays(1), COMPARED));
        LocalDate after = last.plusDays(1 + COMPARED);
        LivedOffice.Night maintenance = office.maintain(after);
        maintenanceRow("after maintenance", office.quiet(after, COMPARED));
        return Page.table(rows)
                + growth
                + String.format(
                        Locale.ROOT,
                        "%nThe maintenance took %.1f seconds (%.1f of CPU).%n%n",
                        maintenance.seconds(),
                        maintenance.cpuSeconds())
                + Page.table(maintained);
    }

    /** The list of releases of an office with the shipped configuration, which takes the most space in the end. */
    String releases() {
        int tables = (int) OfficeTables.of(Configuration.read(home.resolve("conf"))).published().stream()
                .filter(table -> !table.isLarge())
                .count();
        return String.format(
                        Locale.ROOT,
                        "%nThe list of releases, `ledger.runs`, if every night publishes one, with %d tables that keep each date:%n%n",
                        tables)
                + Page.table(DailyReleases.rows(folder.resolve("releases"), tables, List.of(365, 3650)));
    }

    private void begin(String name) throws IOException {
        office = new LivedOffice(
                folder.resolve(name), new LivingPortfolio(projects, YearMonth.from(opening)), configuration, opening);
    }

    /** The end of each quarter, and before all others the day on which the first lists arrive. */
    private List<LocalDate> dates(int year) {
        boolean first = year == opening.getYear();
        return LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(date -> isEndOfQuarter(date) || (first && date.getDayOfYear() == LivingPortfolio.DAY_OF_OTHERS))
                .toList();
    }

    private static boolean isEndOfQuarter(LocalDate date) {
        return date.getMonthValue() % 3 == 0 && date.equals(YearMonth.from(date).atEndOfMonth());
    }

    /** Lives nights on which nothing has arrived, and says what each adds. They are old enough in the end to be thinned. */
    private String growth(LocalDate first) throws IOException {
        long[] before = office.size("");
        office.quiet(first, DAILY);
        long[] after = office.size("");
        return String.format(
                Locale.ROOT,
                "%nA night without deliveries adds %d files and %.2f MiB (%d nights from %s).%n",
                (after[0] - before[0]) / DAILY,
                (after[1] - before[1]) / 1024.0 / 1024.0 / DAILY,
                DAILY,
                first);
    }

    private void row(String when, List<LivedOffice.Night> late) throws IOException {
        long[] all = office.size("");
        List<String> row = new ArrayList<>(List.of(
                when,
                Integer.toString(office.nights()),
                number(office.deliveries()),
                number(office.warehouse().current().orElseThrow().ledgerRows()),
                number(all[0]),
                mebibytes(all)));
        for (String name : FOLDERS) {
            row.add(mebibytes(office.size(name)));
        }
        row.addAll(medians(late));
        rows.add(row);
        System.err.println(String.join(" | ", row));
    }

    private void maintenanceRow(String when, List<LivedOffice.Night> quiet) throws IOException {
        long[] all = office.size("");
        List<String> row = new ArrayList<>(List.of(when, number(all[0]), mebibytes(all)));
        row.addAll(medians(quiet));
        // One that has read nothing yet.
        Warehouse opened = Warehouse.at(office.warehouse().folder(), HadoopConfiguration.read());
        double cpu = clock.read().cpuSeconds();
        opened.releases();
        row.add(text(clock.read().cpuSeconds() - cpu));
        row.add(text(command("query", "SELECT project_count, total_investment FROM latest.programme_overview")));
        row.add(text(command("runs")));
        row.add(text(command("doctor")));
        maintained.add(row);
        System.err.println(String.join(" | ", row));
    }

    private double command(String name, String... words) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("jobs").resolve(name).toString()));
        command.addAll(List.of(words));
        command.addAll(List.of(
                "--conf", conf.toString(), "--warehouse", office.warehouse().folder()));
        if (name.equals("doctor")) {
            command.addAll(List.of("--inbox", office.inbox().toString()));
        }
        return Efforts.Spread.of(IntStream.range(0, COMPARED)
                        .mapToDouble(nth -> launched.run(command).cpuSeconds()))
                .median();
    }

    private static List<String> medians(List<LivedOffice.Night> some) {
        return List.of(
                text(Efforts.Spread.of(some.stream().mapToDouble(LivedOffice.Night::seconds))
                        .median()),
                text(Efforts.Spread.of(some.stream().mapToDouble(LivedOffice.Night::cpuSeconds))
                        .median()));
    }

    private static String text(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String mebibytes(long[] size) {
        return String.format(Locale.ROOT, "%.1f", size[1] / 1024.0 / 1024.0);
    }
}
