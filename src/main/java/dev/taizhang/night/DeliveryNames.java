package dev.taizhang.night;

import dev.taizhang.definition.Failure;
import dev.taizhang.feeds.Feed;
import dev.taizhang.ledger.EffectiveDeliveries;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Finds deliveries by the names that users enter: number, identity, or file name. */
final class DeliveryNames {
    private DeliveryNames() {}

    /**
     * Returns the newest accepted reading of a delivery, or else its newest refusal.
     *
     * @throws Failure if no delivery has this name, or more than one
     */
    static Row find(List<Row> deliveries, String wanted) {
        List<Row> named = deliveries.stream()
                .filter(row -> Long.toString(row.<Long>getAs("delivery_number")).equals(wanted)
                        || row.getAs("delivery_id").equals(wanted)
                        || row.getAs("file_name").equals(wanted))
                .toList();
        List<String> ids = named.stream()
                .map(row -> row.<String>getAs("delivery_id"))
                .distinct()
                .toList();
        if (ids.size() != 1) {
            throw ids.isEmpty() ? NightMessages.noDelivery(wanted) : NightMessages.severalDeliveries(wanted, ids);
        }
        return deliveries.stream()
                .filter(row -> row.getAs("delivery_id").equals(ids.get(0)))
                .max(Comparator.comparing((Row row) -> row.getAs("state").equals("accepted"))
                        .thenComparing(row -> row.<Long>getAs("delivery_number")))
                .orElseThrow();
    }

    /** Returns the feed that now reads a delivery: the one that read it before. */
    static Feed feed(Row delivery, Map<String, Feed> feeds) {
        String name = delivery.getAs("feed");
        return Optional.ofNullable(feeds.get(name))
                .orElseThrow(() -> NightMessages.feedRemoved(delivery.getAs("file_name"), name));
    }

    /** Refuses a delivery that is not effective, because only an effective one can be withdrawn. */
    static void requireEffective(Row delivery, EffectiveDeliveries effective) {
        boolean accepted = delivery.getAs("state").equals("accepted");
        if (!accepted || effective.place(delivery.getAs("delivery_number")).isEmpty()) {
            String fileName = delivery.getAs("file_name");
            throw accepted ? NightMessages.alreadyWithdrawn(fileName) : NightMessages.refusedDelivery(fileName);
        }
    }
}
