package dev.taizhang.night;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A standalone cluster of Spark from the built folder: a master and workers of two cores together, as processes of their own
 * on the loopback address, with a secret.
 */
public final class StandaloneCluster implements AutoCloseable {
    private static final Path SPARK = Path.of("target/lib/spark").toAbsolutePath();
    private static final int MOST_SECONDS = 120;
    private static final int CORES = 2;

    private final Path folder;
    private final Path settings;
    private final int port;
    private final int page;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();
    private final int coresOfWorker;

    /** Starts a cluster of some workers, whose logs and working folders are below a folder. */
    public StandaloneCluster(Path folder, String secret, int size) throws IOException, InterruptedException {
        coresOfWorker = CORES / size;
        this.folder = Files.createDirectories(folder);
        settings = Files.writeString(
                folder.resolve("daemons.conf"),
                "spark.authenticate true\nspark.authenticate.secret " + secret
                        + "\nspark.network.crypto.enabled true\nspark.master.rest.enabled false\n");
        port = freePort();
        page = freePort();
        master = start(
                "master", "master.Master", "--port", Integer.toString(port), "--webui-port", Integer.toString(page));
        try {
            for (int worker = 0; worker < size; worker++) {
                startWorker();
            }
            awaitWorkers(size);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String url() {
        return "spark://127.0.0.1:" + port;
    }

    /** Starts one more worker. It has the zone, charset and mask of a machine that nobody has set up. */
    public void startWorker() throws IOException {
        workers.add(start(
                "worker-" + workers.size(),
                "worker.Worker",
                "--webui-port",
                "0",
                "--cores",
                Integer.toString(coresOfWorker),
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve("work-" + workers.size()).toString(),
                url()));
    }

    /** Waits until so many workers are alive. */
    public void awaitWorkers(int alive) throws IOException, InterruptedException {
        await("\"aliveworkers\" : " + alive);
    }

    /** Kills one worker and its executors at once, as a machine that loses its power. */
    public void killWorker() {
        Process worker = workers.remove(0);
        List<ProcessHandle> executors = worker.descendants().toList();
        worker.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
    }

    private void await(String words) throws IOException, InterruptedException {
        String state = "";
        for (int tick = 0; tick < MOST_SECONDS * 5; tick++) {
            state = state();
            if (state.contains(words)) {
                return;
            }
            Thread.sleep(200);
        }
        throw new IOException("The cluster does not come to " + words + ": " + state + "; see the logs in " + folder);
    }

    private String state() throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + page + "/json/").toURL().openConnection();
        try {
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException notYet) {
            return notYet.toString();
        }
    }

    private Process start(String name, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split("\\s+", -1)));
        command.addAll(List.of(
                "-cp",
                SPARK.resolve("jars") + File.separator + "*",
                "org.apache.spark.deploy." + main,
                "--host",
                "127.0.0.1",
                "--properties-file",
                settings.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        System.getenv("PATH"),
                        "SPARK_HOME",
                        SPARK.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.13",
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "LC_ALL",
                        // Without a locale Java finds no jars in a folder whose name is not ASCII.
                        StandardCharsets.US_ASCII.newEncoder().canEncode(SPARK.toString()) ? "POSIX" : "C.UTF-8",
                        "TZ",
                        "Asia/Kathmandu"));
        return builder.start();
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.descendants().forEach(ProcessHandle::destroyForcibly));
        workers.forEach(Process::destroyForcibly);
        master.destroyForcibly();
    }
}
