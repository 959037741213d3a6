package dev.taizhang.summaries;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.cube.Dimension;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Money;
import dev.taizhang.facts.AsOf;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which projects joined, left, or changed their status or cost since the month before and since the same month last year; from
 * the ledger, never from earlier runs. A base at which nothing was known has no rows.
 */
final class Movement implements ComputedTable {
    /** The status of a project before it joined and after it left. */
    private static final String NONE = "none";

    /** A project now and before, its district being today's or, where it has left, its last; what moved is one row each. */
    private static final String MOVES = """
            explode(filter(array(
              IF(before IS NULL, 'joined', NULL),
              IF(now IS NULL, 'left', NULL),
              IF(now.status_code <> before.status_code, 'status_changed', NULL),
              IF(now.total_investment <> before.total_investment, 'cost_changed', NULL),
              IF(now IS NOT NULL AND before IS NOT NULL AND now.total_investment IS NOT NULL
                AND before.total_investment IS NULL, 'cost_became_known', NULL),
              IF(now IS NOT NULL AND before IS NOT NULL AND now.total_investment IS NULL
                AND before.total_investment IS NOT NULL, 'cost_became_blank', NULL)),
              kind -> kind IS NOT NULL))""";

    /** One row for each base: its name {@code base}, and {@code base_date}, the date as of which the ledger is asked. */
    static Column bases(AsOf asOf) {
        return expr("inline(array(named_struct('base', 'previous_month', 'base_date', "
                + AsOf.literal(asOf.previousMonth().date())
                + "), named_struct('base', 'same_month_last_year', 'base_date', "
                + AsOf.literal(asOf.sameMonthLastYear().date()) + ")))");
    }

    @Override
    public String name() {
        return "movement";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("项目变动", "Movement");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual(
                "每个县区、对比基期、变动类别、原状态、现状态、币种一行",
                "One row per district, base, kind of movement, status before, status now and currency");
    }

    @Override
    public List<String> grain() {
        return List.of("as_of_date", "district_code", "base", "kind", "from_status_code", "to_status_code", "currency");
    }

    @Override
    public StructType schema() {
        return new StructType(new StructField[] {
            field("as_of_date", DataTypes.DateType, "截止日期", "date the figures speak of"),
            field("district_code", DataTypes.StringType, "县区代码", "district code; where it has left, its last"),
            field("district_name", DataTypes.StringType, "县区", "district, in Chinese"),
            field("district_name_en", DataTypes.StringType, "县区（英文）", "district, in English"),
            field("base", DataTypes.StringType, "对比基期", "previous_month or same_month_last_year"),
            field("base_date", DataTypes.DateType, "基期日期", "date as of which the base is"),
            field(
                    "kind",
                    DataTypes.StringType,
                    "变动类别",
                    "joined, left, status_changed, cost_changed, cost_became_known or cost_became_blank"),
            field("from_status_code", DataTypes.StringType, "原状态", "status before; none where it joined"),
            field("to_status_code", DataTypes.StringType, "现状态", "status now; none where it has left"),
            field("currency", DataTypes.StringType, "币种", "currency of the amounts (ISO 4217)"),
            field("project_count", DataTypes.LongType, "项目数", "projects that moved so"),
            field(
                    "total_investment_before",
                    DataTypes.createDecimalType(20, 2),
                    "原计划总投资",
                    "their total investment before, where stated"),
            field(
                    "total_investment_now",
                    DataTypes.createDecimalType(20, 2),
                    "现计划总投资",
                    "their total investment now, where stated"),
        });
    }

    @Override
    public Dataset<Row> rows(Sources sources) {
        Dataset<Row> earlier = sources.facts()
                .earlier()
                .select(col("*"), bases(sources.asOf()))
                .where("as_of_date = base_date");
        // Without a state at the base nobody can tell who joined since.
        Dataset<Row> known = earlier.select("base").distinct();
        Dataset<Row> now =
                sources.state().select(col("*"), bases(sources.asOf())).join(broadcast(known), "base");
        return state(now, "now")
                .join(
                        state(earlier, "before"),
                        new String[] {"project_code", "currency", "base", "base_date"},
                        "full_outer")
                .select(
                        col("base"),
                        col("base_date"),
                        col("currency"),
                        expr("coalesce(now, before).district_once_code").as("district_code"),
                        expr("coalesce(before.status_code, '" + NONE + "')").as("from_status_code"),
                        expr("coalesce(now.status_code, '" + NONE + "')").as("to_status_code"),
                        col("now"),
                        col("before"),
                        expr(MOVES).as("kind"))
                .groupBy("base", "base_date", "currency", "district_code", "kind", "from_status_code", "to_status_code")
                .agg(
                        expr("count(1)").as("project_count"),
                        expr(Money.wholeUnits(Money.sum("before.total_investment")))
                                .as("total_investment_before"),
                        expr(Money.wholeUnits(Money.sum("now.total_investment")))
                                .as("total_investment_now"))
                .transform(rows -> sources.named(rows, List.of(Dimension.DISTRICT)))
                .orderBy("base", "district_sort", "kind", "from_status_code", "to_status_code", "currency");
    }

    private static Dataset<Row> state(Dataset<Row> rows, String name) {
        return rows.select(
                col("project_code"),
                col("currency"),
                col("base"),
                col("base_date"),
                expr("struct(district_once_code, status_code, total_investment)")
                        .as(name));
    }
}
