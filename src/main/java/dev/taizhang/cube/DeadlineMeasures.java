package dev.taizhang.cube;

import static dev.taizhang.cube.Measure.counted;
import static dev.taizhang.cube.Measure.derived;
import static dev.taizhang.cube.Measure.ratio;

import dev.taizhang.definition.Bilingual;
import java.util.List;

/** How projects keep to their days: starts, resumption, completion, production and entry into statistics. */
public final class DeadlineMeasures {
    private static final String STARTED_ON_TIME = Measures.PLANNED_START + " AND actual_start_date <= as_of_date";
    private static final String PLANNED_COMPLETION =
            Measures.CONSTRUCTION + " AND year(planned_completion_date) = year";
    private static final String COMPLETED = PLANNED_COMPLETION + " AND actual_completion_date <= as_of_date";
    private static final String BEGUN = Measures.CONSTRUCTION + " AND actual_start_date <= as_of_date";
    private static final String ENTERED = "coalesce(statistics_entry_date <= as_of_date, false)";

    public static final Measure START_DUE_COUNT = counted(
            "start_due_count",
            "截止日期前应开工项目数",
            "projects planned to start this year, on or before the as-of date",
            Measures.PLANNED_START + " AND planned_start_date <= as_of_date");
    public static final Measure START_OVERDUE_COUNT = counted(
            "start_overdue_count",
            "应开工未开工项目数",
            "projects that should have started this year and have not",
            Measures.PLANNED_START
                    + " AND planned_start_date <= as_of_date AND NOT coalesce(actual_start_date <= as_of_date, false)");
    public static final Measure EARLY_START_COUNT = counted(
            "early_start_count",
            "提前开工项目数",
            "projects that started before their planned day",
            STARTED_ON_TIME + " AND actual_start_date < planned_start_date");
    public static final Measure LATE_START_COUNT = counted(
            "late_start_count",
            "逾期开工项目数",
            "projects that started after their planned day",
            STARTED_ON_TIME + " AND actual_start_date > planned_start_date");
    public static final Measure START_TARGET = target("start_rate", "开工率", "start rate");
    public static final Measure START_DUE_DATE = due("start_rate", "开工", "starts");

    public static final Measure NOT_RESUMED_COUNT = derived(
            "not_resumed_count",
            Unit.COUNT,
            new Bilingual("未复工项目数", "projects not back at work"),
            new Bilingual("续建项目数 − 已复工续建项目数", "continuing_project_count − resumed_count"),
            "continuing_project_count - resumed_count");
    public static final Measure RESUMPTION_TARGET = target("resumption_rate", "复工率", "resumption rate");
    public static final Measure RESUMPTION_DUE_DATE = due("resumption_rate", "复工", "resumption");

    public static final Measure PLANNED_COMPLETION_COUNT = counted(
            "planned_completion_count",
            "本年应竣工项目数",
            "construction projects planned to be completed this year",
            PLANNED_COMPLETION);
    public static final Measure COMPLETED_OF_PLANNED =
            counted("completed_of_planned_count", "本年应竣工已竣工项目数", "of those, completed by the as-of date", COMPLETED);
    public static final Measure EARLY_COMPLETION_COUNT = counted(
            "early_completion_count",
            "提前竣工项目数",
            "of those, completed before their planned day",
            COMPLETED + " AND actual_completion_date < planned_completion_date");
    public static final Measure LATE_COMPLETION_COUNT = counted(
            "late_completion_count",
            "逾期竣工项目数",
            "of those, completed after their planned day",
            COMPLETED + " AND actual_completion_date > planned_completion_date");
    public static final Measure COMPLETION_OVERDUE_COUNT = counted(
            "completion_overdue_count",
            "应竣工未竣工项目数",
            "projects that should have been completed this year by the as-of date and are not",
            PLANNED_COMPLETION + " AND planned_completion_date <= as_of_date"
                    + " AND NOT coalesce(actual_completion_date <= as_of_date, false)");
    public static final Measure COMPLETED_COUNT = counted(
            "completed_count",
            "本年竣工项目数",
            "projects completed this year, whenever they were planned to be",
            "year(actual_completion_date) = year AND actual_completion_date <= as_of_date");
    public static final Measure COMPLETION_RATE = ratio(
            "completion_rate", "竣工率", "completion rate", "completed_of_planned_count", "planned_completion_count");
    public static final Measure IN_PRODUCTION_OF_PLANNED = counted(
            "in_production_of_planned_count",
            "本年应竣工已投产项目数",
            "projects planned to be completed this year that are in production",
            PLANNED_COMPLETION + " AND production_date <= as_of_date");
    public static final Measure PRODUCTION_RATE = ratio(
            "production_rate", "投产率", "production rate", "in_production_of_planned_count", "planned_completion_count");

