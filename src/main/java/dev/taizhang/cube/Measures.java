package dev.taizhang.cube;

import static dev.taizhang.cube.Measure.amount;
import static dev.taizhang.cube.Measure.counted;
import static dev.taizhang.cube.Measure.derived;
import static dev.taizhang.cube.Measure.ratio;
import static dev.taizhang.cube.Measure.summed;

import dev.taizhang.definition.Bilingual;
import java.util.List;

/**
 * The measures over {@code facts.project_state}. Formulas are those of the office's own indicators; every ratio is of sums,
 * never a mean of ratios.
 */
public final class Measures {
    static final String CONSTRUCTION = "nature_code <> 'preliminary'";
    private static final String CONTINUING = "nature_code = 'continuing'";
    static final String PLANNED_START = "nature_code = 'new' AND year(planned_start_date) = year";
    static final String STARTED = "nature_code = 'new' AND actual_start_date <= as_of_date";
    private static final String RESUMED =
            CONTINUING + " AND year(actual_resumption_date) = year AND actual_resumption_date <= as_of_date";

    public static final Measure PROJECT_COUNT = summed(
            "project_count",
            Unit.COUNT,
            name("项目数", "projects"),
            name("项目个数，每个项目只计一次", "distinct projects, once each"),
            "sum(times)");
    public static final Measure NEW_PROJECT_COUNT =
            counted("new_project_count", "新建项目数", "new projects", "nature_code = 'new'");
    public static final Measure CONTINUING_PROJECT_COUNT =
            counted("continuing_project_count", "续建项目数", "continuing projects", CONTINUING);
    public static final Measure PRELIMINARY_PROJECT_COUNT =
            counted("preliminary_project_count", "前期项目数", "preliminary projects", "nature_code = 'preliminary'");
    public static final Measure CONSTRUCTION_PROJECT_COUNT = counted(
            "construction_project_count",
            "建设项目数",
            "construction projects: new and continuing",
            "nature_code IN ('new', 'continuing')");

    public static final Measure TOTAL_INVESTMENT =
            amount("total_investment", "计划总投资", "total investment, once per project", "sum(total_investment)");
    public static final Measure TOTAL_INVESTMENT_KNOWN = summed(
            "total_investment_known_count",
            Unit.COUNT,
            name("有计划总投资的项目数", "projects with a total investment"),
            name("填报了计划总投资的项目数", "projects that state their total investment"),
            "coalesce(sum(times) FILTER (WHERE total_investment IS NOT NULL), 0)");
    public static final Measure TOTAL_INVESTMENT_COVERAGE = ratio(
            "total_investment_coverage",
            name("计划总投资覆盖率", "total investment coverage"),
            "total_investment_known_count",
            "project_count");
    public static final Measure SHARE_OF_TOTAL_INVESTMENT = ratio(
            "share_of_total_investment",
            name("占计划总投资比重", "share of the whole programme's total investment"),
            "total_investment",
            "whole_total_investment");

    public static final Measure ANNUAL_PLAN_INVESTMENT = amount(
            "annual_plan_investment",
            "年度计划投资",
            "annual plan investment of construction projects; preliminary ones stay out",
            "sum(annual_plan_investment) FILTER (WHERE " + CONSTRUCTION + ")");
    public static final Measure ANNUAL_PLAN_KNOWN = summed(
            "annual_plan_known_count",
            Unit.COUNT,
            name("有年度计划的项目数", "projects with an annual plan"),
            name("填报了年度计划投资的项目数", "projects that state their annual plan"),
            "coalesce(sum(times) FILTER (WHERE annual_plan_investment IS NOT NULL), 0)");
    public static final Measure ANNUAL_PLAN_COVERAGE = ratio(
            "annual_plan_investment_coverage",
            name("年度计划覆盖率", "annual plan coverage"),
            "annual_plan_known_count",
            "project_count");

