package dev.taizhang.facts;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Steps;
import dev.taizhang.ledger.Ledger;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Decides whether the events of a record, such as the start of a project, have happened by the as-of date. A list that
 * has the column of an event and leaves it blank states that it has not happened. A list without the column states
 * nothing, so that nobody knows.
 */
final class Events {
    /** The dates of events, by dataset. A date by which something is planned or due is no event. */
    private static final Map<String, List<String>> DATES = Map.of(
            Datasets.PROJECTS.name(),
                    List.of(
                            "actual_start_date",
                            "actual_resumption_date",
                            "actual_completion_date",
                            "production_date",
                            "statistics_entry_date"),
            Datasets.CONTRACTS.name(),
                    List.of("registered_date", "landed_date", "started_date", "production_date", "capacity_date"),
            Datasets.BOTTLENECKS.name(), List.of("settled_date"),
            Datasets.APPROVALS.name(), List.of("granted_date"));

    private static final StructType LACKING = new StructType()
            .add("delivery_number", DataTypes.LongType)
            .add("lacking", DataTypes.createArrayType(DataTypes.StringType));

    private final SparkSession spark;
    private final DatasetDefinition dataset;
    private final Ledger ledger;
    private final Supplier<Map<Long, Set<String>>> lacking = Suppliers.memoize(this::lacking);

    Events(SparkSession spark, DatasetDefinition dataset, Ledger ledger) {
        this.spark = spark;
        this.dataset = dataset;
        this.ledger = ledger;
    }

    private static List<String> dates(DatasetDefinition dataset) {
        return DATES.getOrDefault(dataset.name(), List.of());
    }

    /** Returns the added columns: {@code actual_start_done} for {@code actual_start_date}, and so on. */
    static List<StructField> columns(DatasetDefinition dataset) {
        return dates(dataset).stream()
                .map(date -> {
                    Bilingual title = dataset.column(date).title();
                    return field(
                            done(date),
                            DataTypes.BooleanType,
                            "截止日期时是否已有" + title.zh() + "：报来的表没有这一列，则为空",
                            "whether its " + title.en() + " has come; empty if its list has no such column");
                })
                .toList();
    }

    private static String done(String date) {
        return date.replaceFirst("_date$", "_done");
    }

    /**
     * Adds the columns.
     *
     * @param records rows of the dataset with {@code as_of_date} and {@code delivery_number}
     * @param others columns to add in the same step
     */
    Steps withDone(Steps records, Column... others) {
        Map<Long, Set<String>> lists = lacking.get();
        Set<String> inNone = new TreeSet<>(dates(dataset));
        lists.values().forEach(inNone::retainAll);
        Map<Long, Set<String>> differing = new TreeMap<>(lists);
        differing.values().removeIf(inNone::equals);
        boolean alike = differing.isEmpty();
        Stream<Column> done = dates(dataset).stream()
                .map(date -> expr(done(date, inNone.contains(date), alike)).as(done(date)));
        Steps known = alike ? records : withLacking(records, differing);
        return known.select(Stream.of(Stream.of(col("*")), done, Stream.of(others))
                        .flatMap(columns -> columns)
                        .toArray(Column[]::new))
                .drop("lacking");
    }

    private static String done(String date, boolean inNone, boolean alike) {
        String perList = alike ? "false" : "IF(array_contains(lacking, '" + date + "'), NULL, false)";
        return "coalesce(" + date + " <= as_of_date, " + (inNone ? "NULL" : perList) + ")";
    }

    private Steps withLacking(Steps records, Map<Long, Set<String>> differing) {
        List<Row> rows = differing.entrySet().stream()
                .map(list -> RowFactory.create(list.getKey(), list.getValue().toArray(String[]::new)))
                .toList();
        return records.join(Steps.from(spark, rows, LACKING).broadcast(), List.of("delivery_number"), "left_outer");
    }

    /** Returns the dates for which each effective delivery has no column, by the place of the delivery. */
    private Map<Long, Set<String>> lacking() {
        Supplier<Set<String>> everStated = Suppliers.memoize(this::everStated);
        Map<Long, Set<String>> lacking = new TreeMap<>();
        for (Row row : ledger.deliveries()) {
            OptionalLong place = ledger.effective().place(row.getAs("delivery_number"));
            boolean counts = row.<String>getAs("dataset").equals(dataset.name())
                    && row.<String>getAs("state").equals("accepted")
                    && row.<Long>getAs("rows_accepted") > 0;
            if (counts && place.isPresent()) {
                Seq<String> columns = row.getAs("columns");
                Set<String> without = new TreeSet<>(dates(dataset));
                without.removeAll(
                        columns == null ? everStated.get() : Set.copyOf(CollectionConverters.asJava(columns)));
                lacking.put(place.getAsLong(), without);
            }
        }
        return lacking;
    }

    /**
     * Returns the dates that any row ever stated. Deliveries ingested by an earlier version do not say which columns they
     * had, so they are taken to have had these.
     */
    private Set<String> everStated() {
        Row counts = ledger.accepted(dataset)
                .agg(
                        expr("count(1)").as("rows"),
                        dates(dataset).stream()
                                .map(date -> org.apache
                                        .spark
                                        .sql
                                        .functions
                                        .count(col(date))
                                        .as(date))
                                .toArray(Column[]::new))
                .head();
        return dates(dataset).stream()
                .filter(date -> counts.<Long>getAs(date) > 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
