import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * Starts a driver in client mode against an API server that keeps its objects in memory. The first executor is killed, so that
 * the driver replaces it. Writes down every request of the driver and the pods that it asked for. KubernetesTest starts this
 * program, because the server's libraries do not belong on the class path of a test.
 */
final class Driver {
    private static final String KUBELET = "kubelet";
    private static final int MOST_SECONDS = 120;

    /** Reads Spark's properties from a file; writes pods.json and requests.txt into a folder. */
    public static void main(String[] arguments) throws Exception {
        Path answers = Path.of(arguments[1]);
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        server.init();
        String address = server.url("/").replaceAll("/$", "");
        SparkConf conf = conf(Path.of(arguments[0]))
                .setMaster("k8s://" + address)
                .setAppName("taizhang")
                .set("spark.kubernetes.driver.pod.name", "nightly-0")
                .set("spark.kubernetes.executor.apiPollingInterval", "3s")
                .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "1s");
        String namespace = conf.get("spark.kubernetes.namespace");
        try (KubernetesClient kubelet = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl(address)
                        .withNamespace(namespace)
                        .withUserAgent(KUBELET)
                        .build())
                .build()) {
            Pod driver = new PodBuilder()
                    .withNewMetadata()
                    .withName("nightly-0")
                    .withUid("uid-of-the-driver")
                    .endMetadata()
                    .withStatus(status("Running"))
                    .build();
            kubelet.resource(driver).create();
            SparkContext context = new SparkContext(conf);
            int executors = conf.getInt("spark.executor.instances", 1);
            Map<String, Pod> seen = new TreeMap<>();
            // One more than asked for, because the first is killed.
            for (int second = 0; second < MOST_SECONDS && seen.size() <= executors; second++) {
                Thread.sleep(1000);
                for (Pod pod : kubelet.pods().withLabel("spark-role", "executor").list().getItems()) {
                    if (seen.putIfAbsent(pod.getMetadata().getName(), pod) == null) {
                        pod.setStatus(status(seen.size() == 1 ? "Failed" : "Running"));
                        kubelet.resource(pod).updateStatus();
                    }
                }
            }
            Files.writeString(answers.resolve("pods.json"), Serialization.asJson(seen.values()));
            context.stop();
        }
        StringBuilder requests = new StringBuilder();
        RecordedRequest request;
        while ((request = server.takeRequest(1, TimeUnit.SECONDS)) != null) {
            if (!KUBELET.equals(request.getHeader("User-Agent"))) {
                requests.append(request.getMethod()).append(' ').append(request.getPath()).append('\n');
            }
        }
        Files.writeString(answers.resolve("requests.txt"), requests);
        // Threads of the server would keep the process alive.
        System.exit(0);
    }

    private static SparkConf conf(Path file) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        SparkConf conf = new SparkConf(false);
        properties.stringPropertyNames().forEach(key -> conf.set(key, properties.getProperty(key)));
        return conf;
    }

    private static PodStatus status(String phase) {
        PodStatusBuilder status = new PodStatusBuilder()
                .withPhase(phase)
                .addNewCondition()
                .withType("Ready")
                .withStatus(phase.equals("Running") ? "True" : "False")
                .endCondition();
        if (phase.equals("Failed")) {
            status.addNewContainerStatus()
                    .withName("spark-kubernetes-executor")
                    .withNewState()
                    .withNewTerminated()
                    .withExitCode(137)
                    .withReason("OOMKilled")
                    .endTerminated()
                    .endState()
                    .endContainerStatus();
        }
        return status.build();
    }
}
