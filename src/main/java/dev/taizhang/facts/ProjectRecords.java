package dev.taizhang.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Steps;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Finds the latest record on each project as of each of several dates, and adds its codes (reference members, size
 * band, industry), whether its events have happened, and its allocation sets. Projects that have left, or were merged or
 * split, are excluded.
 */
final class ProjectRecords {
    private final SparkSession spark;
    private final InterpretedLedger ledger;
    private final AllocationSets sets;
    private final Supplier<SeveralLists> lists = Suppliers.memoize(this::lists);
    private final Events events;

    ProjectRecords(SparkSession spark, InterpretedLedger ledger, AllocationSets sets) {
        this.spark = spark;
        this.ledger = ledger;
        this.sets = sets;
        this.events = new Events(spark, Datasets.PROJECTS, ledger.delivered());
    }

    /**
     * Returns one row per date and project.
     *
     * @param columns columns of the dataset {@code projects}, in the order of the result
     */
    Dataset<Row> of(List<AsOf> dates, List<dev.taizhang.definition.Column> columns) {
        Steps current = inForce(events.withDone(current(dates, columns), codes(columns)), dates);
        Steps once = lists.get().arePossible()
                ? SeveralLists.once(current)
                : current.select(col("*"), lit(null).cast(AllocationSets.PARTS).as(SeveralLists.PLACES));
        return sets.withSets(once, dates);
    }

    /**
     * Returns the rows of projects that the full lists of several senders name for one date: one row per project and
     * list.
     */
    Dataset<Row> inSeveralLists(AsOf asOf) {
        List<dev.taizhang.definition.Column> columns = SeveralLists.COLUMNS.stream()
                .map(name -> Datasets.PROJECTS.column(name))
                .toList();
        Steps records = current(List.of(asOf), columns)
                .select(col("*"), ledger.code("districts", col("district")).as("district_code"));
        return SeveralLists.withPlaces(inForce(records, List.of(asOf)))
                .where(SeveralLists.PLACES + " IS NOT NULL")
                .rows();
    }

    /** Returns the date of the first list that is known; empty if there is none. */
    Optional<LocalDate> firstDate() {
        List<Row> earliest = Steps.from(ledger.delivered().accepted(Datasets.PROJECTS))
                .group(List.of(), expr("min(snapshot_date)"))
                .collect();
        return Optional.ofNullable(earliest.get(0).getDate(0)).map(Date::toLocalDate);
    }

    /** Whether {@link #inSeveralLists} may have rows. */
    boolean mayBeInSeveralLists() {
        return lists.get().arePossible();
    }

    private SeveralLists lists() {
        return new SeveralLists(spark, ledger.delivered());
    }

    /** Returns the rows that are valid as of each date: until the next row on their project. */
    private Steps current(List<AsOf> dates, List<dev.taizhang.definition.Column> columns) {
        boolean severalLists = lists.get().arePossible();
        Stream<Column> named =
                Stream.concat(columns.stream().map(column -> col(column.name())), Stream.of(col("delivery_number")));
        Stream<Column> followed = Stream.of(
                expr("lead(snapshot_date) OVER (PARTITION BY project_code ORDER BY snapshot_date, delivery_number)")
                        .as("next_date"));
        Steps rows = Steps.from(ledger.converted(Datasets.PROJECTS))
                .select(Stream.concat(named, severalLists ? Stream.<Column>of() : followed)
                        .toArray(Column[]::new));
        return (severalLists ? lists.get().notReplaced(rows) : rows)
                .select(col("*"), AsOf.each(dates))
                .where(AsOf.isLatest("as_of_date", "snapshot_date", "next_date"));
    }

    /** Removes the records of projects that have left, or that others have succeeded. */
    private Steps inForce(Steps records, List<AsOf> dates) {
        return ledger.successions()
                .withoutEnded(spark, new FullLists(Datasets.PROJECTS, ledger, dates).withoutDeparted(spark, records));
    }

    private Column[] codes(List<dev.taizhang.definition.Column> columns) {
        return Stream.of(
                        Stream.of(
                                sizeBand().as("size_band_code"),
                                industry("sectors").as("sector_code"),
                                industry("industry_groups").as("industry_group_code")),
                        columns.stream()
                                .filter(column -> column.type() == ColumnType.REFERENCE)
                                .map(column -> ledger.code(column.reference(), col(column.name()))
                                        .as(column.name() + "_code")))
                .flatMap(column -> column)
                .toArray(Column[]::new);
    }

    /**
     * Returns the member whose divisions include the division of the industry code. The code may or may not begin with
     * the letter of its section.
     */
    private Column industry(String reference) {
        return ledger.code(reference, expr("nullif(regexp_extract(industry_code, '^[A-T]?([0-9]{2})', 1), '')"));
    }

    /** Returns the size band of the total investment: the highest band whose lower bound it reaches. */
    private Column sizeBand() {
        List<ReferenceTable.Member> highestFirst = ledger.references().get("size_bands").members().stream()
                .sorted(Comparator.comparing((ReferenceTable.Member band) -> new BigDecimal(band.number()))
                        .reversed())
                .toList();
        Column total = expr(Money.wholeUnits("total_investment"));
        Column code = when(total.isNull(), lit(ReferenceTable.UNASSIGNED));
        for (ReferenceTable.Member band : highestFirst) {
            code = code.when(total.geq(lit(new BigDecimal(band.number()))), lit(band.code()));
        }
        return code.otherwise(lit(ReferenceTable.UNASSIGNED));
    }
}
