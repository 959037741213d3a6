package dev.taizhang.night;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.copies.Lineage;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.WarehouseTables;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructField;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a run for data catalogues, {@code runs/<run>/openlineage.jsonl}: its beginning and its end, one JSON object a
 * line, as <a href="https://openlineage.io/docs/spec/object-model">OpenLineage</a> defines them. Inputs are the ingested
 * files and the tables of datasets, outputs are the tables that the run changed. If the file cannot be written, the run
 * goes on.
 */
final class OpenLineageEvents {
    static final String FILE = "openlineage.jsonl";

    private static final Logger LOG = LoggerFactory.getLogger(OpenLineageEvents.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SPEC = "https://openlineage.io/spec/";
    private static final String RUN_EVENT = SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent";
    private static final String SCHEMA = "1-1-1/SchemaDatasetFacet";
    private static final String LINEAGE = "1-0-0/LineageDatasetFacet";
    private static final String ROWS_READ = "1-0-0/InputStatisticsInputDatasetFacet";
    private static final String ROWS_WRITTEN = "1-0-2/OutputStatisticsOutputDatasetFacet";
    private static final String NOMINAL_TIME = "1-0-1/NominalTimeRunFacet";
    private static final String ERROR = "1-0-1/ErrorMessageRunFacet";

    private final RunDefinitions definitions;
    private final Warehouse warehouse;
    private final String runId;
    private final Path file;
    private final LocalDate asOf;
    private final String producer;
    private final List<String> lines = new ArrayList<>();
    private Optional<Release> release = Optional.empty();
    private List<Ledger.Entry> ingested = List.of();

    OpenLineageEvents(RunDefinitions definitions, Warehouse warehouse, RunRecord record, LocalDate asOf) {
        this.definitions = definitions;
        this.warehouse = warehouse;
        this.runId = record.runId();
        this.file = new Path(record.folder(), FILE);
        this.asOf = asOf;
        this.producer = "pkg:maven/dev.taizhang/taizhang@" + NightlyJob.version();
    }

    /** Records the beginning of the run. */
    void started(Instant when) {
        write(event("START", when));
    }

    /** Keeps what the run is about to publish. */
    void publishing(Release next, List<Ledger.Entry> entries) {
        release = Optional.of(next);
        ingested = entries.stream().filter(entry -> entry.refused() == null).toList();
    }

    /** Records that the release is published, whether or not a later step fails. */
    void published(Instant when) {
        release.ifPresent(published -> published(published, when));
    }

    private void published(Release release, Instant when) {
        Lineage lineage = definitions.lineage();
        List<TableDefinition> changed = WarehouseTables.published(definitions.tables()).stream()
                .filter(table -> release.tables().containsKey(table.name()))
                .filter(table -> runId.equals(release.tables().get(table.name()).since()))
                .toList();
        ObjectNode event = event("COMPLETE", when);
        ArrayNode inputs = event.putArray("inputs");
        for (Ledger.Entry entry : ingested) {
            ObjectNode facets =
                    dataset(inputs.addObject(), path(entry.delivery())).putObject("inputFacets");
            facet(facets, "inputStatistics", ROWS_READ)
                    .put("rowCount", entry.read())
                    .put("size", entry.delivery().bytes());
        }
        read(lineage, changed).forEach(node -> {
            ObjectNode facets = dataset(inputs.addObject(), path(node.name())).putObject("inputFacets");
            facet(facets, "inputStatistics", ROWS_READ)
                    .put("rowCount", release.tables().get(node.name()).rows());
        });
        ArrayNode outputs = event.putArray("outputs");
        for (TableDefinition table : changed) {
            ObjectNode output = dataset(outputs.addObject(), path(table.name()));
            ObjectNode facets = output.putObject("facets");
            ArrayNode fields = facet(facets, "schema", SCHEMA).putArray("fields");
            for (StructField field : table.schema().fields()) {
                fields.addObject()
                        .put("name", field.name())
                        .put("type", field.dataType().sql());
            }
            ArrayNode from = facet(facets, "lineage", LINEAGE).putArray("inputs");
            lineage.named(table.name()).map(lineage::inputs).orElse(List.of()).stream()
                    .flatMap(this::paths)
                    .forEach(path -> dataset(from.addObject(), path).put("type", "DATASET"));
            Release.TableVersion version = release.tables().get(table.name());
            facet(output.putObject("outputFacets"), "outputStatistics", ROWS_WRITTEN)
                    .put("rowCount", version.rows())
                    .put("size", version.bytes())
                    .put("fileCount", version.files());
        }
        write(event);
    }

    /** Records that the run failed. */
    void failed(Failure failure, Instant when) {
        ObjectNode event = event("FAIL", when);
        facet((ObjectNode) event.get("run").get("facets"), "errorMessage", ERROR)
                .put("message", failure.problem().line())
                .put("programmingLanguage", "JAVA");
        write(event);
    }

    private ObjectNode event(String type, Instant when) {
        ObjectNode event = JSON.createObjectNode()
                .put("eventType", type)
                .put("eventTime", when.toString())
                .put("producer", producer)
                .put("schemaURL", RUN_EVENT);
        String globally = warehouse.path("runs/" + runId).toString();
        ObjectNode facets = event.putObject("run")
                .put(
                        "runId",
                        UUID.nameUUIDFromBytes(globally.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .putObject("facets");
        facet(facets, "nominalTime", NOMINAL_TIME)
                .put(
                        "nominalStartTime",
                        asOf.atStartOfDay(definitions.configuration().settings().zone())
                                .toOffsetDateTime()
                                .toString());
        event.putObject("job")
                .put("namespace", definitions.configuration().settings().programmeCode())
                .put("name", "taizhang.nightly");
        return event;
    }

    /** Returns the tables of datasets with rows from which tables were computed. */
    private static List<Lineage.Node> read(Lineage lineage, List<TableDefinition> tables) {
        return tables.stream()
                .flatMap(table -> lineage.named(table.name()).stream())
                .flatMap(node -> lineage.inputs(node).stream())
                .filter(node -> node.kind() == Lineage.Kind.LEDGER)
                .distinct()
                .toList();
    }

    /** Returns the places of a table, or of the ingested files of a feed. */
    private Stream<Path> paths(Lineage.Node node) {
        return node.isTable()
                ? Stream.of(path(node.name()))
                : ingested.stream()
                        .map(Ledger.Entry::delivery)
                        .filter(delivery -> delivery.feed().equals(node.shortName()))
                        .map(this::path);
    }

    private Path path(Delivery delivery) {
        return warehouse.files().makeQualified(new Path(delivery.stored()));
    }

    private Path path(String table) {
        return warehouse.files().makeQualified(new Path(warehouse.table(table)));
    }

    /** Names a dataset by its place, as other producers name the same place. */
    private static ObjectNode dataset(ObjectNode dataset, Path path) {
        URI place = path.toUri();
        String scheme = place.getScheme().replaceFirst("^s3a$", "s3");
        return dataset.put("namespace", place.getAuthority() == null ? scheme : scheme + "://" + place.getAuthority())
                .put("name", place.getPath());
    }

    private ObjectNode facet(ObjectNode facets, String key, String schema) {
        String name = schema.substring(schema.indexOf('/') + 1);
        return facets.putObject(key)
                .put("_producer", producer)
                .put("_schemaURL", SPEC + "facets/" + schema + ".json#/$defs/" + name);
    }

    private void write(ObjectNode event) {
        try {
            lines.add(JSON.writeValueAsString(event) + "\n");
            ReplacedFile.print(warehouse.files(), file, out -> out.append(String.join("", lines)));
        } catch (IOException | RuntimeException stuck) {
            LOG.warn(NightMessages.eventsNotWritten(stuck.getMessage()).line());
        }
    }
}
