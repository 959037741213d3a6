package dev.taizhang.cube;

import static dev.taizhang.cube.Measure.amount;
import static dev.taizhang.cube.Measure.counted;
import static dev.taizhang.cube.Measure.derived;
import static dev.taizhang.cube.Measure.part;
import static dev.taizhang.cube.Measure.ratio;
import static dev.taizhang.cube.Measure.summed;

import dev.taizhang.definition.Bilingual;
import java.util.List;
import java.util.stream.Stream;

/** What projects cost and last beyond their plans, and how far work and money are apart. */
public final class OverrunMeasures {
    private static final String BOTH_COSTS = "total_investment IS NOT NULL AND original_total_investment IS NOT NULL";
    private static final String BOTH_PROGRESSES =
            "physical_progress IS NOT NULL AND cumulative_investment IS NOT NULL AND total_investment > 0";
    private static final String BEHIND_ORIGINAL = "months_behind_original > 0";
    private static final String BEHIND_LATEST = "months_behind_latest > 0";

    public static final Measure COMPARED_COST_COUNT = counted(
            "compared_project_count",
            "可比项目数",
            "projects that state both their original and their present total investment",
            BOTH_COSTS);
    public static final Measure COMPARED_ORIGINAL = amount(
            "original_total_investment",
            "原计划总投资",
            "original total investment of those",
            "sum(original_total_investment) FILTER (WHERE " + BOTH_COSTS + ")");
    public static final Measure COMPARED_CURRENT = amount(
            "current_total_investment",
            "现计划总投资",
            "present total investment of those",
            "sum(total_investment) FILTER (WHERE " + BOTH_COSTS + ")");
    public static final Measure COST_OVERRUN_COUNT = counted(
            "cost_overrun_count",
            "超概项目数",
            "projects whose total has grown",
            "total_investment > original_total_investment");
    public static final Measure COST_INCREASE = part(
            "cost_increase",
            "增加投资",
            "what totals have grown by, savings aside",
            "total_investment - original_total_investment",
            "total_investment > original_total_investment",
            BOTH_COSTS);
    public static final Measure COST_SAVING = part(
            "cost_saving",
            "节约投资",
            "what totals have fallen by",
            "original_total_investment - total_investment",
            "total_investment < original_total_investment",
            BOTH_COSTS);
    public static final Measure GROSS_COST_OVERRUN =
            ratio("gross_cost_overrun", "超概率", "gross cost overrun", "cost_increase", "original_total_investment");
    public static final Measure NET_COST_OVERRUN = derived(
            "net_cost_overrun",
            Unit.FRACTION,
            new Bilingual("净超概率", "net cost overrun"),
            new Bilingual(
                    "（现计划总投资 − 原计划总投资）/ 原计划总投资，分母为原计划总投资",
                    "(current_total_investment − original_total_investment) / original_total_investment; the denominator is the original"),
            "try_divide(current_total_investment - original_total_investment, original_total_investment)");

    public static final Measure DELAYED_COUNT = counted(
            "delayed_project_count",
            "较原计划拖期项目数",
            "projects behind their original date: completed, due or overdue later than it",
            BEHIND_ORIGINAL);
    public static final Measure DELAY_MONTHS = count(
            "delay_months",
            "较原计划拖期月数合计",
            "months that they are behind in all",
            "months_behind_original",
            BEHIND_ORIGINAL);
    public static final Measure MEAN_DELAY = mean(
            "mean_delay_months",
            "平均拖期月数",
            "mean months behind the original date",
            "delay_months",
            "delayed_project_count");
    public static final Measure DELAYED_TO_12 = band("delayed_1_to_12_count", "拖期十二个月以内项目数", 1, 12);
    public static final Measure DELAYED_TO_24 = band("delayed_13_to_24_count", "拖期十三至二十四个月项目数", 13, 24);
    public static final Measure DELAYED_TO_60 = band("delayed_25_to_60_count", "拖期二十五至六十个月项目数", 25, 60);
    public static final Measure DELAYED_BEYOND_60 = counted(
            "delayed_61_and_more_count",
            "拖期六十一个月及以上项目数",
            "projects 61 months and more behind",
            "months_behind_original >= 61");
    public static final Measure LATE_COUNT =
            counted("behind_latest_plan_count", "较最新计划拖期项目数", "projects behind their latest date", BEHIND_LATEST);
    public static final Measure LATE_MONTHS = count(
            "behind_latest_plan_months",
            "较最新计划拖期月数合计",
            "months behind the latest date in all",
            "months_behind_latest",
            BEHIND_LATEST);
    public static final Measure MEAN_LATE = mean(
            "mean_behind_latest_plan_months",
            "较最新计划平均拖期月数",
            "mean months behind the latest date",
            "behind_latest_plan_months",
            "behind_latest_plan_count");

