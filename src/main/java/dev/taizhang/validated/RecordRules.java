package dev.taizhang.validated;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Steps;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The rules of a dataset that warn of records which disagree with those of other deliveries, see
 * {@link Rule#isOnRecords}.
 *
 * @param dataset the dataset
 * @param rules the rules; empty if it has none
 * @param references the reference tables by name
 */
public record RecordRules(DatasetDefinition dataset, List<Rule> rules, Map<String, ReferenceTable> references) {
    /** Selects the rules of a dataset. */
    public static RecordRules of(DatasetDefinition dataset, List<Rule> rules, Map<String, ReferenceTable> references) {
        return new RecordRules(
                dataset,
                rules.stream()
                        .filter(rule -> rule.dataset().equals(dataset) && rule.isOnRecords())
                        .toList(),
                references);
    }

    /**
     * Computes the findings: {@code delivery_number}, the columns {@code about}, and the fields of a finding.
     *
     * @param records rows of the ledger with {@code is_new}: whether to evaluate them, or only to compare others with
     *     them, and {@code confirmed}: whether the sender has confirmed them
     * @param projects the rows of the dataset {@code projects}; null if there are none
     * @param senders the sender of each delivery
     * @param about the columns that identify a record
     * @param cached caches rows. They are computed before this method returns, so that a rule that cannot be evaluated
     *     is named
     */
    public Dataset<Row> findings(
            SparkSession spark,
            Steps records,
            Steps projects,
            Map<Long, String> senders,
            List<String> about,
            Function<Steps, Dataset<Row>> cached) {
        RuleEvaluator evaluator = new RuleEvaluator(dataset, rules, references);
        String[] kept = about.toArray(String[]::new);
        Steps found = evaluator
                .violations(spark, records, new RuleHistory(null, projects, RuleHistory.Extent.COMPLETE), senders, kept)
                .select(col("*"), explode(col("found")).as("finding"))
                .select(Stream.concat(
                                Stream.of("delivery_number"),
                                Stream.concat(
                                        about.stream(),
                                        Stream.of(
                                                "finding.rule",
                                                "finding.value",
                                                "finding.sentence_zh",
                                                "finding.sentence_en")))
                        .toArray(String[]::new));
        Dataset<Row> findings = cached.apply(found);
        evaluator.evaluate(
                () -> Steps.from(findings).group(List.of(), count(lit(1))).collect());
        return findings;
    }
}
