package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.apache.spark.sql.types.StructField;

/**
 * Formats values of summary tables for display. They are decimals throughout and are rounded once, half up, from the
 * exact value.
 */
final class PageFigures {
    private static final Bilingual EMPTY = new Bilingual("", "");
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final DisplayUnit unit;

    PageFigures(DisplayUnit unit) {
        this.unit = unit;
    }

    /** Returns the kind of values in a column, see {@link PageCell}. */
    static String kind(StructField field) {
        return switch (CopiedColumn.of(field).kind()) {
            case AMOUNT -> "amount";
            case FRACTION -> "fraction";
            case POINTS -> "points";
            case NUMBER, DAYS, RATE -> "decimal";
            case DATE -> "date";
            // A year is not a count and has no thousands separator.
            case COUNT, INTEGER -> field.name().endsWith("year") ? "year" : "count";
            case TEXT, FLAG -> "text";
        };
    }

    /** Formats a value of a column that is not text. */
    PageCell cell(String kind, String name, Object value) {
        if (value == null) {
            return new PageCell(kind, EMPTY, "");
        }
        String exact = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
        String text = switch (kind) {
            case "amount" -> number("#,##0.00", unit.of((BigDecimal) value));
            case "fraction" -> number("#,##0.00", ((BigDecimal) value).multiply(HUNDRED)) + "%";
            case "points" -> number("+#,##0.00;−#,##0.00", (BigDecimal) value);
            // Every row has the same number of decimals, so that the digits are aligned.
            case "decimal" -> number("#,##0." + "0".repeat(((BigDecimal) value).scale()), (BigDecimal) value);
            case "count" ->
                number(name.endsWith("_move") ? "+#,##0;−#,##0" : "#,##0", new BigDecimal(value.toString()));
            case "date" -> name.endsWith("_month") ? exact.substring(0, 7) : exact;
            default -> exact;
        };
        return new PageCell(kind, new Bilingual(text, text), exact);
    }

    /** Returns the signed difference of two values of a kind. Rates differ in percentage points. */
    PageCell difference(String kind, BigDecimal now, BigDecimal before) {
        BigDecimal difference = now.subtract(before);
        boolean rate = kind.equals("fraction");
        BigDecimal shown =
                rate ? difference.multiply(HUNDRED) : kind.equals("amount") ? unit.of(difference) : difference;
        String text = number(kind.equals("count") ? "+#,##0;−#,##0" : "+#,##0.00;−#,##0.00", shown);
        return new PageCell(
                rate ? "points" : kind,
                new Bilingual(text + (rate ? " 个百分点" : ""), text + (rate ? " pp" : "")),
                difference.toPlainString());
    }

    private static String number(String pattern, BigDecimal value) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }

    /** Returns the unit of amounts in a currency, as shown at a table. */
    Bilingual unit(String currency) {
        return new Bilingual(unit.zh(currency), (currency + " " + unit.en()).strip());
    }

    /** Returns the unit for a table with lines in several currencies, each of which is named in the last column. */
    Bilingual unitOfSeveral() {
        return new Bilingual(unit.ofAny() + "，各行币种见末列", unit.en() + " of the currency in the last column");
    }
}
