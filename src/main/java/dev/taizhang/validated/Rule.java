package dev.taizhang.validated;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.SqlExpression;
import java.util.Locale;
import java.util.Set;

/**
 * A condition that every row of a dataset must meet: one entry of a file under {@code conf/rules}.
 *
 * @param name its name in messages and tables
 * @param dataset the dataset whose rows it checks
 * @param condition a Spark SQL expression over {@link RuleScope}; a row breaks the rule if it is false, not if it is
 *     null
 * @param severity the consequence for a row that breaks the rule
 * @param message the sentence for the sender, with {@code {column}} as a placeholder for a value
 * @param column the column with the problem
 */
public record Rule(
        String name, DatasetDefinition dataset, String condition, Severity severity, Bilingual message, String column) {
    private static final Set<String> OTHER_DELIVERIES = Set.of(RuleScope.PREVIOUS, RuleScope.PROJECT);

    /**
     * Whether it warns of a record that disagrees with one of another delivery. Such a rule is evaluated on the records
     * in force in every run, so that its findings do not depend on the order in which deliveries arrive. The rows of a
     * set are not records of their own.
     */
    public boolean isOnRecords() {
        return severity == Severity.WARN
                && dataset.rows() == DatasetDefinition.Rows.ONE_PER_KEY
                && SqlExpression.columns(condition).stream().anyMatch(name -> OTHER_DELIVERIES.contains(name.get(0)));
    }

    /** The consequence for a row that breaks a rule. */
    public enum Severity {
        /** The row is accepted with a warning in {@code ledger.warnings}. */
        WARN,
        /** The row is rejected like one that cannot be read. */
        QUARANTINE,
        /** The run does not publish. */
        FAIL;

        /** The name in configuration and tables. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