    public static final Measure COMPARED_PROGRESS_COUNT = counted(
            "progress_compared_count",
            "形象与投资进度均有的项目数",
            "projects with a physical progress, what was invested since start and a total",
            BOTH_PROGRESSES);
    public static final Measure PROGRESS_BASE = amount(
            "progress_compared_investment",
            "其计划总投资",
            "total investment of those",
            "sum(total_investment) FILTER (WHERE " + BOTH_PROGRESSES + ")");
    public static final Measure PHYSICAL_DONE = amount(
            "physically_done_investment",
            "按形象进度折算的投资",
            "their total investment times their physical progress",
            "sum(CAST(physical_progress * CAST(total_investment AS DECIMAL(20, 0)) AS DECIMAL(26, 6)))"
                    + " FILTER (WHERE " + BOTH_PROGRESSES + ")");
    public static final Measure FINANCIALLY_DONE = amount(
            "financially_done_investment",
            "其自开始建设累计完成投资",
            "what was invested in them since start",
            "sum(cumulative_investment) FILTER (WHERE " + BOTH_PROGRESSES + ")");
    public static final Measure PHYSICAL_PROGRESS = ratio(
            "physical_progress",
            "形象进度",
            "physical progress",
            "physically_done_investment",
            "progress_compared_investment");
    public static final Measure FINANCIAL_PROGRESS = ratio(
            "financial_progress",
            "投资进度",
            "financial progress",
            "financially_done_investment",
            "progress_compared_investment");
    public static final Measure PROGRESS_GAP = derived(
            "physical_financial_gap_pp",
            Unit.POINTS,
            new Bilingual("形象进度与投资进度之差（百分点）", "physical less financial progress (percentage points)"),
            new Bilingual(
                    "形象进度 − 投资进度，均以计划总投资加权",
                    "physical_progress − financial_progress, both weighted by total investment"),
            "100 * try_divide(physically_done_investment - financially_done_investment, progress_compared_investment)");

    /** The table of costs. */
    public static final List<Measure> OF_COST = List.of(
            COMPARED_COST_COUNT,
            COMPARED_ORIGINAL,
            COMPARED_CURRENT,
            COST_OVERRUN_COUNT,
            COST_INCREASE,
            COST_SAVING,
            GROSS_COST_OVERRUN,
            NET_COST_OVERRUN);

    /** The table of time. */
    public static final List<Measure> OF_TIME = List.of(
            DELAYED_COUNT,
            DELAY_MONTHS,
            MEAN_DELAY,
            DELAYED_TO_12,
            DELAYED_TO_24,
            DELAYED_TO_60,
            DELAYED_BEYOND_60,
            LATE_COUNT,
            LATE_MONTHS,
            MEAN_LATE);

    /** The table of work against money. */
    public static final List<Measure> OF_GAP = List.of(
            COMPARED_PROGRESS_COUNT,
            PROGRESS_BASE,
            PHYSICAL_DONE,
            FINANCIALLY_DONE,
            PHYSICAL_PROGRESS,
            FINANCIAL_PROGRESS,
            PROGRESS_GAP);

    static final List<Measure> SUMMED = Stream.of(OF_COST, OF_TIME, OF_GAP)
            .flatMap(List::stream)
            .filter(measure -> measure.kind() == Measure.Kind.SUMMED)
            .toList();

    private OverrunMeasures() {}

    private static Measure band(String name, String zh, int from, int to) {
        return counted(
                name,
                zh,
                "projects " + from + " to " + to + " months behind",
                "months_behind_original BETWEEN " + from + " AND " + to);
    }

    private static Measure count(String name, String zh, String en, String column, String condition) {
        return summed(
                name,
                Unit.COUNT,
                new Bilingual(zh, en),
                new Bilingual(zh, en),
                "coalesce(sum(times * " + column + ") FILTER (WHERE " + condition + "), 0)");
    }

    private static Measure mean(String name, String zh, String en, String sum, String count) {
        return derived(
                name,
                Unit.MEAN,
                new Bilingual(zh, en),
                new Bilingual(
                        "= " + sum + " / " + count + "，分母为 " + count,
                        "= " + sum + " / " + count + "; the denominator is " + count),
                "try_divide(" + sum + ", " + count + ")");
    }
}
