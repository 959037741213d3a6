package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Steps;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.KnownDeliveries;
import dev.taizhang.validated.DeliveryDefinitions;
import dev.taizhang.validated.RuleHistory;
import dev.taizhang.validated.Validated;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The ledger of everything delivered: appends validated deliveries and reads earlier ones. */
public final class Ledger {
    /** The scope of a full list that covers every project. */
    public static final String EVERYTHING = "*";

    private static final List<String> PLACE = List.of("delivery_number", "sheet", "row_number");

    private final LedgerStore tables;
    private final String configurationHash;
    private final Map<String, Feed> feeds;
    private List<Row> deliveries;
    private EffectiveDeliveries effective;

    /**
     * Opens the ledger.
     *
     * @param configurationHash SHA-256 of the configuration, which is recorded with each delivery
     * @param feeds the feeds of the deliveries that will be appended, by name
     */
    public Ledger(LedgerStore tables, String configurationHash, Map<String, Feed> feeds) {
        this.tables = tables;
        this.configurationHash = configurationHash;
        this.feeds = feeds;
    }

    /** Opens the ledger for deliveries that are read by some definitions. */
    public static Ledger readBy(DeliveryDefinitions definitions, LedgerStore tables) {
        return new Ledger(tables, definitions.hash(), definitions.feeds());
    }

    /**
     * A delivery with its outcome in the ledger.
     *
     * @param refused the reason for which it was refused; null if it was accepted
     * @param incompleteList whether it is a full list that may be incomplete, so that no project leaves because of it
     * @param remarks the warnings about it as a whole
     */
    public record Entry(
            Delivery delivery,
            String dataset,
            Validated.Refused refused,
            boolean incompleteList,
            long read,
            long accepted,
            long rejected,
            long leftOut,
            long warnings,
            List<Bilingual> remarks) {}

    /**
     * Returns all deliveries, accepted or refused. They are read once, because concurrently planned tables all use
     * them.
     */
    public synchronized List<Row> deliveries() {
        if (deliveries == null) {
            deliveries = tables.rows(LedgerTables.DELIVERIES.name());
        }
        return deliveries;
    }

    /**
     * Returns the deliveries that it contains. Those accepted, and those refused under this configuration, need not be
     * read again.
     */
    public KnownDeliveries known() {
        KnownDeliveries known = new KnownDeliveries();
        for (Row row : deliveries()) {
            known.add(
                    row.getAs("delivery_id"),
                    row.getAs("dataset"),
                    row.<String>getAs("state").equals("accepted")
                            || row.<String>getAs("configuration_hash").equals(configurationHash));
        }
        return known;
    }

    /** Returns the number of the next delivery. */
    public long nextNumber() {
        return 1
                + deliveries().stream()
                        .mapToLong(row -> row.<Long>getAs("delivery_number"))
                        .max()
                        .orElse(0);
    }

    /** Returns the accepted rows of the effective deliveries of a dataset. */
    public Dataset<Row> accepted(DatasetDefinition dataset) {
        return effectiveRows(LedgerTables.of(dataset));
    }

    /** Returns every row of a dataset that was ever accepted, with a column {@code effective}. */
    public Steps everAccepted(DatasetDefinition dataset) {
        return effective().marked(tables.read(LedgerTables.of(dataset).name()));
    }

    /**
     * Returns the rows of effective deliveries in a table with a {@code delivery_number}, each at the place of its
     * delivery.
     */
    public Dataset<Row> effectiveRows(TableDefinition table) {
        return effective().of(tables.read(table.name())).rows();
    }

    /** Returns the effective deliveries. */
    public synchronized EffectiveDeliveries effective() {
        if (effective == null) {
            effective = EffectiveDeliveries.of(deliveries(), withdrawals());
        }
        return effective;
    }

    /** Returns all withdrawals. */
    List<Row> withdrawals() {
        return tables.rows(LedgerTables.WITHDRAWALS.name());
    }