    public static final Measure BEGUN_COUNT =
            counted("begun_count", "已开工建设项目数", "construction projects that have started, in whatever year", BEGUN);
    public static final Measure ENTERED_COUNT = counted(
            "statistics_entered_count", "已入统项目数", "of those, entered into statistics", BEGUN + " AND " + ENTERED);
    public static final Measure NOT_ENTERED_COUNT = counted(
            "statistics_not_entered_count",
            "已开工未入统项目数",
            "of those, not entered into statistics",
            BEGUN + " AND statistics_stated AND NOT " + ENTERED);
    public static final Measure NOT_ENTERED_AFTER_ONE_MONTH = counted(
            "statistics_not_entered_after_one_month_count",
            "开工满一个月未入统项目数",
            "not entered although a month has passed since the start",
            BEGUN + " AND statistics_stated AND NOT " + ENTERED + " AND add_months(actual_start_date, 1) < as_of_date");
    public static final Measure NOT_ENTERED_AFTER_TWO_MONTHS = counted(
            "statistics_not_entered_after_two_months_count",
            "开工满两个月未入统项目数",
            "not entered although two months have passed since the start",
            BEGUN + " AND statistics_stated AND NOT " + ENTERED + " AND add_months(actual_start_date, 2) < as_of_date");
    public static final Measure STATISTICS_ENTRY_RATE = derived(
            "statistics_entry_rate",
            Unit.FRACTION,
            new Bilingual("入统率", "statistics entry rate"),
            new Bilingual(
                    "已入统 /（已入统 + 已开工未入统），分母为已开工且有入统信息的项目数",
                    "statistics_entered_count / (statistics_entered_count + statistics_not_entered_count); the denominator is"
                            + " projects that have started where lists say what was entered"),
            "try_divide(statistics_entered_count, statistics_entered_count + statistics_not_entered_count)");

    static final List<Measure> SUMMED = List.of(
            START_DUE_COUNT,
            START_OVERDUE_COUNT,
            EARLY_START_COUNT,
            LATE_START_COUNT,
            PLANNED_COMPLETION_COUNT,
            COMPLETED_OF_PLANNED,
            EARLY_COMPLETION_COUNT,
            LATE_COMPLETION_COUNT,
            COMPLETION_OVERDUE_COUNT,
            COMPLETED_COUNT,
            IN_PRODUCTION_OF_PLANNED,
            BEGUN_COUNT,
            ENTERED_COUNT,
            NOT_ENTERED_COUNT,
            NOT_ENTERED_AFTER_ONE_MONTH,
            NOT_ENTERED_AFTER_TWO_MONTHS);

    private DeadlineMeasures() {}

    /** The programme's target stands beside every district and level: a rate is asked of each alike. */
    private static Measure target(String metric, String zh, String en) {
        return derived(
                metric + "_target",
                Unit.FRACTION,
                new Bilingual(zh + "目标", "target for the " + en),
                new Bilingual("目标任务中本年的" + zh, "the year's target for the whole programme"),
                "programme_target_" + metric);
    }

    private static Measure due(String metric, String zh, String en) {
        return derived(
                metric + "_due_date",
                Unit.DATE,
                new Bilingual(zh + "期限", "day by which the target for " + en + " is to be reached"),
                new Bilingual(zh + "期限", "day by which the target for " + en + " is to be reached"),
                "programme_due_" + metric);
    }
}
