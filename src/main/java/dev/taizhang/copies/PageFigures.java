package dev.taizhang.copies;

import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ReferenceTable;
import java.math.BigDecimal;
import org.apache.spark.sql.types.StructField;

/**
 * Formats exact values for readers, in sentences and on cards: money in the unit that fits it, rates with one decimal.
 * Each is rounded once, half up. The script of the page formats the same values in tables by the same rules.
 */
final class PageFigures {
    private static final Bilingual EMPTY = new Bilingual("", "");
    private static final String SIGNED = "+%1$s;−%1$s";

    private final FigureText texts;

    /** Takes the reference table {@code units}, which names the currencies. */
    PageFigures(ReferenceTable units) {
        this.texts = new FigureText(units);
    }

    /** Returns the kind of values in a column, see {@link PageCell}. */
    static String kind(StructField field) {
        return switch (CopiedColumn.of(field).kind()) {
            case AMOUNT -> "amount";
            case FRACTION -> "fraction";
            case POINTS -> "points";
            case NUMBER -> Unit.QUANTITY.isUnitOf(field) ? "quantity" : "decimal";
            case DAYS, RATE -> "decimal";
            case DATE -> field.name().endsWith("_month") ? "month" : "date";
            // A year is not a count and has no thousands separator.
            case COUNT, INTEGER ->
                field.name().endsWith("year") ? "year" : field.name().endsWith("_move") ? "move" : "count";
            case TEXT, FLAG, TIMESTAMP -> "text";
        };
    }

    /** Returns what a currency is called after an amount. */
    Bilingual currency(String code) {
        return texts.currency(code);
    }

    /** Returns an amount in whole units of a currency. */
    Bilingual money(BigDecimal amount, String currency) {
        Bilingual money = texts.money(amount, currency);
        return new Bilingual(withMinus(money.zh()), withMinus(money.en()));
    }

    static String percent(BigDecimal fraction) {
        return withMinus(FigureText.percent(fraction));
    }

    /** Returns a difference in percentage points without its sign. */
    static String points(BigDecimal points) {
        return FigureText.points(points);
    }

    static String count(BigDecimal count) {
        return withMinus(FigureText.number("#,##0", count));
    }

    /** Formats a value of a column; empty for null. */
    PageCell cell(String kind, Object value, String currency) {
        if (value == null) {
            return new PageCell(kind, EMPTY, "");
        }
        String exact = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
        return new PageCell(kind, text(kind, exact, currency), exact);
    }

    private Bilingual text(String kind, String exact, String currency) {
        return switch (kind) {
            case "amount" -> money(new BigDecimal(exact), currency);
            case "fraction" -> same(percent(new BigDecimal(exact)));
            case "points" -> same(number(SIGNED.formatted("#,##0.0"), new BigDecimal(exact)));
            case "decimal", "quantity" -> same(number("#,##0.#", new BigDecimal(exact)));
            case "count" -> same(count(new BigDecimal(exact)));
            case "move" -> same(number(SIGNED.formatted("#,##0"), new BigDecimal(exact)));
            case "month" -> same(exact.substring(0, 7));
            default -> same(exact);
        };
    }

    /** Returns the signed difference of two values of a kind. Rates differ in percentage points. */
    PageCell difference(String kind, BigDecimal now, BigDecimal before, String currency) {
        BigDecimal difference = now.subtract(before);
        String sign = difference.signum() < 0 ? "−" : "+";
        Bilingual shown = switch (kind) {
            case "fraction" -> points(difference.movePointRight(2), sign);
            case "amount" -> {
                Bilingual money = money(difference.abs(), currency);
                yield new Bilingual(sign + money.zh(), sign + money.en());
            }
            default -> same(sign + count(difference.abs()));
        };
        return new PageCell(kind.equals("fraction") ? "points" : kind, shown, difference.toPlainString());
    }

    private static Bilingual points(BigDecimal points, String sign) {
        String text = sign + points(points);
        return new Bilingual(text + " 个百分点", text + " points");
    }

    private static Bilingual same(String text) {
        return new Bilingual(text, text);
    }

    private static String number(String pattern, BigDecimal value) {
        return withMinus(FigureText.number(pattern, value));
    }

    /** Returns a figure with the minus of typesetters. What rounds to nothing has no sign. */
    private static String withMinus(String figure) {
        return figure.matches("[+−-][0.]+(\\D.*)?") ? figure.substring(1) : figure.replaceFirst("^-", "−");
    }
}
