package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Lists;
import com.google.common.collect.Streams;
import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events of runs for data catalogues beside what the specification requires and what the release has. */
class OpenLineageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static TestInbox office;

    @BeforeAll
    static void runTwoNights() throws IOException {
        office = TestInbox.below(folder);
        assertThat(office.nightly("2025-03-31").code()).isEqualTo(ExitCode.INPUTS_NOT_READY.code());
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,一千,2024-05-01,是,CNY",
                "N-01,北一,西区,铸造,开工,70,2024-05-01,是,CNY");
        Commands.Answer second = office.nightly("2025-03-31");
        assertThat(second.code()).as(second.err()).isZero();
    }

    private static List<JsonNode> events(String run) throws IOException {
        Path file = office.warehouse().resolve("runs/" + run + "/openlineage.jsonl");
        List<JsonNode> events = Lists.newArrayList();
        for (String line : Files.readAllLines(file)) {
            events.add(JSON.readTree(line));
        }
        return events;
    }

    @Test
    void everyRunHasABeginningAndAnEndAsTheSpecificationAsks() throws IOException {
        for (String run : List.of("000001-1", "000001-2")) {
            List<JsonNode> events = events(run);
            assertThat(events).hasSize(2).allSatisfy(event -> {
                assertThat(Instant.parse(event.get("eventTime").asText())).isNotNull();
                assertThat(UUID.fromString(event.get("run").get("runId").asText()))
                        .isNotNull();
                assertThat(URI.create(event.get("producer").asText())).hasScheme("pkg");
                assertThat(event.get("schemaURL").asText())
                        .isEqualTo("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
                assertThat(event.get("job").get("namespace").asText()).isEqualTo("test_city");
                assertThat(event.get("job").get("name").asText()).isEqualTo("taizhang.nightly");
                areDescribed(event.get("run").get("facets"));
                for (String datasets : List.of("inputs", "outputs")) {
                    event.path(datasets).forEach(dataset -> {
                        assertThat(dataset.get("namespace").asText()).isEqualTo("file");
                        assertThat(dataset.get("name").asText())
                                .startsWith(office.warehouse().toString());
                        List.of("facets", "inputFacets", "outputFacets")
                                .forEach(facets -> areDescribed(dataset.path(facets)));
                    });
                }
            });
            assertThat(events.get(0).get("eventType").asText()).isEqualTo("START");
            assertThat(events.get(0).get("run").get("runId"))
                    .isEqualTo(events.get(1).get("run").get("runId"));
        }
        assertThat(events("000001-1").get(0).get("run").get("runId"))
                .isNotEqualTo(events("000001-2").get(0).get("run").get("runId"));
    }

    private static void areDescribed(JsonNode facets) {
        facets.forEach(facet -> {
            assertThat(URI.create(facet.get("_producer").asText())).hasScheme("pkg");
            assertThat(facet.get("_schemaURL").asText())
                    .matches("https://openlineage\\.io/spec/facets/\\d-\\d-\\d/(\\w+)\\.json#/\\$defs/\\1");
        });
    }

    @Test
    void aRunThatFailsSaysWhy() throws IOException {
        JsonNode end = events("000001-1").get(1);
        assertThat(end.get("eventType").asText()).isEqualTo("FAIL");
        JsonNode error = end.get("run").get("facets").get("errorMessage");
        assertThat(error.get("programmingLanguage").asText()).isEqualTo("JAVA");
        assertThat(Files.readString(office.warehouse().resolve("runs/000001-1/outcome.json")))
                .contains(error.get("message").asText().replaceFirst("。.*$", "。"));
    }

    @Test
    void aReleaseNamesWhatWasReadAndWhatIsInItsTables() throws IOException {
        JsonNode end = events("000001-2").get(1);
        assertThat(end.get("eventType").asText()).isEqualTo("COMPLETE");
        assertThat(end.get("run")
                        .get("facets")
                        .get("nominalTime")
                        .get("nominalStartTime")
                        .asText())
                .startsWith("2025-03-31T00:00");
        Map<String, JsonNode> inputs = byName(end.get("inputs"));
        String delivered = inputs.keySet().stream()
                .filter(name -> name.startsWith("deliveries/"))
                .findFirst()
                .orElseThrow();
        assertThat(office.warehouse().resolve(delivered)).exists();
        assertThat(inputs.get(delivered)
                        .get("inputFacets")
                        .get("inputStatistics")
                        .get("rowCount")
                        .asInt())
                .isEqualTo(3);
        assertThat(inputs.get("ledger/projects")
                        .get("inputFacets")
                        .get("inputStatistics")
                        .get("rowCount")
                        .asInt())
                .isEqualTo(2);

        Map<String, JsonNode> outputs = byName(end.get("outputs"));
        JsonNode district = outputs.get("summaries/projects_by_district");
        assertThat(office.lines("SELECT count(1) FROM summaries.projects_by_district"))
                .containsExactly(district.get("outputFacets")
                        .get("outputStatistics")
                        .get("rowCount")
                        .asText());
        assertThat(district.get("facets").get("schema").get("fields").get(0).toString())
                .isEqualTo("{\"name\":\"as_of_date\",\"type\":\"DATE\"}");
        assertThat(byName(district.get("facets").get("lineage").get("inputs"))).containsOnlyKeys("facts/project_state");
        assertThat(byName(outputs.get("ledger/projects")
                        .get("facets")
                        .get("lineage")
                        .get("inputs")))
                .containsOnlyKeys(delivered);
    }

    private static Map<String, JsonNode> byName(JsonNode datasets) {
        return Streams.stream(datasets)
                .collect(Collectors.toMap(
                        one -> one.get("name").asText().replace(office.warehouse() + "/", ""), one -> one));
    }
}
