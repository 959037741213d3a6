package dev.taizhang.definition;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One kind of delivered data: its columns, which of them a feed must supply, and which make a row's key.
 *
 * @param name as in configuration and in {@code ledger.<name>}
 * @param title its name for people
 * @param columns all canonical columns, in table order
 * @param required the columns that every feed of the dataset must supply
 * @param requiredOneOf columns of which every feed must supply at least one; empty where there is no such choice
 * @param key the columns that tell one row from another inside a delivery
 * @param mandatory the columns that no row may leave blank: those of the key, but for the ones that mean something when they are
 *     blank (a target without a district is the whole programme's), and the day without which a row counts at no date
 * @param dates the columns of which the first that is stated is the date that a row speaks of; none where rows speak of a year
 * @param valuedOn Spark SQL for the day at whose exchange rate its amounts are converted: of a snapshot its date, of a month
 *     its last day, of a contract the day it was signed, so that later registers do not move it, and of a year's target the
 *     year's first day, before which it is set; null for a dataset without amounts
 * @param rows whether a key has one row in a delivery, or a set of rows that counts as a whole
 */
public record DatasetDefinition(
        String name,
        Bilingual title,
        List<Column> columns,
        List<String> required,
        List<String> requiredOneOf,
        List<String> key,
        List<String> mandatory,
        List<String> dates,
        String valuedOn,
        Rows rows)
        implements Serializable {
    /** How many rows of one key a delivery may hold. */
    public enum Rows {
        /** One; equal ones are one row, and differing ones are all rejected. */
        ONE_PER_KEY,
        /** A set, in which equal rows count each time; a newer delivery's set replaces an older one whole. */
        SET_PER_KEY
    }

    /** Spark SQL for the date that a row speaks of; none where rows speak of a year. */
    public Optional<String> spoken() {
        return dates.isEmpty() ? Optional.empty() : Optional.of("coalesce(" + String.join(", ", dates) + ")");
    }

    /** The names of the columns that hold money. */
    public Set<String> amounts() {
        return columns.stream()
                .filter(column -> column.type() == ColumnType.AMOUNT)
                .map(Column::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The place of a column among {@link #columns}. */
    public int indexOf(String column) {
        int place = place(column);
        if (place < 0) {
            throw new IllegalArgumentException(name + " has no column " + column);
        }
        return place;
    }

    public boolean has(String column) {
        return place(column) >= 0;
    }

    /** Asked for each row, which is why it is no stream; -1 where there is no such column. */
    private int place(String column) {
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).name().equals(column)) {
                return place;
            }
        }
        return -1;
    }

    public Column column(String column) {
        return columns.get(indexOf(column));
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }
}
