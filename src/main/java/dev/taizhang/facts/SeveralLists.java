package dev.taizhang.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Steps;
import dev.taizhang.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds the districts of projects that the full lists of several senders name for one date. Such a list replaces only
 * what its own sender said before; a row that is a change replaces everything before it.
 */
final class SeveralLists {
    /** The districts with equal weights, in the form of an allocation set; null for a project of one district. */
    static final String PLACES = "parts";

    /** The columns of the dataset by which a person compares the lists. */
    static final List<String> COLUMNS =
            List.of("project_code", "snapshot_date", "district", "currency", "total_investment");

    private static final String NUMBER = "delivery_number";
    private static final String OF_PROJECT = " OVER (PARTITION BY as_of_date, project_code)";

    private static final StructType SOURCES =
            new StructType().add(NUMBER, DataTypes.LongType).add("list_source", DataTypes.StringType);

    private final SparkSession spark;
    private final List<Row> sources;

    /** Reads which deliveries are full lists, and whose. */
    SeveralLists(SparkSession spark, Ledger ledger) {
        this.spark = spark;
        this.sources = sources(ledger);
    }

    private static List<Row> sources(Ledger ledger) {
        Map<Long, Row> deliveries = new TreeMap<>();
        ledger.deliveries().stream()
                .filter(row -> row.<String>getAs("dataset").equals(Datasets.PROJECTS.name()))
                .forEach(row -> deliveries.put(row.getAs(NUMBER), row));
        List<Row> sources = new ArrayList<>();
        deliveries.forEach((number, row) -> {
            // A corrected row of a list belongs to the list that it answers.
            Long answered = row.getAs("answers");
            Row list = answered == null ? row : deliveries.getOrDefault(answered, row);
            OptionalLong place = ledger.effective().place(number);
            if (list.<Boolean>getAs("whole_list") && place.isPresent()) {
                sources.add(RowFactory.create(place.getAsLong(), source(list)));
            }
        });
        return List.copyOf(sources);
    }

    /** Returns the name of the sender, or, for a feed without senders, the feed and what its list covers. */
    private static String source(Row list) {
        String sender = list.getAs("sender");
        return sender.isEmpty()
                ? list.getAs("feed") + " "
                        + String.join(" ", CollectionConverters.asJava(list.<Seq<String>>getAs("scope")))
                : sender;
    }

    /** Whether full lists of more than one sender count. Otherwise no project can be in several. */
    boolean arePossible() {
        return sources.stream().map(row -> row.getString(1)).distinct().limit(2).count() > 1;
    }

    /**
     * Returns the rows that no row of the same date replaces, with {@code next_date}, the date of the next row on the
     * project.
     *
     * @param rows accepted rows of lists: project_code, snapshot_date and delivery_number, among others
     */
    Steps notReplaced(Steps rows) {
        String ofDate = " OVER (PARTITION BY project_code, snapshot_date)";
        return rows.join(Steps.from(spark, sources, SOURCES).broadcast(), List.of(NUMBER), "left_outer")
                .select(
                        col("*"),
                        expr("min(snapshot_date) OVER (PARTITION BY project_code ORDER BY snapshot_date"
                                        + " RANGE BETWEEN INTERVAL '1' DAY FOLLOWING AND UNBOUNDED FOLLOWING)")
                                .as("next_date"),
                        expr("max(delivery_number)" + ofDate).as("last_number"),
                        expr("max(IF(list_source IS NULL, delivery_number, 0L))" + ofDate)
                                .as("last_change"),
                        expr("max(delivery_number) OVER (PARTITION BY project_code, snapshot_date, list_source)")
                                .as("last_of_source"))
                .where("delivery_number = last_number"
                        + " OR (delivery_number = last_of_source AND delivery_number > last_change)");
    }

    /**
     * Adds {@link #PLACES} to the rows of each date and project, and {@code is_last}, whether the row was delivered
     * last.
     *
     * @param records as_of_date, project_code, delivery_number and district_code, among others
     */
    static Steps withPlaces(Steps records) {
        return records.select(
                col("*"),
                expr("delivery_number = max(delivery_number)" + OF_PROJECT).as("is_last"),
                expr("sort_array(collect_set(nullif(district_code, '" + ReferenceTable.UNASSIGNED + "'))" + OF_PROJECT
                                + ")")
                        .as("districts"),
                expr("IF(size(districts) > 1, transform(districts, code -> named_struct('code', code, 'weight', "
                                + AllocationSets.WHOLE + "L DIV size(districts))), NULL)")
                        .as(PLACES));
    }

    /** Returns one row per date and project: the one delivered last, with {@link #PLACES}. */
    static Steps once(Steps records) {
        return withPlaces(records).where("is_last");
    }
}
