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

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
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

    private static final String[] KEY = {"delivery_number", "key_hash"};

    private final DatasetDefinition dataset;
    private final Map<String, Feed> feeds;
    private final Configuration configuration;

    public Validation(DatasetDefinition dataset, Map<String, Feed> feeds, Configuration configuration) {
        this.dataset = dataset;
        this.feeds = feeds;
        this.configuration = configuration;
    }

    /** Reads the deliveries; the rows stay cached until {@link Validated#close}. */
    public Validated of(SparkSession spark, List<Delivery> deliveries) {
        Dataset<Row> rows = kept(read(spark, deliveries));
        List<Row> counts = counts(rows);
        List<Delivery> repeating = repeating(deliveries, counts);
        if (repeating.isEmpty()) {
            return Validated.of(dataset, rows, counts, List.of(rows));
        }
        // What may have a twin is read once more with its text, which all the other rows then need not carry.
        Dataset<Row> keys =
                rows.where("key_repeated").select("delivery_number", "key_hash").distinct();
        Dataset<Row> twins = kept(Twins.compared(read(spark, repeating).join(keys, KEY, "left_semi"), dataset));
        Dataset<Row> all = rows.join(keys, KEY, "left_anti").unionByName(twins);
        return Validated.of(dataset, all, counts(all), List.of(rows, twins));
    }

    private static List<Delivery> repeating(List<Delivery> deliveries, List<Row> counts) {
        Set<Long> numbers = counts.stream()
                .filter(count -> count.<Boolean>getAs("key_repeated"))
                .map(count -> count.<Long>getAs("delivery_number"))
                .collect(Collectors.toSet());
        return deliveries.stream()
                .filter(delivery -> numbers.contains(delivery.number()))
                .toList();
    }

    private Dataset<Row> read(SparkSession spark, List<Delivery> deliveries) {
        List<List<Delivery>> tasks = tasks(deliveries);
        RowReading reading = new RowReading(dataset, tasks, feeds, configuration);
        return spark.range(0, tasks.size(), 1, tasks.size())
                .flatMap(reading, Encoders.row(RowReading.schema(dataset)))
                .transform(this::leftOutByFeed);
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

    /** Rows that the feed's own conditions leave out. */
    private Dataset<Row> leftOutByFeed(Dataset<Row> rows) {
        Column reason = lit(null).cast("string");
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
        return rows.select(text).withColumn("left_out", reason).drop(names.toArray(String[]::new));
    }

    /** Caches each row with its outcome and its typed values as columns; only a rejected one keeps its text. */
    private static Dataset<Row> kept(Dataset<Row> rows) {
        Column outcome = when(col("refusal").isNotNull(), lit("refused"))
                .when(col("left_out").isNotNull(), lit("left_out"))
                .when(size(col("problems")).gt(0), lit("rejected"))
                .otherwise(lit("accepted"));
        return rows.withColumn("outcome", outcome)
                .withColumn("cells", when(col("outcome").equalTo("rejected"), col("cells")))
                .select("*", "typed.*")
                .drop("typed")
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    /** One row per delivery, district, outcome and reason: as many as deliveries have districts, so the driver may hold them. */
    private List<Row> counts(Dataset<Row> rows) {
        Column date = dataset.has("snapshot_date")
                ? col("snapshot_date")
                : dataset.has("report_month") ? col("report_month") : lit(null).cast("date");
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
