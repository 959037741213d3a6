package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ReferenceTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** Formats exact values for sentences: money in the unit that fits it, rates with one decimal. Each is rounded once, half up. */
final class FigureText {
    /** A unit of large amounts: a power of ten with its name. */
    private record Scale(int power, String name) {}

    private static final List<Scale> CHINESE = List.of(new Scale(12, "万亿"), new Scale(8, "亿"), new Scale(4, "万"));
    private static final List<Scale> ENGLISH =
            List.of(new Scale(12, "trillion "), new Scale(9, "billion "), new Scale(6, "million "));

    private final ReferenceTable units;

    /** Receives the reference table {@code units}, which names the currencies. */
    FigureText(ReferenceTable units) {
        this.units = units;
    }

    /** Returns what a currency is called after an amount. */
    Bilingual currency(String code) {
        return code.equals("CNY")
                ? new Bilingual("元", "yuan")
                : new Bilingual(
                        units.member(code).map(ReferenceTable.Member::nameZh).orElse(code), code);
    }

    /** Returns an amount in whole units of a currency. */
    Bilingual money(BigDecimal amount, String currency) {
        Bilingual name = currency(currency);
        return new Bilingual(scaled(amount, CHINESE) + name.zh(), scaled(amount, ENGLISH) + name.en());
    }

    private static String scaled(BigDecimal amount, List<Scale> scales) {
        for (Scale scale : scales) {
            BigDecimal value = amount.movePointLeft(scale.power());
            if (value.abs().compareTo(BigDecimal.ONE) >= 0) {
                return number(decimals(value.abs()), value) + " " + scale.name();
            }
        }
        return number("#,##0", amount) + " ";
    }

    /** Three digits are enough for a reader. */
    private static String decimals(BigDecimal size) {
        return size.compareTo(new BigDecimal(1000)) >= 0
                ? "#,##0"
                : size.compareTo(BigDecimal.TEN) >= 0 ? "#,##0.0" : "#,##0.00";
    }

    static String percent(BigDecimal fraction) {
        return number("#,##0.0", fraction.movePointRight(2)) + "%";
    }

    /** Returns a difference in percentage points without its sign. */
    static String points(BigDecimal points) {
        return number("#,##0.0", points.abs());
    }

    static String count(long count) {
        return number("#,##0", BigDecimal.valueOf(count));
    }

    /** Returns a number in a pattern of {@link DecimalFormat}. */
    static String number(String pattern, BigDecimal value) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }
}
