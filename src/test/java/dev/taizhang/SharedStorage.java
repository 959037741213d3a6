package dev.taizhang;

import com.google.common.base.Ascii;
import dev.taizhang.definition.HadoopConfiguration;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * An HDFS, an S3 or a YARN in a Java process of its own, because its libraries must not meet those of the program. The build copies them
 * below {@code target/cluster}.
 *
 * <p>What reads and writes S3 needs {@link #clientJars} on its class path, which no test has: it starts a process too.
 */
public final class SharedStorage implements AutoCloseable {
    private static final Path JARS = Path.of("target", "cluster").toAbsolutePath();
    private static final String BUCKET = "taizhang";
    private static final String ACCESS_KEY = "an-access-key";
    private static final String SECRET_KEY = "a-secret-key";

    private final Process process;
    private final String root;
    private final Map<String, String> hadoop;
    private final String clientJars;

    private SharedStorage(Process process, String root, Map<String, String> hadoop, String clientJars) {
        this.process = process;
        this.root = root;
        this.hadoop = hadoop;
        this.clientJars = clientJars;
    }

    /** Starts an HDFS with one node, which keeps its files in a folder. */
    public static SharedStorage hdfs(Path folder) throws IOException {
        Started started = start("hdfs", folder, folder.resolve("hdfs").toString());
        return new SharedStorage(started.process(), started.address(), Map.of(), "");
    }

    /** Starts an S3 with an empty bucket in memory; the folder is for its log. Conditional puts are atomic, as those of S3 are. */
    public static SharedStorage s3(Path folder) throws IOException {
        Started started = start("s3", folder, BUCKET, ACCESS_KEY, SECRET_KEY);
        Map<String, String> hadoop = new TreeMap<>(Map.of(
                "fs.s3a.endpoint", started.address(),
                "fs.s3a.endpoint.region", "us-east-1",
                "fs.s3a.path.style.access", "true",
                "fs.s3a.connection.ssl.enabled", "false",
                // s3proxy does not know requests of this kind.
                "fs.s3a.multiobjectdelete.enable", "false",
                "fs.s3a.access.key", ACCESS_KEY,
                "fs.s3a.secret.key", SECRET_KEY));
        return new SharedStorage(started.process(), "s3a://" + BUCKET, hadoop, classPath("s3a"));
    }

    /** Starts a YARN of one machine, which writes the settings of its clients into a folder. */
    public static SharedStorage yarn(Path folder, Path clients) throws IOException {
        Started started = start("yarn", folder, clients.toString());
        return new SharedStorage(started.process(), started.address(), Map.of(), "");
    }

    private record Started(Process process, String address) {}

    /** Runs the only source file of {@code src/test/cluster/<name>} and waits for the address that it prints first. */
    private static Started start(String name, Path folder, String... arguments) throws IOException {
        Files.createDirectories(folder);
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(
                List.of(java(), "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath(name)));
        String source = Ascii.toUpperCase(name.substring(0, 1)) + name.substring(1) + ".java";
        command.add(Path.of("src/test/cluster", name, source).toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        // YARN leaves folders where it is started.
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(log.toFile())
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.matches("(hdfs|http)://\\S+")) {
            line = out.readLine();
        }
        if (line == null) {
            process.destroyForcibly();
            throw new IOException(name + " did not start: " + Files.readString(log));
        }
        return new Started(process, line);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath(String name) {
        try (Stream<Path> jars = Files.list(JARS.resolve(name))) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        } catch (IOException missing) {
            throw new UncheckedIOException(
                    "The build of the cluster is missing: mvn -f src/test/cluster/pom.xml initialize", missing);
        }
    }

    /** Returns the jars of its client, which belong at the end of the class path of the program; empty if the program has it. */
    public String clientJars() {
        return clientJars;
    }

    /** Returns the settings of Spark by which the program reaches it, in the form of {@code cluster.conf}. */
    public String settings() {
        StringBuilder settings = new StringBuilder();
        hadoop.forEach((key, value) -> settings.append("spark.hadoop.%s %s\n".formatted(key, value)));
        if (!clientJars.isEmpty()) {
            settings.append(
                    "spark.driver.extraClassPath %1$s\nspark.executor.extraClassPath %1$s\n".formatted(clientJars));
        }
        return settings.toString();
    }

    /** Copies a file or folder between this machine and the storage, in a process of its own, which has the client. */
    public void copy(String from, String to) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        hadoop.forEach((key, value) -> command.add("-Dspark.hadoop." + key + "=" + value));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + clientJars,
                CopiedFolder.class.getName(),
                from,
                to));
        Path told = Files.createTempFile("copy", ".txt");
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(told.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException(from + " was not copied to " + to + ": " + Files.readString(told));
            }
        } finally {
            Files.delete(told);
        }
    }

    /** Returns the address below which everything can be written, such as {@code s3a://taizhang}. */
    public String root() {
        return root;
    }

    /** Returns the keys of Hadoop that reach it. */
    public Map<String, String> hadoop() {
        return hadoop;
    }

    /** Returns the configuration of this process with the keys that reach it. */
    public Configuration configuration() {
        Configuration configuration = HadoopConfiguration.read();
        hadoop.forEach(configuration::set);
        return configuration;
    }

    /** Makes an S3 work, fail now and then, or refuse its keys: {@code sound}, {@code failing} or {@code expired}. */
    public void become(String state) throws IOException {
        Writer in = process.outputWriter(StandardCharsets.UTF_8);
        in.write(state + "\n");
        in.flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
