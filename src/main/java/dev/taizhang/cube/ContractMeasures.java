package dev.taizhang.cube;

import static dev.taizhang.cube.Measure.amount;
import static dev.taizhang.cube.Measure.counted;
import static dev.taizhang.cube.Measure.derived;
import static dev.taizhang.cube.Measure.part;
import static dev.taizhang.cube.Measure.ratio;
import static dev.taizhang.cube.Measure.summed;

import dev.taizhang.definition.Bilingual;
import java.util.List;

/**
 * The measures over {@code facts.contract_state}: what was signed, and what came of it. A stage counts what has a date of that
 * stage on or before the as-of date; its rates are over what was signed and over the stage before it.
 */
public final class ContractMeasures {
    private static final String THIS_YEAR = "year(signed_date) = year";

    public static final Measure CONTRACT_COUNT = summed(
            "contract_count",
            Unit.COUNT,
            new Bilingual("签约合同数", "contracts"),
            new Bilingual("合同份数，每份只计一次", "contracts signed, once each"),
            "sum(times)");
    public static final Measure CONTRACTED_AMOUNT =
            amount("contracted_amount", "签约金额", "contracted amount", "sum(contracted_amount)");
    public static final Measure CONTRACTED_KNOWN = counted(
            "contracted_amount_known_count",
            "有签约金额的合同数",
            "contracts that state their amount",
            "contracted_amount IS NOT NULL");
    public static final Measure CONTRACTED_COVERAGE = ratio(
            "contracted_amount_coverage",
            "签约金额覆盖率",
            "contracted amount coverage",
            "contracted_amount_known_count",
            "contract_count");
    public static final Measure SHARE_OF_CONTRACTED = ratio(
            "share_of_contracted_amount",
            "占签约金额比重",
            "share of all that was contracted",
            "contracted_amount",
            "whole_contracted_amount");

    public static final Measure SIGNED_COUNT =
            counted("signed_count", "本年签约合同数", "contracts signed this year", THIS_YEAR);
    public static final Measure SIGNED_AMOUNT = part(
            "signed_amount", "本年签约金额", "amount of contracts signed this year", "contracted_amount", THIS_YEAR, "true");
    public static final Measure SHARE_OF_SIGNED = ratio(
            "share_of_signed_amount",
            "占本年签约金额比重",
            "share of what was signed this year",
            "signed_amount",
            "whole_signed_amount");
    public static final Measure SIGNED_AMOUNT_TARGET = derived(
            "signed_amount_target",
            Unit.AMOUNT,
            new Bilingual("签约目标", "target for signing"),
            new Bilingual("目标任务中本年的招商签约", "the year's target for signed contracts"),
            "target_signed_amount");
    public static final Measure SIGNING_COMPLETION =
            ratio("signing_completion", "签约完成率", "signing completion", "signed_amount", "target_signed_amount");
    public static final Measure SIGNING_AHEAD_OF_TIME = derived(
            "signing_ahead_of_time_pp",
            Unit.POINTS,
            new Bilingual("签约快慢于时间进度（百分点）", "signing ahead of time (percentage points)"),
            new Bilingual("签约完成率 − 时间进度", "signing_completion − time_elapsed, in percentage points"),
            "100 * (try_divide(signed_amount, target_signed_amount) - time_elapsed)");

    public static final Measure REGISTERED_COUNT = stage("registered", "注册", "registered");
    public static final Measure LANDED_COUNT = stage("landed", "落地", "landed");
    public static final Measure STARTED_COUNT = stage("started", "开工", "started");
    public static final Measure IN_PRODUCTION_COUNT = stage("production", "投产", "in production");
    public static final Measure AT_CAPACITY_COUNT = stage("capacity", "达效", "at capacity");
    public static final Measure STARTED_AMOUNT = part(
            "started_amount",
            "已开工合同的签约金额",
            "contracted amount of those that have started",
            "contracted_amount",
            "started_date <= as_of_date",
            "true");

