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
 * @param title its display name
 * @param sentence its definition, including its denominator
 * @param unit its unit
 * @param kind whether the formula sums facts or uses other measures
 * @param formula one Spark SQL expression; amounts in it are whole smallest units
 * @param needs summed measures, besides those of the fact, that a derived formula names
 */
public record Measure(
        String name, Bilingual title, Bilingual sentence, Unit unit, Kind kind, String formula, List<Measure> needs) {
    /** The key of a field's metadata that holds the formula of a measure. */
    public static final String FORMULA = "formula";

    /** The input of a formula. */
    public enum Kind {
        /** An aggregate over the rows of the fact. Derived formulas may use its name. */
        SUMMED,
        /** An expression over summed measures, targets and the parameters of the as-of date. */
        DERIVED
    }

    public static Measure summed(String name, Unit unit, Bilingual title, Bilingual sentence, String formula) {
        return new Measure(name, title, sentence, unit, Kind.SUMMED, formula, List.of());
    }

    static Measure derived(
            String name, Unit unit, Bilingual title, Bilingual sentence, String formula, List<Measure> needs) {
        return new Measure(name, title, sentence, unit, Kind.DERIVED, formula, needs);
    }

    /**
     * Returns a ratio of two sums, whose sentence names the denominator. It is empty if the denominator is zero or
     * unknown.
     */
    static Measure ratio(
            String name, Unit unit, Bilingual title, String numerator, String denominator, List<Measure> needs) {
        return derived(
                name,
                unit,
                title,
                MeasureMessages.ratio(numerator, denominator),
                "try_divide(" + numerator + ", " + denominator + ")",
                needs);
    }

    /**
     * Returns a sum of amounts over the rows that satisfy a condition. It is zero, not unknown, if rows of the basis
     * exist and none of them satisfies the condition.
     */
    static Measure part(
            String name, Bilingual title, Bilingual sentence, String amount, String condition, String basis) {
        return summed(
                name,
                Unit.AMOUNT,
                title,
                sentence,
                "coalesce(sum(" + amount + ") FILTER (WHERE " + condition + "), IF(count(1) FILTER (WHERE " + basis
                        + ") > 0 AND count(1) FILTER (WHERE " + condition + ") = 0, 0L, NULL))");
    }

    /**
     * Returns a sum of amounts over the rows that state another column: the numerator of a ratio whose denominator sums
     * that column. A row that states no denominator would otherwise raise the ratio. It is unknown if none of the rows
     * states an amount.
     */
    static Measure stated(String name, Bilingual title, Bilingual sentence, String amount, String stated) {
        return summed(
                name, Unit.AMOUNT, title, sentence, "sum(" + amount + ") FILTER (WHERE " + stated + " IS NOT NULL)");
    }

    /** Returns how many of the counted things satisfy a condition. */
    static Measure counted(String name, Bilingual title, Bilingual sentence, String condition) {
        return summed(name, Unit.COUNT, title, sentence, "coalesce(sum(times) FILTER (WHERE " + condition + "), 0)");
    }

    /**
     * Returns how many of the counted things of a basis satisfy a condition. It is unknown, not zero, if there are such
     * things and the condition is unknown (NULL) of all of them.
     *
     * @param basis a condition, or {@code true} for all counted things
     */
    static Measure countedAmong(String name, Bilingual title, Bilingual sentence, String condition, String basis) {
        String satisfied = "sum(times * CAST((" + condition + ") AS INT))";
        return summed(
                name,
                Unit.COUNT,
                title,
                sentence,
                basis.equals("true")
                        ? "coalesce(" + satisfied + ", IF(sum(times) > 0, NULL, 0))"
                        : "coalesce(" + satisfied + " FILTER (WHERE " + basis + "), IF(sum(times) FILTER (WHERE (("
                                + basis + ") AND (" + condition + ")) IS NULL) > 0, NULL, 0))");
    }

    /** Returns its column in any table, with title and sentence as the comment, and the formula in the metadata. */
    public StructField field() {
        StructField field = unit.markOn(Column.field(name, unit.type(), MeasureMessages.comment(title, sentence)));
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
