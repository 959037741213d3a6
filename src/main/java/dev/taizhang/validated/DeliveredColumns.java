package dev.taizhang.validated;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Steps;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * The columns of one delivery.
 *
 * @param columns the columns of the dataset that its file or its feed supplied, in the order of the dataset
 * @param withValues those of them that are columns of the file and hold a value in some row
 * @param unusedHeaders the headers of the file that hold values and that its feed does not use, in the order of the
 *     file
 */
public record DeliveredColumns(List<String> columns, List<String> withValues, List<String> unusedHeaders) {
    /** A delivery of which nothing was read. */
    public static final DeliveredColumns NONE = new DeliveredColumns(List.of(), List.of(), List.of());

    /** The names collected so far. */
    private record Names(Set<String> columns, Set<String> withValues, Set<String> unused) {
        Names() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    /** Returns the columns of each delivery that is not refused by its number, from rows as {@link DeliveryRows} reads them. */
    static Map<Long, DeliveredColumns> of(DatasetDefinition dataset, Steps rows) {
        List<Row> marked = rows.where("seen IS NOT NULL OR refusal IS NOT NULL")
                .select("delivery_number", "seen.columns", "seen.with_values", "seen.unused")
                .collect();
        Map<Long, Names> names = new TreeMap<>();
        marked.stream().filter(row -> !row.isNullAt(1)).forEach(row -> {
            Names own = names.computeIfAbsent(row.getLong(0), number -> new Names());
            own.columns().addAll(row.getList(1));
            own.withValues().addAll(row.getList(2));
            own.unused().addAll(row.getList(3));
        });
        marked.stream().filter(row -> row.isNullAt(1)).forEach(refused -> names.remove(refused.getLong(0)));
        Map<Long, DeliveredColumns> columns = new TreeMap<>();
        names.forEach((number, own) -> columns.put(
                number,
                new DeliveredColumns(
                        ordered(dataset, own.columns()),
                        ordered(dataset, own.withValues()),
                        List.copyOf(own.unused()))));
        return columns;
    }

    private static List<String> ordered(DatasetDefinition dataset, Set<String> names) {
        return dataset.columnNames().stream().filter(names::contains).toList();
    }
}
