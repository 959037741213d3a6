package dev.taizhang.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A synthetic investment contract, with its complete history.
 *
 * @param code its number in the register
 * @param name its name, which marks it as an example
 * @param district the district of the investment
 * @param cluster its industrial cluster
 * @param region the region where the money comes from
 * @param ownership the type of owner that controls the investor
 * @param investor the investor's name, which marks it as an example
 * @param amount the contract amount
 * @param expectedOutput the expected annual output
 * @param reached the day on which it reached each stage; stages it never reached are missing
 * @param project the code of the project that results from it; empty if there is none
 */
record Contract(
        String code,
        String name,
        District district,
        Cluster cluster,
        Choice region,
        Choice ownership,
        String investor,
        Amount amount,
        Amount expectedOutput,
        Map<Stage, LocalDate> reached,
        Optional<String> project) {

    /** The stages of a contract, in order. */
    enum Stage {
        SIGNED("signed_date", "签约日期"),
        REGISTERED("registered_date", "注册日期"),
        LANDED("landed_date", "落地日期"),
        STARTED("started_date", "开工日期"),
        IN_PRODUCTION("production_date", "投产日期"),
        AT_CAPACITY("capacity_date", "达效日期");

        private final String column;
        private final String header;

        Stage(String column, String header) {
            this.column = column;
            this.header = header;
        }

        /** Returns the canonical name of its date. */
        String column() {
            return column;
        }

        String header() {
            return header;
        }
    }

    Contract {
        reached = Collections.unmodifiableMap(new EnumMap<>(reached));
    }

    LocalDate signed() {
        return reached.get(Stage.SIGNED);
    }

    /** Returns the day on which a stage was reached, as known at a date. */
    Optional<LocalDate> reached(Stage stage, LocalDate asOf) {
        return Optional.ofNullable(reached.get(stage)).filter(day -> !day.isAfter(asOf));
    }

    /**
     * Returns the paid-in funds: a tenth of the amount when the contract lands, and a twentieth more for every later
     * month, up to nineteen twentieths.
     */
    Optional<Amount> fundsInPlace(LocalDate asOf) {
        return reached(Stage.LANDED, asOf)
                .map(landed -> amount.percent(Math.min(95, 10 + 5 * ChronoUnit.MONTHS.between(landed, asOf))));
    }

    /** Returns the output: two fifths of the expected output once production starts, nine tenths at capacity. */
    Optional<Amount> actualOutput(LocalDate asOf) {
        return reached(Stage.IN_PRODUCTION, asOf)
                .map(producing ->
                        expectedOutput.percent(reached(Stage.AT_CAPACITY, asOf).isPresent() ? 90 : 40));
    }

    /** Returns the same contract with ten times the amount, as if the unit had been mistaken. */
    Contract tenfold() {
        return with(region, new Amount(10 * amount.fen()), reached);
    }

    Contract from(Choice otherRegion) {
        return with(otherRegion, amount, reached);
    }

    /** Returns the same contract without its signing date. */
    Contract undated() {
        Map<Stage, LocalDate> others = new EnumMap<>(reached);
        others.remove(Stage.SIGNED);
        return with(region, amount, others);
    }

    private Contract with(Choice otherRegion, Amount otherAmount, Map<Stage, LocalDate> otherDays) {
        return new Contract(
                code,
                name,
                district,
                cluster,
                otherRegion,
                ownership,
                investor,
                otherAmount,
                expectedOutput,
                otherDays,
                project);
    }
}
