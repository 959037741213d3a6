package dev.taizhang.cube;

import static dev.taizhang.cube.Measure.counted;
import static dev.taizhang.cube.Measure.ratio;
import static dev.taizhang.cube.Measure.summed;

import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The measures over {@code facts.bottleneck_state}; days are calendar days. */
public final class BottleneckMeasures {
    private static final String CLOSED = "coalesce(settled_date <= as_of_date, false)";

    public static final Measure BOTTLENECK_COUNT = summed(
            "bottleneck_count",
            Unit.COUNT,
            new Bilingual("堵点难点数", "bottlenecks"),
            new Bilingual("提出的堵点难点，每项只计一次", "matters raised, once each"),
            "sum(times)");
    public static final Measure PROJECT_COUNT = summed(
            "project_count",
            Unit.COUNT,
            new Bilingual("涉及项目数", "projects concerned"),
            new Bilingual("涉及的项目，每个只计一次", "distinct projects concerned"),
            "count(DISTINCT project_code)");
    public static final Measure OPEN_COUNT =
            counted("open_count", "未办结数", "matters not settled by the as-of date", "NOT " + CLOSED);
    public static final Measure CLOSED_COUNT =
            counted("closed_count", "已办结数", "matters settled by the as-of date", CLOSED);
    public static final Measure OVERDUE_COUNT = counted(
            "overdue_count",
            "超期未办结数",
            "matters not settled although their deadline has passed",
            "NOT " + CLOSED + " AND deadline < as_of_date");
    public static final Measure CLOSED_LATE_COUNT = counted(
            "closed_late_count",
            "超期办结数",
            "matters settled after their deadline",
            CLOSED + " AND settled_date > deadline");
    public static final Measure CLOSURE_RATE =
            ratio("closure_rate", "办结率", "closure rate", "closed_count", "bottleneck_count");
    public static final Measure MEDIAN_DAYS_TO_SETTLE = median(
            "median_days_to_settle",
            "办结用时中位数（天）",
            "median of the days that settled matters took",
            CLOSED,
            "settled_date");
    public static final Measure MEDIAN_DAYS_OPEN = median(
            "median_days_open",
            "未办结已历时中位数（天）",
            "median of the days that open matters have waited",
            "NOT " + CLOSED,
            "as_of_date");

    /** Every table of bottlenecks shows these. */
    public static final List<Measure> OF_BOTTLENECKS = List.of(
            BOTTLENECK_COUNT,
            PROJECT_COUNT,
            OPEN_COUNT,
            CLOSED_COUNT,
            OVERDUE_COUNT,
            CLOSED_LATE_COUNT,
            CLOSURE_RATE,
            MEDIAN_DAYS_TO_SETTLE,
            MEDIAN_DAYS_OPEN);

    static final List<Measure> SUMMED = OF_BOTTLENECKS.stream()
            .filter(measure -> measure.kind() == Measure.Kind.SUMMED)
            .toList();

    private BottleneckMeasures() {}

    private static Measure median(String name, String zh, String en, String condition, String until) {
        return summed(
                name,
                Unit.DAYS,
                new Bilingual(zh, en),
                new Bilingual(zh, en),
                "percentile(datediff(" + until + ", raised_date), 0.5) FILTER (WHERE " + condition + ")");
    }
}
