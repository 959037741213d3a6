package dev.taizhang.publication;

import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.ledger.PublishedTable;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * A count or an amount of the whole programme that differs between two releases.
 *
 * @param measure its column in {@code programme_overview}
 * @param currency the currency of its line
 * @param before its value in the one release; empty if it has none there
 * @param after its value in the other release
 */
public record Movement(StructField measure, String currency, Optional<BigDecimal> before, Optional<BigDecimal> after) {
    private static final int DIGITS = 6;

    /** The measures that are named first. */
    private static final List<String> FIRST = List.of("year_to_date_investment", "total_investment", "project_count");

    /** Returns the measures that are compared. */
    public static Set<String> measures() {
        return compared().map(StructField::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static TableDefinition overview() {
        return SummaryTable.builtIn("programme_overview").definition();
    }

    private static Stream<StructField> compared() {
        return Stream.of(overview().schema().fields())
                .filter(field -> Unit.COUNT.isUnitOf(field) || Unit.AMOUNT.isUnitOf(field))
                .sorted(Comparator.comparing(field -> -FIRST.indexOf(field.name())));
    }

    /**
     * Compares a release, as of its own date, with another one, as of the latest date up to this which it has.
     *
     * @param before the other release; empty if the first one follows none
     */
    public static List<Movement> between(Warehouse warehouse, Optional<Release> before, Release after) {
        SortedMap<String, Row> earlier = before.map(release -> rows(warehouse, release, after.asOfDate()))
                .orElseGet(TreeMap::new);
        SortedMap<String, Row> later = rows(warehouse, after, after.asOfDate());
        SortedSet<String> currencies = new TreeSet<>(earlier.keySet());
        currencies.addAll(later.keySet());
        List<Movement> movements = new ArrayList<>();
        for (String currency : currencies) {
            compared()
                    .map(measure -> new Movement(
                            measure,
                            currency,
                            value(earlier.get(currency), measure),
                            value(later.get(currency), measure)))
                    .filter(movement -> !movement.before.equals(movement.after))
                    .forEach(movements::add);
        }
        return movements;
    }

    /** Returns the rows of the latest date up to a given one, by currency. */
    private static SortedMap<String, Row> rows(Warehouse warehouse, Release release, LocalDate date) {
        String name = overview().name();
        Optional<Release.TableVersion> version =
                Optional.ofNullable(release.tables().get(name));
        return version.map(named -> named.digests().headMap(date.plusDays(1).toString()))
                .filter(dates -> !dates.isEmpty())
                .map(dates -> new PublishedTable(warehouse, name, version.orElseThrow())
                        .rows(Set.of(LocalDate.parse(dates.lastKey()))))
                .map(rows -> rows.stream()
                        .map(overview()::inCurrentColumns)
                        .collect(Collectors.<Row, String, Row, SortedMap<String, Row>>toMap(
                                row -> row.getAs("currency"), Function.identity(), (one, other) -> one, TreeMap::new)))
                .orElseGet(TreeMap::new);
    }

    private static Optional<BigDecimal> value(Row row, StructField measure) {
        return Optional.ofNullable(row)
                .map(line -> line.<Object>getAs(measure.name()))
                .map(value -> value instanceof BigDecimal amount ? amount : BigDecimal.valueOf((Long) value));
    }

    /** Returns those that move by more than the limits of their measures. */
    public static List<Movement> beyond(Map<String, BigDecimal> limits, List<Movement> movements) {
        return movements.stream()
                .filter(movement -> limits.containsKey(movement.measure.name()))
                .filter(movement -> movement.fraction()
                        .map(moved -> moved.abs().compareTo(limits.get(movement.measure.name())) > 0)
                        .orElse(true))
                .toList();
    }

    /** Returns the difference; empty if a value is missing. */
    public Optional<BigDecimal> difference() {
        return before.flatMap(value -> after.map(later -> later.subtract(value)));
    }

    /** Returns the part of the earlier value by which it has moved; empty if there is none, or if that is zero. */
    public Optional<BigDecimal> fraction() {
        return before.filter(value -> value.signum() != 0)
                .flatMap(value ->
                        after.map(later -> later.subtract(value).divide(value.abs(), DIGITS, RoundingMode.HALF_UP)));
    }

    /** Returns the part in percent with its sign; empty text if there is none. */
    public String percent() {
        return fraction()
                .map(moved -> moved.movePointRight(2).setScale(1, RoundingMode.HALF_UP))
                .map(percent -> (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + "%")
                .orElse("");
    }

    /** Returns measure and figures in a clause. */
    public Bilingual clause() {
        String figures = text(before) + " → " + text(after) + " " + currency
                + (percent().isEmpty() ? "" : " (" + percent() + ")");
        return new Bilingual(Column.title(measure) + " " + figures, measure.name() + " " + figures);
    }

    /** Returns a value as text; a dash if there is none. */
    public static String text(Optional<BigDecimal> value) {
        return value.map(BigDecimal::toPlainString).orElse("—");
    }
}
