package dev.taizhang.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Hashes;
import dev.taizhang.definition.NamedRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * A release: which version of each table a reader sees. One row of {@code ledger.runs}; its commit is the moment at which all
 * tables of a run become visible.
 *
 * @param number counts releases from one
 * @param runId the run that published it
 * @param asOfDate the date its figures speak of
 * @param startedAt when the run began
 * @param publishedAt when it was published
 * @param codeVersion the version of the code
 * @param configurationHash SHA-256 of the configuration
 * @param taken what the run took in
 * @param stages seconds of each stage, in order of the stages' names
 * @param tables the standing version of every table, by name
 * @param previousHash the hash of the release before; empty for the first
 */
public record Release(
        long number,
        String runId,
        LocalDate asOfDate,
        Instant startedAt,
        Instant publishedAt,
        String codeVersion,
        String configurationHash,
        Taken taken,
        SortedMap<String, String> stages,
        SortedMap<String, TableVersion> tables,
        String previousHash) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** What one run took in: deliveries, and rows by what became of them. */
    public record Taken(long deliveries, long read, long accepted, long rejected, long leftOut) {
        /** What becomes of these deliveries together; refused ones count as nothing. */
        public static Taken of(List<Ledger.Entry> entries) {
            return new Taken(
                    entries.stream().filter(entry -> entry.refused() == null).count(),
                    entries.stream().mapToLong(Ledger.Entry::read).sum(),
                    entries.stream().mapToLong(Ledger.Entry::accepted).sum(),
                    entries.stream().mapToLong(Ledger.Entry::rejected).sum(),
                    entries.stream().mapToLong(Ledger.Entry::leftOut).sum());
        }
    }

    /**
     * The version of a table that a release names.
     *
     * @param version of the Delta table
     * @param files its live files
     * @param rows its rows
     * @param bytes of its live files
     * @param digests for each as-of date that the table holds, the digest of its rows; empty for the ledger
     * @param since the run that made the version; null where it was only just made
     * @param content of a table of the ledger, the digest of all its rows, whatever their order and files; null in releases of
     *     before it was kept
     * @param log the digest of what the log says of the version; null in releases of before it was kept
     * @param grain the digest of the columns that tell one row from another; null in releases of before it was kept
     */
    public record TableVersion(
            long version,
            long files,
            long rows,
            long bytes,
            SortedMap<String, String> digests,
            @JsonInclude(JsonInclude.Include.NON_NULL) String since,
            @JsonInclude(JsonInclude.Include.NON_NULL) String content,
            @JsonInclude(JsonInclude.Include.NON_NULL) String log,
            @JsonInclude(JsonInclude.Include.NON_NULL) String grain) {
        /** The standing of a table that was only just made. */
        public static final TableVersion EMPTY = new TableVersion(0, 0, 0, 0, new TreeMap<>(), null, null, null, null);

        /** The same content at another version, of whose log this is the digest. */
        TableVersion at(long other, String ofLog) {
            return new TableVersion(other, files, rows, bytes, digests, since, content, ofLog, grain);
        }

        /**
         * The same rows under other columns. The digest of a ledger's content is of all columns, and so not known.
         *
         * @param ofGrain the digest of the grain
         */
        TableVersion redefined(long other, String ofLog, String ofGrain) {
            return new TableVersion(other, files, rows, bytes, digests, since, null, ofLog, ofGrain);
        }

        /** Whether this is what the log says of the version. */
        boolean agrees(DeltaTables.Contents contents) {
            return files == contents.files()
                    && rows == contents.rows()
                    && bytes == contents.bytes()
                    && (log == null || log.equals(contents.log()));
        }
    }

    /** SHA-256 over the release before, the configuration, the code and every table's digest: a link of the chain. */
    public String hash() {
        return Hashes.of(String.join(
                "\n",
                previousHash,
                Long.toString(number),
                asOfDate.toString(),
                codeVersion,
                configurationHash,
                json(tables)));
    }

    /** Every date whose summaries this release holds, as far as it was published by then. */
    public SortedSet<LocalDate> publishedDates() {
        return tables.entrySet().stream()
                .filter(table -> table.getKey().startsWith("summaries."))
                .flatMap(table -> table.getValue().digests().keySet().stream())
                .map(LocalDate::parse)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many rows its ledger holds: what was accepted and rejected, and what is kept of both. */
    public long ledgerRows() {
        return tables.entrySet().stream()
                .filter(table -> table.getKey().startsWith("ledger."))
                .mapToLong(table -> table.getValue().rows())
                .sum();
    }

    /** The release as a row of {@code ledger.runs}. */
    public Row row() {
        return NamedRow.of(LedgerTables.RUNS.schema())
                .with("release_number", number)
                .with("run_id", runId)
                .with("as_of_date", asOfDate)
                .with("started_at", startedAt)
                .with("published_at", publishedAt)
                .with("code_version", codeVersion)
                .with("configuration_hash", configurationHash)
                .with("deliveries_taken", taken.deliveries())
                .with("rows_read", taken.read())
                .with("rows_accepted", taken.accepted())
                .with("rows_rejected", taken.rejected())
                .with("rows_left_out", taken.leftOut())
                .with("stages", json(stages))
                .with("tables", json(tables))
                .with("previous_hash", previousHash)
                .with("release_hash", hash())
                .row();
    }

    static Release of(Row row) {
        try {
            return new Release(
                    row.getAs("release_number"),
                    row.getAs("run_id"),
                    row.getAs("as_of_date"),
                    row.getAs("started_at"),
                    row.getAs("published_at"),
                    row.getAs("code_version"),
                    row.getAs("configuration_hash"),
                    new Taken(
                            row.getAs("deliveries_taken"),
                            row.getAs("rows_read"),
                            row.getAs("rows_accepted"),
                            row.getAs("rows_rejected"),
                            row.getAs("rows_left_out")),
                    JSON.readValue(row.<String>getAs("stages"), new TypeReference<TreeMap<String, String>>() {}),
                    JSON.readValue(row.<String>getAs("tables"), new TypeReference<TreeMap<String, TableVersion>>() {}),
                    row.getAs("previous_hash"));
        } catch (UnrecognizedPropertyException later) {
            throw Failure.usage(
                    new Bilingual(
                            "这个台账库由更新版本的程序写过（发布 " + row.getAs("release_number") + " 的清单有本版不认识的“"
                                    + later.getPropertyName() + "”）。",
                            "A later version of the program has written to this warehouse (the manifest of release "
                                    + row.getAs("release_number") + " has \"" + later.getPropertyName()
                                    + "\", which this version does not know)."),
                    new Bilingual("请用那个版本或更新的版本运行。", "Run that version, or a later one."));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A row of ledger.runs is not readable: " + broken.getMessage(), broken);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
