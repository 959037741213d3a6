package dev.taizhang.cube;

import static dev.taizhang.cube.Measure.amount;
import static dev.taizhang.cube.Measure.derived;
import static dev.taizhang.cube.Measure.ratio;
import static dev.taizhang.cube.Measure.summed;

import dev.taizhang.definition.Bilingual;
import java.util.List;

/**
 * The measures over {@code facts.output_state}. Growth is of months whose output a year before is known, over that output; an
 * office's contribution is its part of the whole programme's growth.
 */
public final class OutputMeasures {
    private static final String MONTH = "report_month = latest_month";
    private static final String COMPARABLE = "output_last_year IS NOT NULL";

    public static final Measure MONTH_OUTPUT = amount(
            "month_output",
            "当月产值",
            "output of the latest month that has ended",
            "sum(output) FILTER (WHERE " + MONTH + ")");
    public static final Measure MONTH_COMPARABLE = amount(
            "comparable_month_output",
            "当月可比产值",
            "of which with a value a year before",
            "sum(output) FILTER (WHERE " + MONTH + " AND " + COMPARABLE + ")");
    public static final Measure LAST_YEAR_MONTH = amount(
            "last_year_month_output",
            "上年同月产值",
            "output of the same month last year",
            "sum(output_last_year) FILTER (WHERE " + MONTH + ")");
    public static final Measure MONTH_GROWTH = growth(
            "month_growth",
            "当月同比增速",
            "growth of the month on a year before",
            "comparable_month_output",
            "last_year_month_output");
    public static final Measure YEAR_TO_DATE_OUTPUT = amount(
            "year_to_date_output",
            "本年累计产值",
            "output of this year up to the latest month that has ended",
            "sum(output)");
    public static final Measure COMPARABLE_OUTPUT = amount(
            "comparable_output",
            "本年累计可比产值",
            "of which of months with a value a year before",
            "sum(output) FILTER (WHERE " + COMPARABLE + ")");
    public static final Measure LAST_YEAR_OUTPUT =
            amount("last_year_output", "上年同期产值", "output of the same months last year", "sum(output_last_year)");
    public static final Measure GROWTH = growth(
            "year_to_date_growth", "本年累计同比增速", "growth of the year to date", "comparable_output", "last_year_output");
    public static final Measure CONTRIBUTION = derived(
            "contribution_to_growth_pp",
            Unit.POINTS,
            new Bilingual("对增长的贡献（百分点）", "contribution to growth (percentage points)"),
            new Bilingual(
                    "（本年累计可比产值 − 上年同期产值）/ 全部上年同期产值",
                    "(comparable_output − last_year_output) / the whole programme's last_year_output; all lines add up to its growth"),
            "100 * try_divide(comparable_output - last_year_output, whole_last_year_output)");
    public static final Measure SHARE_OF_OUTPUT = ratio(
            "share_of_output", "占累计产值比重", "share of all output", "year_to_date_output", "whole_year_to_date_output");
    public static final Measure ENTERPRISES = summed(
            "enterprise_count",
            Unit.COUNT,
            new Bilingual("企业数", "enterprises"),
            new Bilingual("最近一月填报的企业数", "enterprises that report for the latest month"),
            "sum(enterprises) FILTER (WHERE " + MONTH + ")");

    /** The table of output. */
    public static final List<Measure> OF_OUTPUT = List.of(
            MONTH_OUTPUT,
            MONTH_COMPARABLE,
            LAST_YEAR_MONTH,
            MONTH_GROWTH,
            YEAR_TO_DATE_OUTPUT,
            COMPARABLE_OUTPUT,
            LAST_YEAR_OUTPUT,
            GROWTH,
            CONTRIBUTION,
            SHARE_OF_OUTPUT,
            ENTERPRISES);

    static final List<Measure> SUMMED = OF_OUTPUT.stream()
            .filter(measure -> measure.kind() == Measure.Kind.SUMMED)
            .toList();

    private OutputMeasures() {}

    private static Measure growth(String name, String zh, String en, String now, String before) {
        return derived(
                name,
                Unit.FRACTION,
                new Bilingual(zh, en),
                new Bilingual(
                        "=（" + now + " − " + before + "）/ " + before + "，分母为 " + before,
                        "= (" + now + " − " + before + ") / " + before + "; the denominator is " + before),
                "try_divide(" + now + " - " + before + ", " + before + ")");
    }
}
