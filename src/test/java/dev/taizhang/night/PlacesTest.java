package dev.taizhang.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.InstalledProject;
import dev.taizhang.InstalledProject.Answer;
import dev.taizhang.SharedStorage;
import dev.taizhang.commands.Commands;
import dev.taizhang.commands.PublishedContent;
import dev.taizhang.definition.Hashes;
import dev.taizhang.sample.SampleCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole nights as users start them, computed by one machine, by a standalone cluster with two workers and by two executors of a YARN,
 * with a warehouse on a disk, on HDFS and on S3: tables, exports and page are the same wherever they are computed and kept. With
 * {@code --long} only.
 */
@EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
class PlacesTest {
    private static final String SECRET = "not-a-real-secret-8f3a";
    private static final String DATE = "2025-03-31";

    /** What the size of these clusters asks for. */
    private static final String SIZES = """
            spark.executor.instances                   2
            spark.executor.memory                      600m
            spark.executor.extraJavaOptions            -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
            spark.sql.shuffle.partitions               4
            spark.sql.files.minPartitionNum            4
            spark.driver.host                          127.0.0.1
            spark.eventLog.enabled                     true
            spark.eventLog.compress                    false
            spark.eventLog.rolling.enabled             false
            """;

    @TempDir
    private static Path root;

    private static InstalledProject project;
    private static StandaloneCluster standalone;
    private static SharedStorage yarn;
    private static SharedStorage hdfs;
    private static SharedStorage s3;
    private static final Map<City, Path> ON_ONE_MACHINE = new EnumMap<>(City.class);

    /** What the offices deliver. */
    enum City {
        /** Files of many forms, with flaws. */
        SAMPLE(SampleCity.DEFAULT_PROJECTS, SampleCity.DEFAULT_MONTHS, SampleCity.Form.OFFICE),

        /** Large files, one of which several tasks read. */
        LARGE(8_000, 24, SampleCity.Form.PARQUET);

        private final int projects;
        private final int months;
        private final SampleCity.Form form;

        City(int projects, int months, SampleCity.Form form) {
            this.projects = projects;
            this.months = months;
            this.form = form;
        }

        Path inbox() {
            return root.resolve(name()).resolve("inbox");
        }
    }

    /** What computes. */
    enum Machines {
        ONE,
        CLUSTER,
        YARN
    }

    /** What keeps the warehouse. */
    enum Storage {
        DISK,
        HDFS,
        S3
    }

    @BeforeAll
    static void start() throws Exception {
        project = InstalledProject.below(root);
        standalone = new StandaloneCluster(root.resolve("cluster"), SECRET, 2);
        yarn = SharedStorage.yarn(root.resolve("yarn"), root.resolve("clients"));
        hdfs = SharedStorage.hdfs(root.resolve("hdfs"));
        s3 = SharedStorage.s3(root.resolve("s3"));
    }

    @AfterAll
    static void stop() {
        if (standalone != null) {
            standalone.close();
        }
        Stream.of(yarn, hdfs, s3).filter(Objects::nonNull).forEach(SharedStorage::close);
    }

    static Stream<Arguments> nights() {
        return Stream.of(City.values())
                .flatMap(city -> Stream.of(
                        Arguments.of(city, Machines.CLUSTER, Storage.S3),
                        Arguments.of(city, Machines.CLUSTER, Storage.HDFS),
                        Arguments.of(city, Machines.YARN, Storage.DISK),
                        Arguments.of(city, Machines.CLUSTER, Storage.DISK),
                        Arguments.of(city, Machines.ONE, Storage.S3),
                        Arguments.of(city, Machines.ONE, Storage.HDFS)));
    }

    @ParameterizedTest(name = "{0}: {1} with {2}")
    @MethodSource("nights")
    void theSameBytesArePublished(City city, Machines machines, Storage storage) throws Exception {
        Path expected = onOneMachine(city);
        Path home = Files.createDirectories(root.resolve(city + "-" + machines + "-" + storage));
        Path events = Files.createDirectories(home.resolve("events"));
        SharedStorage remote = switch (storage) {
            case DISK -> null;
            case HDFS -> hdfs;
            case S3 -> s3;
        };
        String settings = machines == Machines.ONE
                ? ""
                : SIZES + "spark.eventLog.dir " + events.toUri() + "\n"
                        + (machines == Machines.YARN ? ofYarn() : ofCluster());
        Path local = home.resolve("共 享");
        String warehouse = remote == null ? local.toString() : remote.root() + "/" + home.getFileName();

        night(city, settings + (remote == null ? "" : remote.settings()), home, warehouse);
        if (remote != null) {
            remote.copy(warehouse, local.toString());
        }

        assertThat(PublishedContent.digests(local)).isEqualTo(PublishedContent.digests(expected));
        assertThat(exports(local)).isEqualTo(exports(expected)).hasSizeGreaterThan(40);
        assertThat(PublishedContent.page(local)).isEqualTo(PublishedContent.page(expected));
        if (machines != Machines.ONE) {
            assertThat(executors(events)).isEqualTo(2);
        }
        FileUtils.deleteDirectory(home.toFile());
    }

