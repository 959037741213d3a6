package dev.taizhang.ledger;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.validated.RuleHistory;
import dev.taizhang.validated.Validated;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Everything ever delivered: takes what was validated, and tells what is already there. */
public final class Ledger {
    /** The scope of a whole list that speaks for every project. */
    public static final String EVERYTHING = "*";

    private static final List<String> PLACE = List.of("delivery_number", "sheet", "row_number");

    private final Tables tables;
    private final Configuration configuration;
    private final Map<String, Feed> feeds;
    private List<Row> deliveries;
    private EffectiveDeliveries belief;

    public Ledger(Tables tables, Configuration configuration, Map<String, Feed> feeds) {
        this.tables = tables;
        this.configuration = configuration;
        this.feeds = feeds;
    }

    /**
     * One delivery as it stands in the ledger.
     *
     * @param refused why it was refused as a whole; null where it was not
     * @param makesNobodyLeave whether it is a whole list that cannot be trusted to name everybody
     */
    public record Entry(
            Delivery delivery,
            String dataset,
            Validated.Refused refused,
            boolean makesNobodyLeave,
            long read,
            long accepted,
            long rejected,
            long leftOut,
            long warnings) {}

    /** All deliveries ever taken or refused; read once, since tables that are planned beside one another all ask for them. */
    public synchronized List<Row> deliveries() {
        if (deliveries == null) {
            deliveries = tables.rows(LedgerTables.DELIVERIES.name());
        }
        return deliveries;
    }

    /** Whether a delivery need not be read: it was accepted, or refused under this very configuration. */
    public Predicate<String> known() {
        Map<String, Boolean> known = new TreeMap<>();
        for (Row row : deliveries()) {
            boolean settled = row.<String>getAs("state").equals("accepted")
                    || row.<String>getAs("configuration_hash").equals(configuration.hash());
            known.merge(row.getAs("delivery_id"), settled, Boolean::logicalOr);
        }
        return id -> known.getOrDefault(id, false);
    }

    /** The number of the next delivery. */
    public long nextNumber() {
        return 1
                + deliveries().stream()
                        .mapToLong(row -> row.<Long>getAs("delivery_number"))
                        .max()
                        .orElse(0);
    }

    /** The accepted rows of a dataset that are believed. */
    public Dataset<Row> accepted(DatasetDefinition dataset) {
        return believed(LedgerTables.of(dataset));
    }

    /** Every row of a dataset that was ever accepted, and whether it is {@code believed}. */
    public Dataset<Row> everAccepted(DatasetDefinition dataset) {
        return belief().marked(tables.read(LedgerTables.of(dataset).name()));
    }

    /** The rows of a table with a {@code delivery_number} that are believed, each at the place of its delivery. */
    public Dataset<Row> believed(TableDefinition table) {
        return belief().of(tables.read(table.name()));
    }

    /** Which deliveries are believed. */
    public synchronized EffectiveDeliveries belief() {
        if (belief == null) {
            belief = EffectiveDeliveries.of(deliveries(), withdrawals());
        }
        return belief;
    }

    /** All withdrawals of deliveries. */
    List<Row> withdrawals() {
        return tables.rows(LedgerTables.WITHDRAWALS.name());
    }

    /** From now on a delivery is not believed any more; earlier releases still have it. */
    public void withdraw(long deliveryNumber, String reason, String runId, Instant withdrawnAt) {
        tables.append(
                LedgerTables.WITHDRAWALS.name(),
                List.of(NamedRow.of(LedgerTables.WITHDRAWALS.schema())
                        .with("delivery_number", deliveryNumber)
                        .with("reason", reason)
                        .with("run_id", runId)
                        .with("withdrawn_at", withdrawnAt)
                        .row()));
        forget();
    }

    /** Whether any row of the dataset was ever accepted. */
    public boolean holds(DatasetDefinition dataset) {
        return tables.standings().get(LedgerTables.of(dataset).name()).rows() > 0;
    }

    public Dataset<Row> read(TableDefinition table) {
        return tables.read(table.name());
    }

    /** What was sent back to senders, and what of it came in again. */
    public OpenRejections returns() {
        return new OpenRejections(tables, this);
    }

    /** What rules of a dataset may look back at. */
    public RuleHistory past(DatasetDefinition dataset) {
        return new RuleHistory(
                holds(dataset) ? accepted(dataset) : null,
                holds(Datasets.PROJECTS) ? accepted(Datasets.PROJECTS) : null);
    }

    /**
     * Appends what was validated of one dataset.
     *
     * @param found what checks of whole deliveries warn of
     * @param night the as-of date of the run that takes it
     * @return the deliveries as they now stand, in their order
     */
    public List<Entry> append(
            Validated validated,
            List<Delivery> deliveries,
            List<DeliveryChecks.Found> found,
            String runId,
            LocalDate night,
            Instant takenAt) {
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
                found.stream().map(DeliveryChecks.Found::row).toList());
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
                .map(delivery -> entry(delivery, validated, found))
                .toList();
        tables.append(
                LedgerTables.DELIVERIES.name(),
                entries.stream()
                        .map(entry -> row(entry, validated, runId, night, takenAt))
                        .toList());
        forget();
        return entries;
    }

    /** What was read of the deliveries is not all of them any more. */
    private synchronized void forget() {
        deliveries = null;
        belief = null;
    }

    private Entry entry(Delivery delivery, Validated validated, List<DeliveryChecks.Found> found) {
        long number = delivery.number();
        long accepted = validated.rows(number, "accepted");
        long rejected = validated.rows(number, "rejected");
        long leftOut = validated.rows(number, "left_out");
        long warnings = validated.warnings(number)
                + found.stream().filter(warning -> warning.delivery() == number).count();
        return new Entry(
                delivery,
                validated.dataset().name(),
                validated.refusals().get(number),
                whole(delivery) && !makesLeave(delivery, validated),
                accepted + rejected + leftOut,
                accepted,
                rejected,
                leftOut,
                warnings);
    }

    private Row row(Entry entry, Validated validated, String runId, LocalDate night, Instant takenAt) {
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
                .with("whole_list", whole(delivery))
                .with("makes_leave", makesLeave(delivery, validated))
                .with("scope", whole(delivery) ? scope(delivery, validated) : List.of())
                .with("speaks_of", validated.lastDates().get(number))
                .with("rows_read", entry.read())
                .with("rows_accepted", entry.accepted())
                .with("rows_rejected", entry.rejected())
                .with("rows_left_out", entry.leftOut())
                .with("warnings", entry.warnings())
                .with("configuration_hash", configuration.hash())
                .with("run_id", runId)
                .with("night", Date.valueOf(night))
                .with("taken_at", takenAt)
                .with(
                        "answers",
                        delivery.answers() == null ? null : delivery.answers().number())
                .row();
    }

    /** Mended rows are changes only, whatever the list was that they were missing from. */
    private boolean whole(Delivery delivery) {
        return delivery.answers() == null && feeds.get(delivery.feed()).fullList();
    }

    /** A whole list with a row that names nobody, or of more than one date, cannot say who is missing from it. */
    private boolean makesLeave(Delivery delivery, Validated validated) {
        long number = delivery.number();
        return whole(delivery)
                && !validated.refusals().containsKey(number)
                && validated.unreadableKeys().getOrDefault(number, 0L) == 0
                && !validated.mixedDates().contains(number);
    }

    /** The district codes that a whole list speaks for. */
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
