package dev.taizhang.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Datasets;
import dev.taizhang.ledger.Ledger;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the monthly reports say of each project as of a date: one row per project that has a report.
 *
 * <p>A month's figure is the growth of the year to date where the report gives that, else what it gives for the month; so the
 * months of a year always add up to its year to date, and a month after a gap covers the gap.
 */
final class ProgressState {
    /** The year to date before a month: that of an earlier month of the same year. */
    private static final String BEFORE = "IF(a.year = year(m.report_month), a.year_to_date, CAST(NULL AS BIGINT))";

    private static final String YEAR_TO_DATE = "coalesce(m.year_to_date_investment, IF(m.invested_this_month IS NULL, "
            + BEFORE + ", coalesce(" + BEFORE + ", 0L) + m.invested_this_month))";

    private static final String GROWTH = "(" + YEAR_TO_DATE + " - coalesce(" + BEFORE + ", 0L))";

    private static final String RUNNING = """
            aggregate(%s,
              named_struct(
                'report_month', CAST(NULL AS DATE), 'year', 0, 'year_to_date', CAST(NULL AS BIGINT),
                'month', CAST(NULL AS BIGINT), 'covers_gap', false,
                'since_start', CAST(NULL AS BIGINT), 'all_months', CAST(NULL AS BIGINT)),
              (a, m) -> named_struct(
                'report_month', m.report_month,
                'year', year(m.report_month),
                'year_to_date', %s,
                'month', IF(m.year_to_date_investment IS NULL AND m.invested_this_month IS NULL, CAST(NULL AS BIGINT), %s),
                'covers_gap', m.year_to_date_investment IS NOT NULL AND month(m.report_month) > 1
                  AND coalesce(a.report_month, DATE'1900-01-01') < add_months(m.report_month, -1),
                'since_start', coalesce(m.invested_since_start, a.since_start + coalesce(%s, 0L), a.since_start),
                'all_months', IF(%s IS NULL, a.all_months, coalesce(a.all_months, 0L) + %s)))""".formatted("%s", YEAR_TO_DATE, GROWTH, GROWTH, GROWTH, GROWTH);

    /** Of the words on each month the one taken last: the list is in order of month and delivery. */
    private static final String LATEST_WORDS =
            "filter(words, (word, place) -> place = size(words) - 1 OR words[place + 1].report_month <> word.report_month)";

    private ProgressState() {}

    static Dataset<Row> of(AsOf asOf, Ledger ledger) {
        LocalDate month = asOf.reportMonth();
        String upTo = "filter(months, m -> m.report_month <= " + AsOf.literal(month) + ")";
        String upToLastYear = "filter(months, m -> m.report_month <= " + AsOf.literal(month.minusYears(1)) + ")";
        return ledger.accepted(Datasets.PROGRESS)
                .where("report_month <= " + AsOf.literal(month))
                .groupBy("project_code")
                .agg(expr("sort_array(collect_list(struct(report_month, delivery_number, invested_this_month, "
                                + "year_to_date_investment, planned_to_date, invested_since_start, physical_progress)))")
                        .as("words"))
                .withColumn("months", expr(LATEST_WORDS))
                .withColumn("now", expr(RUNNING.formatted(upTo)))
                .withColumn("last_year", expr(RUNNING.formatted(upToLastYear)))
                .withColumn("first_report_month", expr("months[0].report_month"))
                .withColumn("this_year", expr("filter(months, m -> year(m.report_month) = " + asOf.year() + ")"))
                .select(
                        col("project_code"),
                        col("first_report_month"),
                        col("now.report_month").as("last_report_month"),
                        ofMonth(month, "month", "month_investment"),
                        ofMonth(month, "covers_gap", "month_covers_gap"),
                        ofYear("now", asOf.year(), "year_to_date_investment"),
                        expr("try_element_at(filter(this_year, m -> m.planned_to_date IS NOT NULL), -1).planned_to_date")
                                .as("planned_to_date"),
                        ofYear("last_year", asOf.year() - 1, "last_year_to_date_investment"),
                        expr("now.since_start").as("invested_since_start"),
                        expr("now.all_months").as("all_months"),
                        expr("try_element_at(filter(months, m -> m.physical_progress IS NOT NULL), -1).physical_progress")
                                .as("physical_progress"));
    }

    private static org.apache.spark.sql.Column ofMonth(LocalDate month, String field, String name) {
        return expr("IF(now.report_month = " + AsOf.literal(month) + ", now." + field + ", NULL)")
                .as(name);
    }

    private static org.apache.spark.sql.Column ofYear(String running, int year, String name) {
        return expr("IF(" + running + ".year = " + year + ", " + running + ".year_to_date, NULL)")
                .as(name);
    }
}
