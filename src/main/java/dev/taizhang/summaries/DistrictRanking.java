package dev.taizhang.summaries;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.cube.CountedLines;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.LineKind;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.ledger.TableDefinition;
import java.sql.Date;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Districts compared in public: by the completion of their annual plans, equal ones sharing a rank, the groups that
 * {@code districts.csv} names (counties, development zones) apart. The move is since the last day of the month before, each
 * project counting once in its district there.
 */
final class DistrictRanking implements ComputedTable {
    /** How many are marked at either end. */
    private static final int MARKED = 3;

    @Override
    public String name() {
        return "district_ranking";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("县区排名", "District ranking");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、币种一行", "One row per district and currency");
    }

    @Override
    public List<String> grain() {
        return List.of(TableDefinition.AS_OF_DATE, "district_code", "currency");
    }

    @Override
    public StructType schema() {
        return new StructType(new StructField[] {
            field("as_of_date", DataTypes.DateType, "截止日期", "date the figures speak of"),
            field("district_code", DataTypes.StringType, "县区代码", "district code"),
            field("district_name", DataTypes.StringType, "县区", "district, in Chinese"),
            field("district_name_en", DataTypes.StringType, "县区（英文）", "district, in English"),
            field("ranked_among", DataTypes.StringType, "排名组别", "group of districts that it is ranked among"),
            field("currency", DataTypes.StringType, "币种", "currency of the amounts (ISO 4217)"),
            field("rank", DataTypes.IntegerType, "名次：并列者同名次", "rank by annual plan completion; equal values share one"),
            field("ranked_count", DataTypes.IntegerType, "参评个数", "how many have a rank in the group"),
            field("mark", DataTypes.StringType, "标记：top 前三、bottom 后三", "top or bottom for the first and last three"),
            field("previous_rank", DataTypes.IntegerType, "上月名次", "rank as of the end of the month before"),
            field("rank_move", DataTypes.IntegerType, "名次升降：正为上升", "places won since then; negative where lost"),
            Fact.PROJECTS.measure("project_count").field(),
            Fact.PROJECTS.measure("annual_plan_investment").field(),
            Fact.PROJECTS.measure("year_to_date_investment").field(),
            Fact.PROJECTS.measure("annual_plan_completion").field(),
            field("green_count", DataTypes.LongType, "绿灯项目数", "projects with a green light"),
            field("yellow_count", DataTypes.LongType, "黄灯项目数", "projects with a yellow light"),
            field("red_count", DataTypes.LongType, "红灯项目数", "projects with a red light"),
        });
    }

    @Override
    public Dataset<Row> rows(Sources sources) {
        Dataset<Row> before = sources.facts()
                .earlier()
                .where(col(TableDefinition.AS_OF_DATE)
                        .equalTo(Date.valueOf(sources.asOf().previousMonth().date())));
        Dataset<Row> groups = groups(sources);
        return ranked(CountedLines.of(sources.state()), groups)
                .join(
                        ranked(CountedLines.once(before), groups)
                                .select(
                                        col("district_code"),
                                        col("currency"),
                                        col("rank").as("previous_rank")),
                        new String[] {"district_code", "currency"},
                        "left_outer")
                .withColumn("rank_move", expr("previous_rank - rank"))
                .withColumn(
                        "mark",
                        expr("CASE WHEN rank <= " + MARKED + " THEN 'top' WHEN from_below <= " + MARKED
                                + " THEN 'bottom' END"))
                .withColumn("annual_plan_investment", expr(Money.wholeUnits("annual_plan_investment")))
                .withColumn("year_to_date_investment", expr(Money.wholeUnits("year_to_date_investment")))
                .transform(rows -> sources.named(rows, List.of(Dimension.DISTRICT)))
                .orderBy("ranked_among", "currency", "rank_order", "district_sort");
    }

    private static Dataset<Row> ranked(Dataset<Row> lines, Dataset<Row> groups) {
        Stream<String> lights = Stream.of("green", "yellow", "red").map(light -> light + "_count");
        return lines.where("by_district")
                .groupBy("district_code", "currency")
                .agg(
                        expr("sum(times)").as("project_count"),
                        Stream.concat(
                                        Stream.of(
                                                expr(Money.sum(
                                                                "IF(nature_code = 'preliminary', NULL, annual_plan_investment)"))
                                                        .as("annual_plan_investment"),
                                                expr(Money.sum("year_to_date_investment"))
                                                        .as("year_to_date_investment")),
                                        lights.map(light -> expr("coalesce(sum(times) FILTER (WHERE light_code = '"
                                                        + light.replace("_count", "") + "'), 0)")
                                                .as(light)))
                                .toArray(org.apache.spark.sql.Column[]::new))
                .join(broadcast(groups), "district_code")
                .withColumn(
                        "annual_plan_completion",
                        expr("CAST(try_divide(year_to_date_investment, annual_plan_investment) AS DECIMAL(12, 6))"))
                .withColumn(
                        "rank",
                        expr("IF(annual_plan_completion IS NULL, NULL, rank() OVER (PARTITION BY ranked_among, currency"
                                + " ORDER BY annual_plan_completion DESC NULLS LAST))"))
                .withColumn(
                        "from_below",
                        expr("IF(annual_plan_completion IS NULL, NULL, rank() OVER (PARTITION BY ranked_among, currency"
                                + " ORDER BY annual_plan_completion ASC NULLS LAST))"))
                .withColumn(
                        "ranked_count",
                        expr("CAST(count(annual_plan_completion) OVER (PARTITION BY ranked_among, currency) AS INT)"))
                .withColumn("rank_order", expr("coalesce(rank, 1000000000)"));
    }

    /** Each district with the group that it is ranked among. */
    private static Dataset<Row> groups(Sources sources) {
        ReferenceTable districts = sources.configuration().reference("districts");
        List<Row> rows = districts.members().stream()
                .map(member -> RowFactory.create(
                        member.code(), member.group().isEmpty() ? LineKind.MEMBER.code() : member.group()))
                .toList();
        return sources.state()
                .sparkSession()
                .createDataFrame(
                        rows,
                        new StructType()
                                .add("district_code", DataTypes.StringType)
                                .add("ranked_among", DataTypes.StringType));
    }
}
