package dev.taizhang;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The manifests for Kubernetes and Argo, and the {@code Containerfile} of their image: they match their schema, name each other
 * rightly, and start the nightly run. KubernetesTest starts a driver with them.
 */
class ManifestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The project's folder in the image. */
    private static final String HOME = "/opt/taizhang";

    /** The user of Spark's own images. */
    private static final String USER = "185";

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes.yaml", "argo.yaml"})
    void manifestsMatchTheirSchema(String file) throws IOException {
        for (JsonNode manifest : Manifests.of(file)) {
            assertThat(faults(manifest)).as(manifest.get("kind").textValue()).isEmpty();
        }
    }

    @Test
    void theSchemaFindsWhatKubernetesWouldRefuse() throws IOException {
        ObjectNode misspelt = Manifests.of("kubernetes.yaml", "CronJob").deepCopy();
        ((ObjectNode) misspelt.at("/spec")).put("concurrencypolicy", "Forbid");
        ObjectNode noSchedule = Manifests.of("kubernetes.yaml", "CronJob").deepCopy();
        ((ObjectNode) noSchedule.at("/spec")).remove("schedule");
        ObjectNode wrongWord = Manifests.of("argo.yaml", "CronWorkflow").deepCopy();
        ((ObjectNode) wrongWord.at("/spec/workflowSpec/templates/0/retryStrategy")).put("retryPolicy", 3);

        assertThat(faults(misspelt)).singleElement().asString().contains("concurrencypolicy");
        assertThat(faults(noSchedule)).singleElement().asString().contains("schedule");
        assertThat(faults(wrongWord)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kubernetes.yaml, CronJob, /spec, /spec/jobTemplate/spec/template/spec, containers/0",
        "argo.yaml, CronWorkflow, /spec, /spec/workflowSpec, templates/0/container"
    })
    void thePodOfTheNightFindsWhatItNames(String file, String kind, String schedule, String pod, String container)
            throws IOException {
        JsonNode manifest = Manifests.of(file, kind);
        JsonNode times = manifest.at(schedule);
        JsonNode specification = manifest.at(pod);
        JsonNode night = specification.at("/" + container);

        assertThat(times.path("schedule").asText(times.at("/schedules/0").asText()))
                .isEqualTo("30 2 * * *");
        assertThat(times.path("timeZone").asText(times.path("timezone").asText()))
                .isEqualTo("Asia/Shanghai");
        assertThat(times.get("concurrencyPolicy").textValue()).isEqualTo("Forbid");
        assertThat(specification.get("serviceAccountName"))
                .isEqualTo(Manifests.of("kubernetes.yaml", "ServiceAccount").at("/metadata/name"));
        assertThat(specification.at("/securityContext/runAsNonRoot").booleanValue())
                .isTrue();
        assertThat(specification.at("/securityContext/runAsUser").asText()).isEqualTo(USER);
        Set<String> volumes = names(specification.get("volumes"));
        assertThat(names(night.get("volumeMounts"))).isEqualTo(volumes);
        for (JsonNode volume : specification.get("volumes")) {
            if (volume.has("persistentVolumeClaim")) {
                assertThat(names("PersistentVolumeClaim"))
                        .contains(volume.at("/persistentVolumeClaim/claimName").textValue());
            }
            if (volume.has("configMap")) {
                assertThat(names("ConfigMap"))
                        .contains(volume.at("/configMap/name").textValue());
            }
        }
        JsonNode configuration = Manifests.of("kubernetes.yaml", "ConfigMap").get("data");
        for (JsonNode mount : night.get("volumeMounts")) {
            if (mount.has("subPath")) {
                assertThat(configuration.has(mount.get("subPath").textValue())).isTrue();
                assertThat(mount.get("mountPath").textValue()).startsWith(HOME + "/conf/");
            }
        }
        assertThat(night.get("command"))
                .singleElement()
                .extracting(JsonNode::textValue)
                .isEqualTo(HOME + "/jobs/schedule/nightly");
    }

    @Test
    void theJobEndsAtTheCodesThatTheScriptHasFinishedWith() throws IOException {
        JsonNode rules = Manifests.of("kubernetes.yaml", "CronJob").at("/spec/jobTemplate/spec/podFailurePolicy/rules");

        // The program's own codes, but not 0, and not 6, which the script turns into 0.
        assertThat(rules.at("/0/action").textValue()).isEqualTo("FailJob");
        assertThat(rules.at("/0/onExitCodes/values"))
                .extracting(JsonNode::intValue)
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .filter(code -> code != ExitCode.PUBLISHED && code != ExitCode.COPY_BEHIND)
                        .map(ExitCode::code)
                        .toList());
    }

    @Test
    void executorsAndDriverShareTheirSettings() throws IOException {
        JsonNode data = Manifests.of("kubernetes.yaml", "ConfigMap").get("data");
        Config programme = ConfigFactory.parseString(data.get("taizhang.conf").textValue());
        Properties spark = new Properties();
        spark.load(new StringReader(data.get("cluster.conf").textValue()));
        JsonNode service = Manifests.of("kubernetes.yaml", "Service");
        JsonNode pod = Manifests.of("kubernetes.yaml", "CronJob").at("/spec/jobTemplate/spec/template");

        // The mounts of the driver, of the executors and the folders that the program uses are the same.
        String claim = "spark.kubernetes.executor.volumes.persistentVolumeClaim.";
        for (String name : List.of("inbox", "warehouse")) {
            String path = programme.getString(name);
            assertThat(spark.getProperty(claim + name + ".mount.path")).isEqualTo(path);
            assertThat(spark.getProperty(claim + name + ".options.claimName")).isIn(names("PersistentVolumeClaim"));
            assertThat(pod.at("/spec/containers/0/volumeMounts"))
                    .anySatisfy(mount ->
                            assertThat(mount.get("mountPath").textValue()).isEqualTo(path));
        }
        // Executors reach the pod through the headless service.
        assertThat(spark.getProperty("spark.driver.host"))
                .isEqualTo(service.at("/metadata/name").textValue());
        assertThat(service.at("/spec/clusterIP").textValue()).isEqualTo("None");
        assertThat(service.at("/spec/selector")).isEqualTo(pod.at("/metadata/labels"));
        assertThat(service.at("/spec/selector"))
                .isEqualTo(Manifests.of("argo.yaml", "CronWorkflow").at("/spec/workflowSpec/podMetadata/labels"));
        assertThat(service.at("/spec/ports"))
                .extracting(port -> port.get("port").asText())
                .containsExactly(
                        spark.getProperty("spark.driver.port"), spark.getProperty("spark.driver.blockManager.port"));
        assertThat(Files.readString(Path.of("Containerfile")))
                .contains("base=" + spark.getProperty("spark.kubernetes.container.image"));
        assertThat(spark.getProperty("spark.kubernetes.container.image"))
                .startsWith("spark:" + org.apache.spark.package$.MODULE$.SPARK_VERSION() + "-scala2.13-java17");
        JsonNode binding = Manifests.of("kubernetes.yaml", "RoleBinding");
        assertThat(binding.at("/roleRef/name"))
                .isEqualTo(Manifests.of("kubernetes.yaml", "Role").at("/metadata/name"));
        assertThat(binding.at("/subjects/0/name")).isEqualTo(pod.at("/spec/serviceAccountName"));
    }

    @Test
    void theImageIsBuiltFromWhatIsThereAndRunsTheNightAsAnOrdinaryUser() throws IOException {
        for (String copied : containerfile("COPY")) {
            String[] words = copied.split(" ");
            for (String source :
                    words[0].startsWith("--from=") ? new String[0] : Arrays.copyOf(words, words.length - 1)) {
                assertThat(Path.of(source)).exists();
            }
        }
        // What the launcher needs to build, and looks at to know whether it has.
        assertThat(containerfile("COPY")).contains("pom.xml ./", "jobs jobs", "src/main src/main", "conf conf");
        assertThat(containerfile("USER")).containsExactly("root", USER);
        assertThat(containerfile("ENTRYPOINT")).containsExactly("[\"" + HOME + "/jobs/nightly\"]");
        // Images by their plain names: whoever builds decides where they come from.
        assertThat(containerfile("FROM")).allSatisfy(image -> assertThat(image).doesNotContain("."));
    }

    /** The arguments of an instruction, in their order. */
    private static List<String> containerfile(String instruction) throws IOException {
        return Files.readAllLines(Path.of("Containerfile")).stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .toList();
    }

    private static Set<ValidationMessage> faults(JsonNode manifest) throws IOException {
        String kind = manifest.get("kind").textValue();
        ObjectNode all = (ObjectNode) JSON.readTree(
                Path.of("src/test/resources/schedule/kubernetes.schema.json").toFile());
        ObjectNode one = JSON.createObjectNode();
        String definition = all.get("definitions").properties().stream()
                .filter(each ->
                        each.getValue().at("/properties/kind/const").asText().equals(kind))
                .map(Map.Entry::getKey)
                .findAny()
                .orElseThrow();
        one.put("$ref", "#/definitions/" + definition);
        one.set("definitions", all.get("definitions"));
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(one);
        return schema.validate(manifest);
    }

    private static Set<String> names(String kind) throws IOException {
        return Manifests.of("kubernetes.yaml").stream()
                .filter(manifest -> manifest.get("kind").textValue().equals(kind))
                .map(manifest -> manifest.at("/metadata/name").textValue())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(each -> names.add(each.get("name").textValue()));
        return names;
    }
}
