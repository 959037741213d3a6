package dev.taizhang.facts;

import static org.apache.spark.sql.functions.expr;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.taizhang.definition.CachedRows;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Settings;
import dev.taizhang.definition.Steps;
import dev.taizhang.ledger.TableDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Computes the facts as of a date, and as of the earlier dates with which figures compare it. */
public final class Facts implements AutoCloseable {
    private final SparkSession spark;
    private final AsOf asOf;
    private final InterpretedLedger ledger;
    private final Settings settings;
    private final ProjectRecords records;
    private final AllocationSets sets;

    /** What tables that are planned beside one another have cached. */
    private final List<CachedRows> cached = Collections.synchronizedList(new ArrayList<>());

    private final Supplier<Dataset<Row>> months;
    private final Supplier<ReportedDates> reported;
    private final Supplier<Dataset<Row>> earlier;

    public Facts(SparkSession spark, AsOf asOf, InterpretedLedger ledger, Settings settings) {
        this.spark = spark;
        this.asOf = asOf;
        this.ledger = ledger.asOf(spark, asOf);
        this.settings = settings;
        this.sets = new AllocationSets(spark, this.ledger, settings.counting());
        this.records = new ProjectRecords(spark, this.ledger, sets);
        this.months = cached(() -> ProgressMonths.of(asOf, this.ledger));
        this.reported = Suppliers.memoize(this::reportedDates);
        this.earlier = Suppliers.memoize(this::earlierStates);
    }

    /** Returns the date. */
    public AsOf asOf() {
        return asOf;
    }

    /** Returns the ledger from which the facts are computed, with the successions in force as of the date. */
    public InterpretedLedger ledger() {
        return ledger;
    }

    /** Plans the rows on first use. */
    private Supplier<Dataset<Row>> cached(Supplier<Steps> rows) {
        return Suppliers.memoize(() -> cached(rows.get()));
    }

    /** Caches rows that were computed from the facts until these are closed. */
    public Dataset<Row> cached(Steps rows) {
        CachedRows computed = new CachedRows(rows);
        cached.add(computed);
        return computed.rows();
    }

    private ProjectState.Progress progress() {
        return new ProjectState.Progress(hasProgress() ? Optional.of(months.get()) : Optional.empty(), reported.get());
    }

    private boolean hasProgress() {
        return ledger.delivered().hasRows(Datasets.PROGRESS);
    }

    /** Returns the time that the progress reports have reached as of any date. */
    public ReportedDates reported() {
        return reported.get();
    }

    /** Finds the months reported so far, as few rows as months have passed. */
    private ReportedDates reportedDates() {
        return new ReportedDates(
                hasProgress()
                        ? Steps.from(months.get())
                                .where("invested_since_last IS NOT NULL")
                                .group(Steps.columns("report_month"))
                                .collect()
                                .stream()
                                .map(row -> row.getDate(0).toLocalDate())
                                .toList()
                        : List.of());
    }

    private Dataset<Row> earlierStates() {
        List<AsOf> dates = earlierDates();
        if (dates.isEmpty()) {
            return spark.createDataFrame(List.of(), ProjectState.FIGURES);
        }
        return cached(ProjectState.figures(dates, records, progress(), settings));
    }

    /** Returns the dates by which any project was known: most portfolios do not go back ten years. */
    private List<AsOf> earlierDates() {
        return records.firstDate().stream()
                .flatMap(first -> Stream.concat(
                                Stream.of(asOf.previousMonth(), asOf.sameMonthLastYear()), asOf.yearEnds().stream())
                        .distinct()
                        .filter(earlier -> !earlier.date().isBefore(first)))
                .toList();
    }

    /** Returns the rows of {@link ProjectState#TABLE} as of the date, without the date column. */
    public Steps state() {
        return ProjectState.of(asOf, records, progress(), bottlenecks(), settings);
    }

    /**
     * Computes all fact tables of the date. The facts of a dataset that was never delivered require no computation.
     *
     * @param dated receives a table and its rows without the date column, and returns its rows with that column
     */
    public States states(BiFunction<TableDefinition, Steps, Dataset<Row>> dated) {
        Dataset<Row> projects = dated.apply(ProjectState.TABLE, state());
        Map<String, Dataset<Row>> others = new TreeMap<>();
        for (RegisterState register : RegisterState.ALL) {
            TableDefinition table = register.table();
            others.put(
                    table.name(),
                    ledger.delivered().hasRows(register.dataset())
                            ? dated.apply(table, register.of(spark, asOf, ledger, projects))
                            : empty(table));
        }
        others.put(
                OutputState.TABLE.name(),
                ledger.delivered().hasRows(Datasets.INDUSTRIAL_OUTPUT)
                        ? dated.apply(OutputState.TABLE, OutputState.of(asOf, ledger))
                        : empty(OutputState.TABLE));
        return new States(projects, others);
    }

    private Dataset<Row> empty(TableDefinition table) {
        return spark.createDataFrame(List.of(), table.schema());
    }

    /** Returns how many bottlenecks each project has, and how many of them are open, as far as their lists say so. */
    private Optional<Steps> bottlenecks() {
        if (!ledger.delivered().hasRows(Datasets.BOTTLENECKS)) {
            return Optional.empty();
        }
        return Optional.of(RegisterState.BOTTLENECKS
                .listed(spark, asOf, ledger, () -> Steps.from(records.of(List.of(asOf), Datasets.PROJECTS.columns())))
                .group(
                        Steps.columns("project_code"),
                        expr("count(1)").as("bottlenecks"),
                        expr("CAST(sum(CAST(NOT settled_done AS INT)) AS INT)").as("open_bottlenecks")));
    }

    /**
     * Returns the states at the end of the previous month, at the same month last year and at the ends of earlier
     * years, with the columns {@link ProjectState#FIGURES}. A date without any known data has no rows.
     */
    public Dataset<Row> earlier() {
        return earlier.get();
    }

    /**
     * Returns one row per project, currency and reported month, amounts in smallest units: report_month, invested and
     * planned in the month alone, states_amount (whether the report states any amount), invested_since_last and planned_since_last, which the report adds to its year, and
     * year_to_date and planned_to_date, as known by the month.
     */
    public Dataset<Row> months() {
        return months.get()
                .select(
                        "project_code",
                        "currency",
                        "report_month",
                        "invested",
                        "planned",
                        "invested_since_last",
                        "planned_since_last",
                        "year_to_date",
                        "planned_to_date",
                        "states_amount");
    }

    /**
     * Returns the allocation sets in force as of the date: project_code, dimension, snapshot_date, delivery_number,
     * parts.
     */
    public Dataset<Row> allocationSets() {
        return sets.sets(List.of(asOf));
    }

    /**
     * Returns one row per project and list if the full lists of several senders name the project for one date in
     * different districts: project_code, snapshot_date, delivery_number, district_code, currency, total_investment.
     */
    public Optional<Dataset<Row>> inSeveralLists() {
        return records.mayBeInSeveralLists() ? Optional.of(records.inSeveralLists(asOf)) : Optional.empty();
    }

    /** Releases the cache. */
    @Override
    public void close() {
        cached.forEach(CachedRows::close);
    }
}
