package dev.taizhang.ledger;

import dev.taizhang.feeds.Delivery;
import dev.taizhang.validated.DeliveredColumns;
import dev.taizhang.validated.Validated;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;

/**
 * An effective delivery as far as its columns are compared with those of others.
 *
 * @param place its place among the deliveries
 * @param sender the sender; for a full list without one the districts that it covers
 * @param date the latest date that its rows describe; null if there is none
 * @param fullListOf the districts that it covers completely; null if it contains only changes
 * @param columns its columns; null if unknown
 */
record ComparedDelivery(
        long number,
        long place,
        String dataset,
        String sender,
        String feed,
        String fileName,
        LocalDate date,
        List<String> fullListOf,
        DeliveredColumns columns) {
    /** Returns a new delivery; empty if it cannot be compared because it is refused, a return, or of no known sender. */
    static Optional<ComparedDelivery> of(Delivery delivery, Validated validated, Ledger ledger) {
        long number = delivery.number();
        if (delivery.answers() != null || validated.refusals().containsKey(number)) {
            return Optional.empty();
        }
        java.sql.Date date = validated.lastDates().get(number);
        List<String> scope = ledger.isFullList(delivery) ? ledger.scope(delivery, validated) : null;
        return known(new ComparedDelivery(
                number,
                number,
                validated.dataset().name(),
                sender(delivery.sender(), scope),
                delivery.feed(),
                delivery.bareName(),
                date == null ? null : date.toLocalDate(),
                scope,
                validated.columns(number)));
    }

    /** Returns a delivery of the ledger; empty if it cannot be compared. */
    static Optional<ComparedDelivery> of(Row row, EffectiveDeliveries effective) {
        long number = row.getAs("delivery_number");
        OptionalLong place = effective.place(number);
        if (!row.getAs("state").equals("accepted") || row.getAs("answers") != null || place.isEmpty()) {
            return Optional.empty();
        }
        List<String> scope = row.<Boolean>getAs("whole_list") ? row.getList(row.fieldIndex("scope")) : null;
        return known(new ComparedDelivery(
                number,
                place.getAsLong(),
                row.getAs("dataset"),
                sender(row.getAs("sender"), scope),
                row.getAs("feed"),
                Delivery.bareName(row.getAs("file_name")),
                row.getAs("speaks_of"),
                scope,
                columns(row)));
    }

    private static Optional<ComparedDelivery> known(ComparedDelivery delivery) {
        return Optional.of(delivery).filter(one -> !one.sender().isBlank());
    }

    private static String sender(String sender, List<String> scope) {
        return sender.isBlank() && scope != null ? String.join("、", scope) : sender;
    }

    private static DeliveredColumns columns(Row row) {
        return row.getAs("columns") == null
                ? null
                : new DeliveredColumns(
                        row.getList(row.fieldIndex("columns")),
                        row.getList(row.fieldIndex("columns_with_values")),
                        row.getList(row.fieldIndex("unused_headers")));
    }

    /** What deliveries have in common that are compared. */
    List<String> series() {
        return List.of(dataset, sender);
    }

    /** Whether it describes an earlier date than another. Deliveries without dates are in the order of their places. */
    boolean isBefore(ComparedDelivery other) {
        if (date == null || other.date == null) {
            return date == null && other.date == null && place < other.place;
        }
        return date.isBefore(other.date);
    }

    /** Whether it describes the same date as another. */
    boolean isBeside(ComparedDelivery other) {
        return date != null && date.equals(other.date);
    }

    /** Whether it is a full list that a later one of the same date replaces. */
    boolean isReplacedBy(ComparedDelivery other) {
        return isBeside(other)
                && feed.equals(other.feed)
                && fullListOf != null
                && fullListOf.equals(other.fullListOf)
                && place < other.place;
    }

    /** Whether it has a column, as far as known. */
    boolean mayHave(String column) {
        return columns == null || columns.columns().contains(column);
    }
}
