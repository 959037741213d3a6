package dev.taizhang.definition;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The thresholds of the lights: one of the sets under {@code lights.sets} in {@code taizhang.conf}.
 *
 * @param name the name of the set
 * @param investment the thresholds for investment
 * @param start the months of delay after which a project that has not started is yellow and red
 * @param statisticsEntry the months after its start after which a project that has not entered the statistics is yellow
 *     and red
 * @param completion the months after its planned completion after which a project that is not completed is yellow and
 *     red; empty if completion turns no light
 * @param cost the thresholds for the cost; empty if it turns no light
 */
public record Lights(
        String name,
        Investment investment,
        Overdue start,
        Overdue statisticsEntry,
        Optional<Overdue> completion,
        Optional<Cost> cost) {
    /** The measure by which the investment of a project is judged. */
    public enum Basis {
        /** The completion of the year's plan minus the elapsed part of the year, in percentage points. */
        AHEAD_OF_TIME_PP,
        /** The investment divided by the planned investment to date, 1 = as planned. */
        PLAN_TO_DATE_COMPLETION;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Thresholds for investment: green from the first, yellow from the second, red below. */
    public record Investment(Basis basis, BigDecimal greenFrom, BigDecimal yellowFrom) {}

    /** Thresholds in whole months of delay: yellow after the first, red after the second. */
    public record Overdue(int yellowAfter, int redAfter) {}

    /**
     * Thresholds for the part of the original total investment by which the current one exceeds it: yellow above the
     * first, red above the second.
     */
    public record Cost(BigDecimal yellowAbove, BigDecimal redAbove) {}

    static Lights read(ConfigurationFile settings) {
        ConfigurationFile lights = settings.object("lights", Set.of("set", "sets"));
        String name = lights.text("set");
        ConfigurationFile all = lights.anyObject("sets");
        if (!all.keys().contains(name)) {
            throw lights.wrong("set", ConfigurationMessages.unknownSetOfLights(name, all.keys()));
        }
        ConfigurationFile set =
                all.object(name, Set.of("investment", "start", "statistics_entry", "completion", "cost"));
        return new Lights(
                name,
                investment(set),
                overdue(set, "start"),
                overdue(set, "statistics_entry"),
                set.has("completion") ? Optional.of(overdue(set, "completion")) : Optional.empty(),
                set.has("cost") ? Optional.of(cost(set)) : Optional.empty());
    }

    private static Investment investment(ConfigurationFile set) {
        ConfigurationFile file = set.object("investment", Set.of("by", "green_from", "yellow_from"));
        Investment investment = new Investment(basis(file), file.decimal("green_from"), file.decimal("yellow_from"));
        if (investment.yellowFrom().compareTo(investment.greenFrom()) >= 0) {
            throw file.wrong("yellow_from", ConfigurationMessages.yellowNotBelowGreen());
        }
        return investment;
    }

    private static Basis basis(ConfigurationFile file) {
        String word = file.text("by");
        return Stream.of(Basis.values())
                .filter(basis -> basis.word().equals(word))
                .findFirst()
                .orElseThrow(() -> file.wrong(
                        "by",
                        ConfigurationMessages.unknownBasis(
                                Stream.of(Basis.values()).map(Basis::word).toList())));
    }

    private static Overdue overdue(ConfigurationFile set, String key) {
        ConfigurationFile file = set.object(key, Set.of("yellow_after_months", "red_after_months"));
        Overdue overdue = new Overdue(file.number("yellow_after_months"), file.number("red_after_months"));
        if (overdue.yellowAfter() < 0 || overdue.redAfter() <= overdue.yellowAfter()) {
            throw file.wrong("red_after_months", ConfigurationMessages.redNotAfterYellow());
        }
        return overdue;
    }

    private static Cost cost(ConfigurationFile set) {
        ConfigurationFile file = set.object("cost", Set.of("yellow_above", "red_above"));
        Cost cost = new Cost(file.decimal("yellow_above"), file.decimal("red_above"));
        if (cost.yellowAbove().signum() < 0 || cost.redAbove().compareTo(cost.yellowAbove()) <= 0) {
            throw file.wrong("red_above", ConfigurationMessages.redNotAboveYellow());
        }
        return cost;
    }
}
