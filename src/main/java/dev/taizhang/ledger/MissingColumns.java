package dev.taizhang.ledger;

import dev.taizhang.feeds.Delivery;
import dev.taizhang.validated.DeliveredColumns;
import dev.taizhang.validated.Validated;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the columns of a delivery with those of the sender's last delivery of the same dataset for an earlier date.
 * If the sender has delivered the dataset through several feeds, those of the same feed are compared. A column is not
 * missing if another delivery of the sender for the same date or a later one has it. Unknown columns of earlier
 * versions of the program never make a column missing.
 */
public final class MissingColumns {
    private final Ledger ledger;

    public MissingColumns(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Returns the columns that new deliveries lack, in the order of the deliveries. */
    public List<MissingColumn> of(Validated validated, List<Delivery> deliveries) {
        List<ComparedDelivery> now = deliveries.stream()
                .flatMap(delivery -> ComparedDelivery.of(delivery, validated, ledger).stream())
                .toList();
        Set<String> ids = deliveries.stream().map(Delivery::id).collect(Collectors.toSet());
        Map<List<String>, List<ComparedDelivery>> all = series(Stream.concat(
                now.stream(),
                ledger.deliveries().stream()
                        .filter(row -> !ids.contains(row.<String>getAs("delivery_id")))
                        .flatMap(row -> ComparedDelivery.of(row, ledger.effective()).stream())));
        return now.stream()
                .flatMap(one -> missing(one, all.get(one.series())).stream())
                .toList();
    }

    private static Map<List<String>, List<ComparedDelivery>> series(Stream<ComparedDelivery> deliveries) {
        return deliveries.collect(Collectors.groupingBy(ComparedDelivery::series));
    }

    /**
     * Returns the columns that the latest delivery of each sender lacks as of a date. The result does not depend on the
     * order in which deliveries for different dates arrived.
     */
    public List<MissingColumn> asOf(LocalDate date) {
        return ofLatest(ledger.deliveries().stream()
                .flatMap(row -> ComparedDelivery.of(row, ledger.effective()).stream())
                .filter(one -> one.date() == null || !one.date().isAfter(date)));
    }

    static List<MissingColumn> ofLatest(Stream<ComparedDelivery> deliveries) {
        Map<String, MissingColumn> found = new TreeMap<>();
        series(deliveries)
                .values()
                .forEach(series -> latest(series)
                        .flatMap(one -> missing(one, series).stream())
                        .forEach(missing -> found.merge(
                                String.join("\n", missing.dataset(), missing.sender(), missing.column()),
                                missing,
                                MissingColumns::first)));
        return List.copyOf(found.values());
    }

    /** The last deliveries of each feed: several if a sender delivers several files for one date. */
    private static Stream<ComparedDelivery> latest(List<ComparedDelivery> series) {
        return series.stream()
                .filter(one -> series.stream()
                        .noneMatch(other ->
                                one.feed().equals(other.feed()) && (one.isBefore(other) || one.isReplacedBy(other))));
    }

    /** Of several files of one sender and date, the one with the first name. */
    private static MissingColumn first(MissingColumn one, MissingColumn other) {
        return one.fileName().compareTo(other.fileName()) <= 0 ? one : other;
    }

    /**
     * Judges one delivery by the columns alone.
     *
     * @param before the columns of the sender's last delivery; null if unknown
     * @param now the columns of the delivery; null if unknown
     * @return the columns that had values and are missing
     */
    private static List<String> missing(DeliveredColumns before, DeliveredColumns now) {
        return before == null || now == null
                ? List.of()
                : before.withValues().stream()
                        .filter(column -> !now.columns().contains(column))
                        .toList();
    }

    private static List<MissingColumn> missing(ComparedDelivery now, List<ComparedDelivery> series) {
        List<ComparedDelivery> before = before(now, series);
        List<DeliveredColumns> known = before.stream()
                .map(ComparedDelivery::columns)
                .filter(Objects::nonNull)
                .toList();
        List<ComparedDelivery> since = series.stream()
                .filter(other -> other.number() != now.number() && (now.isBefore(other) || now.isBeside(other)))
                .filter(other -> !other.isReplacedBy(now))
                .toList();
        return known.stream()
                .flatMap(columns -> missing(columns, now.columns()).stream())
                .distinct()
                .filter(column -> since.stream().noneMatch(other -> other.mayHave(column)))
                .map(column -> new MissingColumn(
                        now.number(),
                        now.dataset(),
                        now.sender(),
                        now.fileName(),
                        column,
                        candidates(now.columns().unusedHeaders(), known)))
                .toList();
    }

    /** The last deliveries for an earlier date: several if a sender delivers several files for one date. */
    private static List<ComparedDelivery> before(ComparedDelivery now, List<ComparedDelivery> series) {
        List<ComparedDelivery> earlier =
                series.stream().filter(other -> other.isBefore(now)).toList();
        List<ComparedDelivery> sameFeed = earlier.stream()
                .filter(other -> other.feed().equals(now.feed()))
                .toList();
        List<ComparedDelivery> comparable = sameFeed.isEmpty() ? earlier : sameFeed;
        Optional<ComparedDelivery> last =
                comparable.stream().max((one, other) -> one.isBefore(other) ? -1 : other.isBefore(one) ? 1 : 0);
        return comparable.stream()
                .filter(other -> other.number() == last.orElseThrow().number() || other.isBeside(last.orElseThrow()))
                .filter(other -> comparable.stream().noneMatch(other::isReplacedBy))
                .toList();
    }

    /** The unused headers that the last delivery did not have; all of them if it had them too. */
    private static List<String> candidates(List<String> unused, List<DeliveredColumns> before) {
        List<String> fresh = new ArrayList<>(unused);
        before.forEach(columns -> fresh.removeAll(columns.unusedHeaders()));
        return fresh.isEmpty() ? unused : List.copyOf(fresh);
    }
}
