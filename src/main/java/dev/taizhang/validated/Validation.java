package dev.taizhang.validated;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.CachedRows;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Steps;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FileParts;
import dev.taizhang.feeds.ReturnVerdict.Verdict;
import dev.taizhang.validated.DeliveryRows.OwnText;
import dev.taizhang.validated.Rule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Reads the new deliveries of one dataset and accepts, rejects or leaves out each row. */
public final class Validation {
    /** The number of rows that stop publication to report. */
    private static final int MAX_FAILING = 20;

    private static final List<String> KEY = List.of("delivery_number", "key_hash");
    private static final List<String> PLACE = List.of("delivery_number", "sheet", "row_number");

    /** The finding of a rule without the severity, as in {@link Finding#SCHEMA}. */
    private static final String AS_FINDING =
            "named_struct('column', finding.column, 'value', finding.value, 'rule', finding.rule,"
                    + " 'sentence_zh', finding.sentence_zh, 'sentence_en', finding.sentence_en)";

    private static final String QUARANTINED = "finding.severity = '" + Severity.QUARANTINE.word() + "'";

    /** The order of {@link #counts}. */
    private static final Comparator<Row> IN_ORDER = Comparator.<Row>comparingLong(row -> row.getAs("delivery_number"))
            .thenComparing(text("district_code"))
            .thenComparing(text("outcome"))
            .thenComparing(text("left_out"));

    private final DatasetDefinition dataset;
    private final Map<String, Feed> feeds;
    private final List<Rule> rules;
    private final Configuration configuration;
    private final FileParts.Size partSize;

    /**
     * Prepares to read deliveries of one dataset.
     *
     * @param rules the rules of all datasets
     */
    Validation(DatasetDefinition dataset, Map<String, Feed> feeds, List<Rule> rules, Configuration configuration) {
        this(dataset, feeds, rules, configuration, FileParts.Size.DEFAULT);
    }

    Validation(
            DatasetDefinition dataset,
            Map<String, Feed> feeds,
            List<Rule> rules,
            Configuration configuration,
            FileParts.Size partSize) {
        this.partSize = partSize;
        this.dataset = dataset;
        this.feeds = feeds;
        this.rules =
                rules.stream().filter(rule -> rule.dataset().equals(dataset)).toList();
        this.configuration = configuration;
    }