    public static final Measure MONTH_INVESTMENT = amount(
            "month_investment", "本月完成投资", "invested in the latest month that has ended", "sum(month_investment)");
    public static final Measure YEAR_TO_DATE_INVESTMENT = amount(
            "year_to_date_investment",
            "本年完成投资",
            "invested this year up to the latest month that has ended",
            "sum(year_to_date_investment)");
    public static final Measure YEAR_TO_DATE_KNOWN = summed(
            "year_to_date_known_count",
            Unit.COUNT,
            name("有本年完成投资的项目数", "projects with a year to date"),
            name("填报了本年完成投资的项目数", "projects that report this year"),
            "coalesce(sum(times) FILTER (WHERE year_to_date_investment IS NOT NULL), 0)");
    public static final Measure YEAR_TO_DATE_COVERAGE = ratio(
            "year_to_date_investment_coverage",
            name("本年完成投资覆盖率", "year to date coverage"),
            "year_to_date_known_count",
            "project_count");
    public static final Measure PLANNED_TO_DATE =
            amount("planned_to_date", "本年累计计划投资", "planned this year to date", "sum(planned_to_date)");
    public static final Measure LAST_YEAR_TO_DATE = amount(
            "last_year_to_date_investment",
            "上年同期完成投资",
            "invested last year up to the same month",
            "sum(last_year_to_date_investment)");
    public static final Measure CUMULATIVE_INVESTMENT =
            amount("cumulative_investment", "自开始建设累计完成投资", "invested since start", "sum(cumulative_investment)");

    public static final Measure ANNUAL_PLAN_COMPLETION = ratio(
            "annual_plan_completion",
            name("投资完成率", "annual plan completion"),
            "year_to_date_investment",
            "annual_plan_investment");
    public static final Measure MONTHS_ELAPSED = derived(
            "months_elapsed",
            Unit.MONTHS,
            name("已过月数", "months elapsed"),
            name("本年已结束的月数", "months of the year that have ended"),
            "months_elapsed");
    public static final Measure TIME_ELAPSED = derived(
            "time_elapsed",
            Unit.FRACTION,
            name("时间进度", "time elapsed"),
            name("本年已过的部分：按月为已过月数 / 12，或按配置以天计", "months elapsed / 12, or by days where so configured"),
            "time_elapsed");
    public static final Measure AHEAD_OF_TIME = derived(
            "ahead_of_time_pp",
            Unit.POINTS,
            name("快慢于时间进度（百分点）", "ahead of time (percentage points)"),
            name("投资完成率 − 时间进度", "annual_plan_completion − time_elapsed, in percentage points"),
            "100 * (try_divide(year_to_date_investment, annual_plan_investment) - time_elapsed)");
    public static final Measure PLAN_TO_DATE_COMPLETION = ratio(
            "plan_to_date_completion",
            name("序时完成率", "plan to date completion"),
            "year_to_date_investment",
            "planned_to_date");
    public static final Measure TOTAL_COMPLETION =
            ratio("total_completion", name("总投资完成率", "total completion"), "cumulative_investment", "total_investment");
    public static final Measure YEAR_ON_YEAR = derived(
            "year_on_year_growth",
            Unit.FRACTION,
            name("同比增速", "growth on the same period last year"),
            name(
                    "（本年完成投资 − 上年同期）/ 上年同期，分母为上年同期完成投资",
                    "(year_to_date_investment − last_year_to_date_investment) / last_year_to_date_investment; the denominator is last_year_to_date_investment"),
            "try_divide(year_to_date_investment - last_year_to_date_investment, last_year_to_date_investment)");

    public static final Measure PLANNED_START_COUNT =
            counted("planned_start_count", "本年应开工项目数", "new projects planned to start this year", PLANNED_START);
    public static final Measure STARTED_OF_PLANNED = counted(
            "started_of_planned_count",
            "本年应开工已开工项目数",
            "projects planned to start this year that have started",
            PLANNED_START + " AND actual_start_date <= as_of_date");
    public static final Measure START_RATE =
            ratio("start_rate", name("开工率", "start rate"), "started_of_planned_count", "planned_start_count");
    public static final Measure STARTED_COUNT =
            counted("started_count", "已开工新建项目数", "new projects that have started", STARTED);
    public static final Measure RESUMED_COUNT =
            counted("resumed_count", "已复工续建项目数", "continuing projects back at work this year", RESUMED);
    public static final Measure RESUMPTION_RATE =
            ratio("resumption_rate", name("复工率", "resumption rate"), "resumed_count", "continuing_project_count");
    public static final Measure START_AND_RESUMPTION_RATE = derived(
            "start_and_resumption_rate",
            Unit.FRACTION,
            name("开复工率", "start and resumption rate"),
            name(
                    "（已开工新建 + 已复工续建）/（新建 + 续建），分母为新建和续建项目数",
                    "(started_count + resumed_count) / construction_project_count; the denominator is new and continuing projects"),
            "try_divide(started_count + resumed_count, construction_project_count)");

