package dev.taizhang.summaries;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Money;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.RegisterState;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The quarters of the year side by side: what was invested against plan and the same months a year before, what started, was
 * completed and was signed. The quarters add up to the year to date.
 */
final class QuarterlyScoreboard implements ComputedTable {
    @Override
    public String name() {
        return "quarterly_scoreboard";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("季度看板", "Quarterly scoreboard");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("本年每个已有数据的季度、币种一行", "One row per quarter of the year with figures, and currency");
    }

    @Override
    public List<String> grain() {
        return List.of("as_of_date", "quarter", "currency");
    }

    @Override
    public StructType schema() {
        return new StructType(new StructField[] {
            field("as_of_date", DataTypes.DateType, "截止日期", "date the figures speak of"),
            field("quarter", DataTypes.IntegerType, "季度", "quarter of the year, 1 to 4"),
            field("currency", DataTypes.StringType, "币种", "currency of the amounts (ISO 4217)"),
            field(
                    "planned_investment",
                    Unit.AMOUNT.type(),
                    "本季计划投资",
                    "planned for its months up to the latest that has ended"),
            field("quarter_investment", Unit.AMOUNT.type(), "本季完成投资", "invested in those months"),
            field("last_year_investment", Unit.AMOUNT.type(), "上年同月完成投资", "invested in the same months last year"),
            field(
                    "plan_completion",
                    Unit.FRACTION.type(),
                    "本季计划完成率：分母为本季计划投资",
                    "= quarter_investment / planned_investment; the denominator is planned_investment"),
            field(
                    "year_on_year_growth",
                    Unit.FRACTION.type(),
                    "同比增速：分母为上年同月完成投资",
                    "= (quarter_investment − last_year_investment) / last_year_investment; the denominator is"
                            + " last_year_investment"),
            field("started_count", DataTypes.LongType, "本季开工项目数", "new projects that started in the quarter"),
            field("completed_count", DataTypes.LongType, "本季竣工项目数", "projects completed in the quarter"),
            field("signed_count", DataTypes.LongType, "本季签约合同数", "contracts signed in the quarter"),
            field("signed_amount", Unit.AMOUNT.type(), "本季签约金额", "amount of those contracts"),
        });
    }

    @Override
    public Dataset<Row> rows(Sources sources) {
        SparkSession spark = sources.state().sparkSession();
        AsOf asOf = sources.asOf();
        sources.facts()
                .months()
                .join(sources.state().select("project_code", "currency"), new String[] {"project_code", "currency"})
                .where("report_month <= " + AsOf.literal(asOf.reportMonth()) + " AND year(report_month) = "
                        + asOf.year()
                        + " OR report_month <= "
                        + AsOf.literal(asOf.reportMonth().minusYears(1))
                        + " AND year(report_month) = " + (asOf.year() - 1))
                .withColumn("this_year", expr("year(report_month) = " + asOf.year()))
                .groupBy(expr("quarter(report_month)").as("quarter"), expr("currency"))
                .agg(
                        expr(Money.sum("IF(this_year, planned, NULL)")).as("planned"),
                        expr(Money.sum("IF(this_year, invested, NULL)")).as("invested"),
                        expr(Money.sum("IF(this_year, NULL, invested)")).as("before"))
                .createOrReplaceTempView("taizhang_quarter_investment");
        sources.state()
                .selectExpr(
                        "currency",
                        "explode(filter(array("
                                + "IF(nature_code = 'new' AND year(actual_start_date) = year(as_of_date)"
                                + " AND actual_start_date <= as_of_date,"
                                + " named_struct('quarter', quarter(actual_start_date), 'kind', 'started'), NULL), "
                                + "IF(year(actual_completion_date) = year(as_of_date) AND actual_completion_date <= as_of_date,"
                                + " named_struct('quarter', quarter(actual_completion_date), 'kind', 'completed'), NULL)),"
                                + " event -> event IS NOT NULL)) AS event")
                .groupBy(expr("event.quarter").as("quarter"), expr("currency"))
                .agg(
                        expr("count_if(event.kind = 'started')").as("started"),
                        expr("count_if(event.kind = 'completed')").as("completed"))
                .createOrReplaceTempView("taizhang_quarter_events");
        sources.states()
                .of(RegisterState.CONTRACTS.table())
                .where("year(signed_date) = year(as_of_date)")
                .groupBy(expr("quarter(signed_date)").as("quarter"), expr("currency"))
                .agg(
                        expr("count(1)").as("contracts"),
                        expr(Money.sum("contracted_amount")).as("contracted"))
                .createOrReplaceTempView("taizhang_quarter_signings");
        return spark.sql("""
                SELECT quarter, currency, %s AS planned_investment, %s AS quarter_investment, %s AS last_year_investment,
                  try_divide(invested, planned) AS plan_completion,
                  try_divide(invested - before, before) AS year_on_year_growth,
                  coalesce(started, 0) AS started_count, coalesce(completed, 0) AS completed_count,
                  coalesce(contracts, 0) AS signed_count, %s AS signed_amount
                FROM taizhang_quarter_investment
                FULL JOIN taizhang_quarter_events USING (quarter, currency)
                FULL JOIN taizhang_quarter_signings USING (quarter, currency)
                WHERE quarter <= %d
                ORDER BY quarter, currency""".formatted(
                        Money.wholeUnits("planned"),
                        Money.wholeUnits("invested"),
                        Money.wholeUnits("before"),
                        Money.wholeUnits("contracted"),
                        (asOf.date().getMonthValue() + 2) / 3));
    }
}
