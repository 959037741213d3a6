package dev.taizhang.validated;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.ReturnVerdict.Verdict;
import dev.taizhang.validated.DeliveryRows.OwnText;
import dev.taizhang.validated.Rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Reads the new deliveries of one dataset and says of each row what becomes of it. */
public final class Validation {
    /** Small files share a task up to this size, since a task of its own costs more than reading one; a larger one is a task. */
    private static final long BYTES_OF_TASK = 256 << 10;

    /** As many rows that stop publication as anybody will read before mending the rest. */
    private static final int MOST_FAILING = 20;

    private static final String[] KEY = {"delivery_number", "key_hash"};
    private static final String[] PLACE = {"delivery_number", "sheet", "row_number"};

    /** What rules found, without the severity: as {@link Finding#SCHEMA} has it. */
    private static final String AS_FINDING =
            "named_struct('column', finding.column, 'value', finding.value, 'rule', finding.rule,"
                    + " 'sentence_zh', finding.sentence_zh, 'sentence_en', finding.sentence_en)";

    private static final String QUARANTINED = "finding.severity = '" + Severity.QUARANTINE.word() + "'";

    private final DatasetDefinition dataset;
    private final Map<String, Feed> feeds;
    private final List<Rule> rules;
    private final Configuration configuration;

    /**
     * Prepares to read deliveries of one dataset.
     *
     * @param rules those of all datasets
     */
    public Validation(
            DatasetDefinition dataset, Map<String, Feed> feeds, List<Rule> rules, Configuration configuration) {
        this.dataset = dataset;
        this.feeds = feeds;
        this.rules =
                rules.stream().filter(rule -> rule.dataset().equals(dataset)).toList();
        this.configuration = configuration;
    }

    /** Reads the deliveries and asks the rules of them; the rows stay cached until {@link Validated#close}. */
    public Validated of(SparkSession spark, List<Delivery> deliveries, RuleHistory past) {
        Validated typed = typed(spark, deliveries);
        return rules.isEmpty() || typed.rows("accepted") == 0 ? typed : judged(spark, deliveries, typed, past);
    }

    private Validated judged(SparkSession spark, List<Delivery> deliveries, Validated typed, RuleHistory past) {
        RuleJudge judge = new RuleJudge(dataset, rules, configuration);
        Dataset<Row> broken = judge.broken(spark, typed.acceptedWithConfirmation(), past, deliveries)
                .persist(StorageLevel.MEMORY_AND_DISK());
        List<Dataset<Row>> cached = new ArrayList<>(typed.cached());
        cached.add(broken);
        List<Row> perDelivery = judge.asked(() -> broken.groupBy("delivery_number")
                .agg(expr("bool_or(exists(found, finding -> " + QUARANTINED + "))")
                        .as("quarantined"))
                .collectAsList());
        if (perDelivery.isEmpty()) {
            broken.unpersist();
            return typed;
        }
        Dataset<Row> rows = warned(typed.rows(), broken);
        List<Delivery> quarantined = named(deliveries, perDelivery, "quarantined");
        if (!quarantined.isEmpty()) {
            Dataset<Row> apart = kept(quarantined(spark, quarantined, broken));
            cached.add(apart);
            rows = rows.unionByName(apart);
        }
        return Validated.of(dataset, rows, counts(rows), failing(broken), cached);
    }

    /** All rows but those to be quarantined, with what rules warn of. */
    private static Dataset<Row> warned(Dataset<Row> rows, Dataset<Row> broken) {
        return rows.join(broken, PLACE, "left_outer")
                .where("NOT coalesce(exists(found, finding -> " + QUARANTINED + "), false)")
                .withColumn(
                        "warnings",
                        expr("concat(warnings, coalesce(transform(found, finding -> " + AS_FINDING + "), array()))"))
                .drop("found");
    }

    /** The rows to be quarantined, read once more with their text, which all the other rows then need not carry. */
    private Dataset<Row> quarantined(SparkSession spark, List<Delivery> deliveries, Dataset<Row> broken) {
        String names = dataset.columnNames().stream().collect(Collectors.joining("', '", "array('", "')"));
        return read(spark, deliveries, OwnText.OF_ALL_ROWS)
                .join(broken.where("exists(found, finding -> " + QUARANTINED + ")"), PLACE)
                .withColumn("found", expr("filter(found, finding -> " + QUARANTINED + ")"))
                .withColumn(
                        "problems",
                        expr("transform(found, finding -> "
                                + AS_FINDING.replace(
                                        "finding.value",
                                        "element_at(cells, CAST(array_position(" + names + ", finding.column) AS INT))")
                                + ")"))
                .drop("found");
    }

    /** The rows that break a rule which stops publication. */
    private static List<Validated.Failing> failing(Dataset<Row> broken) {
        return broken
                .selectExpr("delivery_number", "sheet", "row_number", "explode(found) AS finding")
                .where("finding.severity = '" + Severity.FAIL.word() + "'")
                .orderBy("delivery_number", "sheet", "row_number", "finding.rule")
                .select("delivery_number", "sheet", "row_number", "finding.*")
                .limit(MOST_FAILING)
                .collectAsList()
                .stream()
                .map(row -> new Validated.Failing(
                        row.getAs("delivery_number"),
                        row.getAs("sheet"),
                        row.getAs("row_number"),
                        row.getAs("rule"),
                        new Bilingual(row.getAs("sentence_zh"), row.getAs("sentence_en"))))
                .toList();
    }

