package dev.taizhang.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Steps;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.TableDefinition;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
 * Finds the latest full list of a dataset for each date and scope. There are at most as many as dates and districts.
 */
final class FullLists {
    private static final StructType LIST =
            new StructType().add("list_date", DataTypes.DateType).add("list_number", DataTypes.LongType);

    private static final StructType EVERYTHING =
            new StructType().add(TableDefinition.AS_OF_DATE, DataTypes.DateType).add("of_everything", LIST);

    private static final StructType DISTRICTS = new StructType()
            .add(TableDefinition.AS_OF_DATE, DataTypes.DateType)
            .add("district_code", DataTypes.StringType)
            .add("of_district", LIST);

    private final DatasetDefinition dataset;
    private final InterpretedLedger ledger;
    private final List<Row> everything = new ArrayList<>();
    private final List<Row> districts = new ArrayList<>();

    /** A full list: its date and the number of its delivery. */
    private record FullList(LocalDate date, long number) {
        static final Comparator<FullList> AGE =
                Comparator.comparing(FullList::date).thenComparing(FullList::number);
    }

    /** Finds the lists in force as of each of the dates. */
    FullLists(DatasetDefinition dataset, InterpretedLedger ledger, List<AsOf> dates) {
        this.dataset = dataset;
        this.ledger = ledger;
        List<Row> deliveries = ledger.delivered().deliveries();
        dates.forEach(asOf -> latest(deliveries, asOf).forEach((scope, list) -> add(asOf, scope, list)));
    }

    private void add(AsOf asOf, String scope, FullList list) {
        Date date = Date.valueOf(asOf.date());
        Row latest = RowFactory.create(Date.valueOf(list.date()), list.number());
        if (scope.equals(Ledger.EVERYTHING)) {
            everything.add(RowFactory.create(date, latest));
        } else {
            districts.add(RowFactory.create(date, scope, latest));
        }
    }

    private Map<String, FullList> latest(List<Row> deliveries, AsOf asOf) {
        Map<String, FullList> latest = new TreeMap<>();
        for (Row row : deliveries) {
            LocalDate date = row.getAs("speaks_of");
            boolean counts = row.<String>getAs("dataset").equals(dataset.name())
                    && row.<Boolean>getAs("makes_leave")
                    && date != null
                    && !date.isAfter(asOf.date());
            OptionalLong place = ledger.delivered().effective().place(row.getAs("delivery_number"));
            if (counts && place.isPresent()) {
                FullList list = new FullList(date, place.getAsLong());
                for (String scope : CollectionConverters.asJava(row.<Seq<String>>getAs("scope"))) {
                    latest.merge(scope, list, (one, other) -> FullList.AGE.compare(one, other) > 0 ? one : other);
                }
            }
        }
        return latest;
    }

    /** Whether no list of the dataset removes any key by any of the dates. */
    boolean isEmpty() {
        return everything.isEmpty() && districts.isEmpty();
    }

    /**
     * Removes the records that a later full list of their scope no longer contains. A rejected row still counts as
     * containing its project.
     *
     * @param records as_of_date, the first column of the dataset's key, district_code, delivery_number, the columns with
     *     the date of a row of the dataset, and any others
     */
    Steps withoutDeparted(SparkSession spark, Steps records) {
        if (isEmpty()) {
            return records;
        }
        String thing = dataset.key().get(0);
        Steps rejected = Steps.from(ledger.delivered().effectiveRows(LedgerTables.REJECTED))
                .where("dataset = '" + dataset.name() + "' AND key IS NOT NULL");
        Steps named = (thing.equals("project_code") ? ledger.successions().renamed(spark, rejected, "key") : rejected)
                .group(List.of(
                        col("delivery_number").as("naming_number"), col("key").as("named")));
        String list = "greatest(of_everything, of_district)";
        return records.join(
                        Steps.from(spark, everything, EVERYTHING).broadcast(),
                        List.of(TableDefinition.AS_OF_DATE),
                        "left_outer")
                .join(
                        Steps.from(spark, districts, DISTRICTS).broadcast(),
                        List.of(TableDefinition.AS_OF_DATE, "district_code"),
                        "left_outer")
                .join(
                        named.broadcast(),
                        expr("naming_number = " + list + ".list_number AND named = " + thing),
                        "left_outer")
                .where(list + " IS NULL OR " + list + " <= struct("
                        + dataset.rowDate().orElseThrow() + ", delivery_number) OR named IS NOT NULL")
                .drop("of_everything", "of_district", "naming_number", "named");
    }
}
