package dev.taizhang.night;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taizhang.InstalledProject;
import dev.taizhang.InstalledProject.Answer;
import dev.taizhang.InstalledProject.Started;
import dev.taizhang.LongForm;
import dev.taizhang.commands.Commands;
import dev.taizhang.commands.PublishedContent;
import dev.taizhang.ledger.InPlaceCommit;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a night of two files of the small city on a real standalone cluster as users start it: the same bytes as without a cluster,
 * whatever the site has set, and with {@code -Dtaizhang.long=true} on two workers, although one is killed in two of its stages.
 */
class ClusterTest {
    private static final String DATE = "2025-03-31";
    private static final String SECRET = "not-a-real-secret-8f3a";

    /** The driver compiles quickly, as a small run on one machine does. */
    private static final Map<String, String> LOCAL =
            Map.of("SPARK_LOCAL_IP", "127.0.0.1", "JDK_JAVA_OPTIONS", InstalledProject.QUICK.get("JDK_JAVA_OPTIONS"));

    /** What the size of this cluster asks for. */
    private static final String SIZES = """
            spark.executor.memory                      600m
            spark.sql.shuffle.partitions               2
            spark.sql.files.minPartitionNum = 2
            """;

    /** Settings of a site that would change results, or who may read them. */
    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("spark.sql.ansi.enabled", "false"),
            Map.entry("spark.sql.session.timeZone", "Asia/Kathmandu"),
            Map.entry("spark.sql.caseSensitive", "true"),
            Map.entry("spark.sql.groupByOrdinal", "false"),
            Map.entry("spark.sql.decimalOperations.allowPrecisionLoss", "false"),
            Map.entry("spark.sql.legacy.timeParserPolicy", "LEGACY"),
            Map.entry("spark.sql.mapKeyDedupPolicy", "LAST_WIN"),
            Map.entry("spark.sql.files.ignoreCorruptFiles", "true"),
            Map.entry("spark.sql.files.ignoreMissingFiles", "true"),
            Map.entry("spark.sql.extensions", "example.None"),
            Map.entry("spark.sql.catalog.spark_catalog", "example.None"),
            Map.entry("spark.sql.sources.commitProtocolClass", "example.None"),
            Map.entry("spark.speculation", "true"),
            Map.entry("spark.network.crypto.enabled", "false"),
            Map.entry("spark.hadoop.fs.permissions.umask-mode", "000"),
            Map.entry("spark.hadoop.parquet.page.verify-checksum.enabled", "false"),
            Map.entry("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "2"),
            Map.entry(
                    "spark.executor.extraJavaOptions",
                    "-Duser.timezone=Asia/Kathmandu -Dfile.encoding=GBK -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
            Map.entry("spark.driver.extraJavaOptions", "-Duser.timezone=Asia/Kathmandu -Dof.site=\"two words\""));

    @TempDir
    private static Path root;

    private static InstalledProject project;
    private static StandaloneCluster cluster;
    private static Path few;

    /** Waits for a cluster that is not there for most of its time, and therefore runs beside the other tests. */
    private static Started unreachable;

    private static CompletableFuture<Duration> untilUnreachable;
    private static String nowhere;

    @BeforeAll
    static void layOut() throws Exception {
        project = InstalledProject.below(root);
        for (String file : List.of("2025-03-31_榆次区_重大项目清单.csv", "2025年_榆次区_项目进度.csv")) {
            FileUtils.copyFileToDirectory(
                    new File("src/test/resources/city", file),
                    root.resolve("收件").toFile());
        }
        few = Commands.publishing(
                Path.of("conf"), root.resolve("few"), List.of("projects_by_district", "project_watch"));
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = "spark://127.0.0.1:" + socket.getLocalPort();
        }
        Instant start = Instant.now();
        unreachable = started(few, root.resolve("nowhere"), "--master", nowhere);
        untilUnreachable = unreachable.process().onExit().thenApply(ended -> Duration.between(start, Instant.now()));
        // The tasks of one executor with two cores run beside each other too; the second process takes as long to start
        // as the night.
        cluster = new StandaloneCluster(root.resolve("cluster"), SECRET, LongForm.ASKED ? 2 : 1);
    }

