package dev.taizhang.summaries;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.cube.Targets;
import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Money;
import dev.taizhang.facts.RegisterState;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What was signed month by month this year, its running total against the year's target. */
final class SigningsByMonth implements ComputedTable {
    @Override
    public String name() {
        return "signings_by_month";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分月签约", "Signings by month");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("本年每个有签约的月份、币种一行", "One row per month of the year with a contract, and currency");
    }

    @Override
    public List<String> grain() {
        return List.of("as_of_date", "signed_month", "currency");
    }

    @Override
    public StructType schema() {
        return new StructType(new StructField[] {
            field("as_of_date", DataTypes.DateType, "截止日期", "date the figures speak of"),
            field("signed_month", DataTypes.DateType, "签约月份", "month, as its first day"),
            field("currency", DataTypes.StringType, "币种", "currency of the amounts (ISO 4217)"),
            field("signed_count", DataTypes.LongType, "当月签约合同数", "contracts signed in the month"),
            field("signed_amount", Unit.AMOUNT.type(), "当月签约金额", "amount signed in the month"),
            field(
                    "signed_count_to_date",
                    DataTypes.LongType,
                    "本年累计签约合同数",
                    "contracts signed this year to the month's end"),
            field(
                    "signed_amount_to_date",
                    Unit.AMOUNT.type(),
                    "本年累计签约金额",
                    "amount signed this year to the month's end"),
            field("signed_amount_target", Unit.AMOUNT.type(), "签约目标", "the year's target for the whole programme"),
            field(
                    "signing_completion",
                    Unit.FRACTION.type(),
                    "签约完成率：分母为签约目标",
                    "= signed_amount_to_date / signed_amount_target; the denominator is the target"),
        });
    }

    @Override
    public Dataset<Row> rows(Sources sources) {
        Dataset<Row> target = sources.cubes()
                .targets()
                .amounts()
                .where("scope = '" + Targets.WHOLE + "'")
                .select("currency", "target_signed_amount");
        String running = " OVER (PARTITION BY currency ORDER BY signed_month)";
        return sources.states()
                .of(RegisterState.CONTRACTS.table())
                .where("year(signed_date) = year(as_of_date)")
                .withColumn("signed_month", expr("CAST(trunc(signed_date, 'MM') AS DATE)"))
                .groupBy("signed_month", "currency")
                .agg(
                        expr("count(1)").as("signed_count"),
                        expr(Money.sum("contracted_amount")).as("signed"))
                .join(broadcast(target), new String[] {"currency"}, "left_outer")
                .withColumn("signed_count_to_date", expr("sum(signed_count)" + running))
                .withColumn("to_date", expr("CAST(sum(signed)" + running + " AS DECIMAL(20, 0))"))
                .withColumn("signed_amount", expr(Money.wholeUnits("signed")))
                .withColumn("signed_amount_to_date", expr(Money.wholeUnits("to_date")))
                .withColumn("signed_amount_target", expr(Money.wholeUnits("target_signed_amount")))
                .withColumn("signing_completion", expr("try_divide(to_date, target_signed_amount)"))
                .orderBy("signed_month", "currency");
    }
}
