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
import org.apache.spark.sql.SparkSession;

/**
 * The ledger as a run interprets it: projects under their present codes, amounts in the portfolio's currency, and the
 * words of senders as codes. All are computed anew in every run, so that a new succession, rate or alias also corrects
 * past figures.
 *
 * @param delivered the ledger itself, which keeps project codes, amounts and words as delivered
 * @param references the reference tables by name
 * @param rates the exchange rates
 * @param rules the rules of all datasets, of which some compare the records in force
 * @param successions the project codes that others have succeeded
 */
public record InterpretedLedger(
        Ledger delivered,
        Map<String, ReferenceTable> references,
        ExchangeRates rates,
        List<Rule> rules,
        Successions successions) {
    /** The ledger before any succession is in force. */
    public InterpretedLedger(
            Ledger delivered, Map<String, ReferenceTable> references, ExchangeRates rates, List<Rule> rules) {
        this(delivered, references, rates, rules, Successions.NONE);
    }

    /** Returns the ledger with the successions in force as of a date. */
    public InterpretedLedger asOf(SparkSession spark, AsOf asOf) {
        return with(Successions.of(spark, delivered, asOf));
    }

    /** Returns the ledger with other successions. */
    public InterpretedLedger with(Successions others) {
        return new InterpretedLedger(delivered, references, rates, rules, others);
    }

    /** Returns the accepted rows of a dataset under the present codes of their projects, amounts as delivered. */
    public Dataset<Row> accepted(DatasetDefinition dataset) {
        return successions.renamed(delivered.accepted(dataset), dataset);
    }

    /** Returns the accepted rows of a dataset, converted. Rows of a dataset without amounts are returned unchanged. */
    public Dataset<Row> converted(DatasetDefinition dataset) {
        return CurrencyConversion.of(accepted(dataset), dataset, rates);
    }

    /** Returns the code that a word means in a reference table, or {@link ReferenceTable#UNASSIGNED}. */
    public Column code(String reference, Column word) {
        return ReferenceLookup.code(references.get(reference), word);
    }
}
