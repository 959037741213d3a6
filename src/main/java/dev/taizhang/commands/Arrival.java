package dev.taizhang.commands;

import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** What a run brings to the ledger before it computes; deliveries are still to be read. */
interface Arrival {
    /** Where an arrival finds its run. */
    record Scene(Ledger ledger, Map<String, Feed> feeds, Warehouse warehouse, String runId, Instant now) {
        /** An earlier reading of a delivery, by its number or its identity. */
        Row delivery(String wanted) {
            return DeliveryNames.find(ledger.deliveries(), wanted);
        }
    }

    Inbox.Intake take(Scene scene);

    /** What stands in an inbox, and what is to be read once more. */
    record FromInbox(Path inbox, Optional<String> reread) implements Arrival {
        @Override
        public Inbox.Intake take(Scene scene) {
            List<Row> deliveries = scene.ledger().deliveries();
            long next = Ledger.nextNumber(deliveries);
            List<Delivery> taken = new ArrayList<>();
            reread.ifPresent(wanted -> taken.add(again(scene, wanted, next)));
            Inbox.Intake found = new Inbox(inbox, List.copyOf(scene.feeds().values()))
                    .take(
                            scene.ledger().known(deliveries),
                            next + taken.size(),
                            scene.warehouse().files(),
                            scene.warehouse().path("deliveries"));
            taken.addAll(found.taken());
            return new Inbox.Intake(List.copyOf(taken), found.known(), found.unclaimed(), found.leftAlone());
        }

        private static Delivery again(Scene scene, String wanted, long number) {
            Row row = scene.delivery(wanted);
            Feed feed = DeliveryNames.feed(row, scene.feeds());
            String stored = Inbox.storedName(row.getAs("content_hash"), row.getAs("file_name"));
            return Inbox.again(
                    new Delivery(
                            row.getAs("delivery_number"),
                            row.getAs("delivery_id"),
                            row.getAs("content_hash"),
                            row.getAs("file_name"),
                            feed.name(),
                            row.getAs("sender"),
                            row.getAs("bytes"),
                            scene.warehouse().path("deliveries/" + stored).toString()),
                    feed,
                    number);
        }
    }

    /** A delivery that is not to be believed any more. */
    record Withdrawal(String delivery, String reason) implements Arrival {
        @Override
        public Inbox.Intake take(Scene scene) {
            Row row = scene.delivery(delivery);
            DeliveryNames.requireBelieved(row, scene.ledger().belief());
            scene.ledger().withdraw(row.getAs("delivery_number"), reason, scene.runId(), scene.now());
            return Nothing.INTAKE;
        }
    }

    /** Nothing new: figures of what is there already. */
    record Nothing() implements Arrival {
        static final Inbox.Intake INTAKE = new Inbox.Intake(List.of(), 0, List.of(), List.of());

        @Override
        public Inbox.Intake take(Scene scene) {
            return INTAKE;
        }
    }
}
