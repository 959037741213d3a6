package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.summaries.ExchangeRatesUsed;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.util.ArrayList;
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

    /** Receives the rows of all tables, of which it uses the exchange rates. */
    public ConversionNote(Configuration configuration, Map<SummaryTable, List<Row>> tables) {
        this.portfolio = configuration.settings().currency().getCurrencyCode();
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
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        rates.forEach((currency, dated) -> {
            int more = dated.size() - MOST_RATES;
            zh.add("1 " + currency + " = " + named(dated, "%s（%s 起）", "、") + (more > 0 ? "，另有较早的 " + more + " 个" : ""));
            en.add("1 " + currency + " = " + named(dated, "%s (from %s)", ", ")
                    + (more > 0 ? " and " + more + " earlier ones" : ""));
        });
        return Optional.of(new Bilingual(
                "外币金额已按所述日期的汇率折算为 " + portfolio + "：" + String.join("；", zh) + "。",
                "Amounts in other currencies were converted to " + portfolio
                        + " at the rate of the day that they speak of: " + String.join("; ", en) + "."));
    }

    private static String named(NavigableMap<String, BigDecimal> dated, String form, String between) {
        return dated.descendingMap().entrySet().stream()
                .limit(MOST_RATES)
                .map(rate -> form.formatted(rate.getValue().stripTrailingZeros().toPlainString(), rate.getKey()))
                .collect(Collectors.joining(between));
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
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        for (Row row : rows) {
            DatasetDefinition dataset = Datasets.named(row.getAs("dataset")).orElseThrow();
            long count = row.<Long>getAs("row_count");
            zh.add("“" + dataset.title().zh() + "” " + count + " 行");
            en.add(count
                    + (count == 1 ? " row of " : " rows of ")
                    + dataset.title().en());
        }
        return new Bilingual(
                "%s 没有适用的汇率，%s未折算，仍按 %s 单列；请在 exchange_rates.csv 中补上 %s 或更早起用的汇率。"
                        .formatted(currency, String.join("、", zh), currency, earliest),
                "%s: no rate covers %s, which stay in %s on lines of their own; add a rate to exchange_rates.csv that is valid from %s or earlier."
                        .formatted(currency, String.join(" and ", en), currency, earliest));
    }
}
