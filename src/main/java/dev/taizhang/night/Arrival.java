package dev.taizhang.night;

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

/** The input that a run ingests into the ledger before it computes figures; its deliveries have not been read yet. */
public interface Arrival {
    /** The run in which the input arrives. */
    record Scene(Ledger ledger, Map<String, Feed> feeds, Warehouse warehouse, String runId, Instant now) {
        /** Finds the newest reading of a delivery, by its number, its identity or the name of its file. */
        Row delivery(String wanted) {
            return DeliveryNames.find(ledger.deliveries(), wanted);
        }
    }

    Inbox.Intake take(Scene scene);

    /** Describes the input on one line in both languages. */
    String line();

    /** The files in an inbox, and a delivery to be read again. */
    record FromInbox(Path inbox, Optional<String> reread) implements Arrival {
        @Override
        public Inbox.Intake take(Scene scene) {
            Ledger ledger = scene.ledger();
            long next = ledger.nextNumber();
            List<Delivery> taken = new ArrayList<>();
            reread.ifPresent(wanted -> taken.add(again(scene, wanted, next)));
            Inbox.Intake found = new Inbox(inbox, List.copyOf(scene.feeds().values()), ledger.returns()::delivered)
                    .collect(
                            ledger.known(),
                            next + taken.size(),
                            scene.warehouse().files(),
                            scene.warehouse().path("deliveries"));
            taken.addAll(found.deliveries());
            return new Inbox.Intake(List.copyOf(taken), found.known(), found.unmatched(), found.skipped());
        }

        @Override
        public String line() {
            return "收件 inbox " + inbox
                    + reread.map(wanted -> "，重读 reading anew " + wanted).orElse("");
        }

        /** Returns a further reading of the same delivery, using its current feed. */
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

    /** A delivery that is withdrawn. */
    record Withdrawal(String delivery, String reason) implements Arrival {
        @Override
        public Inbox.Intake take(Scene scene) {
            Row row = scene.delivery(delivery);
            DeliveryNames.requireBelieved(row, scene.ledger().effective());
            scene.ledger().withdraw(row.getAs("delivery_number"), reason, scene.runId(), scene.now());
            return Nothing.INTAKE;
        }

        @Override
        public String line() {
            return "撤回 withdrawing " + delivery;
        }
    }

    /** No new input: the figures are computed from the existing data. */
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
