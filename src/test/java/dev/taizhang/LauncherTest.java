package dev.taizhang;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.common.collect.MoreCollectors;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.commons.io.FileUtils;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the scripts of {@code jobs/} from a copied project, with stand-ins for Maven and for the program. A build costs
 * a second, so the tests share one project, and each of them leaves it built.
 */
class LauncherTest {

    /** Does what its second argument says and then records 0, unless it is to end otherwise. */
    private static final String PROGRAM = """
            package dev.taizhang.commands;

            import java.nio.file.Files;
            import java.nio.file.Path;

            public class Taizhang {
                public static void main(String[] arguments) throws Exception {
                    Path outcome = Path.of(System.getProperty("taizhang.outcome"));
                    String recorded = "0";
                    int code = 0;
                    switch (arguments[1]) {
                        case "print" -> System.out.print(String.join("|", arguments));
                        case "property" -> System.out.print(System.getProperty(arguments[2]));
                        case "read" -> System.out.print(Files.readString(Path.of(arguments[2])));
                        case "copy" -> System.in.transferTo(System.out);
                        case "end" -> {
                            recorded = arguments[2];
                            code = Integer.parseInt(arguments[3]);
                        }
                        case "wait" -> {
                            Files.writeString(outcome, arguments[2]);
                            if (arguments[3].equals("stubbornly")) {
                                Runtime.getRuntime().addShutdownHook(new Thread(Taizhang::rest));
                            }
                            System.out.println("ready");
                            rest();
                        }
                        default -> throw new IllegalArgumentException(arguments[1]);
                    }
                    System.out.flush();
                    Files.writeString(outcome, recorded);
                    if (code > 128) {
                        new ProcessBuilder("kill", "-" + (code - 128), "" + ProcessHandle.current().pid()).start();
                        rest();
                    }
                    Runtime.getRuntime().halt(code);
                }

                private static void rest() {
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
            """;

    /** Notes each of its runs and copies what a real build would make. */
    private static final String MAVEN = """
            #!/bin/sh
            here=$(dirname "$0")
            echo run >> "$here/runs"
            case $MANNER in
                broken) echo "[ERROR] 7 is not a number"; exit 1 ;;
                endless) exec sleep 60 ;;
                slow) sleep 2 ;;
            esac
            mkdir -p target/lib/app target/lib/spark/jars
            cp "$here/taizhang.jar" target/
            cp "$here"/spark-*.jar target/lib/spark/jars/
            """;

    private static final String CORE = "spark-core_2.13-4.2.0.jar";

    /** Stands in for spark-submit: its words, one a line, and the home of Spark. */
    private static final String SUBMIT = """
            #!/bin/sh
            printf '%s\\n' "$SPARK_HOME" "$@"
            echo 0 > /proc/self/fd/8
            """;

    @TempDir
    private static Path root;

    private static Path project;
    private static Path caller;
    private static Path maven;
    private static Path temporary;

    @TempDir
    private Path output;

