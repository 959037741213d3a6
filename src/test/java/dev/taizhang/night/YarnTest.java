package dev.taizhang.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taizhang.InstalledProject;
import dev.taizhang.InstalledProject.Answer;
import dev.taizhang.SharedStorage;
import dev.taizhang.commands.Commands;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night on YARN as users start it, with two executors: the same bytes as without a cluster. With {@code --long} only. */
class YarnTest {
    @TempDir
    private static Path root;

    @Test
    void aNightPublishesTheSameBytes() throws Exception {
        assumeTrue(Boolean.getBoolean("taizhang.long"), "A YARN takes a minute; use --long.");
        InstalledProject project = InstalledProject.below(root);
        Path inbox = Files.createDirectories(root.resolve("inbox"));
        for (String file : List.of("2025-03-31_榆次区_重大项目清单.csv", "2025年_榆次区_项目进度.csv")) {
            FileUtils.copyFileToDirectory(new File("src/test/resources/city", file), inbox.toFile());
        }
        Path conf = Commands.publishing(
                Path.of("conf"), root.resolve("few"), List.of("projects_by_district", "project_watch"));
        Commands.Answer alone = Commands.run(words(conf, inbox, root.resolve("alone")));
        assertThat(alone.code()).as(alone.err()).isZero();

        Path spark = sparkWithYarn(root.resolve("spark"));
        Path clients = root.resolve("clients");
        try (SharedStorage yarn = SharedStorage.yarn(root.resolve("yarn"), clients)) {
            Path events = Files.createDirectories(root.resolve("events"));
            Files.createDirectories(conf.resolve("spark"));
            Files.writeString(conf.resolve("spark/cluster.conf"), """
                    spark.master yarn
                    spark.executor.instances 2
                    spark.executor.memory 512m
                    spark.yarn.am.memory 512m
                    spark.driver.host 127.0.0.1
                    spark.sql.shuffle.partitions 2
                    spark.sql.leafNodeDefaultParallelism 2
                    spark.yarn.jars local:%s/jars/*
                    spark.yarn.stagingDir %s
                    spark.executorEnv.JAVA_HOME %s
                    spark.yarn.appMasterEnv.JAVA_HOME %s
                    spark.eventLog.enabled true
                    spark.eventLog.compress false
                    spark.eventLog.rolling.enabled false
                    spark.eventLog.dir %s
                    """.formatted(
                            spark,
                            root.resolve("staging").toUri(),
                            System.getProperty("java.home"),
                            System.getProperty("java.home"),
                            events.toUri()));
            Path warehouse = root.resolve("共 享");
            String[] words = words(conf, inbox, warehouse);
            Answer night = project.start(
                            Map.of(
                                    "SPARK_HOME", spark.toString(),
                                    "HADOOP_CONF_DIR", clients.toString(),
                                    "SPARK_LOCAL_IP", "127.0.0.1"),
                            words[0],
                            List.of(words).subList(1, words.length).toArray(String[]::new))
                    .end();
            assertThat(night.code()).as(night.err()).isZero();
            assertThat(csv(warehouse)).isEqualTo(csv(root.resolve("alone"))).hasSizeGreaterThan(3);
            assertThat(executors(events)).isEqualTo(2);
            assertThat(yarn).isNotNull();
        }
    }

    /** The jars of the build and those for YARN, as an installation of Spark has them. */
    private static Path sparkWithYarn(Path spark) throws IOException {
        Path jars = Files.createDirectories(spark.resolve("jars"));
        for (Path folder : List.of(Path.of("target/lib/spark/jars"), Path.of("target/cluster/spark-yarn"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path jar : files.toList()) {
                    Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
                }
            }
        }
        return spark;
    }

    private static String[] words(Path conf, Path inbox, Path warehouse) {
        return new String[] {
            "nightly",
            "--conf",
            conf.toString(),
            "--inbox",
            inbox.toString(),
            "--warehouse",
            warehouse.toString(),
            "--as-of",
            "2025-03-31"
        };
    }

    private static SortedMap<String, String> csv(Path warehouse) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(warehouse.resolve("exports/2025-03-31"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv")).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
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
