package dev.taizhang.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.definition.ReplacedFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Releases that runs have computed and not published, because somebody has to approve them. Each is a file in the folder
 * of its run, with the row that its publication adds to {@code ledger.runs}. The tables have its versions, which no
 * release names, so the next run resets their heads as after a killed run; the versions remain.
 */
public final class Candidates {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "candidate.json";

    private Candidates() {}

    /** Keeps a release in the folder of its run. It replaces those that earlier runs have kept. */
    public static void keep(Warehouse warehouse, Release release) {
        Row row = release.row();
        ObjectNode content = JSON.createObjectNode();
        for (StructField field : LedgerTables.RUNS.schema().fields()) {
            Object value = row.getAs(field.name());
            if (value instanceof Long number) {
                content.put(field.name(), number);
            } else {
                content.put(field.name(), value == null ? null : value.toString());
            }
        }
        try {
            ReplacedFile.print(
                    warehouse.files(),
                    file(warehouse, release.runId()),
                    out -> out.append(content.toPrettyString()).append('\n'));
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    /**
     * Returns the release that can be approved: the newest one that a run has computed on the current release; empty if
     * there is none.
     */
    public static Optional<Release> pending(Warehouse warehouse) {
        Optional<Release> current = warehouse.current();
        String next = "%06d-".formatted(1 + current.map(Release::number).orElse(0L));
        String hash = current.map(Release::hash).orElse("");
        Optional<Release> base = current.map(StatedTables::base);
        return runs(warehouse)
                .filter(run -> run.startsWith(next))
                .sorted(Comparator.comparingLong((String run) -> Long.parseLong(run.substring(next.length())))
                        .reversed())
                .flatMap(run -> read(warehouse, run, base).stream())
                .findFirst()
                .filter(release -> release.previousHash().equals(hash));
    }

    private static Stream<String> runs(Warehouse warehouse) {
        try {
            return Stream.of(warehouse.files().listStatus(warehouse.path("runs")))
                    .filter(FileStatus::isDirectory)
                    .map(folder -> folder.getPath().getName());
        } catch (FileNotFoundException noRuns) {
            return Stream.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path file(Warehouse warehouse, String run) {
        return warehouse.path("runs/" + run + "/" + FILE);
    }

    /**
     * Returns the release that a run has kept; empty if it has kept none.
     *
     * @param base the release by which it states its tables
     */
    private static Optional<Release> read(Warehouse warehouse, String run, Optional<Release> base) {
        Path file = file(warehouse, run);
        JsonNode content;
        try (InputStream stream = warehouse.files().open(file)) {
            content = JSON.readTree(stream);
        } catch (FileNotFoundException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw LedgerMessages.candidateDamaged(warehouse, file, unreadable);
        }
        Optional<Release> release;
        try {
            release = Release.of(row(content), base);
        } catch (RuntimeException senseless) {
            throw LedgerMessages.candidateDamaged(warehouse, file, senseless);
        }
        if (release.isEmpty()) {
            throw LedgerMessages.candidateDamaged(warehouse, file, null);
        }
        return release;
    }

    private static Row row(JsonNode content) {
        StructType schema = LedgerTables.RUNS.schema();
        Object[] values = Stream.of(schema.fields())
                .map(field -> value(field, content.path(field.name())))
                .toArray();
        return new GenericRowWithSchema(values, schema);
    }

    private static Object value(StructField field, JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return null;
        } else if (field.dataType().equals(DataTypes.LongType)) {
            return value.asLong();
        } else if (field.dataType().equals(DataTypes.DateType)) {
            return LocalDate.parse(value.asText());
        } else if (field.dataType().equals(DataTypes.TimestampType)) {
            return Instant.parse(value.asText());
        }
        return value.asText();
    }
}