    private static Path onOneMachine(City city) throws Exception {
        if (!ON_ONE_MACHINE.containsKey(city)) {
            SampleCity.write(root.resolve(city.name()), city.projects, city.months, SampleCity.DEFAULT_SEED, city.form);
            if (city.form == SampleCity.Form.PARQUET) {
                joinProgress(city.inbox());
            }
            Path home = Files.createDirectories(root.resolve("one machine, " + city));
            night(city, "", home, home.resolve("warehouse").toString());
            ON_ONE_MACHINE.put(city, home.resolve("warehouse"));
        }
        return ON_ONE_MACHINE.get(city);
    }

    /** Makes one file of the reports of all months, with several row groups. */
    private static void joinProgress(Path inbox) throws SQLException, IOException {
        Path all = root.resolve("2025年_晋中市_项目进度.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (FROM read_parquet('%s/*项目进度.parquet')) TO '%s' (ROW_GROUP_SIZE 61440)"
                    .formatted(inbox, all));
        }
        try (Stream<Path> files = Files.list(inbox)) {
            for (Path file : files.filter(each -> each.toString().endsWith("项目进度.parquet"))
                    .toList()) {
                Files.delete(file);
            }
        }
        Files.move(all, inbox.resolve(all.getFileName()));
    }

    private static void night(City city, String settings, Path home, String warehouse) throws Exception {
        Path conf = home.resolve("conf");
        FileUtils.copyDirectory(Path.of("conf").toFile(), conf.toFile());
        Files.writeString(Files.createDirectories(conf.resolve("spark")).resolve("cluster.conf"), settings);
        Map<String, String> environment = new TreeMap<>(InstalledProject.QUICK);
        environment.put("SPARK_LOCAL_IP", "127.0.0.1");
        if (settings.contains("spark.master yarn")) {
            environment.put("SPARK_HOME", sparkWithYarn().toString());
            environment.put("HADOOP_CONF_DIR", root.resolve("clients").toString());
        }
        Instant start = Instant.now();
        Answer night = project.start(
                        environment, "nightly", Commands.nightlyOptions(conf, city.inbox(), warehouse, DATE))
                .end();
        System.out.println("PlacesTest: " + home.getFileName() + ": "
                + Duration.between(start, Instant.now()).toSeconds() + " s");
        assertThat(night.code()).as(night.err()).isZero();
    }

    private static String ofCluster() {
        return """
                spark.master %s
                spark.authenticate true
                spark.authenticate.secret %s
                """.formatted(standalone.url(), SECRET);
    }

    private static String ofYarn() throws IOException {
        return """
                spark.master yarn
                spark.yarn.am.memory 512m
                spark.yarn.jars local:%s/jars/*
                spark.yarn.stagingDir %s
                spark.executorEnv.JAVA_HOME %3$s
                spark.yarn.appMasterEnv.JAVA_HOME %3$s
                """.formatted(sparkWithYarn(), root.resolve("staging").toUri(), System.getProperty("java.home"));
    }

    /** The jars of the build and those for YARN, as an installation of Spark has them. */
    private static Path sparkWithYarn() throws IOException {
        Path spark = root.resolve("spark");
        Path jars = spark.resolve("jars");
        if (Files.exists(jars)) {
            return spark;
        }
        Files.createDirectories(jars);
        for (Path folder : List.of(Path.of("target/lib/spark/jars"), Path.of("target/cluster/spark-yarn"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path jar : files.toList()) {
                    Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
                }
            }
        }
        return spark;
    }

    /** The hashes of the exports; those of many projects would make a message of megabytes. */
    private static SortedMap<String, String> exports(Path warehouse) throws IOException {
        SortedMap<String, String> exports = PublishedContent.exports(warehouse);
        exports.replaceAll((name, text) -> Hashes.of(text));
        return exports;
    }

    private static long executors(Path events) throws IOException {
        try (Stream<Path> files = Files.list(events)) {
            return Files.readAllLines(
                            files.filter(Files::isRegularFile).findFirst().orElseThrow())
                    .stream()
                    .filter(event -> event.contains("SparkListenerExecutorAdded"))
                    .count();
        }
    }
}
