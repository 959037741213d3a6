package dev.taizhang.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.Names;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.feeds.Originals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * A small JSON file beside each original in {@code deliveries/}, from which a lost ledger can be rebuilt. It records
 * for each delivery its readings in their order, their feeds and configurations, and whether they were withdrawn. The
 * same bytes may be several deliveries, so a record is named {@code <content hash>.<delivery id>.json}.
 */
public final class DeliveryRecords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "deliveries";

    private final Warehouse warehouse;
    private final Map<String, ObjectNode> records = new TreeMap<>();
    private final Map<String, Set<String>> runs = new HashMap<>();
    private final Map<String, String> originals = new TreeMap<>();

    /** Determines the records of the deliveries in a ledger. */
    public DeliveryRecords(Warehouse warehouse, Ledger ledger) {
        this.warehouse = warehouse;
        Map<Long, Row> withdrawals = ledger.withdrawals().stream()
                .collect(Collectors.toMap(
                        row -> row.getAs("delivery_number"), Function.identity(), (first, again) -> first));
        ledger.deliveries().stream()
                .sorted(Comparator.comparingLong(row -> row.<Long>getAs("delivery_number")))
                .forEach(row -> add(row, withdrawals.get(row.<Long>getAs("delivery_number"))));
    }

    private void add(Row row, Row withdrawal) {
        String hash = row.getAs("content_hash");
        String id = row.getAs("delivery_id");
        String original = Inbox.storedName(hash, row.getAs("file_name"));
        originals.put(original, hash);
        String name = hash + "." + id + ".json";
        ObjectNode record = records.computeIfAbsent(
                name,
                fresh -> JSON.createObjectNode()
                        .put("delivery_id", id)
                        .put("content_hash", hash)
                        .put("bytes", row.<Long>getAs("bytes")));
        Set<String> touched = runs.computeIfAbsent(name, fresh -> new TreeSet<>());
        touched.add(row.getAs("run_id"));
        ObjectNode reading = record.withArray("readings")
                .addObject()
                .put("delivery_number", row.<Long>getAs("delivery_number"))
                .put("original", original)
                .put("file_name", row.<String>getAs("file_name"))
                .put("sender", row.<String>getAs("sender"))
                .put("feed", row.<String>getAs("feed"))
                .put("dataset", row.<String>getAs("dataset"))
                .put("state", row.<String>getAs("state"))
                .put("night", row.getAs("night").toString())
                .put("run_id", row.<String>getAs("run_id"))
                .put("taken_at", moment(row.getAs("taken_at")))
                .put("configuration_hash", row.<String>getAs("configuration_hash"))
                .put("answers", row.<Long>getAs("answers"));
        if (withdrawal == null) {
            reading.putNull("withdrawn");
        } else {
            touched.add(withdrawal.getAs("run_id"));
            reading.putObject("withdrawn")
                    .put("reason", withdrawal.<String>getAs("reason"))
                    .put("run_id", withdrawal.<String>getAs("run_id"))
                    .put("withdrawn_at", moment(withdrawal.getAs("withdrawn_at")));
        }
    }

    /** Converts a moment, which is of java.sql if Spark read the table and of java.time if Kernel did. */
    private static String moment(Object moment) {
        Instant instant = moment instanceof java.sql.Timestamp timestamp ? timestamp.toInstant() : (Instant) moment;
        return instant.toString();
    }

    /**
     * Writes the records of a run before its release: those that the run changes, those that are missing, and those
     * that a run wrote which failed after the current release.
     */
    public void write(String runId, Optional<Release> current) {
        long trusted =
                current.map(release -> release.publishedAt().toEpochMilli()).orElse(Long.MIN_VALUE);
        Map<String, FileStatus> existing = files();
        records.forEach((name, record) -> {
            FileStatus status = existing.get(name);
            if (status == null
                    || status.getModificationTime() > trusted
                    || runs.get(name).contains(runId)) {
                write(name, record);
            }
        });
    }

    private void write(String name, ObjectNode record) {
        try {
            ReplacedFile.print(warehouse.files(), path(name), out -> out.write(text(record)));
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private static String text(ObjectNode record) {
        return record.toPrettyString() + "\n";
    }

    /** Returns the files of the folder that no delivery of the ledger refers to. */
    public List<String> unknown() {
        return files().keySet().stream()
                .filter(name -> !originals.containsKey(name) && !records.containsKey(name))
                .toList();
    }

    /** Returns the originals that are missing or damaged, and the records with wrong content. */
    public List<String> damaged() {
        Map<String, FileStatus> existing = files();
        Set<String> damaged = new TreeSet<>();
        originals.forEach((name, hash) -> {
            if (!Originals.isWhole(warehouse.files(), path(name), hash)) {
                damaged.add(name);
            }
        });
        records.forEach((name, record) -> {
            if (existing.containsKey(name) && !read(name).equals(text(record))) {
                damaged.add(name);
            }
        });
        return List.copyOf(damaged);
    }

    /** Returns the originals and records that are not what was received, each with the deliveries that it is of. */
    public List<Defect> defects() {
        List<Defect> defects = new ArrayList<>();
        for (String name : damaged()) {
            String place = FOLDER + "/" + name;
            ObjectNode record = records.get(name);
            if (record != null) {
                defects.add(DefectMessages.original(place, about(List.of(record)), DefectMessages.mend())
                        .mendedBy(DefectMessages.written(), () -> write(name, record)));
            } else {
                List<ObjectNode> of = records.values().stream()
                        .filter(one -> originals
                                .get(name)
                                .equals(one.get("content_hash").textValue()))
                        .toList();
                String fileName = of.get(0).at("/readings/0/file_name").textValue();
                defects.add(DefectMessages.original(
                        place,
                        about(of),
                        DefectMessages.putBack(Names.shown(fileName), FileAddress.shown(path(name)))));
            }
        }
        unknown().forEach(name -> defects.add(DefectMessages.unknown(FOLDER + "/" + name)));
        return defects;
    }

    private static String about(List<ObjectNode> of) {
        List<String> readings = new ArrayList<>();
        of.forEach(record -> record.get("readings")
                .forEach(reading -> readings.add(reading.get("delivery_number").asText() + " "
                        + Names.shown(reading.get("file_name").textValue()))));
        return Names.first(readings, ", ");
    }

    /** Returns the number of originals. */
    public int count() {
        return originals.size();
    }

    private String read(String name) {
        try (InputStream stream = warehouse.files().open(path(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Map<String, FileStatus> files() {
        Map<String, FileStatus> files = new TreeMap<>();
        try {
            if (warehouse.files().exists(warehouse.path(FOLDER))) {
                for (FileStatus status : warehouse.files().listStatus(warehouse.path(FOLDER))) {
                    files.put(status.getPath().getName(), status);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    private Path path(String name) {
        return warehouse.path(FOLDER + "/" + name);
    }
}
