package dev.taizhang.copies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The queries that the files under {@code dashboards} send to the mart, for a district and a project of the small city. */
final class Dashboards {
    private static final Path FOLDER = Path.of("dashboards");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Dashboards() {}

    static List<String> queries() throws IOException {
        return Stream.of(grafana(), metabase(), superset())
                .flatMap(List::stream)
                .map(query -> query.replaceAll("\\$\\{district:sqlstring}|\\{\\{district}}", "'140702'")
                        .replaceAll("\\$\\{project:sqlstring}|\\{\\{project}}", "'P2'"))
                .toList();
    }

    private static List<String> grafana() throws IOException {
        JsonNode board = JSON.readTree(FOLDER.resolve("grafana.json").toFile());
        List<String> queries = new ArrayList<>();
        board.get("panels").forEach(panel -> queries.addAll(panel.findValuesAsText("rawSql")));
        board.at("/templating/list").forEach(variable -> {
            if (variable.get("type").asText().equals("query")) {
                queries.add(variable.get("query").asText());
            }
        });
        return queries;
    }

    private static List<String> metabase() throws IOException {
        List<String> queries = new ArrayList<>();
        for (Path card : files("metabase")) {
            queries.add(JSON.readTree(card.toFile())
                    .at("/dataset_query/native/query")
                    .asText());
        }
        return queries;
    }

    /** A chart of Superset asks for columns and metrics of a dataset, which is a query itself. */
    private static List<String> superset() throws IOException {
        List<String> queries = new ArrayList<>();
        for (Path file : files("superset/datasets/Taizhang")) {
            JsonNode dataset = YAML.readTree(file.toFile());
            String from = " FROM (" + dataset.get("sql").asText() + ") AS dataset";
            queries.add("SELECT " + joined(dataset.get("columns"), "column_name") + from);
            queries.add("SELECT " + joined(dataset.get("metrics"), "expression") + from);
        }
        for (Path chart : files("superset/charts")) {
            YAML.readTree(chart.toFile());
        }
        return queries;
    }

    private static String joined(JsonNode entries, String key) {
        return String.join(
                ", ",
                StreamSupport.stream(entries.spliterator(), false)
                        .map(entry -> entry.get(key).asText())
                        .toList());
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().toList();
        }
    }
}
