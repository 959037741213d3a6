package dev.taizhang.copies;

import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * The total of the whole programme, which copies for readers print below its parts. It is the row of {@code
 * programme_overview} and not a sum, because a project can be in several parts and ratios cannot be added.
 */
final class Totals {
    private final Optional<Row> whole;
    private final String currency;

    Totals(Currency portfolio, Map<SummaryTable, List<Row>> held) {
        this.currency = portfolio.getCurrencyCode();
        this.whole = Summaries.named(held, "programme_overview").stream()
                .filter(row -> row.getAs("currency").equals(currency))
                .findFirst();
    }

    /** Returns the code of the portfolio's currency, in which totals are. */
    String currency() {
        return currency;
    }

    /** Returns the whole programme in the portfolio's currency; empty if it counts no project. */
    Optional<Row> whole() {
        return whole;
    }

    /**
     * Returns the total of a table whose rows are in these currencies; empty if it would cover only one of several
     * currencies.
     */
    Optional<Row> of(SummaryTable table, Collection<String> currencies) {
        return whole.filter(
                row -> table.head().dividesTheWhole() && Set.copyOf(currencies).equals(Set.of(currency)));
    }

    /** Whether a total has a figure for a column. */
    static boolean has(Row total, String column) {
        return List.of(total.schema().fieldNames()).contains(column);
    }
}