    /** Withdraws a delivery: it has no effect from now on; earlier releases keep it. */
    public void withdraw(long deliveryNumber, String reason, String runId, Instant withdrawnAt) {
        tables.append(
                LedgerTables.WITHDRAWALS.name(),
                List.of(NamedRow.of(LedgerTables.WITHDRAWALS.schema())
                        .with("delivery_number", deliveryNumber)
                        .with("reason", reason)
                        .with("run_id", runId)
                        .with("withdrawn_at", withdrawnAt)
                        .row()));
        clearCache();
    }

    /** Returns whether any row of the dataset was ever accepted. */
    public boolean hasRows(DatasetDefinition dataset) {
        return tables.count(LedgerTables.of(dataset).name()) > 0;
    }

    public Dataset<Row> read(TableDefinition table) {
        return tables.read(table.name());
    }

    /** Returns the rejected rows that are open. */
    public OpenRejections returns() {
        return new OpenRejections(tables, this);
    }

    /** Returns the earlier data that rules of a dataset can refer to. */
    public RuleHistory ruleHistory(DatasetDefinition dataset) {
        return new RuleHistory(
                hasRows(dataset) ? Steps.from(accepted(dataset)) : null,
                hasRows(Datasets.PROJECTS) ? Steps.from(accepted(Datasets.PROJECTS)) : null,
                RuleHistory.Extent.COMPLETE);
    }

    /**
     * Appends the validated deliveries of a dataset.
     *
     * @param wholeWarnings the warnings about whole deliveries
     * @param asOfDate the as-of date of the run that ingests them
     * @return the deliveries with their outcomes, in their order
     */
    public List<Entry> append(
            Validated validated,
            List<Delivery> deliveries,
            List<DeliveryWarning> wholeWarnings,
            String runId,
            LocalDate asOfDate,
            Instant ingestedAt) {
        if (validated.rows("accepted") > 0) {
            tables.append(
                    LedgerTables.of(validated.dataset()).name(),
                    validated.accepted(),
                    validated.rows("accepted"),
                    validated.dataset().key());
        }
        if (validated.rows("rejected") > 0) {
            tables.append(LedgerTables.REJECTED.name(), validated.rejected(), validated.rows("rejected"), PLACE);
        }
        if (validated.warnings() > 0) {
            tables.append(LedgerTables.WARNINGS.name(), validated.warningRows(), validated.warnings(), PLACE);
        }
        tables.append(
                LedgerTables.WARNINGS.name(),
                wholeWarnings.stream().map(DeliveryWarning::row).toList());
        returns().append(validated, deliveries);
        tables.append(
                LedgerTables.RECONCILIATION.name(),
                validated.counts().stream()
                        .map(count -> NamedRow.of(LedgerTables.RECONCILIATION.schema())
                                .with("delivery_number", count.deliveryNumber())
                                .with("dataset", validated.dataset().name())
                                .with("district_code", count.districtCode())
                                .with("outcome", count.outcome())
                                .with("reason", count.reason())
                                .with("row_count", count.rows())
                                .row())
                        .toList());
        List<Entry> entries = deliveries.stream()
                .map(delivery -> entry(delivery, validated, wholeWarnings))
                .toList();
        tables.append(
                LedgerTables.DELIVERIES.name(),
                entries.stream()
                        .map(entry -> row(entry, validated, runId, asOfDate, ingestedAt))
                        .toList());
        clearCache();
        return entries;
    }

    /** Discards the cached deliveries, which are no longer complete. */
    public synchronized void clearCache() {
        deliveries = null;
        effective = null;
    }

