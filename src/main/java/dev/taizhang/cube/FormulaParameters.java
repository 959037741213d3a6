package dev.taizhang.cube;

import dev.taizhang.definition.Elapsed;
import dev.taizhang.facts.AsOf;
import java.util.Map;

/**
 * The values of the parameters that the formulas of measures may name: how much of the year has passed, and the targets
 * of the whole programme.
 *
 * @param reached the date whose elapsed part of the year counts: the as-of date, or the one that progress reports reach
 * @param elapsed how the elapsed part of the year is computed: by months that have ended, or by days
 */
public record FormulaParameters(AsOf asOf, AsOf reached, Elapsed elapsed, Targets targets) {
    /** Returns a formula with the values of the parameters that it names. */
    String insertedInto(String formula) {
        String inserted = formula.replaceAll("\\btime_elapsed\\b", "(" + reached.timeElapsed(elapsed) + ")")
                .replaceAll("\\bmonths_elapsed\\b", "CAST(" + reached.monthsElapsed() + " AS DECIMAL(20, 0))");
        for (Map.Entry<String, String> parameter : targets.parameters().entrySet()) {
            inserted = inserted.replaceAll("\\b" + parameter.getKey() + "\\b", parameter.getValue());
        }
        return inserted;
    }
}
