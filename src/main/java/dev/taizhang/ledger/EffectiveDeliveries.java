package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.taizhang.definition.Steps;
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
 * The deliveries that count: those accepted and not withdrawn, each in its last reading. A reading has the place of the
 * first reading of its delivery, so that rereading does not move it before later deliveries.
 *
 * @param ineffective the numbers of accepted readings that do not count
 * @param places the place of each reading whose place is not its own number
 */
public record EffectiveDeliveries(Set<Long> ineffective, Map<Long, Long> places) {
    private static final String NUMBER = "delivery_number";

    /**
     * Determines the effective deliveries.
     *
     * @param deliveries rows of {@link LedgerTables#DELIVERIES}
     * @param withdrawals rows of {@link LedgerTables#WITHDRAWALS}
     */
    public static EffectiveDeliveries of(List<Row> deliveries, List<Row> withdrawals) {
        Set<Long> withdrawn =
                withdrawals.stream().map(row -> row.<Long>getAs(NUMBER)).collect(Collectors.toSet());
        Map<String, List<Long>> readings = deliveries.stream()
                .filter(row -> row.<String>getAs("state").equals("accepted"))
                .sorted(Comparator.comparingLong(row -> row.<Long>getAs(NUMBER)))
                .collect(Collectors.groupingBy(
                        row -> row.<String>getAs("delivery_id"),
                        Collectors.mapping(row -> row.<Long>getAs(NUMBER), Collectors.toList())));
        Set<Long> ineffective = new TreeSet<>();
        Map<Long, Long> places = new TreeMap<>();
        for (List<Long> numbers : readings.values()) {
            long first = numbers.get(0);
            long last = numbers.get(numbers.size() - 1);
            ineffective.addAll(numbers.subList(0, numbers.size() - 1));
            if (withdrawn.contains(last)) {
                ineffective.add(last);
            } else if (last != first) {
                places.put(last, first);
            }
        }
        return new EffectiveDeliveries(ineffective, places);
    }

    /**
     * Returns all rows, which must have a {@code delivery_number}, at the places of their deliveries, with a column
     * {@code effective}.
     */
    Steps marked(Dataset<Row> rows) {
        return placed(Steps.from(rows).withColumns(Map.of("effective", effective())));
    }

    private Column effective() {
        return ineffective.isEmpty() ? lit(true) : not(col(NUMBER).isin(ineffective.toArray()));
    }

    /** Returns the rows of effective deliveries, each at the place of its delivery. */
    Steps of(Dataset<Row> rows) {
        Steps all = Steps.from(rows);
        return placed(ineffective.isEmpty() ? all : all.where(effective()));
    }

    private Steps placed(Steps rows) {
        return places.isEmpty()
                ? rows
                : rows.withColumns(Map.of(
                        NUMBER,
                        expr(places.entrySet().stream()
                                .map(place -> "WHEN " + place.getKey() + " THEN " + place.getValue() + "L")
                                .collect(
                                        Collectors.joining(" ", "CASE " + NUMBER + " ", " ELSE " + NUMBER + " END")))));
    }

    /** Returns the place of an effective delivery; empty for one that does not count. */
    public OptionalLong place(long number) {
        return ineffective.contains(number)
                ? OptionalLong.empty()
                : OptionalLong.of(places.getOrDefault(number, number));
    }
}
