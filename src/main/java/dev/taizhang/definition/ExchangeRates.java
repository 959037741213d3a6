package dev.taizhang.definition;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * The exchange rates of {@code exchange_rates.csv}. Without any rate no amount is converted.
 *
 * @param portfolio the portfolio's currency, into which amounts are converted
 * @param rates the rates in the order of the file
 */
public record ExchangeRates(Currency portfolio, List<Rate> rates) implements Serializable {
    /** The name of the file without its ending. */
    static final String NAME = "exchange_rates";

    /**
     * The type of a factor. The product with an amount of 19 digits then has 38 digits, the most that Spark computes
     * exactly.
     */
    public static final DecimalType FACTOR = DataTypes.createDecimalType(18, 12);

    /**
     * The type of a rate. Currencies have at most two decimals, so the factor has at most two decimals more or two
     * fewer.
     */
    public static final DecimalType RATE = DataTypes.createDecimalType(18, 10);

    private static final List<String> HEADER = List.of("currency", "valid_from", "rate");

    /**
     * A rate, in force until the next one of its currency.
     *
     * @param from the first day
     * @param rate whole units of the portfolio's currency for one whole unit of this currency
     */
    public record Rate(Currency currency, LocalDate from, BigDecimal rate) implements Serializable {}

    /** Returns the smallest units of the portfolio's currency for one smallest unit of the rate's currency. */
    public BigDecimal factor(Rate rate) {
        return rate.rate().movePointRight(shift(rate.currency(), portfolio));
    }

    private static int shift(Currency currency, Currency portfolio) {
        return portfolio.getDefaultFractionDigits() - currency.getDefaultFractionDigits();
    }

    /** Returns whether there is no rate, so that no amount is converted. */
    public boolean isEmpty() {
        return rates.isEmpty();
    }

    /** Reads a file as far as it is right: rows with a mistake are left out. */
    static ExchangeRates read(String text, String place, Currency portfolio, Mistakes mistakes) {
        List<Rate> rates = new ArrayList<>();
        ReferenceTable.eachRow(text, place, Set.copyOf(HEADER), HEADER, mistakes, (record, line) -> {
            Rate rate = rate(record, line, portfolio);
            if (rates.stream()
                    .anyMatch(one ->
                            one.currency().equals(rate.currency()) && one.from().equals(rate.from()))) {
                throw ReferenceMessages.rateTwice(line, rate.currency(), rate.from());
            }
            rates.add(rate);
        });
        return new ExchangeRates(portfolio, List.copyOf(rates));
    }

    private static Rate rate(CSVRecord record, String line, Currency portfolio) {
        Currency currency = currency(record.get("currency"), line, portfolio);
        LocalDate from = ReferenceTable.day(record.get("valid_from"), line);
        BigDecimal rate = number(record.get("rate"), line);
        int whole = FACTOR.precision() - FACTOR.scale() - shift(currency, portfolio);
        if (rate.scale() > RATE.scale() || rate.compareTo(BigDecimal.TEN.pow(whole)) >= 0) {
            throw ReferenceMessages.tooManyDigits(line, record.get("rate"), whole, RATE.scale());
        }
        return new Rate(currency, from, rate);
    }

    private static Currency currency(String code, String line, Currency portfolio) {
        Currency currency =
                Settings.currency(code).orElseThrow(() -> ReferenceMessages.unsupportedCurrency(line, code));
        if (currency.equals(portfolio)) {
            throw ReferenceMessages.ownCurrency(line, currency);
        }
        return currency;
    }

    private static BigDecimal number(String text, String line) {
        if (!text.matches("\\d{1,30}(\\.\\d{1,30})?") || new BigDecimal(text).signum() == 0) {
            throw ReferenceMessages.notARate(line, text);
        }
        return new BigDecimal(text);
    }
}
