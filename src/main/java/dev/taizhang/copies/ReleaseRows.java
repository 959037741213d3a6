package dev.taizhang.copies;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterators;
import com.google.common.collect.Lists;
import com.google.common.collect.Streams;
import dev.taizhang.ledger.PublishedTable;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/**
 * The rows of a release's date by table: those held in memory by the run, and those of large tables as written.
 *
 * @param spark reads large tables
 * @param tables the tables of the office
 * @param held the rows of all tables except the large ones, in display order
 * @param leftOut the columns that readers of these rows do not get
 */
public record ReleaseRows(
        Supplier<SparkSession> spark,
        Warehouse warehouse,
        Release release,
        OfficeTables tables,
        Map<SummaryTable, List<Row>> held,
        ImmutableSortedSet<String> leftOut) {
    /** Up to this many rows of all dates are read without Spark, which may not have been started yet. */
    private static final long FEW_ROWS = 200_000;

    /** Compares text as Spark does, by its bytes in UTF-8, with nulls first. */
    private static final Comparator<Object> LIKE_SPARK = Comparator.nullsFirst(
            Comparator.comparing(value -> value.toString().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));

    private static final String LARGEST_BY = "total_investment";
    private static final String LIGHT = "light_code";
    private static final String RED = "red";
    private static final String PROJECT = "project_code";

    public ReleaseRows(
            Supplier<SparkSession> spark,
            Warehouse warehouse,
            Release release,
            OfficeTables tables,
            Map<SummaryTable, List<Row>> held) {
        this(spark, warehouse, release, tables, held, ImmutableSortedSet.of());
    }

    /** Returns the same rows without some columns, and without the tables whose rows these columns identify. */
    ReleaseRows without(ImmutableSortedSet<String> columns) {
        Map<SummaryTable, List<Row>> narrow = new LinkedHashMap<>();
        held.forEach((table, rows) -> table.without(columns)
                .ifPresent(kept -> narrow.put(
                        kept,
                        rows.stream().map(kept.definition()::inCurrentColumns).toList())));
        return new ReleaseRows(spark, warehouse, release, tables.without(columns), narrow, columns);
    }

    /** Returns the rows of another release with the same columns. */
    ReleaseRows ofRelease(Release other) {
        return new ReleaseRows(spark, warehouse, other, tables, Map.of(), leftOut);
    }

    /** Returns the tables of the warehouse that copies have: summaries, facts, deliveries and rejected rows. */
    List<CopiedTable> copied() {
        return CopiedTable.all(tables, leftOut);
    }

    /** Returns the parts of a table, each with a text that changes if its rows or columns do. */
    SortedMap<String, String> parts(CopiedTable table) {
        SortedMap<String, String> parts = new TreeMap<>(table.parts(release));
        if (!leftOut.isEmpty()) {
            parts.replaceAll((part, digest) -> digest + " without " + leftOut);
        }
        return parts;
    }

    /** Returns the rows of some parts of a table, in no guaranteed order. */
    Iterator<Row> of(CopiedTable table, Set<String> parts) {
        return of(table, parts, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Returns the rows of a part of a table: those that are held as they are, others in the order of the key. */
    Iterator<Row> inOrder(CopiedTable table, String part) {
        List<String> key = table.stored().orElseThrow().grain();
        return of(table, Set.of(part), rows -> rows.sorted(by(key)), rows -> rows.orderBy(columns(key)));
    }

    private Iterator<Row> of(
            CopiedTable table, Set<String> parts, UnaryOperator<Stream<Row>> few, UnaryOperator<Dataset<Row>> many) {
        if (parts.equals(Set.of(release.asOfDate().toString()))
                && table.summary().filter(held::containsKey).isPresent()) {
            return held.get(table.summary().get()).iterator();
        }
        TableDefinition stored = table.stored().orElseThrow();
        Release.TableVersion version = table.version(release);
        ReadableRows readable = ReadableRows.of(stored, leftOut);
        UnaryOperator<Row> conversion = readable.conversion();
        Optional<Set<LocalDate>> dates = parts.contains(CopiedTable.WHOLE)
                ? Optional.empty()
                : Optional.of(parts.stream().map(LocalDate::parse).collect(Collectors.toSet()));
        if (version.rows() > FEW_ROWS) {
            Dataset<Row> rows = dates.map(some -> Tables.read(spark.get(), warehouse, stored, version, some))
                    .orElseGet(() -> Tables.read(spark.get(), warehouse, stored, version));
            return Iterators.transform(
                    many.apply(rows.select(columns(readable.stored()))).toLocalIterator(), conversion::apply);
        }
        if (version.rows() == 0) {
            return Collections.emptyIterator();
        }
        PublishedTable published = new PublishedTable(warehouse, stored.name(), version);
        // Without Spark no maps can be read; only tables without dates have some.
        List<Row> rows = dates.map(published::rows).orElseGet(() -> {
            List<String> there = List.of(published.schema().fieldNames());
            return published.columns(
                    readable.stored().stream().filter(there::contains).toList());
        });
        return few.apply(rows.stream().map(conversion)).iterator();
    }

    /** Returns the rows of a table for some of the dates that the release holds, in no guaranteed order. */
    Iterator<Row> of(SummaryTable table, Set<LocalDate> dates) {
        if (dates.equals(Set.of(release.asOfDate())) && held.containsKey(table)) {
            return held.get(table).iterator();
        }
        return isFew(table) ? few(table, dates).iterator() : many(table, dates).toLocalIterator();
    }

    /** The first rows of a table, and the number of all its rows. */
    record First(List<Row> rows, long whole) {}

    /** Returns the rows of a previously published release, as its tables contain them. */
    public static ReleaseRows standing(
            Supplier<SparkSession> spark, Warehouse warehouse, Release release, OfficeTables tables) {
        ReleaseRows rows = new ReleaseRows(spark, warehouse, release, tables, Map.of());
        Map<SummaryTable, List<Row>> held = new LinkedHashMap<>();
        for (SummaryTable table : tables.published()) {
            if (!table.isLarge()) {
                held.put(table, rows.few(table).toList());
            }
        }
        return new ReleaseRows(spark, warehouse, release, tables, held);
    }

    /**
     * Returns the first rows of a large table: those with a red light if it has lights, then those with the largest
     * investment if it has investment, then the first in the order of its grain.
     */
    First first(SummaryTable table, int most) {
        boolean bySize = has(table, LARGEST_BY);
        boolean byLight = has(table, LIGHT);
        if (isFew(table)) {
            Comparator<Row> order = by(table.grain());
            if (bySize) {
                order = Comparator.<Row, BigDecimal>comparing(
                                row -> row.getAs(LARGEST_BY), Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(order);
            }
            if (byLight) {
                order = Comparator.<Row, Boolean>comparing(row -> !RED.equals(row.getAs(LIGHT)))
                        .thenComparing(order);
            }
            List<Row> all = few(table).sorted(order).toList();
            return new First(all.subList(0, Math.min(most, all.size())), all.size());
        }
        Dataset<Row> all = many(table);
        List<Column> order = new ArrayList<>();
        if (byLight) {
            order.add(not(col(LIGHT).eqNullSafe(RED)));
        }
        if (bySize) {
            order.add(col(LARGEST_BY).desc_nulls_last());
        }
        order.addAll(List.of(columns(table.grain())));
        return new First(all.orderBy(order.toArray(Column[]::new)).limit(most).collectAsList(), all.count());
    }

    private static boolean has(SummaryTable table, String column) {
        return table.schema().getFieldIndex(column).isDefined();
    }

    /**
     * Returns the rows of a fact table for the release's date that satisfy a condition, up to a number, and how many
     * there are in all.
     */
    First matching(TableDefinition table, Predicate<Row> condition, Comparator<Row> order, int most) {
        Release.TableVersion version = release.tables().get(table.name());
        if (version == null || version.rows() == 0) {
            return new First(List.of(), 0);
        }
        Set<LocalDate> date = Set.of(release.asOfDate());
        Iterator<Row> rows = version.rows() <= FEW_ROWS
                ? new PublishedTable(warehouse, table.name(), version)
                        .rows(date)
                        .iterator()
                : Tables.read(spark.get(), warehouse, table, version, date).toLocalIterator();
        List<Row> found = Streams.stream(rows)
                .filter(condition)
                .sorted(order)
                .map(this::withoutLeftOut)
                .toList();
        return new First(found.subList(0, Math.min(most, found.size())), found.size());
    }

    private Row withoutLeftOut(Row row) {
        Object[] values = Stream.of(row.schema().fieldNames())
                .map(name -> leftOut.contains(name) ? null : row.getAs(name))
                .toArray();
        return new GenericRowWithSchema(values, row.schema());
    }

    /** Returns all rows of a small table of the ledger. */
    List<Row> all(TableDefinition table) {
        Release.TableVersion version = release.tables().get(table.name());
        return version == null ? List.of() : new PublishedTable(warehouse, table.name(), version).rows();
    }

    /**
     * Returns the rows of a table of the ledger about some projects.
     *
     * @param columns the columns that are read
     */
    List<Row> ofProjects(TableDefinition table, List<String> columns, Set<String> projects) {
        Release.TableVersion version = release.tables().get(table.name());
        if (version == null || version.rows() == 0) {
            return List.of();
        }
        if (version.rows() <= FEW_ROWS) {
            return new PublishedTable(warehouse, table.name(), version)
                    .columns(columns).stream()
                            .filter(row -> projects.contains(row.<String>getAs(PROJECT)))
                            .toList();
        }
        return Tables.read(spark.get(), warehouse, table, version)
                .select(columns.stream().map(name -> col(name)).toArray(Column[]::new))
                .where(col(PROJECT).isin(projects.toArray()))
                .collectAsList();
    }

    /** Returns the latest date before the release's own for which it has rows of a table. */
    Optional<LocalDate> dateBefore(SummaryTable table) {
        return Optional.ofNullable(standing(table))
                .map(version -> version.digests().headMap(release.asOfDate().toString()))
                .filter(earlier -> !earlier.isEmpty())
                .map(earlier -> LocalDate.parse(earlier.lastKey()));
    }

    /** Returns the rows of a table for the latest date before the release's own; none if there is no such date. */
    List<Row> before(SummaryTable table) {
        return dateBefore(table)
                .map(date -> List.copyOf(Lists.newArrayList(of(table, Set.of(date)))))
                .orElse(List.of());
    }

    private static Comparator<Row> by(List<String> names) {
        return names.stream()
                .<Comparator<Row>>map(name -> Comparator.comparing(row -> row.<Object>getAs(name), LIKE_SPARK))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(name -> col(name)).toArray(Column[]::new);
    }

    private Release.TableVersion standing(SummaryTable table) {
        return release.tables().get(table.definition().name());
    }

    /** Whether all rows of a table can be read without Spark. */
    boolean isFew(SummaryTable table) {
        return standing(table) == null || standing(table).rows() <= FEW_ROWS;
    }

    private Stream<Row> few(SummaryTable table) {
        return few(table, Set.of(release.asOfDate()));
    }

    private Stream<Row> few(SummaryTable table, Set<LocalDate> dates) {
        if (standing(table) == null) {
            // The configuration defined this table after the release.
            return Stream.of();
        }
        return new PublishedTable(warehouse, table.definition().name(), standing(table))
                .rows(dates).stream().map(table.definition()::inCurrentColumns);
    }

    private Dataset<Row> many(SummaryTable table) {
        return many(table, Set.of(release.asOfDate()));
    }

    private Dataset<Row> many(SummaryTable table, Set<LocalDate> dates) {
        return Tables.read(spark.get(), warehouse, table.definition(), standing(table), dates);
    }
}
