package dev.taizhang.validated;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import java.util.Locale;

/**
 * What an office wants to hold of every row of a dataset: one entry of a file under {@code conf/rules}.
 *
 * @param name as it stands beside what it found
 * @param dataset whose rows it is about
 * @param condition one Spark SQL expression over {@link RuleScope} that must hold; null holds
 * @param severity what becomes of a row for which it does not hold
 * @param message the sentence for the sender, with {@code {column}} where a value is to stand
 * @param column the column that is at fault
 */
public record Rule(
        String name, DatasetDefinition dataset, String condition, Severity severity, Bilingual message, String column) {
    /** What becomes of a row that breaks a rule. */
    public enum Severity {
        /** It is accepted, and the sentence stands in {@code ledger.warnings}. */
        WARN,
        /** It is rejected, as a row that cannot be read is. */
        QUARANTINE,
        /** Nothing is published. */
        FAIL;

        /** As configuration and tables write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