    public static final Measure ANNUAL_INVESTMENT_TARGET = derived(
            "annual_investment_target",
            Unit.AMOUNT,
            name("年度投资目标", "annual investment target"),
            name("目标任务中本年的年度投资", "the year's target for annual investment"),
            "target_annual_investment");
    public static final Measure ANNUAL_INVESTMENT_TARGET_COMPLETION = ratio(
            "annual_investment_target_completion",
            name("年度投资目标完成率", "completion of the annual investment target"),
            "year_to_date_investment",
            "target_annual_investment");
    public static final Measure SIGNED_AMOUNT = derived(
            "signed_amount",
            Unit.AMOUNT,
            name("本年签约金额", "contracts signed this year"),
            name("台账中本年签约合同的金额合计", "sum of the amounts of contracts signed this year"),
            "signed_this_year");
    public static final Measure SIGNED_AMOUNT_TARGET = derived(
            "signed_amount_target",
            Unit.AMOUNT,
            name("签约目标", "target for signing"),
            name("目标任务中本年的招商签约", "the year's target for signed contracts"),
            "target_signed_amount");
    public static final Measure SIGNING_COMPLETION = ratio(
            "signing_completion", name("签约完成率", "signing completion"), "signed_this_year", "target_signed_amount");

    /** What every table of projects shows, whatever it is by. */
    public static final List<Measure> OF_PROJECTS = List.of(
            PROJECT_COUNT,
            TOTAL_INVESTMENT,
            TOTAL_INVESTMENT_KNOWN,
            TOTAL_INVESTMENT_COVERAGE,
            SHARE_OF_TOTAL_INVESTMENT,
            ANNUAL_PLAN_INVESTMENT,
            ANNUAL_PLAN_COVERAGE,
            MONTH_INVESTMENT,
            YEAR_TO_DATE_INVESTMENT,
            YEAR_TO_DATE_COVERAGE,
            CUMULATIVE_INVESTMENT,
            ANNUAL_PLAN_COMPLETION,
            TOTAL_COMPLETION);

    /** What can be added up along any dimension. */
    public static final List<Measure> ADDITIVE = List.of(
            PROJECT_COUNT,
            TOTAL_INVESTMENT,
            TOTAL_INVESTMENT_KNOWN,
            ANNUAL_PLAN_INVESTMENT,
            ANNUAL_PLAN_KNOWN,
            MONTH_INVESTMENT,
            YEAR_TO_DATE_INVESTMENT,
            YEAR_TO_DATE_KNOWN,
            PLANNED_TO_DATE,
            LAST_YEAR_TO_DATE,
            CUMULATIVE_INVESTMENT);

    /** What is comparable over the years of a plan. */
    public static final List<Measure> OF_YEARS = List.of(
            PROJECT_COUNT,
            CONSTRUCTION_PROJECT_COUNT,
            NEW_PROJECT_COUNT,
            CONTINUING_PROJECT_COUNT,
            PRELIMINARY_PROJECT_COUNT,
            TOTAL_INVESTMENT,
            TOTAL_INVESTMENT_COVERAGE,
            ANNUAL_PLAN_INVESTMENT,
            YEAR_TO_DATE_INVESTMENT,
            YEAR_TO_DATE_COVERAGE,
            ANNUAL_PLAN_COMPLETION,
            LAST_YEAR_TO_DATE,
            YEAR_ON_YEAR,
            CUMULATIVE_INVESTMENT,
            PLANNED_START_COUNT,
            STARTED_OF_PLANNED,
            START_RATE,
            RESUMED_COUNT,
            RESUMPTION_RATE);

    /** The summed measures among them. */
    static final List<Measure> SUMMED = List.of(
            PROJECT_COUNT,
            NEW_PROJECT_COUNT,
            CONTINUING_PROJECT_COUNT,
            PRELIMINARY_PROJECT_COUNT,
            CONSTRUCTION_PROJECT_COUNT,
            TOTAL_INVESTMENT,
            TOTAL_INVESTMENT_KNOWN,
            ANNUAL_PLAN_INVESTMENT,
            ANNUAL_PLAN_KNOWN,
            MONTH_INVESTMENT,
            YEAR_TO_DATE_INVESTMENT,
            YEAR_TO_DATE_KNOWN,
            PLANNED_TO_DATE,
            LAST_YEAR_TO_DATE,
            CUMULATIVE_INVESTMENT,
            PLANNED_START_COUNT,
            STARTED_OF_PLANNED,
            STARTED_COUNT,
            RESUMED_COUNT);

    private Measures() {}

    private static Bilingual name(String zh, String en) {
        return new Bilingual(zh, en);
    }
}
