package dev.taizhang.cube;

import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Divides the amounts of a project over the districts and clusters in which it lies, in whole smallest units: one
 * allocation line for each place and count scope. It is a function of our own because Spark has no expression for
 * the largest remainder method.
 */
final class AmountAllocation implements UDF5<Seq<Row>, Seq<Row>, String, String, Seq<Long>, List<Row>> {
    private static final long serialVersionUID = 1L;

    /** The tables that a line is for, its codes, how often its project counts, and its amounts. */
    private static final StructType LINE = new StructType()
            .add("scope", DataTypes.StringType)
            .add("district_code", DataTypes.StringType)
            .add("cluster_code", DataTypes.StringType)
            .add("times", DataTypes.IntegerType)
            .add("amounts", DataTypes.createArrayType(DataTypes.LongType));

    private record Place(String district, String cluster, long weight, int times) {
        static final Comparator<Place> BY_CODES =
                Comparator.comparing(Place::district).thenComparing(Place::cluster);
    }

    static UserDefinedFunction function() {
        return udf(new AmountAllocation(), DataTypes.createArrayType(LINE));
    }

    /**
     * Returns the allocation lines of one project.
     *
     * @param districtLines its lines by district; null if it lies in one district
     * @param clusterLines its lines by cluster; null if it lies in one cluster
     */
    @Override
    public List<Row> call(
            Seq<Row> districtLines, Seq<Row> clusterLines, String district, String cluster, Seq<Long> amounts) {
        List<Row> districts = lines(districtLines, district);
        List<Row> clusters = lines(clusterLines, cluster);
        List<Row> allocated = new ArrayList<>();
        if (districtLines != null) {
            allocated.addAll(divided(CountScope.BY_DISTRICT, places(districts, List.of(one(cluster))), amounts));
        }
        if (clusterLines != null) {
            allocated.addAll(divided(CountScope.BY_CLUSTER, places(List.of(one(district)), clusters), amounts));
        }
        allocated.addAll(divided(CountScope.BY_BOTH, places(districts, clusters), amounts));
        return allocated;
    }

    private static List<Row> lines(Seq<Row> lines, String own) {
        return lines == null ? List.of(one(own)) : CollectionConverters.asJava(lines);
    }

    private static Row one(String code) {
        return RowFactory.create(code, 1L, 1);
    }

    private static List<Place> places(List<Row> districts, List<Row> clusters) {
        return districts.stream()
                .flatMap(district -> clusters.stream().map(cluster -> place(district, cluster)))
                .sorted(Place.BY_CODES)
                .toList();
    }

    private static Place place(Row district, Row cluster) {
        return new Place(
                district.getString(0),
                cluster.getString(0),
                Math.multiplyExact(district.getLong(1), cluster.getLong(1)),
                district.getInt(2) * cluster.getInt(2));
    }

    private static List<Row> divided(CountScope scope, List<Place> places, Seq<Long> amounts) {
        long[] weights = places.stream().mapToLong(Place::weight).toArray();
        List<long[]> parts = CollectionConverters.asJava(amounts).stream()
                .map(amount -> amount == null ? null : LargestRemainder.divide(amount, weights))
                .toList();
        List<Row> lines = new ArrayList<>();
        for (int index = 0; index < places.size(); index++) {
            Place place = places.get(index);
            int nth = index;
            Stream<Long> ofPlace = parts.stream().map(part -> part == null ? null : part[nth]);
            lines.add(RowFactory.create(
                    scope.name(), place.district(), place.cluster(), place.times(), ofPlace.toArray(Long[]::new)));
        }
        return lines;
    }
}
