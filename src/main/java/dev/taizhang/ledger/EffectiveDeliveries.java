package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which deliveries are believed: those accepted and not withdrawn, each in its last reading. A reading stands at the place of the
 * first one of its delivery, so that reading it again does not put it before what came later.
 *
 * @param disbelieved the numbers of accepted readings that do not count
 * @param places the place of each reading that stands at another one than its own
 */
public record EffectiveDeliveries(Set<Long> disbelieved, Map<Long, Long> places) {
    private static final String NUMBER = "delivery_number";

    /**
     * What is believed.
     *
     * @param deliveries rows of {@link LedgerTables#DELIVERIES}
     * @param withdrawals rows of {@link LedgerTables#WITHDRAWALS}
     */
    static EffectiveDeliveries of(List<Row> deliveries, List<Row> withdrawals) {
        Set<Long> withdrawn =
                withdrawals.stream().map(row -> row.<Long>getAs(NUMBER)).collect(Collectors.toSet());
        Map<String, List<Long>> readings = deliveries.stream()
                .filter(row -> row.<String>getAs("state").equals("accepted"))
                .sorted(Comparator.comparingLong(row -> row.<Long>getAs(NUMBER)))
                .collect(Collectors.groupingBy(
                        row -> row.<String>getAs("delivery_id"),
                        Collectors.mapping(row -> row.<Long>getAs(NUMBER), Collectors.toList())));
        Set<Long> disbelieved = new TreeSet<>();
        Map<Long, Long> places = new TreeMap<>();
        for (List<Long> numbers : readings.values()) {
            long first = numbers.get(0);
            long last = numbers.get(numbers.size() - 1);
            disbelieved.addAll(numbers.subList(0, numbers.size() - 1));
            if (withdrawn.contains(last)) {
                disbelieved.add(last);
            } else if (last != first) {
                places.put(last, first);
            }
        }
        return new EffectiveDeliveries(disbelieved, places);
    }

    /** All of the rows with a {@code delivery_number}, at the places of their deliveries, and whether each is {@code believed}. */
    Dataset<Row> marked(Dataset<Row> rows) {
        return placed(rows.withColumn("believed", believed()));
    }

    private Column believed() {
        return disbelieved.isEmpty() ? lit(true) : not(col(NUMBER).isin(disbelieved.toArray()));
    }

    /** The rows with a {@code delivery_number}, those of believed deliveries alone, each at the place of its delivery. */
    Dataset<Row> of(Dataset<Row> rows) {
        return placed(disbelieved.isEmpty() ? rows : rows.where(believed()));
    }

    private Dataset<Row> placed(Dataset<Row> rows) {
        return places.isEmpty()
                ? rows
                : rows.withColumn(
                        NUMBER,
                        expr(places.entrySet().stream()
                                .map(place -> "WHEN " + place.getKey() + " THEN " + place.getValue() + "L")
                                .collect(Collectors.joining(" ", "CASE " + NUMBER + " ", " ELSE " + NUMBER + " END"))));
    }

    /** The place of a believed delivery; empty for one that does not count. */
    public OptionalLong place(long number) {
        return disbelieved.contains(number)
                ? OptionalLong.empty()
                : OptionalLong.of(places.getOrDefault(number, number));
    }
}
