package dev.taizhang.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.taizhang.definition.Hashes;
import dev.taizhang.definition.NamedRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * A release: the versions of all tables that a reader sees. It is a row of {@code ledger.runs}, and its commit makes
 * all tables of a run visible at once.
 *
 * @param number the number of the release, from one
 * @param runId the run that published it
 * @param asOfDate the date that its figures describe
 * @param startedAt the start of the run
 * @param publishedAt the time of publication
 * @param codeVersion the version of the code
 * @param configurationHash SHA-256 of the list of the files of the configuration, see {@link KeptConfigurations}
 * @param ingested the deliveries and rows that the run ingested
 * @param stages the seconds of each stage, in order of the stages' names
 * @param tables the current version of every table, by name
 * @param previousHash the hash of the previous release; empty for the first
 * @param base the earlier release by whose digests its row states those of its tables, see {@link StatedTables}; empty
 *     if the row states all
 * @param restores the number of the earlier release whose facts and summaries it publishes again; empty for a release
 *     that a run has computed
 * @param hash SHA-256 over the previous hash, the configuration, the code, what the row states of all tables, and the
 *     numbers of base and restored release if there are any. It links the release to its chain
 */
public record Release(
        long number,
        String runId,
        LocalDate asOfDate,
        Instant startedAt,
        Instant publishedAt,
        String codeVersion,
        String configurationHash,
        Ingested ingested,
        SortedMap<String, String> stages,
        SortedMap<String, TableVersion> tables,
        String previousHash,
        Optional<Release> base,
        Optional<Long> restores,
        String hash) {
    private static final String MAINTENANCE = "maintenance";
    private static final String OF_THE_LEDGER = "ledger.";
    private static final String RESTORES = "restores";
    private static final String BASE = "base";
    private static final String HASH = "release_hash";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The deliveries that a run ingested, and their rows by outcome. */
    public record Ingested(long deliveries, long read, long accepted, long rejected, long leftOut) {
        /** Adds up deliveries; refused ones do not count. */
        public static Ingested of(List<Ledger.Entry> entries) {
            return new Ingested(
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
     * @param version the version of the Delta table
     * @param files the number of its live files
     * @param rows the number of its rows
     * @param bytes the size of its live files
     * @param digests the digest of the rows of each as-of date; empty for the ledger. Releases share what they have in
     *     common, since those of years would not fit into memory otherwise
     * @param since the run that made the version; null for a table that was only created
     * @param content for a table of the ledger, the digest of all its rows, independent of order and files; null in
     *     earlier releases without it
     * @param log the digest of the log of the version; null in earlier releases without it
     * @param grain the digest of the key columns; null in earlier releases without it
     */
    public record TableVersion(
            long version,
            long files,
            long rows,
            long bytes,
            PSortedMap<String, String> digests,
            String since,
            String content,
            String log,
            String grain) {
        /** The version of a table that was only created. */
        public static final TableVersion EMPTY = new TableVersion(0, 0, 0, 0, TreePMap.empty(), null, null, null, null);

        /** Returns the same content at another version, with the digest of its log. */
        TableVersion at(long other, String ofLog) {
            return new TableVersion(other, files, rows, bytes, digests, since, content, ofLog, grain);
        }

        /**
         * Returns the same rows with other columns. The digest of the content is dropped because it covers all columns.
         *
         * @param ofGrain the digest of the grain
         */
        TableVersion redefined(long other, String ofLog, String ofGrain) {
            return new TableVersion(other, files, rows, bytes, digests, since, null, ofLog, ofGrain);
        }

        /** Returns whether the log agrees with this version. */
        boolean agrees(DeltaTables.Contents contents) {
            return files == contents.files()
                    && rows == contents.rows()
                    && bytes == contents.bytes()
                    && (log == null || log.equals(contents.log()));
        }
    }

    /**
     * Returns the release that a run publishes after another one.
     *
     * @param current the release that it follows; empty for the first
     */
    public static Release next(
            Optional<Release> current,
            String runId,
            LocalDate asOfDate,
            Instant startedAt,
            Instant publishedAt,
            String codeVersion,
            String configurationHash,
            Ingested ingested,
            SortedMap<String, String> stages,
            SortedMap<String, TableVersion> tables,
            Optional<Long> restores) {
        Optional<Release> base = current.map(StatedTables::base);
        return hashed(
                1 + current.map(Release::number).orElse(0L),
                runId,
                asOfDate,
                startedAt,
                publishedAt,
                codeVersion,
                configurationHash,
                ingested,
                stages,
                tables,
                StatedTables.json(tables, base),
                current.map(Release::hash).orElse(""),
                base,
                restores);
    }

    /**
     * Returns the release that publishes the facts and summaries of an earlier one again, with the ledger of the current
     * one. Date, code and configuration are those by which its figures were computed.
     *
     * @param current the current release, which it follows
     */
    public static Release restoring(
            Release wanted, Release current, String runId, Instant startedAt, Instant publishedAt) {
        SortedMap<String, TableVersion> tables = wanted.derived();
        current.tables.forEach((name, version) -> {
            if (name.startsWith(OF_THE_LEDGER)) {
                tables.put(name, version);
            }
        });
        return next(
                Optional.of(current),
                runId,
                wanted.asOfDate,
                startedAt,
                publishedAt,
                wanted.codeVersion,
                wanted.configurationHash,
                Ingested.of(List.of()),
                new TreeMap<>(),
                tables,
                Optional.of(wanted.number));
    }

    /** Returns this release with another time of publication, which its hash does not cover. */
    public Release publishedAt(Instant time) {
        return new Release(
                number,
                runId,
                asOfDate,
                startedAt,
                time,
                codeVersion,
                configurationHash,
                ingested,
                stages,
                tables,
                previousHash,
                base,
                restores,
                hash);
    }

    /** Returns the versions of the facts and summaries, which are computed from the ledger. */
    public SortedMap<String, TableVersion> derived() {
        SortedMap<String, TableVersion> derived = new TreeMap<>(tables);
        derived.keySet().removeIf(name -> name.startsWith(OF_THE_LEDGER));
        return derived;
    }

    /**
     * Returns a release with its hash.
     *
     * @param stated what its row states of the tables
     */
    private static Release hashed(
            long number,
            String runId,
            LocalDate asOfDate,
            Instant startedAt,
            Instant publishedAt,
            String codeVersion,
            String configurationHash,
            Ingested ingested,
            SortedMap<String, String> stages,
            SortedMap<String, TableVersion> tables,
            String stated,
            String previousHash,
            Optional<Release> base,
            Optional<Long> restores) {
        StringJoiner covered = new StringJoiner("\n")
                .add(previousHash)
                .add(Long.toString(number))
                .add(asOfDate.toString())
                .add(codeVersion)
                .add(configurationHash)
                .add(stated);
        restores.ifPresent(earlier -> covered.add(Long.toString(earlier)));
        base.ifPresent(earlier -> covered.add(BASE + " " + earlier.number));
        return new Release(
                number,
                runId,
                asOfDate,
                startedAt,
                publishedAt,
                codeVersion,
                configurationHash,
                ingested,
                stages,
                tables,
                previousHash,
                base,
                restores,
                Hashes.of(covered.toString()));
    }

    /**
     * Returns the release that names other files of the same rows. Date, code and configuration are those by which its
     * figures were computed.
     *
     * @param current the release that it follows
     * @param seconds the time that the maintenance took
     */
    public static Release maintained(
            Release current,
            String runId,
            Instant startedAt,
            Instant publishedAt,
            String seconds,
            SortedMap<String, TableVersion> tables) {
        return next(
                Optional.of(current),
                runId,
                current.asOfDate,
                startedAt,
                publishedAt,
                current.codeVersion,
                current.configurationHash,
                Ingested.of(List.of()),
                new TreeMap<>(Map.of(MAINTENANCE, seconds)),
                tables,
                Optional.empty());
    }

    /** Returns whether it names other files of the rows of the release before, and nothing else. */
    public boolean isMaintenance() {
        return stages.containsKey(MAINTENANCE);
    }

    /** Returns every date whose summaries this release contains. */
    public SortedSet<LocalDate> publishedDates() {
        return tables.entrySet().stream()
                .filter(table -> table.getKey().startsWith("summaries."))
                .flatMap(table -> table.getValue().digests().keySet().stream())
                .map(LocalDate::parse)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the number of rows in its ledger. */
    public long ledgerRows() {
        return tables.entrySet().stream()
                .filter(table -> table.getKey().startsWith(OF_THE_LEDGER))
                .mapToLong(table -> table.getValue().rows())
                .sum();
    }

    /** Returns the row of {@code ledger.runs}. */
    public Row row() {
        return NamedRow.of(LedgerTables.RUNS.schema())
                .with("release_number", number)
                .with("run_id", runId)
                .with("as_of_date", asOfDate)
                .with("started_at", startedAt)
                .with("published_at", publishedAt)
                .with("code_version", codeVersion)
                .with("configuration_hash", configurationHash)
                .with("deliveries_taken", ingested.deliveries())
                .with("rows_read", ingested.read())
                .with("rows_accepted", ingested.accepted())
                .with("rows_rejected", ingested.rejected())
                .with("rows_left_out", ingested.leftOut())
                .with("stages", json(stages))
                .with("tables", StatedTables.json(tables, base))
                .with("previous_hash", previousHash)
                .with(HASH, hash)
                .with(RESTORES, restores.orElse(null))
                .with(BASE, base.map(Release::number).orElse(null))
                .row();
    }

    /**
     * Returns the release of a row; empty if the row has another hash, so that it was changed.
     *
     * @param base the release that the row names, see {@link #base(Row)}
     * @throws dev.taizhang.definition.Failure if a later version of the program has written it
     */
    static Optional<Release> of(Row row, Optional<Release> base) {
        long number = row.getAs("release_number");
        String tables = row.getAs("tables");
        try {
            Release release = hashed(
                    number,
                    row.getAs("run_id"),
                    row.getAs("as_of_date"),
                    row.getAs("started_at"),
                    row.getAs("published_at"),
                    row.getAs("code_version"),
                    row.getAs("configuration_hash"),
                    new Ingested(
                            row.getAs("deliveries_taken"),
                            row.getAs("rows_read"),
                            row.getAs("rows_accepted"),
                            row.getAs("rows_rejected"),
                            row.getAs("rows_left_out")),
                    JSON.readValue(row.<String>getAs("stages"), new TypeReference<TreeMap<String, String>>() {}),
                    StatedTables.of(tables, base),
                    tables,
                    row.getAs("previous_hash"),
                    base,
                    earlier(row, RESTORES));
            return Optional.of(release).filter(read -> read.hash.equals(row.getAs(HASH)));
        } catch (UnrecognizedPropertyException later) {
            throw LedgerMessages.newerManifest(number, later.getPropertyName());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A row of ledger.runs is not readable: " + broken.getMessage(), broken);
        }
    }

    /** Returns the number of the base of a row. */
    static Optional<Long> base(Row row) {
        return earlier(row, BASE);
    }

    /** Returns the number of an earlier release in a column that rows of earlier versions of the program lack. */
    private static Optional<Long> earlier(Row row, String column) {
        return row.schema().getFieldIndex(column).isDefined()
                ? Optional.ofNullable(row.getAs(column))
                : Optional.empty();
    }

    private static String json(SortedMap<String, String> value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