    @AfterAll
    static void stop() {
        if (unreachable != null) {
            unreachable.process().destroy();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aNightOfWrongSettingsPublishesTheSameBytes() throws Exception {
        Path embedded = root.resolve("embedded");
        Commands.Answer alone = Commands.nightly(few, root.resolve("收件"), embedded, DATE);
        assertThat(alone.code()).as(alone.err()).isZero();
        Path events = Files.createDirectories(root.resolve("events"));
        StringBuilder settings = new StringBuilder(SIZES);
        settings.append("spark.master ").append(cluster.url()).append('\n');
        settings.append("spark.authenticate true\nspark.authenticate.secret ")
                .append(SECRET)
                .append('\n');
        settings.append(
                "spark.eventLog.enabled true\nspark.eventLog.compress false\nspark.eventLog.rolling.enabled false\n");
        settings.append("spark.eventLog.dir ").append(events.toUri()).append('\n');
        WRONG.forEach(
                (key, value) -> settings.append(key).append(' ').append(value).append('\n'));
        Path conf = configuration("wrong", settings.toString());
        Path warehouse = root.resolve("共 享");

        Instant start = Instant.now();
        Started night = started(conf, warehouse);
        if (LongForm.ASKED) {
            killWorker(night, "feeds", "ledger");
            killWorker(night, "facts", "summaries");
        }
        Answer answer = night.end();
        System.out.println("ClusterTest: seconds of the night on the cluster "
                + Duration.between(start, Instant.now()).toSeconds());

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.err()).doesNotContain("Exception", "INFO", SECRET, "has no secret");
        assertThat(answer.err().lines().count()).as(answer.err()).isLessThan(15);
        assertThat(PublishedContent.digests(warehouse)).isEqualTo(PublishedContent.digests(embedded));
        assertThat(PublishedContent.exports(warehouse))
                .isEqualTo(PublishedContent.exports(embedded))
                .hasSizeGreaterThan(1);
        assertThat(PublishedContent.page(warehouse)).isEqualTo(PublishedContent.page(embedded));
        assertThat(openFiles(warehouse)).isEmpty();
        assertEffective(events);
    }

    /** Compares the settings that Spark says it used with what correctness needs. */
    private static void assertEffective(Path events) throws IOException {
        JsonNode environment = null;
        try (Stream<Path> files = Files.list(events)) {
            for (String event : Files.readAllLines(
                    files.filter(Files::isRegularFile).findFirst().orElseThrow())) {
                JsonNode parsed = new ObjectMapper().readTree(event);
                if (parsed.get("Event").asText().equals("SparkListenerEnvironmentUpdate")) {
                    environment = parsed;
                }
            }
        }
        JsonNode used = environment.get("Spark Properties");
        Map<String, String> right = Map.of(
                "spark.sql.ansi.enabled", "true",
                "spark.sql.session.timeZone", "UTC",
                "spark.sql.sources.commitProtocolClass", InPlaceCommit.class.getName(),
                "spark.speculation", "false",
                "spark.network.crypto.enabled", "true",
                "spark.hadoop.fs.permissions.umask-mode", "077",
                "spark.hadoop.parquet.page.verify-checksum.enabled", "true",
                "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1");
        WRONG.keySet().forEach(key -> {
            if (right.containsKey(key)) {
                assertThat(used.path(key).asText()).as(key).isEqualTo(right.get(key));
            } else if (key.startsWith("spark.sql.") && !key.equals("spark.sql.extensions")) {
                assertThat(used.has(key)).as(key).isFalse();
            }
        });
        assertThat(used.path("spark.sql.shuffle.partitions").asText()).isEqualTo("2");
        assertThat(used.path("spark.executor.extraJavaOptions").asText())
                .endsWith(
                        "-Duser.timezone=UTC -Duser.language=en -Duser.country= -Duser.variant= -Dfile.encoding=UTF-8");
        assertThat(environment.get("System Properties").path("of.site").asText())
                .isEqualTo("two words");
    }

    /** A run of this size writes all tables by its driver. */
    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void filesThatExecutorsWriteAreTheirOwnersOnly() throws Exception {
        Path folder = root.resolve("written");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split("\\s+", -1)));
        command.addAll(List.of(
                "-Dspark.master=" + cluster.url(),
                "-Dspark.authenticate=true",
                "-Dspark.authenticate.secret=" + SECRET,
                "-Dspark.executor.memory=600m",
                "-Dspark.hadoop.fs.permissions.umask-mode=000",
                "-Dspark.jars=" + project.program(),
                "-cp",
                System.getProperty("java.class.path"),
                WrittenByExecutors.class.getName(),
                folder.toString()));
        Path told = root.resolve("written.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile());
        builder.environment().putAll(LOCAL);

        assertThat(builder.start().waitFor()).as(Files.readString(told)).isZero();

        assertThat(openFiles(folder)).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".parquet")))
                    .hasSize(4);
        }
    }

    @Test
    void aClusterThatCannotBeReachedIsNamed() throws Exception {
        Answer answer = unreachable.end();

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err())
                .contains("无法连接集群 " + nowhere, "The cluster " + nowhere + " cannot be reached")
                .doesNotContain("\tat ");
        assertThat(untilUnreachable.get()).isLessThan(Duration.ofMinutes(2));
    }

    private static Path configuration(String name, String settings) throws IOException {
        Path conf = root.resolve(name);
        FileUtils.copyDirectory(few.toFile(), conf.toFile());
        Files.createDirectories(conf.resolve("spark"));
        Files.writeString(conf.resolve("spark/cluster.conf"), settings);
        return conf;
    }

    private static Started started(Path conf, Path warehouse, String... more) throws IOException {
        return project.start(
                LOCAL,
                "nightly",
                Stream.concat(
                                Stream.of(
                                        Commands.nightlyOptions(conf, root.resolve("收件"), warehouse.toString(), DATE)),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static Pattern line(String stage) {
        return Pattern.compile("(?m)^[0-9:]{8} " + stage + " ");
    }

    /** Kills a worker in the middle of a stage, and starts another. */
    private static void killWorker(Started night, String before, String stage) throws Exception {
        awaitLine(night, before);
        Thread.sleep(3_000);
        assertThat(line(stage).matcher(Files.readString(night.err())).find())
                .as(stage + " has ended")
                .isFalse();
        cluster.killWorker();
        cluster.startWorker();
    }

    /** Waits until a stage has ended. */
    private static void awaitLine(Started night, String stage) throws IOException, InterruptedException {
        while (!line(stage).matcher(Files.readString(night.err())).find()) {
            assertThat(night.process().isAlive())
                    .as(Files.readString(night.err()))
                    .isTrue();
            Thread.sleep(200);
        }
    }

    /** What others than its owner may read, and files that only Hadoop's own file system writes. */
    private static List<String> openFiles(Path warehouse) throws IOException {
        try (Stream<Path> files = Files.walk(warehouse)) {
            return files.filter(file -> file.getFileName().toString().matches("\\..*\\.crc")
                            || !mode(file).endsWith("------"))
                    .map(file -> mode(file) + " " + file)
                    .toList();
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException gone) {
            return gone.toString();
        }
    }
}
