package dev.taizhang.facts;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.ExchangeRates;
import dev.taizhang.definition.ReferenceLookup;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.validated.Rule;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The ledger as a run interprets it: amounts in the portfolio's currency, and the words of senders as codes. Both are
 * computed anew in every run, so that a new rate or alias also corrects past figures.
 *
 * @param delivered the ledger itself, which keeps amounts and words as delivered
 * @param references the reference tables by name
 * @param rates the exchange rates
 * @param rules the rules of all datasets, of which some compare the records in force
 */
public record InterpretedLedger(
        Ledger delivered, Map<String, ReferenceTable> references, ExchangeRates rates, List<Rule> rules) {
    /** Returns the accepted rows of a dataset, converted. Rows of a dataset without amounts are returned unchanged. */
    public Dataset<Row> converted(DatasetDefinition dataset) {
        return CurrencyConversion.of(delivered.accepted(dataset), dataset, rates);
    }

    /** Returns the code that a word means in a reference table, or {@link ReferenceTable#UNASSIGNED}. */
    public Column code(String reference, Column word) {
        return ReferenceLookup.code(references.get(reference), word);
    }
}
