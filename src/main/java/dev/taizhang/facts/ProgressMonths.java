package dev.taizhang.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Steps;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The content of the monthly reports: one row per project, currency and reported month.
 *
 * <p>A report adds to its year the growth of the year to date if it gives a year to date, otherwise the figure that it
 * gives for the month. What the reports of a year add always comes to its year to date, and a report after a gap covers
 * the gap. The first year to date of a year that covers several months is in no single month: the month's figure is the
 * one that the report gives for the month, if any. Amounts planned to date are treated in the same way.
 */
final class ProgressMonths {
    /** The reports on a project in order. All windows below use this one order, so that rows are sorted only once. */
    private static final String REPORTS = " OVER (PARTITION BY project_code, currency ORDER BY year, report_month%s)";

    /** The same within one year, which starts from zero. */
    private static final String REPORTS_OF_YEAR =
            " OVER (PARTITION BY project_code, currency, year ORDER BY report_month%s)";

    /** The rows up to the current one, for running sums and for the latest known value. */
    private static final String SO_FAR = " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

    /** The column with the figures of a project in each currency of its reports. */
    private static final String BY_CURRENCY = "by_currency";

    private static final StructType MONEY = StructType.fromDDL("currency STRING, last_report_month DATE,"
            + " month_investment BIGINT, month_covers_gap BOOLEAN, progress_until DATE, year_to_date_investment BIGINT,"
            + " planned_to_date BIGINT, last_year_to_date_investment BIGINT, invested_since_start BIGINT,"
            + " first_month DATE, invested_since_first BIGINT");

    private ProgressMonths() {}

    /**
     * Returns the months up to the report month of a date. {@code invested} and {@code planned} refer to the month
     * alone; {@code covers_gap} tells that the figure covers months before it, or that it is in no single month because
     * of them. {@code invested_since_last} and {@code planned_since_last} are what the report adds to its year. {@code
     * year_to_date}, {@code planned_to_date} and {@code physical_progress} are the values known by that month, and
     * {@code invested_until} is the last month that states an investment. {@code invested_since_start} is the last
     * reported value plus later months. {@code invested_since_first} is the sum of all months from {@code first_month}
     * on. {@code next_month} is the next reported month.
     */
    static Steps of(AsOf asOf, InterpretedLedger ledger) {
        return Steps.from(ledger.converted(Datasets.PROGRESS))
                .where("report_month <= " + AsOf.literal(asOf.reportMonth()))
                .select(
                        col("*"),
                        expr(asOf.years().yearOf("report_month")).as("year"),
                        expr(asOf.years().monthOf("report_month")).as("month_of_year"))
                .transform(ProgressMonths::ingestedLast)
                .transform(ProgressMonths::withYear)
                .transform(ProgressMonths::withMonth)
                .transform(ProgressMonths::withAllMonths)
                .select(
                        col("project_code"),
                        col("currency"),
                        col("report_month"),
                        col("next_month"),
                        col("invested"),
                        col("planned"),
                        col("invested_since_last"),
                        col("planned_since_last"),
                        col("covers_gap"),
                        col("invested_until"),
                        col("year_to_date"),
                        col("known_planned_to_date").as("planned_to_date"),
                        col("known_physical_progress").as("physical_progress"),
                        expr("given_since_start + coalesce(invested_since_first, 0L) - "
                                        + everSql("last(IF(invested_since_start IS NULL, NULL,"
                                                + " coalesce(invested_since_first, 0L)), true)"))
                                .as("invested_since_start"),
                        col("first_month"),
                        col("invested_since_first"),
                        expr("coalesce(invested_this_month, year_to_date_investment, planned_to_date,"
                                        + " invested_since_start) IS NOT NULL")
                                .as("states_amount"));
    }

    /** Keeps the most recently ingested record on each month. */
    private static Steps ingestedLast(Steps records) {
        return records.withColumns(
                        Map.of("following_month", expr("lead(report_month)" + REPORTS.formatted(", delivery_number"))))
                .where("following_month IS NULL OR following_month <> report_month");
    }

    /** Adds the year to date: the last reported one plus the later months without one. */
    private static Steps withYear(Steps records) {
        return records.select(
                        col("*"),
                        ofYear("last(planned_to_date, true)").as("known_planned_to_date"),
                        ofYear("last(year_to_date_investment, true)").as("given"),
                        ofYear("last(IF(year_to_date_investment IS NULL, NULL, month_of_year), true)")
                                .as("given_to"),
                        ofYear("count(coalesce(year_to_date_investment, invested_this_month))")
                                .as("stated_months"),
                        ofYear("sum(invested_this_month) FILTER (WHERE year_to_date_investment IS NULL)")
                                .as("added"))
                .select(
                        col("*"),
                        ofYear("last(IF(year_to_date_investment IS NULL, NULL, coalesce(added, 0L)), true)")
                                .as("added_by_given"),
                        ofYear("last(IF(year_to_date_investment IS NULL, NULL, stated_months), true)")
                                .as("stated_by_given"),
                        expr("IF(given IS NULL, added, given + coalesce(added, 0L) - added_by_given)")
                                .as("year_to_date"));
    }

