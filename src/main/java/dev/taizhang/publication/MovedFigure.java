package dev.taizhang.publication;

import dev.taizhang.cube.Unit;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/**
 * A figure of a summary table that is not the same at all stages of a computation. Numbers are exact, so the differences
 * from each stage to the next add up to the difference between the first and the last one.
 *
 * @param table its table
 * @param row the values that identify its row, by column
 * @param column its column
 * @param values its value at each stage, a number or text; empty if it has none
 */
public record MovedFigure(
        SummaryTable table, Map<String, String> row, StructField column, List<Optional<Object>> values) {
    /** The rows of tables at one stage, by the names of the tables. */
    public record Stage(Map<String, List<Row>> rows) {}

    /** Returns the figures that differ, in the order of tables, rows and columns. */
    public static List<MovedFigure> among(Collection<SummaryTable> tables, List<Stage> stages) {
        return tables.stream().flatMap(table -> ofTable(table, stages)).toList();
    }

    private static Stream<MovedFigure> ofTable(SummaryTable table, List<Stage> stages) {
        List<String> grain =
                table.grain().stream().filter(column -> !isDate(column)).toList();
        List<SortedMap<String, Row>> rows = stages.stream()
                .map(stage -> byKey(grain, stage.rows().getOrDefault(table.name(), List.of())))
                .toList();
        SortedSet<String> keys = new TreeSet<>();
        rows.forEach(stage -> keys.addAll(stage.keySet()));
        List<StructField> compared = Stream.of(table.schema().fields())
                .filter(field -> !isDate(field.name()) && !grain.contains(field.name()))
                .filter(field -> Unit.of(field).isPresent() || field.dataType() instanceof NumericType)
                .toList();
        List<MovedFigure> moved = new ArrayList<>();
        for (String key : keys) {
            List<Optional<Row>> line = rows.stream()
                    .map(stage -> Optional.ofNullable(stage.get(key)))
                    .toList();
            Row any = line.stream().flatMap(Optional::stream).findFirst().orElseThrow();
            compared.stream()
                    .map(field -> new MovedFigure(
                            table,
                            identity(grain, any),
                            field,
                            line.stream()
                                    .map(stage -> stage.flatMap(found -> value(found, field.name())))
                                    .toList()))
                    .filter(MovedFigure::moves)
                    .forEach(moved::add);
        }
        return moved.stream();
    }

    private static boolean isDate(String column) {
        return column.equals(TableDefinition.AS_OF_DATE);
    }

    private static SortedMap<String, Row> byKey(List<String> grain, List<Row> rows) {
        SortedMap<String, Row> byKey = new TreeMap<>();
        rows.forEach(row -> byKey.put(String.join("\n", identity(grain, row).values()), row));
        return byKey;
    }

    private static Map<String, String> identity(List<String> grain, Row row) {
        Map<String, String> identity = new LinkedHashMap<>();
        grain.forEach(column ->
                identity.put(column, value(row, column).map(Object::toString).orElse("")));
        return identity;
    }

    /** Returns a number as a decimal, and anything else as text: readers of tables do not agree on the types of dates. */
    private static Optional<Object> value(Row row, String column) {
        if (row.schema().getFieldIndex(column).isEmpty()) {
            return Optional.empty();
        }
        Object value = row.getAs(column);
        if (value instanceof BigDecimal || value == null) {
            return Optional.ofNullable(value);
        }
        return Optional.of(value instanceof Number number ? new BigDecimal(number.toString()) : value.toString());
    }

    private boolean moves() {
        return IntStream.range(1, values.size()).anyMatch(this::movesAt);
    }

    /** Returns whether it is another one at a stage than at the stage before. */
    public boolean movesAt(int stage) {
        return !same(values.get(stage - 1), values.get(stage));
    }

    private static boolean same(Optional<Object> one, Optional<Object> other) {
        if (one.isPresent()
                && other.isPresent()
                && one.get() instanceof BigDecimal number
                && other.get() instanceof BigDecimal same) {
            return number.compareTo(same) == 0;
        }
        return one.equals(other);
    }

    /**
     * Returns by how much it moves from one stage to another. A count or an amount that is not there adds nothing.
     *
     * @return empty if it is no number, or a ratio that has no value at one of the stages
     */
    public Optional<BigDecimal> difference(int from, int to) {
        return number(from).flatMap(before -> number(to).map(after -> after.subtract(before)));
    }

    private Optional<BigDecimal> number(int stage) {
        Optional<BigDecimal> number =
                values.get(stage).filter(BigDecimal.class::isInstance).map(BigDecimal.class::cast);
        boolean adds = Unit.COUNT.isUnitOf(column) || Unit.AMOUNT.isUnitOf(column);
        return adds ? number.or(() -> Optional.of(BigDecimal.ZERO)) : number;
    }

    /** Returns the same figure without one of the stages. */
    public MovedFigure without(int stage) {
        return new MovedFigure(
                table,
                row,
                column,
                IntStream.range(0, values.size())
                        .filter(other -> other != stage)
                        .mapToObj(values::get)
                        .toList());
    }

    /** Returns the number of the last stage. */
    public int last() {
        return values.size() - 1;
    }
}