    private static Comparator<Row> text(String column) {
        return Comparator.comparing(row -> row.<String>getAs(column), Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    /** Reads the deliveries and evaluates the rules. The rows stay cached until {@link Validated#close}. */
    public Validated of(SparkSession spark, List<Delivery> deliveries, RuleHistory history) {
        Typed typed = typed(spark, deliveries);
        return rules.isEmpty() || typed.validated().rows("accepted") == 0
                ? typed.validated()
                : withRules(spark, deliveries, typed, history);
    }

    /** Reads only the columns of the deliveries, by number; those of a file that is refused now are unknown. */
    public Map<Long, DeliveredColumns> columns(SparkSession spark, List<Delivery> deliveries) {
        return DeliveredColumns.of(dataset, read(spark, deliveries, Division.NONE, OwnText.OF_UNREADABLE_ROWS));
    }

    /** The rows before rules are evaluated, and how their files were divided, for reading some of them again. */
    private record Typed(Validated validated, Division division) {}

    private Validated withRules(SparkSession spark, List<Delivery> deliveries, Typed read, RuleHistory history) {
        Validated typed = read.validated();
        RuleEvaluator evaluator = new RuleEvaluator(dataset, rules, configuration.references());
        CachedRows computed = new CachedRows(
                evaluator.violations(spark, typed.acceptedWithConfirmation(), history, senders(deliveries)));
        Steps violations = computed.steps();
        List<CachedRows> cached = new ArrayList<>(typed.cached());
        cached.add(computed);
        List<Row> perDelivery = evaluator.evaluate(() -> violations
                .group(
                        Steps.columns("delivery_number"),
                        expr("bool_or(exists(found, finding -> " + QUARANTINED + "))")
                                .as("quarantined"))
                .collect());
        if (perDelivery.isEmpty()) {
            computed.close();
            return typed;
        }
        Steps rows = warned(typed.rows(), violations);
        List<Delivery> quarantined = numbered(deliveries, named(perDelivery, "quarantined"));
        if (!quarantined.isEmpty()) {
            CachedRows apart = cachedWithOutcome(quarantined(spark, quarantined, read.division(), violations));
            cached.add(apart);
            rows = rows.union(apart.steps());
        }
        return Validated.of(dataset, rows, counts(rows), typed.columns(), failing(violations), cached);
    }

    private static Map<Long, String> senders(List<Delivery> deliveries) {
        return deliveries.stream().collect(Collectors.toMap(Delivery::number, Delivery::sender));
    }

    /** All rows except those to quarantine, with the warnings of rules. */
    private static Steps warned(Steps rows, Steps violations) {
        return rows.join(violations, PLACE, "left_outer")
                .where("NOT coalesce(exists(found, finding -> " + QUARANTINED + "), false)")
                .withColumns(Map.of(
                        "warnings",
                        expr("concat(warnings, coalesce(transform(found, finding -> " + AS_FINDING + "), array()))")))
                .drop("found");
    }

    /** The rows to quarantine. They are read again with their text, so that the other rows need not carry theirs. */
    private Steps quarantined(SparkSession spark, List<Delivery> deliveries, Division division, Steps violations) {
        String names = dataset.columnNames().stream().collect(Collectors.joining("', '", "array('", "')"));
        return read(spark, deliveries, division, OwnText.OF_ALL_ROWS)
                .join(violations.where("exists(found, finding -> " + QUARANTINED + ")"), PLACE, "inner")
                .withColumns(Map.of("found", expr("filter(found, finding -> " + QUARANTINED + ")")))
                .withColumns(Map.of(
                        "problems",
                        expr("transform(found, finding -> "
                                + AS_FINDING.replace(
                                        "finding.value",
                                        "element_at(cells, CAST(array_position(" + names + ", finding.column) AS INT))")
                                + ")")))
                .drop("found");
    }

    /** The first rows that break a rule which stops publication. */
    private List<Validated.Failing> failing(Steps violations) {
        if (rules.stream().noneMatch(rule -> rule.severity() == Severity.FAIL)) {
            return List.of();
        }
        return violations
                .select(
                        col("delivery_number"),
                        col("sheet"),
                        col("row_number"),
                        explode(col("found")).as("finding"))
                .where("finding.severity = '" + Severity.FAIL.word() + "'")
                .sort("delivery_number", "sheet", "row_number", "finding.rule")
                .select("delivery_number", "sheet", "row_number", "finding.*")
                .limit(MAX_FAILING)
                .collect()
                .stream()
                .map(row -> new Validated.Failing(
                        row.getAs("delivery_number"),
                        row.getAs("sheet"),
                        row.getAs("row_number"),
                        row.getAs("rule"),
                        new Bilingual(row.getAs("sentence_zh"), row.getAs("sentence_en"))))
                .toList();
    }

    private Typed typed(SparkSession spark, List<Delivery> deliveries) {
        Division division = Division.of(spark, deliveries, feeds, partSize, copies(spark, deliveries));
        CachedRows read = cachedWithOutcome(read(spark, deliveries, division, OwnText.OF_UNREADABLE_ROWS));
        List<CachedRows> cached = new ArrayList<>(List.of(read));
        Steps rows = read.steps();
        List<Row> counts = counts(rows);
        Set<Long> dependent = division.dependent();
        if (!dependent.isEmpty()) {
            division = division.without(dependent);
            CachedRows whole = cachedWithOutcome(
                    read(spark, numbered(deliveries, dependent), Division.NONE, OwnText.OF_UNREADABLE_ROWS));
            cached.add(whole);
            rows = rows.where(not(isOneOf(dependent))).union(whole.steps());
            counts = counts(rows);
        }
        Map<Long, DeliveredColumns> columns = DeliveredColumns.of(dataset, rows);
        Steps keys = repeatedKeys(rows, division);
        Set<Long> repeating = new HashSet<>(named(counts, "key_repeated"));
        if (!division.parts().isEmpty()) {
            keys.select("delivery_number").distinct().collect().forEach(row -> repeating.add(row.getLong(0)));
        }
        List<Delivery> withRepeatedKeys = numbered(deliveries, repeating);
        if (withRepeatedKeys.isEmpty()) {
            return new Typed(Validated.of(dataset, rows, counts, columns, List.of(), cached), division);
        }
        // Rows that may be duplicates are read again with their text, so that the other rows need not carry theirs.
        CachedRows duplicates = cachedWithOutcome(DuplicateKeys.compared(
                read(spark, withRepeatedKeys, division, OwnText.OF_ALL_ROWS).join(keys, KEY, "left_semi"), dataset));
        cached.add(duplicates);
        Steps all = rows.join(keys, KEY, "left_anti").union(duplicates.steps());
        return new Typed(Validated.of(dataset, all, counts(all), columns, List.of(), cached), division);
    }

    /** The keys that occur twice in a delivery. A part of a file does not know those of the others. */
    private static Steps repeatedKeys(Steps rows, Division division) {
        Steps noticed =
                rows.where("key_repeated").select("delivery_number", "key_hash").distinct();
        if (division.parts().isEmpty()) {
            return noticed;
        }
        Steps counted = rows.where(
                        isOneOf(division.parts().keySet()).and(col("key_hash").isNotNull()))
                .group(
                        Steps.columns("delivery_number", "key_hash"),
                        count(lit(1)).as("rows"))
                .where("rows > 1")
                .drop("rows");
        return noticed.union(counted).distinct();
    }

    private static Column isOneOf(Set<Long> numbers) {
        return col("delivery_number").isin(numbers.toArray());
    }

    /** The numbers of the deliveries for which a column of some row of a result is true. */
    private static Set<Long> named(List<Row> result, String column) {
        return result.stream()
                .filter(row -> row.<Boolean>getAs(column))
                .map(row -> row.<Long>getAs("delivery_number"))
                .collect(Collectors.toSet());
    }

    private static List<Delivery> numbered(List<Delivery> deliveries, Set<Long> numbers) {
        return deliveries.stream()
                .filter(delivery -> numbers.contains(delivery.number()))
                .toList();
    }

    private Steps read(SparkSession spark, List<Delivery> deliveries, Division division, OwnText ownText) {
        List<List<Portion>> tasks = division.tasks(deliveries);
        RowReading reading = new RowReading(
                tasks,
                feeds,
                new DeliveryRows(dataset, configuration, ownText, RuleScope.shownTexts(rules)),
                copies(spark, deliveries),
                division.verdicts());
        return leftOut(reading.rows(spark));
    }

    private static StoredCopies copies(SparkSession spark, List<Delivery> deliveries) {
        return new StoredCopies(deliveries.stream().allMatch(StoredCopies::isLocal) ? null : hadoop(spark));
    }

    private static Broadcast<SerializableConfiguration> hadoop(SparkSession spark) {
        return new JavaSparkContext(spark.sparkContext())
                .broadcast(new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    }

    /**
     * Adds the reason to leave out a row: dropped by the sender, a condition of the feed, or not a row of the dataset.
     * If feeds have conditions, also adds the text of the columns, which they name.
     */
    private Steps leftOut(Steps rows) {
        Column reason = when(col("answer.verdict").equalTo(Verdict.DROPPED.name()), lit("dropped_by_sender"));
        for (Feed feed : feeds.values()) {
            for (Feed.LeaveOut rule : feed.leaveOut()) {
                Column applies = col("feed").equalTo(feed.name()).and(expr(rule.when()));
                reason = coalesce(reason, when(applies, lit(rule.reason())));
            }
        }
        boolean named =
                feeds.values().stream().anyMatch(feed -> !feed.leaveOut().isEmpty());
        Column[] columns = Stream.of(
                        Stream.of(col("*")),
                        named
                                ? dataset.columnNames().stream()
                                        .map(name -> present(name).as(name))
                                : Stream.<Column>of(),
                        Stream.of(coalesce(reason, col("no_row")).as("left_out")))
                .flatMap(part -> part)
                .toArray(Column[]::new);
        return rows.select(columns);
    }

    /** The text of a column; null if it is blank, in every kind of file. */
    private Column present(String name) {
        Column text = col("cells").getItem(dataset.indexOf(name));
        return when(text.rlike("(?U)\\S"), text);
    }

    /**
     * Caches each row with its outcome and its typed values as columns. Only rejected rows keep their text. Only
     * accepted rows and totals keep their warnings.
     */
    private CachedRows cachedWithOutcome(Steps rows) {
        Column outcome = when(col("refusal").isNotNull(), lit("refused"))
                .when(col("left_out").isNotNull(), lit("left_out"))
                .when(size(col("problems")).gt(0), lit("rejected"))
                .otherwise(lit("accepted"));
        Map<String, Column> changed = Map.of(
                "warnings",
                when(outcome.equalTo("accepted").or(col("no_row").isNotNull()), col("warnings"))
                        .otherwise(expr("slice(warnings, 1, 0)")),
                "cells",
                when(outcome.equalTo("rejected"), col("cells")),
                "sent",
                when(outcome.equalTo("rejected"), col("sent")));
        Stream<Column> kept = Stream.concat(
                        Stream.of(DeliveryRows.schema(dataset).fieldNames()), Stream.of("left_out"))
                .filter(name -> !name.equals("typed") && !name.equals("no_row"))
                .map(name -> changed.getOrDefault(name, col(name)).as(name));
        return new CachedRows(rows.select(Stream.concat(kept, Stream.of(outcome.as("outcome"), col("typed.*")))
                .toArray(Column[]::new)));
    }

    /**
     * One row per delivery, district, outcome and reason, few enough for the memory of the driver. Rows that are left
     * out say nothing about keys.
     */
    private List<Row> counts(Steps rows) {
        Column date = expr(dataset.rowDate().orElse("CAST(NULL AS DATE)"));
        Column unreadable = col("outcome").notEqual("left_out").and(not(col("key_readable")));
        return rows
                .group(
                        Steps.columns("delivery_number", "district_code", "outcome", "left_out", "refusal"),
                        count(lit(1)).as("rows"),
                        min(date).as("first_date"),
                        max(date).as("last_date"),
                        sum(when(unreadable, 1).otherwise(0)).as("unreadable_keys"),
                        max("key_repeated").as("key_repeated"),
                        sum(size(col("warnings"))).as("warnings"))
                .collect()
                .stream()
                .sorted(IN_ORDER)
                .toList();
    }
}
