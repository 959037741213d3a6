package dev.taizhang.definition;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The thresholds of the lights: one of the sets that {@code taizhang.conf} lists under {@code lights.sets}.
 *
 * @param name the name of the set
 * @param investment what investment is judged by
 * @param start months overdue from which an unstarted project is yellow and red
 * @param statisticsEntry months since its start from which a project outside statistics is yellow and red
 */
public record Lights(String name, Investment investment, Overdue start, Overdue statisticsEntry) {
    /** What of a project's investment is judged. */
    public enum Basis {
        /** Its plan's completion less the time elapsed, in percentage points. */
        AHEAD_OF_TIME_PP,
        /** What was invested over what was planned to date, 1 = as planned. */
        PLAN_TO_DATE_COMPLETION;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Green at or above the one bound, yellow at or above the other, red below. */
    public record Investment(Basis basis, BigDecimal greenFrom, BigDecimal yellowFrom) {}

    /** Yellow after so many whole months, red after so many more. */
    public record Overdue(int yellowAfter, int redAfter) {}

    static Lights read(ConfigurationFile settings) {
        ConfigurationFile lights = settings.object("lights", Set.of("set", "sets"));
        String name = lights.text("set");
        ConfigurationFile all = lights.anyObject("sets");
        if (!all.keys().contains(name)) {
            throw lights.wrong(
                    "set",
                    new Bilingual(
                            "没有名为“" + name + "”的一套阈值，可用的有：" + String.join("、", all.keys()) + "。",
                            "there is no set \"" + name + "\"; there are: " + String.join(", ", all.keys()) + "."));
        }
        ConfigurationFile set = all.object(name, Set.of("investment", "start", "statistics_entry"));
        return new Lights(name, investment(set), overdue(set, "start"), overdue(set, "statistics_entry"));
    }

    private static Investment investment(ConfigurationFile set) {
        ConfigurationFile file = set.object("investment", Set.of("by", "green_from", "yellow_from"));
        Investment investment = new Investment(basis(file), file.decimal("green_from"), file.decimal("yellow_from"));
        if (investment.yellowFrom().compareTo(investment.greenFrom()) >= 0) {
            throw file.wrong(
                    "yellow_from",
                    new Bilingual(
                            "须小于 green_from，否则没有黄灯，阈值之间有空档。",
                            "it must be less than green_from, or no value is yellow and the thresholds have a hole."));
        }
        return investment;
    }

    private static Basis basis(ConfigurationFile file) {
        String word = file.text("by");
        return Stream.of(Basis.values())
                .filter(basis -> basis.word().equals(word))
                .findFirst()
                .orElseThrow(() -> {
                    String words = Stream.of(Basis.values()).map(Basis::word).collect(Collectors.joining("、"));
                    return file.wrong(
                            "by",
                            new Bilingual(
                                    "须是 " + words + " 之一。", "it must be one of " + words.replace("、", ", ") + "."));
                });
    }

    private static Overdue overdue(ConfigurationFile set, String key) {
        ConfigurationFile file = set.object(key, Set.of("yellow_after_months", "red_after_months"));
        Overdue overdue = new Overdue(file.number("yellow_after_months"), file.number("red_after_months"));
        if (overdue.yellowAfter() < 0 || overdue.redAfter() <= overdue.yellowAfter()) {
            throw file.wrong(
                    "red_after_months",
                    new Bilingual(
                            "须大于 yellow_after_months，且都不小于零。",
                            "it must be more than yellow_after_months, and neither below zero."));
        }
        return overdue;
    }
}
