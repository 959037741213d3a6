package dev.taizhang.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * Something that happened to a delivery between two releases.
 *
 * @param number the number of the reading
 * @param accepted the number of its accepted rows
 * @param runId the run that ingested or withdrew it
 * @param reason the reason of its withdrawal; empty for other changes
 */
public record DeliveryChange(
        Kind kind,
        long number,
        String fileName,
        String dataset,
        String sender,
        long accepted,
        String runId,
        Optional<String> reason) {
    private static final String NUMBER = "delivery_number";

    /** What happened. */
    public enum Kind {
        /** It was accepted. */
        ARRIVED,
        /** It was refused. */
        REFUSED,
        /** An earlier delivery was read again. */
        REREAD,
        /** It was withdrawn. */
        WITHDRAWN,
        /** The other release does not know of it, because it is an earlier one. */
        ABSENT
    }

    /** Returns what happened between a release and another one, in the order of the numbers. */
    public static List<DeliveryChange> between(Warehouse warehouse, Release one, Release other) {
        SortedMap<Long, Row> before = rows(warehouse, one, LedgerTables.DELIVERIES);
        SortedMap<Long, Row> after = rows(warehouse, other, LedgerTables.DELIVERIES);
        Set<String> accepted = before.values().stream()
                .filter(DeliveryChange::isAccepted)
                .map(DeliveryChange::id)
                .collect(Collectors.toSet());
        List<DeliveryChange> changes = new ArrayList<>();
        for (Row row : without(after, before)) {
            Kind reading = accepted.contains(id(row)) ? Kind.REREAD : Kind.ARRIVED;
            changes.add(of(isAccepted(row) ? reading : Kind.REFUSED, row, Optional.empty()));
            if (isAccepted(row)) {
                accepted.add(id(row));
            }
        }
        without(before, after).forEach(row -> changes.add(of(Kind.ABSENT, row, Optional.empty())));
        Map<Long, Row> all = new TreeMap<>(before);
        all.putAll(after);
        without(rows(warehouse, other, LedgerTables.WITHDRAWALS), rows(warehouse, one, LedgerTables.WITHDRAWALS))
                .forEach(withdrawal -> changes.add(
                        of(Kind.WITHDRAWN, all.get(withdrawal.<Long>getAs(NUMBER)), Optional.of(withdrawal))));
        changes.sort(Comparator.comparing(DeliveryChange::number).thenComparing(DeliveryChange::kind));
        return List.copyOf(changes);
    }

    private static boolean isAccepted(Row row) {
        return row.<String>getAs("state").equals("accepted");
    }

    private static String id(Row row) {
        return row.getAs("delivery_id");
    }

    private static SortedMap<Long, Row> rows(Warehouse warehouse, Release release, TableDefinition table) {
        Release.TableVersion version = release.tables().getOrDefault(table.name(), Release.TableVersion.EMPTY);
        SortedMap<Long, Row> rows = new TreeMap<>();
        new PublishedTable(warehouse, table.name(), version).rows().forEach(row -> rows.put(row.getAs(NUMBER), row));
        return rows;
    }

    private static List<Row> without(SortedMap<Long, Row> rows, SortedMap<Long, Row> others) {
        Set<Long> numbers = new TreeSet<>(rows.keySet());
        numbers.removeAll(others.keySet());
        return numbers.stream().map(number -> rows.get(number)).toList();
    }

    private static DeliveryChange of(Kind kind, Row row, Optional<Row> withdrawal) {
        return new DeliveryChange(
                kind,
                row.getAs(NUMBER),
                row.getAs("file_name"),
                row.getAs("dataset"),
                row.getAs("sender"),
                row.getAs("rows_accepted"),
                withdrawal.orElse(row).getAs("run_id"),
                withdrawal.map(reason -> reason.getAs("reason")));
    }
}
