package dev.taizhang.night;

import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.StorageThreads;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.feeds.Originals;
import dev.taizhang.ledger.DeliveryReadings;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.validated.DeliveryDefinitions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** Returns the parts in which the deliveries are added to the ledger, one after the other. */
    default List<Batch> batches(List<Delivery> deliveries, Ingestion.Occasion tonight) {
        return List.of(new Batch(List.of(), deliveries, Optional.empty(), tonight));
    }

    /** Whether its release is copied for readers. */
    default boolean isCopied() {
        return true;
    }

    /**
     * Deliveries that are added to the ledger at once.
     *
     * @param withdrawn the readings that are withdrawn before
     * @param definitions the definitions by which they are read; empty if they are those of the run
     * @param occasion the run that ingests, or has first ingested them
     */
    record Batch(
            List<DeliveryReadings.Reading> withdrawn,
            List<Delivery> deliveries,
            Optional<DeliveryDefinitions> definitions,
            Ingestion.Occasion occasion) {}

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

    /**
     * The originals of another warehouse, as its runs have read and withdrawn them, with their numbers, runs and times.
     *
     * @param readings all readings in their order
     * @param kept the definitions of other configurations than today's by which they are read, by hash
     */
    record FromOriginals(
            Warehouse source, List<DeliveryReadings.Reading> readings, Map<String, DeliveryDefinitions> kept)
            implements Arrival {
        @Override
        public Inbox.Intake ingest(Context context) {
            Map<String, DeliveryReadings.Reading> originals = new TreeMap<>();
            readings.forEach(reading -> originals.put(reading.original(), reading));
            StorageThreads.each(List.copyOf(originals.values()), reading -> copy(reading, context.warehouse()));
            List<Delivery> deliveries =
                    readings.stream().map(reading -> delivery(reading, context)).toList();
            return new Inbox.Intake(deliveries, List.of(), List.of(), List.of());
        }

        private org.apache.hadoop.fs.Path copy(DeliveryReadings.Reading reading, Warehouse to) {
            String place = "deliveries/" + reading.original();
            org.apache.hadoop.fs.Path original = source.path(place);
            Originals.require(source.files(), original, reading.contentHash(), reading.fileName());
            try (InputStream stream = source.files().open(original)) {
                ReplacedFile.write(to.files(), to.path(place), stream::transferTo);
            } catch (IOException stuck) {
                throw new UncheckedIOException(stuck);
            }
            return to.path(place);
        }

        private Delivery delivery(DeliveryReadings.Reading reading, Context context) {
            Map<String, Feed> feeds =
                    definitions(reading).map(DeliveryDefinitions::feeds).orElse(context.feeds());
            Feed feed = Optional.ofNullable(feeds.get(reading.feed()))
                    .orElseThrow(() -> NightMessages.feedOfOriginalRemoved(reading.fileName(), reading.feed()));
            Optional<DeliveryReadings.Reading> answered = reading.answers().flatMap(this::numbered);
            return new Delivery(
                    reading.number(),
                    reading.id(),
                    reading.contentHash(),
                    reading.fileName(),
                    reading.feed(),
                    Inbox.sender(feed, firstName(reading)),
                    reading.bytes(),
                    context.warehouse().path("deliveries/" + reading.original()).toString(),
                    answered.map(first -> new Delivery.AnsweredDelivery(
                                    first.number(), first.id(), firstName(first), first.feed(), first.sender()))
                            .orElse(null));
        }

        private Optional<DeliveryDefinitions> definitions(DeliveryReadings.Reading reading) {
            return Optional.ofNullable(kept.get(reading.configurationHash()));
        }

        /** Returns the name under which the rows first arrived, because a return may answer another return. */
        private String firstName(DeliveryReadings.Reading reading) {
            return reading.answers()
                    .flatMap(this::numbered)
                    .map(this::firstName)
                    .orElse(reading.fileName());
        }

        private Optional<DeliveryReadings.Reading> numbered(long number) {
            return readings.stream()
                    .filter(reading -> reading.number() == number)
                    .findFirst();
        }

        /** The readings of each run, with the withdrawals before it; at the end those after the last run. */
        @Override
        public List<Batch> batches(List<Delivery> deliveries, Ingestion.Occasion tonight) {
            Deque<DeliveryReadings.Reading> withdrawn = readings.stream()
                    .filter(reading -> reading.withdrawn().isPresent())
                    .sorted(Comparator.comparing(Arrival.FromOriginals::withdrawnAt))
                    .collect(Collectors.toCollection(ArrayDeque::new));
            List<Batch> batches = new ArrayList<>();
            int from = 0;
            while (from < readings.size()) {
                DeliveryReadings.Reading first = readings.get(from);
                int to = from;
                while (to < readings.size() && readings.get(to).runId().equals(first.runId())) {
                    to++;
                }
                batches.add(new Batch(
                        before(withdrawn, first.takenAt()),
                        deliveries.subList(from, to),
                        definitions(first),
                        new Ingestion.Occasion(first.runId(), first.night(), first.takenAt())));
                from = to;
            }
            batches.add(new Batch(List.copyOf(withdrawn), List.of(), Optional.empty(), tonight));
            return batches;
        }

        private static Instant withdrawnAt(DeliveryReadings.Reading reading) {
            return reading.withdrawn().orElseThrow().at();
        }

        private static List<DeliveryReadings.Reading> before(Deque<DeliveryReadings.Reading> withdrawn, Instant time) {
            List<DeliveryReadings.Reading> before = new ArrayList<>();
            while (!withdrawn.isEmpty() && withdrawnAt(withdrawn.peek()).isBefore(time)) {
                before.add(withdrawn.remove());
            }
            return before;
        }

        @Override
        public boolean isCopied() {
            return false;
        }

        @Override
        public String line() {
            return NightMessages.fromOriginals(source.folder(), readings.size());
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
