package dev.taizhang.validated;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.SqlExpression;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
    private static final Set<String> OTHER_RECORDS = Set.of(RuleScope.PREVIOUS, RuleScope.PROJECT);

    /**
     * Whether it warns of a record that disagrees with one of another delivery. Such a rule is evaluated on the records
     * in force in every run, so that its findings do not depend on the order in which deliveries arrive. The rows of a
     * set are not records of their own.
     */
    public boolean isOnRecords() {
        return severity == Severity.WARN
                && dataset.rows() == DatasetDefinition.Rows.ONE_PER_KEY
                && !otherRecords().isEmpty();
    }

    /** The records beyond the row itself that the condition names: the previous one, that of the project. */
    public Set<String> otherRecords() {
        return SqlExpression.columns(condition).stream()
                .map(parts -> parts.get(0))
                .filter(OTHER_RECORDS::contains)
                .collect(Collectors.toCollection(TreeSet::new));
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
