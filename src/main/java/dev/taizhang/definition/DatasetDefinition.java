package dev.taizhang.definition;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of delivered data: its columns, the columns that a feed must supply, and the key of a row.
 *
 * @param name the name, as in configuration and in {@code ledger.<name>}
 * @param title the title shown to people
 * @param columns all canonical columns, in table order
 * @param required the columns that every feed of the dataset must supply
 * @param requiredOneOf columns of which every feed must supply at least one; empty if there is no such choice
 * @param key the columns that distinguish the rows of a delivery
 * @param mandatory the columns that no row may leave blank: those of the key, except the ones whose blank has a meaning
 *     (a target without a district applies to the whole programme), and the date without which a row counts at no date
 * @param dates the columns that may state the date of a row, of which the first stated one applies; empty if rows
 *     describe a year
 * @param conversionDate Spark SQL for the day whose exchange rate converts the amounts: the date of a snapshot, the
 *     last day of a month, the day on which a contract was signed (so that later registers do not change the rate), and
 *     the first day of the year of a target, which is set before that day; null for a dataset without amounts
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
        String conversionDate,
        Rows rows)
        implements Serializable {
    /** The number of rows that a delivery may have for one key. */
    public enum Rows {
        /** One row. Equal rows count as one row; differing rows are all rejected. */
        ONE_PER_KEY,
        /** A set, in which equal rows count each time. The set of a newer delivery replaces that of an older one. */
        SET_PER_KEY
    }

    /** Returns Spark SQL for the date that a row describes; empty if rows describe a year. */
    public Optional<String> rowDate() {
        return dates.isEmpty() ? Optional.empty() : Optional.of("coalesce(" + String.join(", ", dates) + ")");
    }

    /** Returns the names of the columns with amounts. */
    public Set<String> amounts() {
        return columns.stream()
                .filter(column -> column.type() == ColumnType.AMOUNT)
                .map(Column::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns whether an unreadable cell of a column counts as blank, with a warning, instead of rejecting its row:
     * those that decide neither which thing a row is about, nor when, nor where, nor how much it counts for.
     */
    public boolean costsOnlyItsCell(Column column) {
        boolean decides = Datasets.isCode(column)
                || mandatory.contains(column.name())
                || key.contains(column.name())
                || dates.contains(column.name());
        return !decides
                && switch (column.type()) {
                    case TEXT, DATE, FLAG, NUMBER, FRACTION -> true;
                    case REFERENCE -> !required.contains(column.name());
                    case MEMBER, AMOUNT, TARGET, SHARE, MONTH, YEAR -> false;
                };
    }

    /** Returns the position of a column in {@link #columns}. */
    public int indexOf(String column) {
        int position = position(column);
        if (position < 0) {
            throw new IllegalArgumentException(name + " has no column " + column);
        }
        return position;
    }

    public boolean has(String column) {
        return position(column) >= 0;
    }

    /** Returns -1 if there is no such column. It is called for each row and therefore avoids a stream. */
    private int position(String column) {
        for (int position = 0; position < columns.size(); position++) {
            if (columns.get(position).name().equals(column)) {
                return position;
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
