package dev.taizhang.cube;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import java.util.List;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * A figure of the summary tables, defined once.
 *
 * @param name its column in every table
 * @param title its name for people
 * @param sentence what it says, its denominator among it
 * @param unit what it counts in
 * @param kind whether the formula adds up facts or works on other measures
 * @param formula one Spark SQL expression; amounts in it are whole smallest units
 * @param needs summed measures beside those of the fact that a derived formula names
 */
public record Measure(
        String name, Bilingual title, Bilingual sentence, Unit unit, Kind kind, String formula, List<Measure> needs) {
    /** What of a field's metadata is the formula of a measure. */
    public static final String FORMULA = "formula";

    /** What a formula is over. */
    public enum Kind {
        /** An aggregate over the rows of the fact; its name can stand in derived formulas. */
        SUMMED,
        /** An expression over summed measures, targets and the parameters of the as-of date. */
        DERIVED
    }

    public static Measure summed(String name, Unit unit, Bilingual title, Bilingual sentence, String formula) {
        return new Measure(name, title, sentence, unit, Kind.SUMMED, formula, List.of());
    }

    static Measure derived(String name, Unit unit, Bilingual title, Bilingual sentence, String formula) {
        return new Measure(name, title, sentence, unit, Kind.DERIVED, formula, List.of());
    }

    /** A ratio of two sums; empty where the denominator is zero or unknown. */
    static Measure ratio(String name, Bilingual title, String numerator, String denominator) {
        return derived(
                name,
                Unit.FRACTION,
                title,
                new Bilingual(
                        "= " + numerator + " / " + denominator + "，分母为 " + denominator,
                        "= " + numerator + " / " + denominator + "; the denominator is " + denominator),
                "try_divide(" + numerator + ", " + denominator + ")");
    }

    /** A sum of amounts, whose title says all. */
    static Measure amount(String name, String zh, String en, String formula) {
        return summed(name, Unit.AMOUNT, new Bilingual(zh, en), new Bilingual(zh, en), formula);
    }

    /**
     * A sum over the rows that meet a condition: nothing, not unknown, where rows of the basis are known and none of them meets
     * it.
     */
    static Measure part(String name, String zh, String en, String amount, String condition, String basis) {
        return amount(
                name,
                zh,
                en,
                "coalesce(sum(" + amount + ") FILTER (WHERE " + condition + "), IF(count(1) FILTER (WHERE " + basis
                        + ") > 0 AND count(1) FILTER (WHERE " + condition + ") = 0, 0L, NULL))");
    }

    /** How many of what a line counts meet a condition. */
    static Measure counted(String name, String zh, String en, String condition) {
        return summed(
                name,
                Unit.COUNT,
                new Bilingual(zh, en),
                new Bilingual(zh, en),
                "coalesce(sum(times) FILTER (WHERE " + condition + "), 0)");
    }

    /** A ratio of two sums under a title in both languages. */
    static Measure ratio(String name, String zh, String en, String numerator, String denominator) {
        return ratio(name, new Bilingual(zh, en), numerator, denominator);
    }

    /** Its column in any table, with title and sentence as the comment, and the formula beside it. */
    public StructField field() {
        Bilingual comment = sentence.equals(title)
                ? title
                : new Bilingual(title.zh() + "：" + sentence.zh() + "。", title.en() + ": " + sentence.en() + ".");
        StructField field = Column.field(name, unit.type(), comment);
        return new StructField(
                name,
                field.dataType(),
                field.nullable(),
                new MetadataBuilder()
                        .withMetadata(field.metadata())
                        .putString(FORMULA, formula)
                        .build());
    }
}
