package dev.taizhang.ledger;

import com.google.common.collect.Lists;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads and compares every file that a kept release needs. Unlike {@link Audit} it goes on after damage, and says of each
 * damaged file whom it harms. It writes nothing; what it finds may bring its own mend.
 */
public final class WarehouseScan {
    private static final String THINNED = "runs/thinned.json";

    /** Digests of large tables begin with the number of rows. */
    private static final String ROWS = ":";

    /** The dates of a small table whose rows are read together. */
    private static final int DATES_AT_ONCE = 30;

    private final Warehouse warehouse;
    private final Supplier<SparkSession> spark;
    private final BiFunction<String[], List<Row>, String> ofSmall;

    /**
     * Prepares a scan.
     *
     * @param spark reads large tables
     * @param ofSmall computes the digest of a date of a small table from its columns and rows
     */
    public WarehouseScan(
            Warehouse warehouse, Supplier<SparkSession> spark, BiFunction<String[], List<Row>, String> ofSmall) {
        this.warehouse = warehouse;
        this.spark = spark;
        this.ofSmall = ofSmall;
    }

    /**
     * What a part of the scan has read.
     *
     * @param files the number of its data files
     * @param rows the rows that were compared with a digest of the current release
     */
    public record Scanned(long files, long rows, List<Defect> defects) {}

    /** Returns what is wrong with the table of releases. Their chain of hashes is verified by {@link Warehouse#releases}. */
    public Scanned manifest() {
        TableScan scan = TableScan.of(warehouse, LedgerTables.RUNS.name(), List.of());
        List<Defect> defects = new ArrayList<>(scan.defects());
        long releases = 0;
        try {
            warehouse.current();
            releases = warehouse.releases().size();
        } catch (Damage broken) {
            if (defects.isEmpty()) {
                defects.add(TableScan.unreadable(warehouse, LedgerTables.RUNS.name(), broken));
            }
        }
        return new Scanned(scan.files().size(), releases, defects);
    }

    /** Returns the releases whose files must be there, by a record of thinned releases that may be damaged. */
    public List<Release> kept(Instant now, ZoneId zone) {
        List<Release> releases = warehouse.releases();
        SortedSet<Long> due = Thinning.due(releases, now, zone);
        Set<Long> gone = new TreeSet<>(thinning(now, zone).isPresent() ? due : Thinning.done(warehouse));
        return Stream.concat(
                        releases.stream().filter(release -> !gone.contains(release.number())), candidate().stream())
                .toList();
    }

    /** Returns the release that awaits approval; empty if there is none, or if its file is damaged. */
    private Optional<Release> candidate() {
        try {
            return Candidates.pending(warehouse);
        } catch (Failure damaged) {
            return Optional.empty();
        }
    }

    /** Returns what is wrong with the list of thinned releases, and with the release that awaits approval. */
    public List<Defect> besideTables(Instant now, ZoneId zone) {
        return Stream.concat(thinning(now, zone).stream(), candidateDamage().stream())
                .toList();
    }

    private Optional<Defect> candidateDamage() {
        try {
            Candidates.pending(warehouse);
            return Optional.empty();
        } catch (Failure damaged) {
            return Optional.of(DefectMessages.candidate("runs", damaged));
        }
    }

    private Optional<Defect> thinning(Instant now, ZoneId zone) {
        try {
            SortedSet<Long> wrong = Thinning.done(warehouse);
            wrong.removeAll(Thinning.due(warehouse.releases(), now, zone));
            return wrong.isEmpty()
                    ? Optional.empty()
                    : Optional.of(DefectMessages.thinning(
                            warehouse, THINNED, DefectMessages.numbers(wrong), new Bilingual("", "")));
        } catch (Failure unreadable) {
            return Optional.of(DefectMessages.thinning(warehouse, THINNED, "", unreadable.problem()));
        }
    }

    /**
     * Reads and compares a table.
     *
     * @param kept the releases whose files must be there
     * @param current the release whose rows are compared with their digests
     */
    public Scanned table(String table, List<Release> kept, Release current) {
        TableScan scan = TableScan.of(warehouse, table, kept);
        Release.TableVersion version = current.tables().get(table);
        List<Defect> defects = new ArrayList<>(scan.defects());
        long rows = 0;
        if (defects.isEmpty() && version != null && version.rows() > 0) {
            rows = version.rows();
            try {
                defects.addAll(otherRows(table, version, scan));
            } catch (RuntimeException unreadable) {
                defects.add(TableScan.unreadable(warehouse, table, failure(table, unreadable)));
            } catch (Exception undeclared) {
                // Spark throws checked exceptions that its methods do not declare.
                if (!(undeclared instanceof SparkException)) {
                    throw new IllegalStateException(undeclared);
                }
                defects.add(TableScan.unreadable(
                        warehouse,
                        table,
                        failure(table, new IllegalStateException(undeclared.getMessage(), undeclared))));
            }
        }
        return new Scanned(scan.files().size(), rows, defects);
    }

