package dev.taizhang.definition;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * What other currencies are worth in the portfolio's, as {@code exchange_rates.csv} says; without any rate nothing is converted.
 *
 * @param portfolio the portfolio's currency, into which is converted
 * @param rates in the order of the file
 */
public record ExchangeRates(Currency portfolio, List<Rate> rates) implements Serializable {
    /** The file's name without its ending. */
    static final String NAME = "exchange_rates";

    /** The type of a factor: with the 19 digits of an amount these are as many as Spark multiplies exactly, which is 38. */
    public static final DecimalType FACTOR = DataTypes.createDecimalType(18, 12);

    /** The type of a rate: currencies have at most two decimals, so that its factor may have two more or two fewer. */
    public static final DecimalType RATE = DataTypes.createDecimalType(18, 10);

    private static final List<String> HEADER = List.of("currency", "valid_from", "rate");

    /**
     * A rate, in force until the next one of its currency.
     *
     * @param from the first day
     * @param rate whole units of the portfolio's currency for a whole one of this
     */
    public record Rate(Currency currency, LocalDate from, BigDecimal rate) implements Serializable {}

    /** Smallest units of the portfolio's currency for a smallest one of a rate's. */
    public BigDecimal factor(Rate rate) {
        return rate.rate().movePointRight(shift(rate.currency(), portfolio));
    }

    private static int shift(Currency currency, Currency portfolio) {
        return portfolio.getDefaultFractionDigits() - currency.getDefaultFractionDigits();
    }

    /** Whether nothing is converted. */
    public boolean isEmpty() {
        return rates.isEmpty();
    }

    static ExchangeRates read(Reader reader, String place, Currency portfolio) {
        List<Rate> rates = new ArrayList<>();
        try (CSVParser parser = ReferenceTable.FORMAT.parse(reader)) {
            ReferenceTable.requireHeader(parser, Set.copyOf(HEADER), HEADER, place);
            for (CSVRecord record : parser) {
                String line = place + ":" + parser.getCurrentLineNumber();
                Rate rate = rate(record, line, portfolio);
                if (rates.stream()
                        .anyMatch(one -> one.currency().equals(rate.currency())
                                && one.from().equals(rate.from()))) {
                    throw ReferenceTable.wrong(
                            line,
                            "%s 自 %s 起的汇率写了两次。".formatted(rate.currency(), rate.from()),
                            "the rate of %s from %s is there twice.".formatted(rate.currency(), rate.from()));
                }
                rates.add(rate);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new ExchangeRates(portfolio, List.copyOf(rates));
    }

    private static Rate rate(CSVRecord record, String line, Currency portfolio) {
        ReferenceTable.requireConsistent(record, line);
        Currency currency = currency(record.get("currency"), line, portfolio);
        LocalDate from = ReferenceTable.day(record.get("valid_from"), line);
        BigDecimal rate = number(record.get("rate"), line);
        int whole = FACTOR.precision() - FACTOR.scale() - shift(currency, portfolio);
        if (rate.scale() > RATE.scale() || rate.compareTo(BigDecimal.TEN.pow(whole)) >= 0) {
            throw ReferenceTable.wrong(
                    line,
                    "汇率“%s”位数过多：小数点前至多 %d 位，后至多 %d 位。".formatted(record.get("rate"), whole, RATE.scale()),
                    "the rate \"%s\" has too many digits: at most %d before the point and %d after it."
                            .formatted(record.get("rate"), whole, RATE.scale()));
        }
        return new Rate(currency, from, rate);
    }

    private static Currency currency(String code, String line, Currency portfolio) {
        Currency currency = Settings.currency(code).orElseThrow(() -> {
            Bilingual reason = Settings.unsupported(code);
            return ReferenceTable.wrong(line, reason.zh(), reason.en());
        });
        if (currency.equals(portfolio)) {
            throw ReferenceTable.wrong(
                    line,
                    currency + " 就是项目盘子的币种，不需要汇率。",
                    currency + " is the portfolio's own currency and needs no rate.");
        }
        return currency;
    }

    private static BigDecimal number(String text, String line) {
        if (!text.matches("\\d{1,30}(\\.\\d{1,30})?") || new BigDecimal(text).signum() == 0) {
            throw ReferenceTable.wrong(
                    line,
                    "汇率“" + text + "”须是大于零的小数，如 7.1782。",
                    "the rate \"" + text + "\" must be a decimal number above zero, like 7.1782.");
        }
        return new BigDecimal(text);
    }
}
