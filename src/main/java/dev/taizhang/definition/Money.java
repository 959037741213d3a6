package dev.taizhang.definition;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Amounts of money: stored in the smallest units of ISO 4217 (fen, cent, yen), shown in whole units with two decimals.
 */
public final class Money {
    private static final SortedSet<String> WITHOUT_PARTS = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() == 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toCollection(TreeSet::new));

    /** Spark SQL for the value of one smallest unit of the row's {@code currency} in whole units. */
    public static final String SMALLEST_UNIT = "CASE WHEN currency IN ("
            + WITHOUT_PARTS.stream().map(code -> "'" + code + "'").collect(Collectors.joining(", "))
            + ") THEN 1.00BD ELSE 0.01BD END";

    private Money() {}

    /** Returns Spark SQL that converts an amount in smallest units into whole units of the row's {@code currency}. */
    public static String wholeUnits(String amount) {
        return "(" + amount + ") * (" + SMALLEST_UNIT + ")";
    }

    /** Returns an amount column in whole units with two decimals, under its own name. */
    public static Column inWholeUnits(String amount) {
        return functions
                .expr("CAST(" + wholeUnits(amount) + " AS DECIMAL(20, 2))")
                .as(amount);
    }

    /** Returns an amount in whole units of a currency with two decimals. An unknown currency has hundredths. */
    public static BigDecimal inWholeUnits(long amount, String currency) {
        return currency != null && WITHOUT_PARTS.contains(currency)
                ? BigDecimal.valueOf(amount).setScale(2)
                : BigDecimal.valueOf(amount, 2);
    }

    /** Returns Spark SQL for the sum of an amount, in a wider type that does not overflow. */
    public static String sum(String amount) {
        return "sum(CAST(" + amount + " AS DECIMAL(20, 0)))";
    }
}