    /** Adds what each report adds to its year, and how much of it belongs to the month alone. */
    private static Steps withMonth(Steps records) {
        return records.select(
                col("*"),
                before("given_to").as("given_before"),
                before("stated_months - coalesce(stated_by_given, 0L)").as("stated_since_given"),
                before("year_to_date").as("year_to_date_before"),
                before("known_planned_to_date").as("planned_before"),
                // One step in which later columns use earlier ones, because Spark analyses the whole plan for
                // each step.
                expr("IF(coalesce(year_to_date_investment, invested_this_month) IS NULL, NULL,"
                                + " year_to_date - coalesce(year_to_date_before, 0L))")
                        .as("invested_since_last"),
                expr("planned_to_date - coalesce(planned_before, 0L)").as("planned_since_last"),
                expr("year_to_date_investment IS NOT NULL AND month_of_year - 1"
                                + " > coalesce(given_before, 0) + coalesce(stated_since_given, 0L)")
                        .as("covers_months"),
                expr("covers_months AND given_before IS NULL").as("first_covers_months"),
                expr("CASE WHEN NOT first_covers_months THEN invested_since_last"
                                + " WHEN invested_this_month <= year_to_date_investment THEN invested_this_month END")
                        .as("invested"),
                expr("IF(planned_before IS NULL AND month_of_year > 1, NULL, planned_since_last)")
                        .as("planned"),
                expr("covers_months AND NOT (first_covers_months AND invested IS NOT NULL)")
                        .as("covers_gap"));
    }

    /** Adds the sum of the months of all years, and the last reported investment since start. */
    private static Steps withAllMonths(Steps records) {
        return records.select(
                col("*"),
                expr("lead(report_month)" + REPORTS.formatted("")).as("next_month"),
                ever("first(report_month)").as("first_month"),
                ever("sum(invested_since_last)").as("invested_since_first"),
                ever("last(IF(invested_since_last IS NULL, NULL, report_month), true)")
                        .as("invested_until"),
                ever("last(physical_progress, true)").as("known_physical_progress"),
                ever("last(invested_since_start, true)").as("given_since_start"));
    }

    /**
     * Returns the data known as of each of several dates, based on the months that had ended: one row per date and
     * project, with the figures in each currency as {@link #BY_CURRENCY}, and {@code physical_progress}, which is no
     * money. The figures of the month and of the year are unknown if no report covers that month or year. Last year's
     * are those up to the month that this year's reports reach.
     *
     * @param months result of {@link #of} for the last of the dates or a later one
     */
    static Steps known(Steps months, List<AsOf> dates, ReportedDates reported) {
        return months.select(col("*"), AsOf.each(dates))
                .select(
                        col("*"),
                        AsOf.isLatest("ended", "report_month", "next_month").as("latest"),
                        AsOf.isLatest("add_months(" + reported.month(dates) + ", -12)", "report_month", "next_month")
                                .as("latest_last_year"))
                .where("latest OR latest_last_year")
                .group(
                        Steps.columns("as_of_date", "project_code", "currency"),
                        max("report_month", "latest").as("last_report_month"),
                        max("invested", "latest AND report_month = ended").as("month_investment"),
                        max("covers_gap", "latest AND report_month = ended").as("month_covers_gap"),
                        max("invested_until", "latest AND invested_until >= year_start")
                                .as("progress_until"),
                        max("year_to_date", "latest AND report_month >= year_start")
                                .as("year_to_date_investment"),
                        max("planned_to_date", "latest AND report_month >= year_start")
                                .as("planned_to_date"),
                        max("year_to_date", "latest_last_year AND report_month >= add_months(year_start, -12)")
                                .as("last_year_to_date_investment"),
                        max("invested_since_start", "latest").as("invested_since_start"),
                        max("first_month", "latest").as("first_month"),
                        max("invested_since_first", "latest").as("invested_since_first"),
                        max("physical_progress", "latest").as("physical_progress"))
                .group(
                        Steps.columns("as_of_date", "project_code"),
                        expr("collect_list(struct(" + String.join(", ", MONEY.fieldNames()) + "))")
                                .as(BY_CURRENCY),
                        expr("max_by(physical_progress, struct(last_report_month, currency))"
                                        + " FILTER (WHERE physical_progress IS NOT NULL)")
                                .as("physical_progress"));
    }

    /** Adds to states the columns of {@link #known} as they are if no report was ever delivered. */
    static Steps unknown(Steps states) {
        return states.select(
                col("*"),
                lit(null).cast(DataTypes.createArrayType(MONEY)).as(BY_CURRENCY),
                lit(null)
                        .cast(Datasets.PROGRESS
                                .column("physical_progress")
                                .type()
                                .sparkType())
                        .as("physical_progress"));
    }

    /**
     * Adds the figures in the currency of each project to states that have the columns of {@link #known}.
     *
     * @param kept the other columns of the states
     * @param computed columns to add in the same step, each of which may use the figures and those before it
     */
    static Steps inOwnCurrency(Steps states, List<String> kept, Stream<Column> computed) {
        List<Column> others = Stream.concat(kept.stream(), Stream.of("physical_progress"))
                .map(name -> col(name))
                .toList();
        Column own = expr("get(filter(" + BY_CURRENCY + ", one -> one.currency = currency), 0)");
        return states.select(
                        Stream.concat(others.stream(), Stream.of(own.as("own"))).toArray(Column[]::new))
                .select(Stream.of(
                                others.stream(),
                                Stream.of(MONEY.fieldNames())
                                        .skip(1)
                                        .map(name -> col("own." + name).as(name)),
                                computed)
                        .flatMap(columns -> columns)
                        .toArray(Column[]::new));
    }

    /** Returns the only value that satisfies the condition. */
    private static Column max(String value, String where) {
        return expr("max(" + value + ") FILTER (WHERE " + where + ")");
    }

    /** Returns the value of the previously reported month of the same year. */
    private static Column before(String value) {
        return expr("lag(" + value + ")" + REPORTS_OF_YEAR.formatted(""));
    }

    private static Column ofYear(String aggregate) {
        return expr(aggregate + REPORTS_OF_YEAR.formatted(SO_FAR));
    }

    private static Column ever(String aggregate) {
        return expr(everSql(aggregate));
    }

    private static String everSql(String aggregate) {
        return aggregate + REPORTS.formatted(SO_FAR);
    }
}
