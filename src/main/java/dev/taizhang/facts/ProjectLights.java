package dev.taizhang.facts;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Lights;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Compares each project with its schedule: percentage points ahead, months behind its plans, and its lights with their
 * reasons. A project without reported data has no light, because null is not zero.
 */
final class ProjectLights {
    /** The added columns. */
    static final List<StructField> COLUMNS = List.of(
            field(
                    "ahead_of_time_pp",
                    DataTypes.createDecimalType(9, 2),
                    "快慢于时间进度：百分点",
                    "completion of its annual plan less the time elapsed, in percentage points"),
            field(
                    "months_behind_original",
                    DataTypes.IntegerType,
                    "较原计划拖期月数：竣工、预计或已到的月份",
                    "months by which its actual or expected completion is behind the original date"),
            field(
                    "months_behind_latest",
                    DataTypes.IntegerType,
                    "较最新计划拖期月数",
                    "months by which its actual or overdue completion is behind the latest planned date"),
            field("investment_light_code", DataTypes.StringType, "投资灯：green、yellow、red", "light for investment"),
            field("start_light_code", DataTypes.StringType, "开工灯", "light for its start"),
            field("statistics_light_code", DataTypes.StringType, "入统灯", "light for its entry into statistics"),
            field("light_code", DataTypes.StringType, "灯：各灯中最差者", "the worst of its lights"),
            field("light_reasons", DataTypes.StringType, "亮灯原因", "reasons for a yellow or red light, in Chinese"),
            field(
                    "light_reasons_en",
                    DataTypes.StringType,
                    "亮灯原因（英文）",
                    "reasons for a yellow or red light, in English"));

    private ProjectLights() {}

    /**
     * Adds the columns to states of several dates.
     *
     * @param time the elapsed part of the year with which the progress of each date is compared
     */
    static Dataset<Row> withLights(Dataset<Row> states, Lights lights, String time) {
        // One step in which later columns use earlier ones, because Spark analyses the whole plan again for each step.
        return states.select(
                col("*"),
                expr("CAST(100 * (try_divide(CAST(year_to_date_investment AS DECIMAL(20, 0)),"
                                + " CAST(annual_plan_counted AS DECIMAL(20, 0))) - "
                                + time + ") AS DECIMAL(9, 2))")
                        .as("ahead_of_time_pp"),
                expr("IF(actual_completion_date <= as_of_date, actual_completion_date, NULL)")
                        .as("finished"),
                expr(monthsAfter(
                                "coalesce(finished, greatest(planned_completion_date,"
                                        + " IF(planned_completion_date < as_of_date, as_of_date, NULL)))",
                                "original_completion_date"))
                        .as("months_behind_original"),
                expr(monthsAfter(
                                "coalesce(finished, IF(planned_completion_date < as_of_date, as_of_date, NULL))",
                                "planned_completion_date"))
                        .as("months_behind_latest"),
                expr(investment(lights.investment())).as("investment_light_code"),
                expr("IF(nature_code = 'new' AND planned_start_date <= as_of_date"
                                + " AND NOT coalesce(actual_start_date <= as_of_date, false), "
                                + whole("planned_start_date") + ", NULL)")
                        .as("start_overdue_months"),
                expr(overdue("start_overdue_months", "planned_start_date IS NOT NULL", lights.start()))
                        .as("start_light_code"),
                expr("IF(statistics_stated AND actual_start_date <= as_of_date AND NOT coalesce(statistics_entry_date <= as_of_date,"
                                + " false), " + whole("actual_start_date") + ", NULL)")
                        .as("unentered_months"),
                expr(overdue(
                                "unentered_months",
                                "statistics_entry_date IS NOT NULL AND actual_start_date <= as_of_date",
                                lights.statisticsEntry()))
                        .as("statistics_light_code"),
                expr(worst()).as("light_code"),
                expr(reasons(
                                "；",
                                "concat('投资完成率较时间进度 ', ahead_of_time_pp, ' 个百分点')",
                                "concat('应于 ', planned_start_date, ' 开工，逾期 ', start_overdue_months, ' 个月')",
                                "concat('开工 ', unentered_months, ' 个月未入统')"))
                        .as("light_reasons"),
                expr(reasons(
                                "; ",
                                "concat('annual plan completion ', ahead_of_time_pp, ' points against time elapsed')",
                                "concat('should have started on ', planned_start_date, ', ', start_overdue_months,"
                                        + " ' months ago')",
                                "concat('not in statistics ', unentered_months, ' months after its start')"))
                        .as("light_reasons_en"));
    }

    private static String monthsAfter(String later, String earlier) {
        return "CAST(12 * (year(" + later + ") - year(" + earlier + ")) + month(" + later + ") - month(" + earlier
                + ") AS INT)";
    }

    /** Whole months from a day to the as-of date. */
    private static String whole(String day) {
        return "CAST(floor(months_between(as_of_date, " + day + ")) AS INT)";
    }

    private static String investment(Lights.Investment thresholds) {
        String value = thresholds.basis() == Lights.Basis.AHEAD_OF_TIME_PP
                ? "ahead_of_time_pp"
                : "try_divide(CAST(year_to_date_investment AS DECIMAL(20, 0)), CAST(planned_to_date AS DECIMAL(20, 0)))";
        return "CASE WHEN " + value + " IS NULL THEN NULL WHEN " + value + " >= "
                + thresholds.greenFrom().toPlainString() + " THEN 'green' WHEN " + value + " >= "
                + thresholds.yellowFrom().toPlainString() + " THEN 'yellow' ELSE 'red' END";
    }

    private static String overdue(String months, String otherwiseGreen, Lights.Overdue thresholds) {
        return "CASE WHEN " + months + " >= " + thresholds.redAfter() + " THEN 'red' WHEN " + months + " >= "
                + thresholds.yellowAfter() + " THEN 'yellow' WHEN " + months + " IS NOT NULL OR (" + otherwiseGreen
                + ") THEN 'green' END";
    }

    private static String worst() {
        String all = "array(investment_light_code, start_light_code, statistics_light_code)";
        return "CASE WHEN array_contains(" + all + ", 'red') THEN 'red' WHEN array_contains(" + all
                + ", 'yellow') THEN 'yellow' WHEN array_contains(" + all + ", 'green') THEN 'green' END";
    }

    private static String reasons(String separator, String investment, String start, String statistics) {
        return "nullif(concat_ws('" + separator + "', IF(investment_light_code IN ('yellow', 'red'), "
                + investment + ", NULL), IF(start_light_code IN ('yellow', 'red'), " + start
                + ", NULL), IF(statistics_light_code IN ('yellow', 'red'), " + statistics + ", NULL)), '')";
    }
}
