package dev.taizhang.publication;

import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.PublishedTable;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a release with one of another warehouse, as of a date: the tables of the ledger by their digests, facts and
 * summaries by the digests of that date, and deliveries and the summaries that differ cell by cell.
 */
public final class Comparison {
    /** The configuration that has read a delivery, which is another one if anything was configured since. */
    private static final String CONFIGURATION = "configuration_hash";

    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    private final Side standing;
    private final Side rebuilt;
    private final LocalDate date;
    private final Map<String, TableDefinition> small;

    /** A release in its warehouse. */
    public record Side(Warehouse warehouse, Release release) {}

    /**
     * A table that differs.
     *
     * @param before the number of its rows in the one release; empty if they would have to be counted
     * @param after the number of its rows in the other; empty likewise
     * @param cells the figures that differ; empty for other tables than deliveries and summaries, and for large ones
     */
    public record Different(String table, Optional<Long> before, Optional<Long> after, List<Cell> cells) {}

    /**
     * A figure that differs.
     *
     * @param key the values that identify its row
     * @param before its value in the one release; empty if it has none
     * @param after its value in the other release; empty if it has none
     */
    public record Cell(String key, String column, String before, String after) {}

    /** Prepares the comparison of two releases. */
    public Comparison(Side standing, Side rebuilt, OfficeTables tables, LocalDate date) {
        this.standing = standing;
        this.rebuilt = rebuilt;
        this.date = date;
        this.small = tables.published().stream()
                .filter(table -> !table.isLarge())
                .map(SummaryTable::definition)
                .collect(Collectors.toMap(TableDefinition::name, table -> table));
    }

    /** Returns the number of tables that are compared. */
    public int compared() {
        return names().size();
    }

    /** Returns the tables that differ, in the order of their names. */
    public List<Different> different() {
        return names().stream().flatMap(name -> difference(name).stream()).toList();
    }

    /** Returns the names of the tables of either release that have something to compare. */
    private SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(standing.release().tables().keySet());
        names.addAll(rebuilt.release().tables().keySet());
        return names;
    }

    private static Release.TableVersion version(Side side, String name) {
        return side.release().tables().getOrDefault(name, Release.TableVersion.EMPTY);
    }

    private boolean isSame(Release.TableVersion before, Release.TableVersion after) {
        return isDated(before, after)
                ? Objects.equals(
                        before.digests().get(date.toString()), after.digests().get(date.toString()))
                : before.rows() == after.rows()
                        && (before.content() == null
                                || after.content() == null
                                || before.content().equals(after.content()));
    }

    private static boolean isDated(Release.TableVersion before, Release.TableVersion after) {
        return !before.digests().isEmpty() || !after.digests().isEmpty();
    }

    /** Returns how a table differs; empty if it is the same. Damage hides the figures, not the difference. */
    private Optional<Different> difference(String name) {
        Release.TableVersion before = version(standing, name);
        Release.TableVersion after = version(rebuilt, name);
        boolean isOfDeliveries = name.equals(LedgerTables.DELIVERIES.name());
        if (!isOfDeliveries && isSame(before, after)) {
            return Optional.empty();
        }
        Optional<TableDefinition> compared =
                isOfDeliveries ? Optional.of(LedgerTables.DELIVERIES) : Optional.ofNullable(small.get(name));
        try {
            return compared.map(table -> byCells(table, before, after))
                    .map(different -> Optional.of(different)
                            .filter(table -> !table.cells().isEmpty()))
                    .orElseGet(() -> Optional.of(byRows(name, before, after)));
        } catch (Failure damaged) {
            LOG.warn("{}", damaged.problem().line());
            return Optional.of(new Different(name, Optional.empty(), Optional.empty(), List.of()));
        }
    }

    private static Different byRows(String name, Release.TableVersion before, Release.TableVersion after) {
        return isDated(before, after)
                ? new Different(name, Optional.empty(), Optional.empty(), List.of())
                : new Different(name, Optional.of(before.rows()), Optional.of(after.rows()), List.of());
    }

    private Different byCells(TableDefinition table, Release.TableVersion before, Release.TableVersion after) {
        SortedMap<String, Row> earlier = rows(standing, table, before);
        SortedMap<String, Row> later = rows(rebuilt, table, after);
        SortedSet<String> keys = new TreeSet<>(earlier.keySet());
        keys.addAll(later.keySet());
        List<Cell> cells = new ArrayList<>();
        for (String key : keys) {
            for (String column : table.schema().fieldNames()) {
                String one = text(earlier.get(key), column);
                String other = text(later.get(key), column);
                if (!one.equals(other) && !column.equals(CONFIGURATION)) {
                    cells.add(new Cell(key, column, one, other));
                }
            }
        }
        return new Different(table.name(), Optional.of((long) earlier.size()), Optional.of((long) later.size()), cells);
    }

    private static String text(Row row, String column) {
        return row == null ? "" : Objects.toString(row.getAs(column), "");
    }

    private SortedMap<String, Row> rows(Side side, TableDefinition table, Release.TableVersion version) {
        PublishedTable published = new PublishedTable(side.warehouse(), table.name(), version);
        List<Row> rows = table.equals(LedgerTables.DELIVERIES) ? published.rows() : published.rows(Set.of(date));
        SortedMap<String, Row> byKey = new TreeMap<>();
        rows.stream().map(table::inCurrentColumns).forEach(row -> byKey.put(key(table, row), row));
        return byKey;
    }

    private static String key(TableDefinition table, Row row) {
        return table.grain().stream()
                .filter(column -> !column.equals(TableDefinition.AS_OF_DATE))
                .map(column -> Objects.toString(row.getAs(column), ""))
                .collect(Collectors.joining(" "));
    }
}
