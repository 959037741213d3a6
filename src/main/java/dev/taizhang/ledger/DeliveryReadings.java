package dev.taizhang.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** What the records in {@code deliveries/} say of every reading of a delivery, from which a ledger is made anew. */
public final class DeliveryReadings {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The names of records; an original of this ending has no identity in its name. */
    private static final String RECORD = "[^.]+\\.[^.]+\\.json";

    private DeliveryReadings() {}

    /**
     * A reading of a delivery.
     *
     * @param number its position among all readings
     * @param id the identity of the delivery
     * @param original the name of its original in {@code deliveries/}
     * @param night the as-of date of the run that ingested it
     * @param configurationHash the hash of the configuration by which it was read
     * @param answers the number of the delivery that it answers; empty if it is not a return
     * @param withdrawn its withdrawal, if there was one
     */
    public record Reading(
            long number,
            String id,
            String contentHash,
            long bytes,
            String original,
            String fileName,
            String sender,
            String feed,
            LocalDate night,
            String runId,
            Instant takenAt,
            String configurationHash,
            Optional<Long> answers,
            Optional<Withdrawal> withdrawn) {
        /** Returns the reading without a withdrawal of other runs. */
        private Reading withdrawnBy(Predicate<String> runs) {
            return new Reading(
                    number,
                    id,
                    contentHash,
                    bytes,
                    original,
                    fileName,
                    sender,
                    feed,
                    night,
                    runId,
                    takenAt,
                    configurationHash,
                    answers,
                    withdrawn.filter(withdrawal -> runs.test(withdrawal.runId())));
        }
    }

    /** The withdrawal of a reading. */
    public record Withdrawal(String reason, String runId, Instant at) {}

    /**
     * Reads all records, and returns the readings in their order. Of two with one number, which a run that failed and
     * another one have given, the later one counts.
     *
     * @param runs the runs that count, because they have published
     * @throws dev.taizhang.definition.Failure if a record cannot be read
     */
    public static List<Reading> of(Warehouse warehouse, Predicate<String> runs) {
        List<Reading> readings = new ArrayList<>();
        try {
            for (FileStatus file : warehouse.files().listStatus(warehouse.path("deliveries"))) {
                if (file.getPath().getName().matches(RECORD)) {
                    readings.addAll(read(warehouse, file.getPath()));
                }
            }
        } catch (FileNotFoundException none) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        SortedMap<Long, Reading> byNumber = new TreeMap<>();
        readings.stream()
                .filter(reading -> runs.test(reading.runId()))
                .sorted(Comparator.comparing(Reading::takenAt))
                .forEach(reading -> byNumber.put(reading.number(), reading.withdrawnBy(runs)));
        return List.copyOf(byNumber.values());
    }

    /** Returns the size of the originals of readings. */
    public static long bytes(List<Reading> readings) {
        return readings.stream()
                .collect(Collectors.toMap(Reading::original, Reading::bytes, (one, same) -> one))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static List<Reading> read(Warehouse warehouse, Path file) {
        try (InputStream stream = warehouse.files().open(file)) {
            JsonNode record = JSON.readTree(stream);
            List<Reading> readings = new ArrayList<>();
            for (JsonNode reading : required(record, "readings")) {
                readings.add(reading(record, reading));
            }
            return readings;
        } catch (IOException | RuntimeException damaged) {
            throw LedgerMessages.recordUnreadable(warehouse, file, damaged);
        }
    }

    private static Reading reading(JsonNode record, JsonNode reading) {
        return new Reading(
                required(reading, "delivery_number").asLong(),
                required(record, "delivery_id").asText(),
                required(record, "content_hash").asText(),
                required(record, "bytes").asLong(),
                required(reading, "original").asText(),
                required(reading, "file_name").asText(),
                required(reading, "sender").asText(),
                required(reading, "feed").asText(),
                LocalDate.parse(required(reading, "night").asText()),
                required(reading, "run_id").asText(),
                Instant.parse(required(reading, "taken_at").asText()),
                required(reading, "configuration_hash").asText(),
                Optional.of(reading.path("answers")).filter(JsonNode::isNumber).map(JsonNode::asLong),
                Optional.of(reading.path("withdrawn"))
                        .filter(ObjectNode.class::isInstance)
                        .map(DeliveryReadings::withdrawal));
    }

    private static Withdrawal withdrawal(JsonNode withdrawn) {
        return new Withdrawal(
                required(withdrawn, "reason").asText(),
                required(withdrawn, "run_id").asText(),
                Instant.parse(required(withdrawn, "withdrawn_at").asText()));
    }

    private static JsonNode required(JsonNode object, String key) {
        if (!object.has(key)) {
            throw new IllegalArgumentException("it has no \"" + key + "\"");
        }
        return object.get(key);
    }
}
