package dev.taizhang.definition;

import java.util.Currency;
import java.util.stream.Collectors;

/** Amounts: inside whole smallest units by ISO 4217 (fen, cent, yen), for readers whole units with two decimals. */
public final class Money {
    /** Spark SQL for what one smallest unit of the row's {@code currency} is in whole units. */
    public static final String SMALLEST_UNIT = "CASE WHEN currency IN ("
            + Currency.getAvailableCurrencies().stream()
                    .filter(currency -> currency.getDefaultFractionDigits() == 0)
                    .map(currency -> "'" + currency.getCurrencyCode() + "'")
                    .sorted()
                    .collect(Collectors.joining(", "))
            + ") THEN 1.00BD ELSE 0.01BD END";

    private Money() {}

    /** Spark SQL for an amount in smallest units as whole units of the row's {@code currency}. */
    public static String wholeUnits(String amount) {
        return "(" + amount + ") * (" + SMALLEST_UNIT + ")";
    }

    /** Spark SQL for the sum of an amount, in a wider type, which no number of rows overflows. */
    public static String sum(String amount) {
        return "sum(CAST(" + amount + " AS DECIMAL(20, 0)))";
    }
}
