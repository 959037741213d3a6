package dev.taizhang.validated;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.storage.StorageLevel;

/** Reads the new deliveries of one dataset and says of each row what becomes of it. */
public final class Validation {
    private static final int FILES_PER_TASK = 4;

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
        RowReading reading = new RowReading(dataset, deliveries, feeds, configuration);
        int tasks = Math.max(1, Math.min(64, deliveries.size() / FILES_PER_TASK));
        Dataset<Row> rows = spark.createDataset(
                        deliveries.stream().map(Delivery::number).toList(), Encoders.LONG())
                .repartition(tasks, col("value"))
                .flatMap(reading, Encoders.row(RowReading.schema(dataset)))
                .transform(this::leftOutByFeed)
                .transform(this::duplicates)
                .withColumn("outcome", outcome())
                .persist(StorageLevel.MEMORY_AND_DISK());
        return Validated.of(dataset, rows, counts(rows));
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

    /** Equal rows of one key are one row; differing ones are all rejected, each naming the other. */
    private Dataset<Row> duplicates(Dataset<Row> rows) {
        if (dataset.rows() == DatasetDefinition.Rows.SET_PER_KEY) {
            return rows;
        }
        Column[] key = Stream.concat(
                        Stream.of(col("delivery_number"), col("key_readable"), col("left_out")),
                        dataset.key().stream().map(name -> col("typed." + name)))
                .toArray(Column[]::new);
        WindowSpec twins = Window.partitionBy(key);
        WindowSpec ordered = twins.orderBy(col("sheet"), col("row_number"));
        Column comparable = col("key_readable").and(col("left_out").isNull());
        Column content = struct(col("typed"), col("problems"));
        Column equal = min(content).over(twins).eqNullSafe(max(content).over(twins));
        Column place = concat_ws("!", when(col("sheet").notEqual(""), col("sheet")), col("row_number"));
        return rows.withColumn(
                        "twins", when(comparable, count(lit(1)).over(twins)).otherwise(1))
                .withColumn("equal_twins", equal)
                .withColumn("nth_twin", row_number().over(ordered))
                .withColumn(
                        "other",
                        coalesce(lag(place, 1).over(ordered), lead(place, 1).over(ordered)))
                .withColumn(
                        "left_out",
                        when(expr("twins > 1 AND equal_twins AND nth_twin > 1"), lit("identical_row"))
                                .otherwise(col("left_out")))
                .withColumn(
                        "problems",
                        when(expr("twins > 1 AND NOT equal_twins"), array_union(col("problems"), array(duplicate())))
                                .otherwise(col("problems")))
                .drop("twins", "equal_twins", "nth_twin", "other");
    }

    private Column duplicate() {
        String key = dataset.key().get(0);
        return struct(
                lit(key).as("column"),
                col("cells").getItem(dataset.indexOf(key)).as("value"),
                lit("duplicate_key").as("rule"),
                concat_ws("", lit("与第 "), col("other"), lit(" 行重复但内容不同，请只保留正确的一行。"))
                        .as("sentence_zh"),
                concat_ws(
                                "",
                                lit("The same key stands on row "),
                                col("other"),
                                lit(" with other values; keep the right row only."))
                        .as("sentence_en"));
    }

    private static Column outcome() {
        return when(col("refusal").isNotNull(), lit("refused"))
                .when(col("left_out").isNotNull(), lit("left_out"))
                .when(size(col("problems")).gt(0), lit("rejected"))
                .otherwise(lit("accepted"));
    }

    /** One row per delivery, district, outcome and reason: as many as deliveries have districts, so the driver may hold them. */
    private List<Row> counts(Dataset<Row> rows) {
        Column date = dataset.has("snapshot_date")
                ? col("typed.snapshot_date")
                : dataset.has("report_month")
                        ? col("typed.report_month")
                        : lit(null).cast("date");
        return rows.groupBy("delivery_number", "district_code", "outcome", "left_out", "refusal")
                .agg(
                        count(lit(1)).as("rows"),
                        min(date).as("first_date"),
                        max(date).as("last_date"),
                        sum(expr("CASE WHEN key_readable THEN 0 ELSE 1 END")).as("unreadable_keys"),
                        sum(size(col("warnings"))).as("warnings"))
                .orderBy("delivery_number", "district_code", "outcome", "left_out")
                .collectAsList();
    }
}
