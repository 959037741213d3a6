package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.summaries.ExchangeRatesUsed;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * The note of a release on amounts in other currencies: the rates at which they were converted, and the amounts without
 * a rate.
 */
public final class ConversionNote {
    /** The maximum number of rates of a currency that the note names; the table contains all of them. */
    private static final int MOST_RATES = 4;

    private final String portfolio;
    private final List<Row> used;

    /**
     * Receives the rows of all tables, of which it uses the exchange rates.
     *
     * @param portfolio the portfolio's currency
     */
    public ConversionNote(Currency portfolio, Map<SummaryTable, List<Row>> tables) {
        this.portfolio = portfolio.getCurrencyCode();
        this.used = Summaries.named(tables, ExchangeRatesUsed.NAME);
    }

    /** Returns the rates at which amounts were converted; empty if none were converted. */
    public Optional<Bilingual> converted() {
        Map<String, NavigableMap<String, BigDecimal>> rates = new TreeMap<>();
        used.stream()
                .filter(row -> row.getAs("rate") != null)
                .forEach(row -> rates.computeIfAbsent(row.getAs("currency"), currency -> new TreeMap<>())
                        .put(row.getAs("valid_from").toString(), row.getAs("rate")));
        if (rates.isEmpty()) {
            return Optional.empty();
        }
        List<Bilingual> named = rates.entrySet().stream()
                .map(currency -> ratesOf(currency.getKey(), currency.getValue()))
                .toList();
        return Optional.of(CopyMessages.converted(portfolio, named));
    }

    private static Bilingual ratesOf(String currency, NavigableMap<String, BigDecimal> dated) {
        List<Bilingual> latest = dated.descendingMap().entrySet().stream()
                .limit(MOST_RATES)
                .map(rate ->
                        CopyMessages.rate(rate.getValue().stripTrailingZeros().toPlainString(), rate.getKey()))
                .toList();
        return CopyMessages.ratesOf(currency, latest, dated.size() - latest.size());
    }

    /** Returns one sentence per currency whose amounts stay in that currency because no rate covers them. */
    public List<Bilingual> withoutRate() {
        Map<String, List<Row>> rows = used.stream()
                .filter(row -> row.getAs("rate") == null)
                .collect(Collectors.groupingBy(row -> row.getAs("currency"), TreeMap::new, Collectors.toList()));
        return rows.entrySet().stream()
                .map(currency -> withoutRate(currency.getKey(), currency.getValue()))
                .toList();
    }

    private static Bilingual withoutRate(String currency, List<Row> rows) {
        String earliest = rows.stream()
                .map(row -> row.getAs("valid_from").toString())
                .min(String::compareTo)
                .orElseThrow();
        List<Bilingual> counts = rows.stream().map(ConversionNote::rowsOf).toList();
        return CopyMessages.noRate(currency, counts, earliest);
    }

    private static Bilingual rowsOf(Row row) {
        DatasetDefinition dataset = Datasets.named(row.getAs("dataset")).orElseThrow();
        return CopyMessages.rowsOf(dataset.title(), row.<Long>getAs("row_count"));
    }
}
