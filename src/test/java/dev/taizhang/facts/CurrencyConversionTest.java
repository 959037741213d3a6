package dev.taizhang.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ExchangeRates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Smallest units of one currency in those of another, to the last digit. */
class CurrencyConversionTest {
    private static ExchangeRates into(String portfolio, String... rates) {
        return new ExchangeRates(
                Currency.getInstance(portfolio),
                Stream.of(rates)
                        .map(rate -> rate.split(" "))
                        .map(words -> new ExchangeRates.Rate(
                                Currency.getInstance(words[0]), LocalDate.parse(words[1]), new BigDecimal(words[2])))
                        .toList());
    }

    /** Currency, date and smallest units of each row, as they come back. */
    private static List<String> converted(ExchangeRates rates, String... rows) {
        Dataset<Row> sent = TestSpark.session()
                .sql("SELECT * FROM VALUES " + String.join(", ", rows)
                        + " AS rows(currency, snapshot_date, total_investment)");
        return CurrencyConversion.of(sent, Datasets.PROJECTS, rates).collectAsList().stream()
                .map(row -> row.get(0) + " " + row.get(2))
                .toList();
    }

    @Test
    void centsBecomeYenWhichHaveNone() {
        // 1.00 dollar is 150.125 yen, a cent 1.50125, three cents 4.50375; 0.50 yen is half and goes up.
        assertThat(converted(
                        into("JPY", "USD 2025-01-01 150.125", "CNY 2025-01-01 25"),
                        "('USD', DATE'2025-01-01', 100L)",
                        "('USD', DATE'2025-01-01', 1L)",
                        "('USD', DATE'2025-01-01', 3L)",
                        "('CNY', DATE'2025-01-01', 2L)"))
                .containsExactly("JPY 150", "JPY 2", "JPY 5", "JPY 1");
    }

    @Test
    void aRateHoldsFromItsDayToTheDayBeforeTheNext() {
        assertThat(converted(
                        into("CNY", "USD 2025-03-01 7.1", "USD 2025-01-01 7.2"),
                        "('USD', DATE'2024-12-31', 10L)",
                        "('USD', DATE'2025-01-01', 10L)",
                        "('USD', DATE'2025-02-28', 10L)",
                        "('USD', DATE'2025-03-01', 10L)",
                        "('USD', DATE'2100-01-01', 10L)",
                        "('CNY', DATE'2025-03-01', 10L)",
                        "('USD', DATE'2025-03-01', CAST(NULL AS BIGINT))"))
                .containsExactly("USD 10", "CNY 72", "CNY 72", "CNY 71", "CNY 71", "CNY 10", "CNY null");
    }

    @Test
    void theLargestAmountsLoseNoDigitAndWhatDoesNotFitIsAnError() {
        ExchangeRates rates = into("CNY", "EUR 2025-01-01 0.9999999999", "USD 2025-01-01 7.1");
        // 9223372036854775807 less its ten thousand millionth part, 922337203.6854775807.
        assertThat(converted(rates, "('EUR', DATE'2025-01-01', 9223372036854775807L)"))
                .containsExactly("CNY 9223372035932438603");
        assertThatThrownBy(() -> converted(rates, "('USD', DATE'2025-01-01', 9223372036854775807L)"))
                .hasMessageContaining("OVERFLOW");
    }
}
