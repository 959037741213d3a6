package dev.taizhang.facts;

import dev.taizhang.definition.Datasets;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The latest whole list of projects for each scope up to a date: as many rows as there are districts.
 *
 * @param latest by scope: a district code, or everything
 */
record WholeLists(Map<String, WholeList> latest) {
    /** A whole list: the date it speaks of and its delivery's number. */
    record WholeList(LocalDate date, long number) {
        boolean after(WholeList other) {
            return date.isAfter(other.date()) || (date.equals(other.date()) && number > other.number());
        }
    }

    private static final StructType SCHEMA = new StructType()
            .add("scope", DataTypes.StringType)
            .add("list_date", DataTypes.DateType)
            .add("list_number", DataTypes.LongType);

    static WholeLists of(List<Row> deliveries, AsOf asOf) {
        Map<String, WholeList> latest = new TreeMap<>();
        for (Row row : deliveries) {
            LocalDate date = row.getAs("speaks_of");
            boolean counts = row.<String>getAs("dataset").equals(Datasets.PROJECTS.name())
                    && row.<Boolean>getAs("makes_leave")
                    && date != null
                    && !date.isAfter(asOf.date());
            if (counts) {
                WholeList list = new WholeList(date, row.getAs("delivery_number"));
                for (String scope : CollectionConverters.asJava(row.<Seq<String>>getAs("scope"))) {
                    latest.merge(scope, list, (one, other) -> one.after(other) ? one : other);
                }
            }
        }
        return new WholeLists(latest);
    }

    boolean isEmpty() {
        return latest.isEmpty();
    }

    /** scope, list_date, list_number. */
    Dataset<Row> rows(SparkSession spark) {
        List<Row> rows = new ArrayList<>();
        latest.forEach((scope, list) -> rows.add(RowFactory.create(scope, Date.valueOf(list.date()), list.number())));
        return spark.createDataFrame(rows, SCHEMA);
    }
}
