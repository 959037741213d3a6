package dev.taizhang.commands;

import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.feeds.Originals;
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
        /** The newest reading of a delivery, by its number, its identity or the name of its file. */
        Row delivery(String wanted) {
            return DeliveryNames.find(ledger.deliveries(), wanted);
        }
    }

    Inbox.Intake take(Scene scene);

    /** What it is, on one line in both languages. */
    String line();

    /** What stands in an inbox, and what is to be read once more. */
    record FromInbox(Path inbox, Optional<String> reread) implements Arrival {
        @Override
        public Inbox.Intake take(Scene scene) {
            Ledger ledger = scene.ledger();
            long next = ledger.nextNumber();
            List<Delivery> taken = new ArrayList<>();
            reread.ifPresent(wanted -> taken.add(again(scene, wanted, next)));
            Inbox.Intake found = new Inbox(inbox, List.copyOf(scene.feeds().values()), ledger.returns()::delivered)
                    .take(
                            ledger.known(),
                            next + taken.size(),
                            scene.warehouse().files(),
                            scene.warehouse().path("deliveries"));
            taken.addAll(found.taken());
            return new Inbox.Intake(List.copyOf(taken), found.known(), found.unclaimed(), found.leftAlone());
        }

        @Override
        public String line() {
            return "收件 inbox " + inbox
                    + reread.map(wanted -> "，重读 reading anew " + wanted).orElse("");
        }

        /** A further reading of the same delivery, by its feed of today. */
        private static Delivery again(Scene scene, String wanted, long number) {
            Row row = scene.delivery(wanted);
            Feed feed = DeliveryNames.feed(row, scene.feeds());
            String fileName = row.getAs("file_name");
            String contentHash = row.getAs("content_hash");
            org.apache.hadoop.fs.Path stored =
                    scene.warehouse().path("deliveries/" + Inbox.storedName(contentHash, fileName));
            Originals.require(scene.warehouse().files(), stored, contentHash, fileName);
            Delivery.AnsweredDelivery answers = scene.ledger().returns().answeredBy(row);
            return new Delivery(
                    number,
                    row.getAs("delivery_id"),
                    contentHash,
                    fileName,
                    feed.name(),
                    Inbox.sender(feed, answers == null ? fileName : answers.fileName()),
                    row.getAs("bytes"),
                    stored.toString(),
                    answers);
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

        @Override
        public String line() {
            return "撤回 withdrawing " + delivery;
        }
    }

    /** Nothing new: figures of what is there already. */
    record Nothing() implements Arrival {
        static final Inbox.Intake INTAKE = new Inbox.Intake(List.of(), 0, List.of(), List.of());

        @Override
        public Inbox.Intake take(Scene scene) {
            return INTAKE;
        }

        @Override
        public String line() {
            return "不收新报表 no new deliveries";
        }
    }
}
