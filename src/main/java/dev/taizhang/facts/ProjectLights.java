package dev.taizhang.facts;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Lights;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Compares each project with its schedule: percentage points ahead, months behind its plans, and its lights with their
 * reasons. A light needs evidence: it is green because something stated is on time, never because nothing was stated.
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
            field(
                    "completion_light_code",
                    DataTypes.StringType,
                    "竣工灯：配置启用时才有",
                    "light for its completion, if configured"),
            field("cost_light_code", DataTypes.StringType, "投资超概灯：配置启用时才有", "light for its cost, if configured"),
            field("light_code", DataTypes.StringType, "灯：各灯中最差者", "the worst of its lights"),
            field("light_reasons", DataTypes.StringType, "亮灯原因", "reasons for a yellow or red light, in Chinese"),
            field(
                    "light_reasons_en",
                    DataTypes.StringType,
                    "亮灯原因（英文）",
                    "reasons for a yellow or red light, in English"));

    /** The lights, of which the worst is the light of the project, in the order of {@link #CHINESE} and {@link #ENGLISH}. */
    private static final List<String> LIGHTS = List.of(
            "investment_light_code",
            "start_light_code",
            "statistics_light_code",
            "completion_light_code",
            "cost_light_code");

    private static final List<String> CHINESE = List.of(
            "concat('投资完成率较时间进度 ', ahead_of_time_pp, ' 个百分点')",
            "concat('应于 ', planned_start_date, ' 开工，逾期 ', start_overdue_months, ' 个月')",
            "concat('开工 ', unentered_months, ' 个月未入统')",
            "concat('应于 ', planned_completion_date, ' 竣工，逾期 ', uncompleted_months, ' 个月')",
            "concat('计划总投资超原计划 ', round(100 * cost_overrun, 2), '%')");

    private static final List<String> ENGLISH = List.of(
            "concat('annual plan completion ', ahead_of_time_pp, ' points against time elapsed')",
            "concat('should have started on ', planned_start_date, ', ', start_overdue_months, ' months ago')",
            "concat('not in statistics ', unentered_months, ' months after its start')",
            "concat('should have been completed on ', planned_completion_date, ', ', uncompleted_months, ' months ago')",
            "concat('total investment ', round(100 * cost_overrun, 2), '% above the original')");

    private static final String NO_LIGHT = "CAST(NULL AS STRING)";

    private ProjectLights() {}

    /**
     * Returns the columns for states of several dates. Later columns use earlier ones, so that one step adds them all,
     * because Spark analyses the whole plan again for each step.
     *
     * @param time the elapsed part of the year with which the progress of each date is compared
     */
    static Stream<Column> columns(Lights lights, String time) {
        return Stream.of(
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
                expr(overdueMonths("nature_code = 'new'", "actual_start_done", "planned_start_date"))
                        .as("start_overdue_months"),
                expr(overdue(
                                "start_overdue_months",
                                "nature_code = 'new'",
                                "actual_start_done",
                                "planned_start_date",
                                lights.start()))
                        .as("start_light_code"),
                expr(overdueMonths("actual_start_done", "statistics_entry_done", "actual_start_date"))
                        .as("unentered_months"),
                expr(overdue(
                                "unentered_months",
                                "actual_start_done",
                                "statistics_entry_done",
                                "actual_start_date",
                                lights.statisticsEntry()))
                        .as("statistics_light_code"),
                expr(overdueMonths("nature_code <> 'preliminary'", "actual_completion_done", "planned_completion_date"))
                        .as("uncompleted_months"),
                expr(lights.completion()
                                .map(completion -> overdue(
                                        "uncompleted_months",
                                        "nature_code <> 'preliminary'",
                                        "actual_completion_done",
                                        "planned_completion_date",
                                        completion))
                                .orElse(NO_LIGHT))
                        .as("completion_light_code"),
                expr("try_divide(CAST(total_investment - original_total_investment AS DECIMAL(20, 0)),"
                                + " CAST(original_total_investment AS DECIMAL(20, 0)))")
                        .as("cost_overrun"),
                expr(lights.cost().map(ProjectLights::cost).orElse(NO_LIGHT)).as("cost_light_code"),
                expr(worst()).as("light_code"),
                expr(reasons("；", CHINESE)).as("light_reasons"),
                expr(reasons("; ", ENGLISH)).as("light_reasons_en"));
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

    /** Whole months since a day after which an event is still to come; empty if the lists do not report the event. */
    private static String overdueMonths(String judged, String done, String day) {
        return "IF(" + judged + " AND " + day + " <= as_of_date AND NOT " + done + ", " + whole(day) + ", NULL)";
    }

    /**
     * The light for an event that is expected by a day or soon after it. Green if it has happened, or is stated not to
     * have happened while that is still in time; none if the day or the event was not stated.
     */
    private static String overdue(String months, String judged, String done, String day, Lights.Overdue thresholds) {
        return "CASE WHEN " + months + " >= " + thresholds.redAfter() + " THEN 'red' WHEN " + months + " >= "
                + thresholds.yellowAfter() + " THEN 'yellow' WHEN " + judged + " AND " + day + " IS NOT NULL AND "
                + done
                + " IS NOT NULL THEN 'green' END";
    }

    private static String cost(Lights.Cost thresholds) {
        return "CASE WHEN cost_overrun > " + thresholds.redAbove().toPlainString() + " THEN 'red' WHEN cost_overrun > "
                + thresholds.yellowAbove().toPlainString()
                + " THEN 'yellow' WHEN cost_overrun IS NOT NULL THEN 'green' END";
    }

    private static String worst() {
        String all = "array(" + String.join(", ", LIGHTS) + ")";
        return "CASE WHEN array_contains(" + all + ", 'red') THEN 'red' WHEN array_contains(" + all
                + ", 'yellow') THEN 'yellow' WHEN array_contains(" + all + ", 'green') THEN 'green' END";
    }

    private static String reasons(String separator, List<String> sentences) {
        return Stream.iterate(0, light -> light < LIGHTS.size(), light -> light + 1)
                .map(light -> "IF(" + LIGHTS.get(light) + " IN ('yellow', 'red'), " + sentences.get(light) + ", NULL)")
                .collect(Collectors.joining(", ", "nullif(concat_ws('" + separator + "', ", "), '')"));
    }
}
