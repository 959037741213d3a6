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
    record Context(Ledger ledger, Map<String, Feed> feeds, Warehouse warehouse, String runId, Instant now) {
        /** Returns the newest reading of a delivery, found by number, identity or file name. */
        Row delivery(String wanted) {
            return DeliveryNames.find(ledger.deliveries(), wanted);
        }

        /** Returns the feeds by which files are read. */
        List<Feed> reading() {
            return List.copyOf(feeds.values());
        }

        /** Opens the inbox in a folder. */
        Inbox inbox(org.apache.hadoop.fs.Path folder) {
            return Inbox.in(folder, warehouse.files().getConf(), reading(), ledger.returns()::delivered);
        }

        /** Copies the new files of an inbox into the warehouse; their deliveries are numbered from the first one on. */
        Inbox.Intake collect(Inbox inbox, long firstNumber) {
            return inbox.collect(ledger.known(), firstNumber, warehouse.files(), warehouse.path("deliveries"));
        }
    }

    /** Ingests the input and returns the deliveries whose rows are to be read. */
    Inbox.Intake ingest(Context context);

    /** Describes the input on one line in both languages. */
    String line();

    /** The files in an inbox, and a delivery to be read again. */
    record FromInbox(org.apache.hadoop.fs.Path inbox, Optional<String> reread) implements Arrival {
        @Override
        public Inbox.Intake ingest(Context context) {
            Ledger ledger = context.ledger();
            long next = ledger.nextNumber();
            List<Delivery> deliveries = new ArrayList<>();
            reread.ifPresent(wanted -> deliveries.add(reread(context, wanted, next)));
            Inbox.Intake found = context.collect(context.inbox(inbox), next + deliveries.size());
            deliveries.addAll(found.deliveries());
            return new Inbox.Intake(List.copyOf(deliveries), found.known(), found.unmatched(), found.skipped());
        }

        @Override
        public String line() {
            return NightMessages.fromInbox(inbox, reread);
        }

        /** Returns a further reading of the same delivery, using its current feed. */
        private static Delivery reread(Context context, String wanted, long number) {
            Row row = context.delivery(wanted);
            Feed feed = DeliveryNames.feed(row, context.feeds());
            Delivery.AnsweredDelivery answers = context.ledger().returns().answeredBy(row);
            String fileName = row.getAs("file_name");
            String sender = Inbox.sender(feed, answers == null ? fileName : answers.fileName());
            Delivery delivery = Rereading.of(row, number, sender, answers, context.warehouse());
            Originals.require(
                    context.warehouse().files(),
                    new org.apache.hadoop.fs.Path(delivery.stored()),
                    delivery.contentHash(),
                    fileName);
            return delivery;
        }
    }

    /** Files that are looked at as if they were new in the inbox. */
    record GivenFiles(List<Path> files) implements Arrival {
        @Override
        public Inbox.Intake ingest(Context context) {
            return context.collect(
                    Inbox.of(files, context.reading(), context.ledger().returns()::delivered),
                    context.ledger().nextNumber());
        }

        @Override
        public String line() {
            return NightMessages.givenFiles(files.size());
        }
    }

    /** A delivery that is withdrawn. */
    record Withdrawal(String delivery, String reason) implements Arrival {
        @Override
        public Inbox.Intake ingest(Context context) {
            Row row = context.delivery(delivery);
            DeliveryNames.requireEffective(row, context.ledger().effective());
            context.ledger().withdraw(row.getAs("delivery_number"), reason, context.runId(), context.now());
            return NoDeliveries.INTAKE;
        }

        @Override
        public String line() {
            return NightMessages.withdrawing(delivery);
        }
    }

    /** No new input: the figures are computed from the existing data. */
    record NoDeliveries() implements Arrival {
        static final Inbox.Intake INTAKE = new Inbox.Intake(List.of(), List.of(), List.of(), List.of());

        @Override
        public Inbox.Intake ingest(Context context) {
            return INTAKE;
        }

        @Override
        public String line() {
            return NightMessages.noDeliveries();
        }
    }
}
