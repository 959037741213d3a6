package dev.taizhang.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.ledger.NewFile;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The files of a run under {@code runs/<run>}: when it began and for which date, how it ended, and its log. */
public final class RunRecord {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration RETRIED_WITHIN = Duration.ofHours(12);

    private final Warehouse warehouse;
    private final String runId;

    private RunRecord(Warehouse warehouse, String runId) {
        this.warehouse = warehouse;
        this.runId = runId;
    }

    /**
     * Begins a run. Its id consists of the number of the release to publish and the number of the attempt, so that ids
     * always increase, whatever the clock shows. No two runs have the same id, even if they begin at once.
     *
     * @param asOf the date that the run computes; empty if it computes none
     */
    static RunRecord begin(Warehouse warehouse, long releaseNumber, Optional<LocalDate> asOf, Instant startedAt) {
        String prefix = "%06d-".formatted(releaseNumber);
        ObjectNode content = JSON.createObjectNode();
        asOf.ifPresent(date -> content.put("as_of_date", date.toString()));
        content.put("started_at", startedAt.toString());
        long attempt =
                1 + folders(warehouse).filter(name -> name.startsWith(prefix)).count();
        RunRecord record = new RunRecord(warehouse, prefix + attempt);
        while (!record.isClaimedWith(content)) {
            attempt++;
            record = new RunRecord(warehouse, prefix + attempt);
        }
        return record;
    }

    /** Creates the record, unless a run that began at the same time has this id. */
    private boolean isClaimedWith(JsonNode content) {
        try {
            NewFile.create(warehouse.files(), new Path(folder(), "run.json"), bytes(content));
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    /**
     * Returns the date of the last run that computed one, if that run began within the last hours and did not complete.
     * A retry of last night's run after midnight therefore keeps last night's date.
     */
    public static Optional<LocalDate> unfinishedDate(Warehouse warehouse, Instant now) {
        return folders(warehouse)
                .filter(name -> name.matches("\\d{6,}-\\d+"))
                .sorted(Comparator.comparingLong(RunRecord::releaseNumber)
                        .thenComparingLong(RunRecord::attempt)
                        .reversed())
                .map(name -> new RunRecord(warehouse, name))
                .filter(run -> run.read("run.json")
                        .filter(begun -> begun.has("as_of_date"))
                        .isPresent())
                .findFirst()
                .filter(run -> run.unfinishedSince(now.minus(RETRIED_WITHIN)))
                .flatMap(run -> run.read("run.json"))
                .map(run -> LocalDate.parse(run.get("as_of_date").asText()));
    }

    private static long releaseNumber(String runId) {
        return Long.parseLong(runId.substring(0, runId.indexOf('-')));
    }

    private static long attempt(String runId) {
        return Long.parseLong(runId.substring(runId.indexOf('-') + 1));
    }

    private boolean unfinishedSince(Instant earliest) {
        boolean young = read("run.json")
                .map(run -> Instant.parse(run.get("started_at").asText()).isAfter(earliest))
                .orElse(false);
        int code = read("outcome.json")
                .map(outcome -> outcome.get("exit_code").asInt())
                .orElse(ExitCode.UNEXPECTED.code());
        return young && code == ExitCode.UNEXPECTED.code();
    }

    String runId() {
        return runId;
    }

    Path folder() {
        return warehouse.path("runs/" + runId);
    }

    void end(ExitCode code, List<Bilingual> sentences) {
        ObjectNode outcome = JSON.createObjectNode();
        outcome.put("run_id", runId);
        outcome.put("exit_code", code.code());
        sentences.forEach(sentence -> outcome.withArray("sentences")
                .addObject()
                .put("zh", sentence.zh())
                .put("en", sentence.en()));
        write("outcome.json", outcome);
    }

    private static Stream<String> folders(Warehouse warehouse) {
        try {
            Path runs = warehouse.path("runs");
            return warehouse.files().exists(runs)
                    ? Stream.of(warehouse.files().listStatus(runs))
                            .filter(FileStatus::isDirectory)
                            .map(status -> status.getPath().getName())
                    : Stream.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void write(String name, JsonNode content) {
        try {
            ReplacedFile.write(warehouse.files(), new Path(folder(), name), out -> out.write(bytes(content)));
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private static byte[] bytes(JsonNode content) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
    }

    private Optional<JsonNode> read(String name) {
        Path file = new Path(folder(), name);
        try {
            if (!warehouse.files().exists(file)) {
                return Optional.empty();
            }
            try (InputStream stream = warehouse.files().open(file)) {
                // A run that was killed when it began leaves an empty file on some storages.
                return Optional.of(JSON.readTree(stream)).filter(JsonNode::isObject);
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
