package dev.taizhang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts Spark's driver with the settings of {@code jobs/schedule/kubernetes.yaml} against an API server that records its
 * requests. {@code src/test/kubernetes/pom.xml} collects the server; with {@code -Dtaizhang.long=true} only.
 */
class KubernetesTest {
    private static final Path LIBRARIES = Path.of("target/kubernetes");
    private static final long MOST_MINUTES = 5;

    /** The methods of HTTP by the verb that a role needs; of some it depends on whether the path names an object. */
    private static final Pattern REQUEST =
            Pattern.compile("(\\w+) /api/v1/namespaces/taizhang/(\\w+)(?:/([\\w.-]+))?(?:\\?(.*))?");

    @TempDir
    private static Path folder;

    private static JsonNode pods;
    private static Map<String, TreeSet<String>> asked;

    @BeforeAll
    static void startADriver() throws IOException, InterruptedException {
        assumeTrue(LongForm.ASKED, "A driver against an API server takes a minute; use --long.");
        assertThat(LIBRARIES)
                .as("Collect the server first: mvn -f src/test/kubernetes/pom.xml initialize")
                .isDirectory();
        // The service resolves in a cluster only.
        Path conf = Files.writeString(
                folder.resolve("cluster.conf"),
                Manifests.of("kubernetes.yaml", "ConfigMap")
                                .at("/data/cluster.conf")
                                .textValue() + "\nspark.driver.host=127.0.0.1\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + LIBRARIES + "/*",
                "src/test/kubernetes/Driver.java",
                conf.toString(),
                folder.toString()));
        File log = folder.resolve("driver.log").toFile();
        Process driver = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            assertThat(driver.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            driver.destroyForcibly();
        }
        assertThat(driver.exitValue()).as(Files.readString(log.toPath())).isZero();
        pods = new ObjectMapper().readTree(folder.resolve("pods.json").toFile());
        asked = new TreeMap<>();
        for (String request : Files.readAllLines(folder.resolve("requests.txt"))) {
            Matcher parts = REQUEST.matcher(request);
            assertThat(parts.matches()).as(request).isTrue();
            asked.computeIfAbsent(parts.group(2), resource -> new TreeSet<>()).add(verb(parts));
        }
    }

    private static String verb(Matcher request) {
        boolean named = request.group(3) != null;
        boolean watched = request.group(4) != null && request.group(4).contains("watch=true");
        return switch (request.group(1)) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> named ? "delete" : "deletecollection";
            case "GET" -> watched ? "watch" : named ? "get" : "list";
            default -> throw new IllegalArgumentException(request.group());
        };
    }

    @Test
    void theRoleAllowsWhatTheDriverAsksAndNoMore() throws IOException {
        Map<String, TreeSet<String>> allowed = new TreeMap<>();
        for (JsonNode rule : Manifests.of("kubernetes.yaml", "Role").get("rules")) {
            assertThat(rule.get("apiGroups"))
                    .singleElement()
                    .extracting(JsonNode::textValue)
                    .isEqualTo("");
            for (JsonNode resource : rule.get("resources")) {
                TreeSet<String> verbs = allowed.computeIfAbsent(resource.textValue(), name -> new TreeSet<>());
                rule.get("verbs").forEach(verb -> verbs.add(verb.textValue()));
            }
        }

        assertThat(asked).isEqualTo(allowed);
    }

    @Test
    void theExecutorsAreAsTheConfigurationAsks() {
        // Two were asked for; the first was killed and replaced.
        assertThat(pods).hasSize(3).allSatisfy(pod -> {
            JsonNode container = pod.at("/spec/containers/0");
            assertThat(container.get("image").textValue()).isEqualTo("spark:4.2.0-scala2.13-java17-ubuntu");
            assertThat(container.at("/resources/requests/cpu").asText()).isEqualTo("2");
            // Four GiB of heap, and Spark's tenth for what Java needs beside it.
            assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("4505Mi");
            assertThat(container.get("env"))
                    .anySatisfy(variable -> assertThat(variable.get("value").asText())
                            .isEqualTo("spark://CoarseGrainedScheduler@127.0.0.1:7078"));
            assertThat(container.get("volumeMounts"))
                    .extracting(mount -> mount.get("mountPath").textValue()
                            + (mount.path("readOnly").booleanValue() ? " read only" : ""))
                    .contains("/srv/taizhang/inbox read only", "/srv/taizhang/warehouse");
            assertThat(pod.at("/spec/volumes"))
                    .extracting(volume ->
                            volume.at("/persistentVolumeClaim/claimName").asText())
                    .contains("taizhang-inbox", "taizhang-warehouse");
            // The cluster removes the executors with the pod of the driver.
            assertThat(pod.at("/metadata/ownerReferences"))
                    .singleElement()
                    .satisfies(
                            owner -> assertThat(owner.get("name").textValue()).isEqualTo("nightly-0"));
        });
    }
}