    @BeforeAll
    static void layOut() throws IOException {
        project = root.resolve("空 格").resolve("项目");
        caller = Files.createDirectories(root.resolve("别 处"));
        temporary = Files.createDirectories(root.resolve("临 时"));
        maven = Files.createDirectories(root.resolve("maven"));

        Path source = Files.writeString(root.resolve("Taizhang.java"), PROGRAM);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", root.toString(), source.toString()))
                .isZero();
        String program = "dev/taizhang/commands/Taizhang.class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(maven.resolve("taizhang.jar")))) {
            jar.putNextEntry(new JarEntry(program));
            Files.copy(root.resolve(program), jar);
        }
        Path sparkLauncher = Path.of(URI.create(JavaModuleOptions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        Files.copy(sparkLauncher, maven.resolve(sparkLauncher.getFileName()));
        // Only its name is looked at.
        Files.copy(sparkLauncher, maven.resolve(CORE));
        script(maven.resolve("mvn"), MAVEN);

        Files.createDirectories(project.resolve("jobs"));
        try (Stream<Path> scripts = Files.list(Path.of("jobs"))) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                script(project.resolve(script.toString()), Files.readString(script));
            }
        }
        Files.createDirectories(project.resolve("src/main"));
        changeSources();
        Files.writeString(project.resolve("pom.xml"), "<project/>");
    }

    @Test
    void theFirstUseBuildsAndALaterOneWritesNothing() throws Exception {
        changeSources();
        Ended first = run("tables", "print");
        assertThat(first.errors()).contains("正在编译", "building now", "Built in");
        List<String> before = filesOfTheProject();
        int builds = builds();

        Ended second = run("tables", "print");

        // Nothing on the second channel, so Java does not warn of incubator modules either.
        assertThat(second).isEqualTo(new Ended(0, "tables|print", ""));
        assertThat(builds()).isEqualTo(builds);
        assertThat(filesOfTheProject()).isEqualTo(before);
    }

    @Test
    void argumentsAndFilesKeepTheirNamesInAnyLocaleAndThroughALink() throws Exception {
        run("tables", "print");
        Path link = Files.createSymbolicLink(caller.resolve("每夜"), project.resolve("jobs/nightly"));
        Files.writeString(caller.resolve("台 账.txt"), "内容");

        assertThat(started(link, Map.of("LC_ALL", "C"), "print", "你 好", "", "*", "$HOME", "\"'\\")
                        .end())
                .isEqualTo(new Ended(0, "nightly|print|你 好||*|$HOME|\"'\\", ""));
        assertThat(started(link, Map.of("LC_ALL", "POSIX"), "read", "台 账.txt").end())
                .isEqualTo(new Ended(0, "内容", ""));
    }

    @Test
    void theInputOfTheCallerReachesJava() throws Exception {
        run("tables", "print");
        Started started = started(project.resolve("jobs/query"), Map.of(), "copy");
        started.process().outputWriter(UTF_8).append("选择\n").close();

        assertThat(started.end()).isEqualTo(new Ended(0, "选择\n", ""));
    }

    @Test
    void javaIsToldTheFolderTheVersionAndTheMemory() throws Exception {
        assertThat(run("runs", "property", "taizhang.home").answer()).isEqualTo(project.toString());
        assertThat(run("runs", "property", "taizhang.version").answer()).isEqualTo("unknown");
        Map<String, String> unreadable = Map.of("TAIZHANG_MEMORY", "plenty");
        Ended ended = started(project.resolve("jobs/runs"), unreadable, "print").end();
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors()).contains("plenty", "Write it like 4g");
    }

    @Test
    void aJavaThatWasKilledIsExplained() throws Exception {
        assertThat(run("nightly", "end", "", "137").errors())
                .contains(
                        "进程被强行终止（退出码 137），多半是内存不足",
                        "The process was killed (exit code 137), probably out of memory. Add memory");
        assertThat(run("nightly", "end", "", "143").errors())
                .contains("Stopped on request (TERM); nothing was published.");
        assertThat(run("nightly", "end", "", "2").errors()).contains("Java ended abnormally (exit code 2)");
    }

    @Test
    void aJavaThatIsKilledAfterItsRunHasEndedKeepsTheCodeAndMakesNoSecondAttemptAtAnArchive() throws Exception {
        changeSources();
        assertThat(run("tables", "print").code()).isZero();

        assertThat(run("nightly", "end", "0", "137")).isEqualTo(new Ended(0, "", ""));
        assertThat(archive()).isEmptyFile();
        assertThat(run("nightly", "print").answer()).isEqualTo("nightly|print");
        // A build removes it, and the next night writes one for those after it.
        changeSources();
        assertThat(run("nightly", "print").answer()).isEqualTo("nightly|print");
        assertThat(archive()).isNotEmptyFile();
        assertThat(run("nightly", "print")).isEqualTo(new Ended(0, "nightly|print", ""));
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(project.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).collect(MoreCollectors.onlyElement());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "3, 0, 3", "6, 143, 6", "'', 0, 1", "'', 137, 137", "oops, 2, 1"})
    void theRecordedCodeGoesBeforeTheCodeOfJava(String recorded, int ofJava, int expected) throws Exception {
        assertThat(run("nightly", "end", recorded, String.valueOf(ofJava)).code())
                .isEqualTo(expected);
        assertThat(temporary).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "INT, '', 130, ; nothing was published.",
        "HUP, '', 129, ; nothing was published.",
        "TERM, 3, 143, ; nothing was published.",
        "TERM, 6, 6, ' after the release was published; later steps are unfinished, so run again.'",
        "TERM, 0, 0, ; the run had already finished."
    })
    void aSignalEndsTheRunInAMomentAndTheLastLineSaysWhetherItHasPublished(
            String signal, String recorded, int expected, String last) throws Exception {
        assumeFalse(signal.equals("HUP") && hangUpIsIgnored(), "Below nohup no process hears of HUP; skipped.");
        Started started = started(project.resolve("jobs/nightly"), Map.of(), "wait", recorded, "meekly");
        started.awaitAnswer("ready");

        Instant sent = Instant.now();
        started.send(signal);

        Ended ended = started.end();
        assertThat(ended.code()).isEqualTo(expected);
        assertThat(ended.errors()).contains("已按要求停止（" + signal + "）", "Stopped on request (" + signal + ")" + last);
        assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofSeconds(4));
        assertThat(temporary).isEmptyDirectory();
    }

    /** The lowest bit of the signals that this process was started to ignore, which its children are as well. */
    private static boolean hangUpIsIgnored() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> Integer.parseInt(line.substring(line.length() - 1), 16) % 2 == 1);
    }

    @Test
    void quitShowsTheStacksBesideTheAnswerAndTheRunGoesOn() throws Exception {
        Started started = started(project.resolve("jobs/nightly"), Map.of(), "wait", "", "meekly");
        started.awaitAnswer("ready");

        for (int dump = 1; dump <= 2; dump++) {
            int dumps = dump;
            started.send("QUIT");
            await(() -> text(started.errors()).split("Full thread dump", -1).length > dumps);
        }

        await(() -> text(started.errors()).contains("Taizhang.rest"));
        assertThat(started.process().isAlive()).isTrue();
        started.send("TERM");
        assertThat(started.end()).extracting(Ended::code, Ended::answer).containsExactly(143, "ready\n");
    }

    @Test
    void aJavaThatDoesNotHeedTheSignalIsKilled() throws Exception {
        Started started = started(project.resolve("jobs/nightly"), Map.of(), "wait", "", "stubbornly");
        started.awaitAnswer("ready");
        List<ProcessHandle> descendants = started.process().descendants().toList();

        started.send("TERM");

        assertThat(started.end().code()).isEqualTo(143);
        assertThat(descendants).isNotEmpty();
        await(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void ofTwoFirstUsesOneBuildsAndTheOtherWaits() throws Exception {
        changeSources();
        int builds = builds();
        Started one = started(project.resolve("jobs/tables"), Map.of("MANNER", "slow"), "print");
        await(() -> builds() > builds);

        Ended other = run("runs", "print");

        assertThat(other.code()).isZero();
        assertThat(other.answer()).isEqualTo("runs|print");
        assertThat(other.errors()).contains("等待其完成", "waiting until it is done");
        assertThat(one.end().answer()).isEqualTo("tables|print");
        assertThat(builds()).isEqualTo(builds + 1);
    }

    @Test
    void anInterruptedBuildDoesNotCountAsDone() throws Exception {
        changeSources();
        int builds = builds();
        Started started = started(project.resolve("jobs/tables"), Map.of("MANNER", "endless"), "print");
        await(() -> builds() > builds);

        started.send("INT");

        assertThat(started.end().code()).isEqualTo(130);
        assertThat(run("tables", "print").answer()).isEqualTo("tables|print");
        assertThat(builds()).isEqualTo(builds + 2);
    }

    @Test
    void aFailedBuildShowsTheEndOfItsLog() throws Exception {
        changeSources();
        Ended ended = started(project.resolve("jobs/tables"), Map.of("MANNER", "broken"), "print")
                .end();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.answer()).isEmpty();
        assertThat(ended.errors()).contains("7 is not a number", "编译失败", "The build failed");
        assertThat(run("tables", "print").code()).isZero();
    }

    @Test
    void aRemovedSourceBuildsAgain() throws Exception {
        Path extra = Files.writeString(project.resolve("src/main/extra.txt"), "to be removed");
        run("tables", "print");
        int builds = builds();

        Files.delete(extra);
        run("tables", "print");

        assertThat(builds()).isEqualTo(builds + 1);
    }

    @Test
    void aReleaseHasNothingToBuild() throws Exception {
        Path release = Files.createDirectories(output.resolve("解 压/taizhang-1.2.3"));
        FileUtils.copyDirectory(
                project.resolve("jobs").toFile(), release.resolve("jobs").toFile());
        Path program = Files.createDirectories(release.resolve("program"));
        Files.copy(maven.resolve("taizhang.jar"), program.resolve("taizhang.jar"));
        Files.writeString(
                program.resolve("built"),
                Files.readString(Path.of("src/release/built")).replace("${project.version}", "1.2.3"));
        int builds = builds();

        assertThat(started(release.resolve("jobs/runs"), Map.of(), "property", "taizhang.version")
                        .end())
                .isEqualTo(new Ended(0, "1.2.3", ""));
        assertThat(started(release.resolve("jobs/runs"), Map.of(), "property", "taizhang.home")
                        .end())
                .isEqualTo(new Ended(0, release.toString(), ""));
        assertThat(started(release.resolve("jobs/nightly"), Map.of(), "print").end())
                .isEqualTo(new Ended(0, "nightly|print", ""));
        // The archive of classes is the only file that is written.
        assertThat(program.toFile().list((folder, name) -> name.endsWith(".jsa")))
                .hasSize(1);
        for (String script : List.of("check", "bench")) {
            Ended ended =
                    started(release.resolve("jobs").resolve(script), Map.of()).end();
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.errors())
                    .contains("发布包不含源代码", "A release has no sources")
                    .hasLineCount(1);
        }
        Files.delete(program.resolve("taizhang.jar"));
        Ended incomplete =
                started(release.resolve("jobs/runs"), Map.of(), "print").end();
        assertThat(incomplete.code()).isEqualTo(2);
        assertThat(incomplete.errors()).contains("请重新解压", "Unpack the archive again.");
        assertThat(builds()).isEqualTo(builds);
        assertThat(release).isDirectoryNotContaining("glob:**/{target,.build.lock}");
    }

    /** Java would print "WARNING: Using incubator modules"; only Spark's machine learning library, which is not here, uses it. */
    @Test
    void javaGetsTheOptionsThatSparkRequiresWithoutItsIncubator() throws Exception {
        assertThat(Files.readAllLines(Path.of("jobs/launcher-options")))
                .containsExactlyElementsOf(
                        Stream.of(JavaModuleOptions.defaultModuleOptions().split(" "))
                                .filter(option -> !option.equals("--add-modules=jdk.incubator.vector"))
                                .toList());
    }

    @Test
    void withoutMavenOrJavaTheRemedyIsNamed() throws Exception {
        changeSources();
        Path tools = Files.createDirectory(output.resolve("tools"));
        for (String tool : "bash cksum find flock mkdir readlink sort".split(" ", -1)) {
            script(tools.resolve(tool), "#!/bin/sh\nexec " + InstalledProject.onThePath(tool) + " \"$@\"\n");
        }
        Path script = project.resolve("jobs/tables");

        Ended withoutMaven = started(script, Map.of("PATH", tools.toString())).end();
        Ended withoutJava = started(script, Map.of("PATH", tools.toString(), "JAVA_HOME", tools.toString()))
                .end();

        assertThat(withoutMaven.code()).isEqualTo(2);
        assertThat(withoutMaven.errors()).contains("请安装 Maven", "mvn was not found. Install Maven");
        assertThat(withoutMaven.errors().lines()).hasSize(2);
        assertThat(withoutJava.code()).isEqualTo(2);
        assertThat(withoutJava.errors())
                .contains("请安装 JDK 17", "No suitable Java was found: 17/21/25 is required. Install JDK 17");
        assertThat(withoutJava.errors().lines()).hasSize(2);
        assertThat(run("tables", "print").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"JAVA_VERSION=\"11.0.2\", 11.0.2", "echo 'openjdk version \"1.8.0_402\"' >&2, 1.8.0_402"})
    void aJavaThatIsTooOldIsNamed(String told, String version) throws Exception {
        Path old = Files.createDirectories(output.resolve("old"));
        Files.createDirectories(old.resolve("bin"));
        script(old.resolve("bin/java"), "#!/bin/sh\n" + told + "\n");
        if (told.startsWith("JAVA_VERSION")) {
            Files.writeString(old.resolve("release"), told + "\n");
        }
        Path tools = Files.createDirectory(output.resolve("tools"));
        for (String tool : "bash readlink".split(" ", -1)) {
            script(tools.resolve(tool), "#!/bin/sh\nexec " + InstalledProject.onThePath(tool) + " \"$@\"\n");
        }
        Map<String, String> environment = Map.of("JAVA_HOME", old.toString(), "PATH", tools.toString());

        Ended ended = started(project.resolve("jobs/tables"), environment).end();

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors())
                .contains("版本 " + version, "found Java " + version + " at " + old.resolve("bin/java"));
    }

    @Test
    void optionsOfTheEnvironmentDoNotDisturbTheAnswerOrTheBuild() throws Exception {
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=4");
        changeSources();

        assertThat(started(project.resolve("jobs/tables"), environment, "print")
                        .end()
                        .answer())
                .isEqualTo("tables|print");
    }

    /** Lays out a home of Spark with the jars of a version. */
    private Path sparkHome(String core) throws IOException {
        Path home = output.resolve("spark home");
        Files.createDirectories(home.resolve("jars"));
        Files.writeString(home.resolve("jars").resolve(core), "");
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/spark-submit"), SUBMIT);
        return home;
    }

    private static Path cluster(String settings) throws IOException {
        Path file = project.resolve("conf/spark/cluster.conf");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, settings);
    }

    @Test
    void aMasterStartsSparkSubmitWithTheSettingsOfTheSite() throws Exception {
        Path home = sparkHome("spark-core_2.13-4.2.0.1-vendor.jar");
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(
                home.resolve("conf/spark-defaults.conf"),
                "spark.master yarn\nspark.driver.extraJavaOptions -Done=1\nspark.driver.extraClassPath = /opt/one/*\n");
        Path settings =
                cluster("# spark.master local\n  spark.master:  spark://first:7077\nspark.master  spark://host:7077\n");
        Map<String, String> environment = Map.of("SPARK_HOME", home.toString(), "TAIZHANG_MEMORY", "3g");
        try {
            Ended ended = started(project.resolve("jobs/nightly"), environment, "print", "你 好", "")
                    .end();

            assertThat(ended.code()).as(ended.errors()).isZero();
            List<String> words = ended.answer().lines().toList();
            assertThat(words)
                    .startsWith(
                            home.toString(),
                            "--class",
                            "dev.taizhang.commands.Taizhang",
                            "--master",
                            "spark://host:7077",
                            "--deploy-mode",
                            "client")
                    .containsSequence("--load-spark-defaults", "--properties-file", settings.toString())
                    .containsSequence("--driver-memory", "3g")
                    .endsWith(project + "/target/taizhang.jar", "nightly", "print", "你 好", "");
            assertThat(words.get(words.indexOf("--driver-class-path") + 1))
                    .startsWith(project + "/target/taizhang.jar:")
                    .contains(":/opt/one/*");
            assertThat(words.get(words.indexOf("--driver-java-options") + 1))
                    .startsWith("-Done=1 ")
                    .contains("\"-Dtaizhang.home=" + project + "\"", "-Dfile.encoding=UTF-8");

            assertThat(started(project.resolve("jobs/backfill"), environment, "print", "--master=yarn")
                            .end()
                            .answer())
                    .contains("--master\nyarn\n");
            // These compute nothing, or only here.
            assertThat(run("query", "print").answer()).isEqualTo("query|print");
            assertThat(run("nightly", "print", "--plan").answer()).isEqualTo("nightly|print|--plan");
        } finally {
            Files.delete(settings);
        }
    }

    @ParameterizedTest
    @CsvSource({"spark-core_2.13-4.1.0.jar, spark-core_2.13-4.1.0", "other.jar, 无 none"})
    void anotherVersionOfSparkIsNamed(String core, String found) throws Exception {
        run("tables", "print");
        Map<String, String> environment = Map.of("SPARK_HOME", sparkHome(core).toString());

        Ended ended = started(project.resolve("jobs/nightly"), environment, "print", "--master", "yarn")
                .end();

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors())
                .contains(
                        "不是所需版本：需要 spark-core_2.13-4.2.0，找到 " + found,
                        "another version of Spark: spark-core_2.13-4.2.0 is required, " + found + " was found");
        assertThat(started(project.resolve("jobs/nightly"), environment, "print")
                        .end()
                        .answer())
                .isEqualTo("nightly|print");
    }

    @Test
    void clusterModeIsRefusedWhereverItIsAskedFor() throws Exception {
        run("tables", "print");
        assertThat(run("nightly", "print", "--master", "yarn", "--deploy-mode", "cluster"))
                .satisfies(LauncherTest::isRefusedClusterMode);
        Path settings = cluster("spark.master yarn\nspark.submit.deployMode cluster\n");
        try {
            assertThat(run("withdraw", "print")).satisfies(LauncherTest::isRefusedClusterMode);
        } finally {
            Files.delete(settings);
        }
    }

    private static void isRefusedClusterMode(Ended ended) {
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors()).contains("只支持客户端模式", "Only client mode is supported");
    }

    @Test
    void theSettingsOfTheClusterReachACommandWithoutIt() throws Exception {
        Path settings =
                cluster("spark.hadoop.fs.s3a.endpoint http://store\nspark.driver.extraClassPath /opt/one.jar\n");
        try {
            assertThat(run("query", "property", "taizhang.cluster").answer()).isEqualTo(settings.toString());
            assertThat(run("query", "property", "java.class.path").answer()).endsWith(":/opt/one.jar");
        } finally {
            Files.delete(settings);
        }
        assertThat(started(
                                project.resolve("jobs/query"),
                                Map.of("HADOOP_CONF_DIR", "/etc/hadoop"),
                                "property",
                                "java.class.path")
                        .end()
                        .answer())
                .endsWith(":/etc/hadoop");
    }

    @Test
    void workOfUnknownSizeOnAStorageGetsTheOptimisingCompiler() throws Exception {
        // Java says in this property whether it has the quick compiler alone.
        String[] ask = {"property", "java.vm.info"};
        assertThat(run("nightly", ask).answer()).contains("emulated-client");
        assertThat(run("nightly", ask[0], ask[1], "--warehouse", "hdfs://first/taizhang")
                        .answer())
                .isNotEmpty()
                .doesNotContain("emulated-client");
        assertThat(run("nightly", ask[0], ask[1], "--inbox=s3a://bucket/inbox").answer())
                .isNotEmpty()
                .doesNotContain("emulated-client");
        Path conf = Files.createDirectories(root.resolve("conf of storage"));
        Files.writeString(conf.resolve("taizhang.conf"), "warehouse = \"hdfs://first/taizhang\" # shared\n");
        assertThat(run("backfill", ask[0], ask[1], "--conf", conf.toString()).answer())
                .isNotEmpty()
                .doesNotContain("emulated-client");
        assertThat(run("query", ask[0], ask[1], "--conf", conf.toString()).answer())
                .contains("emulated-client");
    }

    /** How a run ended and what it said. */
    private record Ended(int code, String answer, String errors) {}

    /** A run under way, writing to two files. */
    private record Started(Process process, Path answer, Path errors) {

        void awaitAnswer(String word) throws InterruptedException {
            await(() -> text(answer).contains(word));
        }

        void send(String signal) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }

        Ended end() throws IOException, InterruptedException {
            process.outputWriter().close();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), text(answer), text(errors));
        }
    }

    private Ended run(String script, String... arguments) throws IOException, InterruptedException {
        return started(project.resolve("jobs").resolve(script), Map.of(), arguments)
                .end();
    }

    /** Starts a script with nothing in its environment but what is named here, and with INT and QUIT as a terminal leaves them. */
    private Started started(Path script, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(InstalledProject.onThePath("env").toString(), "--default-signal=INT,QUIT"));
        command.add(script.toString());
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(caller.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", maven + File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().putAll(environment);
        Path answer = Files.createTempFile(output, "answer", ".txt");
        Path errors = Files.createTempFile(output, "errors", ".txt");
        Process process = builder.redirectOutput(answer.toFile())
                .redirectError(errors.toFile())
                .start();
        return new Started(process, answer, errors);
    }

    private static void script(Path file, String text) throws IOException {
        assertThat(Files.writeString(file, text).toFile().setExecutable(true)).isTrue();
    }

    private static void changeSources() throws IOException {
        Files.writeString(project.resolve("src/main/source.txt"), Instant.now().toString());
    }

    private static int builds() {
        return (int) text(maven.resolve("runs")).lines().count();
    }

    private static List<String> filesOfTheProject() throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.map(file -> file + " " + file.toFile().lastModified())
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant latest = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(latest);
            Thread.sleep(20);
        }
    }
}
