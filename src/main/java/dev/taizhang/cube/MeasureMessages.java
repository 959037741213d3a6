package dev.taizhang.cube;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Failure;
import java.util.List;

/** The sentences that users read about measures, and the sentences that measures write into column comments. */
final class MeasureMessages {
    private MeasureMessages() {}

    // Mistakes in measure files

    /** A measure has no formula, or more than one. */
    static Failure notOneFormula(ConfigurationFile entry, List<String> keys) {
        return entry.wrong(
                "name",
                new Bilingual(
                        "须填写一种算法，且只能填写一种：" + String.join("、", keys) + "（numerator 须与 denominator 同时填写）。",
                        "it needs exactly one of " + String.join(", ", keys)
                                + " (numerator together with denominator)."));
    }

    /** A sum of some rows does not say which, or says it twice. */
    static Failure notOneSelection(ConfigurationFile entry) {
        return entry.wrong(
                "sum_of",
                new Bilingual(
                        "须以 where（条件）或 where_stated（须已填报的列）说明合计哪些行，二者取其一。",
                        "it needs either where (a condition) or where_stated (a column that must be stated), which select"
                                + " its rows."));
    }

    // Column comments

    /** The definition of a ratio of two measures. */
    static Bilingual ratio(String numerator, String denominator) {
        return new Bilingual(
                "= " + numerator + " / " + denominator + "，分母为 " + denominator,
                "= " + numerator + " / " + denominator + "; the denominator is " + denominator);
    }

    /** A measure's title, followed by its definition unless the title says everything. */
    static Bilingual comment(Bilingual title, Bilingual definition) {
        return definition.equals(title)
                ? title
                : new Bilingual(title.zh() + "：" + definition.zh() + "。", title.en() + ": " + definition.en() + ".");
    }
}
