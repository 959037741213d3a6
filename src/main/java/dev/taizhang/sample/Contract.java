package dev.taizhang.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A synthetic investment contract, with everything that will ever be true of it.
 *
 * @param code its number in the register
 * @param name its name, which says that it is an example
 * @param district where the money is to go
 * @param cluster its industrial cluster
 * @param region where the money comes from
 * @param ownership who controls the investor
 * @param investor the investor's name, which says that it is an example
 * @param amount what was signed for
 * @param expectedOutput what it is to turn out in a year
 * @param reached the day on which it reached each stage; one it never reached is missing
 * @param project the code of the project that comes of it; empty where none does
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

    /** How far a contract can have come, in order. */
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

        /** The canonical name of its date. */
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

    /** The day a stage was reached, as it is known at a date. */
    Optional<LocalDate> reached(Stage stage, LocalDate asOf) {
        return Optional.ofNullable(reached.get(stage)).filter(day -> !day.isAfter(asOf));
    }

    /** A tenth of the money is there when it lands, and a twentieth more for every month since, up to nineteen of them. */
    Optional<Amount> fundsInPlace(LocalDate asOf) {
        return reached(Stage.LANDED, asOf)
                .map(landed -> amount.percent(Math.min(95, 10 + 5 * ChronoUnit.MONTHS.between(landed, asOf))));
    }

    /** Two fifths of the expected output once it produces, nine tenths at capacity. */
    Optional<Amount> actualOutput(LocalDate asOf) {
        return reached(Stage.IN_PRODUCTION, asOf)
                .map(producing ->
                        expectedOutput.percent(reached(Stage.AT_CAPACITY, asOf).isPresent() ? 90 : 40));
    }

    /** The same contract with ten times the amount, as somebody writes who mistakes a unit. */
    Contract tenfold() {
        return with(region, new Amount(10 * amount.fen()), reached);
    }

    Contract from(Choice otherRegion) {
        return with(otherRegion, amount, reached);
    }

    /** The same contract without its day of signing. */
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