    private Entry entry(Delivery delivery, Validated validated, List<DeliveryWarning> wholeWarnings) {
        long number = delivery.number();
        long accepted = validated.rows(number, "accepted");
        long rejected = validated.rows(number, "rejected");
        long leftOut = validated.rows(number, "left_out");
        List<Bilingual> remarks = wholeWarnings.stream()
                .filter(warning -> warning.delivery() == number)
                .map(DeliveryWarning::sentence)
                .toList();
        long warnings = validated.warnings(number) + remarks.size();
        return new Entry(
                delivery,
                validated.dataset().name(),
                validated.refusals().get(number),
                isFullList(delivery) && !makesLeave(delivery, validated),
                accepted + rejected + leftOut,
                accepted,
                rejected,
                leftOut,
                warnings,
                remarks);
    }

    private Row row(Entry entry, Validated validated, String runId, LocalDate asOfDate, Instant ingestedAt) {
        Delivery delivery = entry.delivery();
        long number = delivery.number();
        Optional<Validated.Refused> refused = Optional.ofNullable(entry.refused());
        return NamedRow.of(LedgerTables.DELIVERIES.schema())
                .with("delivery_number", number)
                .with("delivery_id", delivery.id())
                .with("content_hash", delivery.contentHash())
                .with("file_name", delivery.fileName())
                .with("bytes", delivery.bytes())
                .with("sender", delivery.sender())
                .with("feed", delivery.feed())
                .with("dataset", entry.dataset())
                .with("state", refused.isEmpty() ? "accepted" : "refused")
                .with("reason", refused.map(Validated.Refused::rule).orElse(null))
                .with(
                        "sentence_zh",
                        refused.map(refusal -> refusal.sentence().zh()).orElse(null))
                .with(
                        "sentence_en",
                        refused.map(refusal -> refusal.sentence().en()).orElse(null))
                .with("whole_list", isFullList(delivery))
                .with("makes_leave", makesLeave(delivery, validated))
                .with("scope", isFullList(delivery) ? scope(delivery, validated) : List.of())
                .with("speaks_of", validated.lastDates().get(number))
                .with("rows_read", entry.read())
                .with("rows_accepted", entry.accepted())
                .with("rows_rejected", entry.rejected())
                .with("rows_left_out", entry.leftOut())
                .with("warnings", entry.warnings())
                .with("configuration_hash", configurationHash)
                .with("run_id", runId)
                .with("night", Date.valueOf(asOfDate))
                .with("taken_at", ingestedAt)
                .with(
                        "answers",
                        delivery.answers() == null ? null : delivery.answers().number())
                .with("columns", validated.columns(number).columns())
                .with("columns_with_values", validated.columns(number).withValues())
                .with("unused_headers", validated.columns(number).unusedHeaders())
                .row();
    }

    /** Returns whether a delivery is a full list. A return contains only changes, even if it answers a full list. */
    boolean isFullList(Delivery delivery) {
        return delivery.answers() == null && feeds.get(delivery.feed()).fullList();
    }

    /**
     * Returns whether projects leave that a full list does not name. A list with an unreadable key or with several
     * dates cannot determine them.
     */
    private boolean makesLeave(Delivery delivery, Validated validated) {
        long number = delivery.number();
        return isFullList(delivery)
                && !validated.refusals().containsKey(number)
                && validated.unreadableKeys().getOrDefault(number, 0L) == 0
                && !validated.mixedDates().contains(number);
    }

    /** Returns the district codes that a full list covers. */
    List<String> scope(Delivery delivery, Validated validated) {
        Feed.Scope scope = feeds.get(delivery.feed()).scope();
        if (scope instanceof Feed.Scope.Everything) {
            return List.of(EVERYTHING);
        }
        List<String> codes = new ArrayList<>();
        if (scope instanceof Feed.Scope.NamedDistricts named) {
            codes.addAll(named.districts());
        } else {
            validated.counts().stream()
                    .filter(count -> count.deliveryNumber() == delivery.number())
                    .filter(count -> !count.outcome().equals("left_out")
                            || count.reason().equals("identical_row"))
                    .map(Validated.Count::districtCode)
                    .filter(code -> !code.equals(ReferenceTable.UNASSIGNED))
                    .forEach(codes::add);
        }
        return codes.stream().distinct().sorted().toList();
    }
}
