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
import java.nio.file.StandardOpenOption;
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
    private final Launched launched;
    private int corrections;

    /** At first the last day of the sample, whatever its size. */
    private LocalDate asOf = LocalDate.of(2025, 3, 31);

    private Office(Path home, Path folder, Path sample, Launched launched) {
        this.home = home;
        this.folder = folder;
        this.sample = sample;
        this.launched = launched;
    }

    /**
     * Lays an office out with an empty warehouse; a large sample that is there already is taken as it is.
     *
     * @param home the project
     * @param environment of all that is started
     */
    static Office at(Path home, Path folder, int projects, int months, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(folder);
        Path sample = folder.resolve("sample-" + projects + "x" + months);
        Office office = new Office(home, folder, sample, new Launched(folder.resolve("last.log"), environment));
        FileUtils.deleteDirectory(office.warehouse().toFile());
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

    private Path warehouse() {
        return folder.resolve("warehouse");
    }

    /** A large sample is drawn once; workbooks of a nation would take longer to write and to read than all else. */
    private void drawSample(int projects, int months) throws IOException {
        boolean large = projects > SampleCity.DEFAULT_PROJECTS;
        if (large && Files.exists(sample.resolve("known.json"))) {
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
        if (large && job("sample", "--help").said().contains("--form")) {
            arguments.addAll(List.of("--form", "parquet"));
        }
        job("sample", arguments.toArray(String[]::new));
    }

    /** The first night after a build also archives class data, which is not what is to be measured. */
    private void makeArchive() throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(home.resolve("target"), "classes-*.jsa")) {
            if (!archives.iterator().hasNext()) {
                Office small = new Office(home, folder.resolve("small"), folder.resolve("small/sample"), launched);
                FileUtils.deleteDirectory(small.folder.toFile());
                FileUtils.copyDirectory(conf().toFile(), small.conf().toFile());
                small.drawSample(SampleCity.DEFAULT_PROJECTS, SampleCity.DEFAULT_MONTHS);
                small.night();
            }
        }
    }

    /** Runs {@code jobs/nightly}. */
    Effort night() {
        return job(
                "nightly",
                "--conf",
                conf().toString(),
                "--inbox",
                inbox().toString(),
                "--warehouse",
                warehouse().toString(),
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
                warehouse().toString());
    }

    /** Starts a Java like that of the last night for nothing but a Spark session. */
    Effort emptySpark() {
        List<String> command = new ArrayList<>(launched.java());
        command.replaceAll(word ->
                word.contains("/target/taizhang.jar:") ? word + ":" + home.resolve("target/test-classes") : word);
        command.add("dev.taizhang.commands.EmptySpark");
        return launched.run(command);
    }

    /** Computes the figures of the standing release by DuckDB and compares. */
    Effort duckDb() {
        return duck().check(release());
    }

    /** Puts a delivery into the inbox that changes the latest month of so many projects. */
    void correct(long projects) {
        corrections++;
        StringBuilder text = new StringBuilder("项目代码,报告月份,本月完成投资（万元）\n");
        for (String project : duck().projects(release(), projects)) {
            text.append(project).append(",2025-03,").append(1000 + corrections).append('\n');
        }
        write(inbox().resolve(CORRECTION.formatted(corrections)), text.toString());
    }

    /** Changes the configuration in nothing that figures depend on, so that the next night computes them all again. */
    void reconfigure() {
        write(conf().resolve("taizhang.conf"), "# again\n");
    }

    Release release() {
        return opened().current().orElseThrow();
    }

    private DuckFigures duck() {
        return new DuckFigures(
                opened(), Configuration.read(conf()), Runtime.getRuntime().availableProcessors());
    }

    private Warehouse opened() {
        return Warehouse.at(warehouse().toString(), new org.apache.hadoop.conf.Configuration());
    }

    private Effort job(String name, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("jobs").resolve(name).toString()));
        command.addAll(List.of(arguments));
        return launched.run(command);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
