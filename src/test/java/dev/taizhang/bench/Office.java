package dev.taizhang.bench;

import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.sample.SampleCity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** An office to measure: the sample city in an inbox of its own, a configuration and a warehouse, all below one folder. */
final class Office {
    private static final String CORRECTION = "2025年 榆次区 更正%s 项目进度.csv";

    private final Path home;
    private final Path folder;
    private final Path sample;
    private final Path warehouse;
    private final boolean isLarge;
    private final Launched launched;

    /** At first the last day of the sample, whatever its size. */
    private LocalDate asOf = LocalDate.of(2025, 3, 31);

    private Office(Path home, Path folder, int projects, int months, Launched launched) {
        String size = projects + "x" + months;
        this.home = home;
        this.folder = folder;
        this.sample = folder.resolve("sample-" + size);
        this.warehouse = folder.resolve("warehouse-" + size);
        this.isLarge = projects > SampleCity.DEFAULT_PROJECTS;
        this.launched = launched;
    }

    /**
     * Lays an office out; a large sample and a warehouse of its size that are there already are used as they are.
     *
     * @param home the project
     * @param environment of all that is started
     */
    static Office at(Path home, Path folder, int projects, int months, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(folder);
        Office office =
                new Office(home, folder, projects, months, new Launched(folder.resolve("last.log"), environment));
        FileUtils.deleteDirectory(office.conf().toFile());
        FileUtils.copyDirectory(home.resolve("conf").toFile(), office.conf().toFile());
        office.drawSample(projects, months);
        office.makeArchive();
        return office;
    }

    private Path conf() {
        return folder.resolve("conf");
    }

    private Path inbox() {
        return sample.resolve("inbox");
    }

    /** Whether an earlier measurement has left its warehouse. */
    boolean isLoaded() {
        return Files.exists(warehouse) && opened().current().isPresent();
    }

    /** The next night is a first load. */
    void empty() throws IOException {
        FileUtils.deleteDirectory(warehouse.toFile());
    }

    /** A large sample is drawn once; workbooks of a nation would take longer to write and to read than all else. */
    private void drawSample(int projects, int months) throws IOException {
        if (isLarge && Files.exists(sample.resolve("known.json"))) {
            try (DirectoryStream<Path> earlier = Files.newDirectoryStream(inbox(), CORRECTION.formatted("*"))) {
                for (Path file : earlier) {
                    Files.delete(file);
                }
            }
            return;
        }
        FileUtils.deleteDirectory(sample.toFile());
        List<String> arguments =
                new ArrayList<>(List.of(sample.toString(), "--projects", "" + projects, "--months", "" + months));
        if (isLarge) {
            arguments.addAll(List.of("--form", "parquet"));
        }
        job("sample", arguments.toArray(String[]::new));
    }

    /** The first night after a build also archives class data, which is not what is to be measured. */
    private void makeArchive() throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(home.resolve("target"), "classes-*.jsa")) {
            if (!archives.iterator().hasNext()) {
                Path place = folder.resolve("small");
                FileUtils.deleteDirectory(place.toFile());
                Office small =
                        new Office(home, place, SampleCity.DEFAULT_PROJECTS, SampleCity.DEFAULT_MONTHS, launched);
                FileUtils.copyDirectory(conf().toFile(), small.conf().toFile());
                small.drawSample(SampleCity.DEFAULT_PROJECTS, SampleCity.DEFAULT_MONTHS);
                small.night();
            }
        }
    }

    /** Runs {@code jobs/nightly}. A city has hardly any tasks, and logging its many small queries would cost more than they do. */
    Effort night() {
        return isLarge ? launched.runWithEvents(nightly()) : launched.run(nightly());
    }

    /** Starts the Java of a night without one, for measurements that need nothing else of it. */
    void showJava() {
        List<String> command = nightly();
        command.add("--help");
        launched.run(command);
    }

    private List<String> nightly() {
        return command(
                "nightly",
                "--conf",
                conf().toString(),
                "--inbox",
                inbox().toString(),
                "--warehouse",
                warehouse.toString(),
                "--as-of",
                asOf.toString());
    }

    /** The next night is that of the next date. */
    void nextDay() {
        asOf = asOf.plusDays(1);
    }

    /** Asks one question by {@code jobs/query}. */
    Effort query() {
        return job(
                "query",
                "SELECT project_count, total_investment FROM latest.programme_overview",
                "--conf",
                conf().toString(),
                "--warehouse",
                warehouse.toString());
    }

    /** Starts a Java like that of the last night for nothing but a Spark session. */
    Effort emptySpark() {
        return launched.run(
                likeTheLast(home.resolve("target/test-classes").toString(), "dev.taizhang.commands.EmptySpark"));
    }

    /** Compares DuckDB and the program in a Java like that of the last night, and returns the text for the page. */
    String compare(int rounds) throws IOException {
        Path text = folder.resolve("comparison.md");
        List<String> command = likeTheLast(
                home.resolve("target/test-classes") + ":" + DuckLedger.library(), Comparison.class.getName());
        command.addAll(List.of(warehouse.toString(), conf().toString(), Integer.toString(rounds), text.toString()));
        launched.run(command);
        return Files.readString(text);
    }

    /** The command line of the last night with another main class, which is behind the program in the class path. */
    private List<String> likeTheLast(String classes, String main) {
        List<String> command = new ArrayList<>(launched.java());
        command.replaceAll(word -> word.contains("/target/taizhang.jar:") ? word + ":" + classes : word);
        command.add(main);
        return command;
    }

    /** Puts a delivery into the inbox that changes the latest month of so many projects. */
    void correct(long projects) {
        Release release = release();
        StringBuilder text = new StringBuilder("项目代码,报告月份,本月完成投资（万元）\n");
        for (String project : new DuckLedger(opened(), Configuration.read(conf())).projects(release, projects)) {
            // The number makes each correction another one.
            text.append(project)
                    .append(",2025-03,")
                    .append(1000 + release.number())
                    .append('\n');
        }
        try {
            Files.writeString(inbox().resolve(CORRECTION.formatted(release.number())), text);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    Release release() {
        return opened().current().orElseThrow();
    }

    private Warehouse opened() {
        return Warehouse.at(warehouse.toString(), new org.apache.hadoop.conf.Configuration());
    }

    private Effort job(String name, String... arguments) {
        return launched.run(command(name, arguments));
    }

    private List<String> command(String name, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("jobs").resolve(name).toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
