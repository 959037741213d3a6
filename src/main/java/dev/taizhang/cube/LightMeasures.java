package dev.taizhang.cube;

import static dev.taizhang.cube.Measure.counted;
import static dev.taizhang.cube.Measure.summed;

import dev.taizhang.definition.Bilingual;
import java.util.List;

/** How many projects are where: their lights, and whether they are ahead of the time that has passed. */
public final class LightMeasures {
    public static final Measure GREEN_COUNT =
            counted("green_count", "绿灯项目数", "projects with a green light", "light_code = 'green'");
    public static final Measure YELLOW_COUNT =
            counted("yellow_count", "黄灯项目数", "projects with a yellow light", "light_code = 'yellow'");
    public static final Measure RED_COUNT =
            counted("red_count", "红灯项目数", "projects with a red light", "light_code = 'red'");
    public static final Measure AHEAD_COUNT = counted(
            "ahead_count",
            "快于时间进度项目数",
            "projects whose annual plan is carried out faster than time passes",
            "ahead_of_time_pp > 0");
    public static final Measure ON_TIME_COUNT = counted(
            "on_time_count",
            "基本符合时间进度项目数",
            "projects no faster than time, but with a green light for investment",
            "ahead_of_time_pp <= 0 AND investment_light_code = 'green'");
    public static final Measure BEHIND_COUNT = counted(
            "behind_count",
            "慢于时间进度项目数",
            "projects with a yellow or red light for investment",
            "ahead_of_time_pp <= 0 AND investment_light_code <> 'green'");
    public static final Measure OPEN_BOTTLENECK_COUNT = summed(
            "open_bottleneck_count",
            Unit.COUNT,
            new Bilingual("未办结堵点难点数", "open bottlenecks"),
            new Bilingual("所含项目未办结的堵点难点", "bottlenecks of its projects that are not settled"),
            "coalesce(sum(open_bottlenecks), 0)");

    static final List<Measure> SUMMED = List.of(
            GREEN_COUNT, YELLOW_COUNT, RED_COUNT, AHEAD_COUNT, ON_TIME_COUNT, BEHIND_COUNT, OPEN_BOTTLENECK_COUNT);

    private LightMeasures() {}
}
