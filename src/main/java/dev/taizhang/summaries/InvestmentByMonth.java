package dev.taizhang.summaries;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Money;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What the projects of the programme planned and invested month by month. The months of the as-of date's year add up to the
 * year to date of {@code programme_overview}.
 */
final class InvestmentByMonth implements ComputedTable {
    private static final DataType AMOUNT = DataTypes.createDecimalType(20, 2);

    @Override
    public String name() {
        return "investment_by_month";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分月投资", "Investment by month");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("在册项目的每个报告月份、币种一行", "One row per month reported by the projects now listed, and currency");
    }

    @Override
    public List<String> grain() {
        return List.of("as_of_date", "report_month", "currency");
    }

    @Override
    public StructType schema() {
        return new StructType(new StructField[] {
            field("as_of_date", DataTypes.DateType, "截止日期", "date the figures speak of"),
            field("report_month", DataTypes.DateType, "报告月份", "month, as its first day"),
            field("currency", DataTypes.StringType, "币种", "currency of the amounts (ISO 4217)"),
            field("reporting_project_count", DataTypes.LongType, "填报项目数", "projects that report the month"),
            field("planned_investment", AMOUNT, "本月计划投资", "planned for the month: growth of what is planned to date"),
            field("month_investment", AMOUNT, "本月完成投资", "invested in the month"),
            field("planned_to_date", AMOUNT, "本年累计计划投资", "running total of the year: planned"),
            field("year_to_date_investment", AMOUNT, "本年完成投资", "running total of the year: invested"),
            field(
                    "last_year_to_date_investment",
                    AMOUNT,
                    "上年同期完成投资",
                    "running total of the year before up to the same month"),
            field(
                    "plan_to_date_completion",
                    DataTypes.createDecimalType(12, 6),
                    "序时完成率",
                    "= year_to_date_investment / planned_to_date; the denominator is planned_to_date"),
            field(
                    "year_on_year_growth",
                    DataTypes.createDecimalType(12, 6),
                    "同比增速",
                    "= (year_to_date_investment − last_year_to_date_investment) / last_year_to_date_investment"),
        });
    }

    @Override
    public Dataset<Row> rows(Sources sources) {
        sources.facts()
                .months()
                .join(sources.state().select("project_code", "currency"), new String[] {"project_code", "currency"})
                .groupBy("report_month", "currency")
                .agg(
                        expr("count(invested)").as("reporting_project_count"),
                        expr(Money.wholeUnits(Money.sum("planned"))).as("planned_investment"),
                        expr(Money.wholeUnits(Money.sum("invested"))).as("month_investment"))
                .createOrReplaceTempView("taizhang_months");
        return sources.state().sparkSession().sql("""
                        WITH running AS (
                          SELECT *,
                            sum(planned_investment) OVER year_so_far AS planned_to_date,
                            sum(month_investment) OVER year_so_far AS year_to_date_investment
                          FROM taizhang_months
                          WINDOW year_so_far AS (PARTITION BY currency, year(report_month) ORDER BY report_month))
                        SELECT running.*, before.year_to_date_investment AS last_year_to_date_investment,
                          try_divide(running.year_to_date_investment, running.planned_to_date)
                            AS plan_to_date_completion,
                          try_divide(running.year_to_date_investment - before.year_to_date_investment,
                            before.year_to_date_investment) AS year_on_year_growth
                        FROM running LEFT JOIN running AS before
                          ON before.currency = running.currency
                          AND before.report_month = add_months(running.report_month, -12)
                        ORDER BY report_month, currency""");
    }
}
