package dev.taizhang.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ExchangeRates;
import dev.taizhang.ledger.Ledger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the monthly reports say: one row per project and currency, with the list of its {@code months} in order.
 *
 * <p>A month's figure is the growth of the year to date where the report gives that, else what it gives for the month; so the
 * months of a year always add up to its year to date, and a month after a gap covers the gap. What was planned for a month is
 * the growth of what was planned to date.
 */
final class ProgressMonths {
    /** Of the words on each month the one taken last: the list is in order of month and delivery. */
    private static final String LATEST_WORDS = "filter(words, (word, place) ->"
            + " place = size(words) - 1 OR words[place + 1].report_month <> word.report_month)";

    /** The sums of the year up to each month; a year begins from nothing. */
    private static final String RUNNING = """
            aggregate(words,
              CAST(array() AS ARRAY<STRUCT<year: INT, invested: BIGINT, planned: BIGINT>>),
              (sums, word) -> concat(sums, array(named_struct(
                'year', year(word.report_month),
                'invested', coalesce(word.year_to_date_investment,
                  IF(word.invested_this_month IS NULL, %1$s, coalesce(%1$s, 0L) + word.invested_this_month)),
                'planned', coalesce(word.planned_to_date, %2$s)))))""".formatted(before("invested"), before("planned"));

    private static final String MONTHS = """
            transform(words, (word, place) -> named_struct(
              'report_month', word.report_month,
              'invested', IF(word.year_to_date_investment IS NULL AND word.invested_this_month IS NULL, NULL, %s),
              'year_to_date', running[place].invested,
              'planned', IF(word.planned_to_date IS NULL, NULL, %s),
              'planned_to_date', running[place].planned,
              'covers_gap', word.year_to_date_investment IS NOT NULL AND month(word.report_month) > 1
                AND coalesce(get(words, place - 1).report_month, DATE'1900-01-01') < add_months(word.report_month, -1),
              'invested_since_start', word.invested_since_start,
              'physical_progress', word.physical_progress))""".formatted(growth("invested"), growth("planned"));

    private ProgressMonths() {}

    private static String before(String sum) {
        return "IF(try_element_at(sums, -1).year = year(word.report_month), try_element_at(sums, -1)." + sum
                + ", NULL)";
    }

    private static String growth(String sum) {
        return "running[place]." + sum + " - coalesce(IF(get(running, place - 1).year = running[place].year,"
                + " get(running, place - 1)." + sum + ", NULL), 0L)";
    }

    /** The months up to the report month of a date. */
    static Dataset<Row> of(AsOf asOf, Ledger ledger, ExchangeRates rates) {
        return Converted.accepted(Datasets.PROGRESS, ledger, rates)
                .where("report_month <= " + AsOf.literal(asOf.reportMonth()))
                .groupBy("project_code", "currency")
                .agg(expr("sort_array(collect_list(struct(report_month, delivery_number, invested_this_month, "
                                + "year_to_date_investment, planned_to_date, invested_since_start, physical_progress)))")
                        .as("words"))
                .withColumn("words", expr(LATEST_WORDS))
                .withColumn("running", expr(RUNNING))
                .select(col("project_code"), col("currency"), expr(MONTHS).as("months"));
    }
}
