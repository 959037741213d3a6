package dev.taizhang;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the documents of a manifest in {@code jobs/schedule}. */
final class Manifests {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Manifests() {}

    static List<JsonNode> of(String file) throws IOException {
        return YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(Path.of("jobs/schedule", file).toFile())
                .readAll();
    }

    /** Returns the first document of a kind. */
    static JsonNode of(String file, String kind) throws IOException {
        return of(file).stream()
                .filter(manifest -> manifest.get("kind").textValue().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
