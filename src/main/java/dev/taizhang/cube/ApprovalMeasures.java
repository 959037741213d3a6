package dev.taizhang.cube;

import static dev.taizhang.cube.Measure.counted;
import static dev.taizhang.cube.Measure.ratio;
import static dev.taizhang.cube.Measure.summed;

import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The measures over {@code facts.approval_state}; days are calendar days from application to grant. */
public final class ApprovalMeasures {
    private static final String APPLIED = "coalesce(applied_date <= as_of_date, false)";
    private static final String GRANTED = "coalesce(granted_date <= as_of_date, false)";
    private static final String DAYS = "datediff(granted_date, applied_date)";
    private static final String LIMITED = GRANTED + " AND applied_date IS NOT NULL AND limit_days IS NOT NULL";

    public static final Measure STEP_COUNT = summed(
            "step_count",
            Unit.COUNT,
            new Bilingual("审批事项数", "steps"),
            new Bilingual("项目的审批事项，每项只计一次", "steps of projects, once each"),
            "sum(times)");
    public static final Measure APPLIED_COUNT = counted("applied_count", "已受理数", "steps applied for", APPLIED);
    public static final Measure GRANTED_COUNT = counted("granted_count", "已办结数", "steps granted", GRANTED);
    public static final Measure PENDING_COUNT =
            counted("pending_count", "办理中数", "steps applied for and not granted", APPLIED + " AND NOT " + GRANTED);
    public static final Measure PENDING_OVER_LIMIT_COUNT = counted(
            "pending_over_limit_count",
            "办理中已超时限数",
            "steps pending for longer than their limit",
            APPLIED + " AND NOT " + GRANTED + " AND datediff(as_of_date, applied_date) > limit_days");
    public static final Measure LIMITED_COUNT =
            counted("granted_with_limit_count", "有时限的已办结数", "granted steps with a limit", LIMITED);
    public static final Measure WITHIN_LIMIT_COUNT = counted(
            "within_limit_count", "按时限办结数", "granted within their limit", LIMITED + " AND " + DAYS + " <= limit_days");
    public static final Measure WITHIN_LIMIT_RATE = ratio(
            "within_limit_rate", "按时办结率", "granted within the limit", "within_limit_count", "granted_with_limit_count");
    public static final Measure DAYS_TAKEN =
            days("days_taken", "实际用时合计（天）", "days that granted steps with a limit took", DAYS);
    public static final Measure DAYS_ALLOWED =
            days("days_allowed", "时限合计（天）", "days that their limits allowed", "limit_days");
    public static final Measure DAYS_RATE =
            ratio("days_taken_of_allowed", "用时占时限比", "days taken of days allowed", "days_taken", "days_allowed");
    public static final Measure MEDIAN_DAYS = summed(
            "median_days",
            Unit.DAYS,
            new Bilingual("办结用时中位数（天）", "median days"),
            new Bilingual("已办结事项的用时中位数", "median of the days that granted steps took"),
            "percentile(" + DAYS + ", 0.5) FILTER (WHERE " + GRANTED + " AND applied_date IS NOT NULL)");

    /** The table of steps. */
    public static final List<Measure> OF_APPROVALS = List.of(
            STEP_COUNT,
            APPLIED_COUNT,
            GRANTED_COUNT,
            PENDING_COUNT,
            PENDING_OVER_LIMIT_COUNT,
            LIMITED_COUNT,
            WITHIN_LIMIT_COUNT,
            WITHIN_LIMIT_RATE,
            DAYS_TAKEN,
            DAYS_ALLOWED,
            DAYS_RATE,
            MEDIAN_DAYS);

    static final List<Measure> SUMMED = OF_APPROVALS.stream()
            .filter(measure -> measure.kind() == Measure.Kind.SUMMED)
            .toList();

    private ApprovalMeasures() {}

    private static Measure days(String name, String zh, String en, String formula) {
        return summed(
                name,
                Unit.COUNT,
                new Bilingual(zh, en),
                new Bilingual(zh, en),
                "coalesce(sum(" + formula + ") FILTER (WHERE " + LIMITED + "), 0)");
    }
}
