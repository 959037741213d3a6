package dev.taizhang.night;

import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Warehouse;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** Makes a delivery of the ledger readable again, from its original. */
final class Rereading {
    private Rereading() {}

    /**
     * Returns a further reading of a delivery.
     *
     * @param row its row of {@code ledger.deliveries}
     * @param number the number of the reading
     * @param answers the delivery that it answers; null if it is not a return
     */
    static Delivery of(Row row, long number, String sender, Delivery.AnsweredDelivery answers, Warehouse warehouse) {
        String contentHash = row.getAs("content_hash");
        String fileName = row.getAs("file_name");
        return new Delivery(
                number,
                row.getAs("delivery_id"),
                contentHash,
                fileName,
                row.getAs("feed"),
                sender,
                row.getAs("bytes"),
                original(warehouse, contentHash, fileName).toString(),
                answers);
    }

    /** Returns where the original of a delivery is kept. */
    static Path original(Warehouse warehouse, String contentHash, String fileName) {
        return warehouse.path("deliveries/" + Inbox.storedName(contentHash, fileName));
    }
}