    private Validated typed(SparkSession spark, List<Delivery> deliveries) {
        Dataset<Row> rows = kept(read(spark, deliveries, OwnText.OF_UNREADABLE_ROWS));
        List<Row> counts = counts(rows);
        List<Delivery> repeating = named(deliveries, counts, "key_repeated");
        if (repeating.isEmpty()) {
            return Validated.of(dataset, rows, counts, List.of(), List.of(rows));
        }
        // What may have a twin is read once more with its text, which all the other rows then need not carry.
        Dataset<Row> keys =
                rows.where("key_repeated").select("delivery_number", "key_hash").distinct();
        Dataset<Row> twins = kept(DuplicateKeys.compared(
                read(spark, repeating, OwnText.OF_ALL_ROWS).join(keys, KEY, "left_semi"), dataset));
        Dataset<Row> all = rows.join(keys, KEY, "left_anti").unionByName(twins);
        return Validated.of(dataset, all, counts(all), List.of(), List.of(rows, twins));
    }

    /** The deliveries of which some row of a result says yes. */
    private static List<Delivery> named(List<Delivery> deliveries, List<Row> result, String column) {
        Set<Long> numbers = result.stream()
                .filter(row -> row.<Boolean>getAs(column))
                .map(row -> row.<Long>getAs("delivery_number"))
                .collect(Collectors.toSet());
        return deliveries.stream()
                .filter(delivery -> numbers.contains(delivery.number()))
                .toList();
    }

    private Dataset<Row> read(SparkSession spark, List<Delivery> deliveries, OwnText ownText) {
        List<List<Delivery>> tasks = tasks(deliveries);
        RowReading reading = new RowReading(dataset, tasks, feeds, configuration, ownText);
        return spark.range(0, tasks.size(), 1, tasks.size())
                .flatMap(reading, Encoders.row(DeliveryRows.schema(dataset)))
                .transform(this::leftOut);
    }

    private static List<List<Delivery>> tasks(List<Delivery> deliveries) {
        List<List<Delivery>> tasks = new ArrayList<>();
        long bytes = BYTES_OF_TASK;
        for (Delivery delivery : deliveries) {
            if (bytes >= BYTES_OF_TASK) {
                tasks.add(new ArrayList<>());
                bytes = 0;
            }
            tasks.get(tasks.size() - 1).add(delivery);
            bytes += delivery.bytes();
        }
        return tasks;
    }

    /** Rows that their sender drops, those that the feed's own conditions leave out, and lines that are no rows of the dataset. */
    private Dataset<Row> leftOut(Dataset<Row> rows) {
        Column reason = when(col("answer.verdict").equalTo(Verdict.DROPPED.name()), lit("dropped_by_sender"));
        for (Feed feed : feeds.values()) {
            for (Feed.LeaveOut rule : feed.leaveOut()) {
                Column applies = col("feed").equalTo(feed.name()).and(expr(rule.when()));
                reason = coalesce(reason, when(applies, lit(rule.reason())));
            }
        }
        List<String> names = dataset.columnNames();
        Column[] text = Stream.concat(
                        Stream.of(col("*")),
                        names.stream()
                                .map(name -> col("cells")
                                        .getItem(dataset.indexOf(name))
                                        .as(name)))
                .toArray(Column[]::new);
        return rows.select(text)
                .withColumn("left_out", coalesce(reason, col("no_row")))
                .drop(names.toArray(String[]::new));
    }

    /**
     * Caches each row with its outcome and its typed values as columns; only a rejected one keeps its text. Of rows that are not
     * taken nothing is told but what is odd about totals.
     */
    private static Dataset<Row> kept(Dataset<Row> rows) {
        Column outcome = when(col("refusal").isNotNull(), lit("refused"))
                .when(col("left_out").isNotNull(), lit("left_out"))
                .when(size(col("problems")).gt(0), lit("rejected"))
                .otherwise(lit("accepted"));
        return rows.withColumn("outcome", outcome)
                .withColumn(
                        "warnings",
                        when(col("outcome").equalTo("accepted").or(col("no_row").isNotNull()), col("warnings"))
                                .otherwise(expr("slice(warnings, 1, 0)")))
                .withColumn("cells", when(col("outcome").equalTo("rejected"), col("cells")))
                .withColumn("sent", when(col("outcome").equalTo("rejected"), col("sent")))
                .select("*", "typed.*")
                .drop("typed", "no_row")
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    /** One row per delivery, district, outcome and reason: as many as deliveries have districts, so the driver may hold them. */
    private List<Row> counts(Dataset<Row> rows) {
        Column date = expr(dataset.rowDate().orElse("CAST(NULL AS DATE)"));
        return rows.groupBy("delivery_number", "district_code", "outcome", "left_out", "refusal")
                .agg(
                        count(lit(1)).as("rows"),
                        min(date).as("first_date"),
                        max(date).as("last_date"),
                        sum(expr("CASE WHEN key_readable THEN 0 ELSE 1 END")).as("unreadable_keys"),
                        max("key_repeated").as("key_repeated"),
                        sum(size(col("warnings"))).as("warnings"))
                .coalesce(1)
                .sortWithinPartitions("delivery_number", "district_code", "outcome", "left_out")
                .collectAsList();
    }
}