    public static final Measure REGISTERED_OF_SIGNED = rate("registered", "注册", "registered", "contract", "签约");
    public static final Measure LANDED_OF_SIGNED = rate("landed", "落地", "landed", "contract", "签约");
    public static final Measure LANDED_OF_REGISTERED = rate("landed", "落地", "landed", "registered", "注册");
    public static final Measure STARTED_OF_SIGNED = rate("started", "开工", "started", "contract", "签约");
    public static final Measure STARTED_OF_LANDED = rate("started", "开工", "started", "landed", "落地");
    public static final Measure PRODUCTION_OF_SIGNED = rate("production", "投产", "in production", "contract", "签约");
    public static final Measure PRODUCTION_OF_STARTED = rate("production", "投产", "in production", "started", "开工");
    public static final Measure CAPACITY_OF_SIGNED = rate("capacity", "达效", "at capacity", "contract", "签约");
    public static final Measure CAPACITY_OF_PRODUCTION = rate("capacity", "达效", "at capacity", "production", "投产");

    public static final Measure FUNDS_IN_PLACE =
            amount("funds_in_place", "到位资金", "funds in place", "sum(funds_in_place)");
    public static final Measure FUNDS_IN_PLACE_RATE =
            ratio("funds_in_place_rate", "资金到位率", "funds in place rate", "funds_in_place", "contracted_amount");
    public static final Measure EXPECTED_OUTPUT =
            amount("expected_output", "预计年产值", "expected output of a year", "sum(expected_output)");
    public static final Measure ACTUAL_OUTPUT =
            amount("actual_output", "实际年产值", "actual output of a year", "sum(actual_output)");
    public static final Measure OUTPUT_RATE =
            ratio("capacity_rate", "达效率", "actual of expected output", "actual_output", "expected_output");

    /** What tables of contracts show, whatever they are by. */
    public static final List<Measure> OF_CONTRACTS = List.of(
            CONTRACT_COUNT,
            CONTRACTED_AMOUNT,
            CONTRACTED_KNOWN,
            CONTRACTED_COVERAGE,
            SHARE_OF_CONTRACTED,
            SIGNED_COUNT,
            SIGNED_AMOUNT,
            SHARE_OF_SIGNED,
            FUNDS_IN_PLACE,
            FUNDS_IN_PLACE_RATE);

    /** From signing to capacity. */
    public static final List<Measure> OF_FUNNEL = List.of(
            CONTRACT_COUNT,
            CONTRACTED_AMOUNT,
            REGISTERED_COUNT,
            LANDED_COUNT,
            STARTED_COUNT,
            IN_PRODUCTION_COUNT,
            AT_CAPACITY_COUNT,
            STARTED_AMOUNT,
            REGISTERED_OF_SIGNED,
            LANDED_OF_SIGNED,
            LANDED_OF_REGISTERED,
            STARTED_OF_SIGNED,
            STARTED_OF_LANDED,
            PRODUCTION_OF_SIGNED,
            PRODUCTION_OF_STARTED,
            CAPACITY_OF_SIGNED,
            CAPACITY_OF_PRODUCTION,
            FUNDS_IN_PLACE,
            FUNDS_IN_PLACE_RATE,
            EXPECTED_OUTPUT,
            ACTUAL_OUTPUT,
            OUTPUT_RATE);

    static final List<Measure> SUMMED = List.of(
            CONTRACT_COUNT,
            CONTRACTED_AMOUNT,
            CONTRACTED_KNOWN,
            SIGNED_COUNT,
            SIGNED_AMOUNT,
            REGISTERED_COUNT,
            LANDED_COUNT,
            STARTED_COUNT,
            IN_PRODUCTION_COUNT,
            AT_CAPACITY_COUNT,
            STARTED_AMOUNT,
            FUNDS_IN_PLACE,
            EXPECTED_OUTPUT,
            ACTUAL_OUTPUT);

    private ContractMeasures() {}

    private static Measure stage(String stage, String zh, String en) {
        return counted(stage + "_count", "已" + zh + "合同数", "contracts " + en, stage + "_date <= as_of_date");
    }

    private static Measure rate(String stage, String zh, String en, String before, String beforeZh) {
        String denominator = before.equals("contract") ? "signed" : before;
        return ratio(
                stage + "_of_" + denominator + "_rate",
                zh + "率_占" + beforeZh,
                en + " of " + denominator,
                stage + "_count",
                before + "_count");
    }
}