    private Failure failure(String table, RuntimeException unreadable) {
        try {
            return PublishedTable.guarded(warehouse, table, () -> {
                throw unreadable;
            });
        } catch (Failure damage) {
            return damage;
        }
    }

    private List<Defect> otherRows(String table, Release.TableVersion version, TableScan scan) {
        String place = table.replaceFirst("\\.", "/");
        if (version.digests().isEmpty()) {
            StructType schema = new PublishedTable(warehouse, table, version).schema();
            String found =
                    RowDigest.of(read(table, schema, new PublishedTable(warehouse, table, version).files()), schema);
            String expected = Optional.ofNullable(version.content())
                    .orElseGet(() -> version.rows() + found.substring(found.indexOf(':')));
            return found.equals(expected)
                    ? List.of()
                    : List.of(DefectMessages.otherRows(
                            table, place, table, found, expected, LedgerMessages.restore(table)));
        }
        SortedMap<String, String> found = new TreeMap<>();
        Map<String, List<LiveFile>> bySchema = new HashMap<>();
        new PublishedTable(warehouse, table, version)
                .liveFiles()
                .forEach(file -> bySchema.computeIfAbsent(scan.schemaOf(file), schema -> new ArrayList<>())
                        .add(file));
        bySchema.forEach((columns, files) ->
                found.putAll(byDate(table, version, (StructType) DataType.fromJson(columns), files)));
        return version.digests().entrySet().stream()
                .filter(date -> !isOf(found.get(date.getKey()), date.getValue()))
                .map(date -> DefectMessages.otherRows(
                        table,
                        place + "/" + TableDefinition.AS_OF_DATE + "=" + date.getKey(),
                        date.getKey(),
                        String.valueOf(found.get(date.getKey())),
                        date.getValue(),
                        DefectMessages.recompute(date.getKey())))
                .toList();
    }

    /** A date without rows has no file, and so no digest. */
    private boolean isOf(String found, String stated) {
        return found == null ? stated.equals(RowDigest.NO_ROWS) || !stated.contains(ROWS) : found.equals(stated);
    }

    /**
     * Returns the digests of the dates of some files. They cover the columns that the table had when the rows were
     * written. Spark reads large tables; the rows of small ones are as many as a run holds of each date.
     */
    private SortedMap<String, String> byDate(
            String table, Release.TableVersion version, StructType schema, List<LiveFile> files) {
        SortedMap<String, String> digests = new TreeMap<>();
        Map<Boolean, List<LiveFile>> byForm = files.stream()
                .collect(Collectors.partitioningBy(file -> version.digests()
                        .get(file.date().orElseThrow().toString())
                        .contains(ROWS)));
        if (!byForm.get(true).isEmpty()) {
            List<String> paths = byForm.get(true).stream()
                    .map(file -> file.absolute(warehouse.table(table)))
                    .toList();
            digests.putAll(RowDigest.byDate(read(table, schema, paths), schema));
        }
        List<LocalDate> dates = byForm.get(false).stream()
                .map(file -> file.date().orElseThrow())
                .distinct()
                .sorted()
                .toList();
        for (List<LocalDate> some : Lists.partition(dates, DATES_AT_ONCE)) {
            small(table, version, schema, Set.copyOf(some))
                    .forEach((date, rows) -> digests.put(date, ofSmall.apply(schema.fieldNames(), rows)));
        }
        return digests;
    }

    private Map<String, List<Row>> small(
            String table, Release.TableVersion version, StructType schema, Set<LocalDate> dates) {
        Map<String, List<Row>> byDate = new HashMap<>();
        for (Row row : new PublishedTable(warehouse, table, version).rows(dates)) {
            Object[] cells = Stream.of(schema.fieldNames()).map(row::getAs).toArray();
            byDate.computeIfAbsent(row.getAs(TableDefinition.AS_OF_DATE).toString(), date -> new ArrayList<>())
                    .add(new GenericRowWithSchema(cells, schema));
        }
        return byDate;
    }

    private Dataset<Row> read(String table, StructType schema, List<String> files) {
        return Tables.read(spark.get(), warehouse, table, schema, files, Tables.columns(schema));
    }
}
