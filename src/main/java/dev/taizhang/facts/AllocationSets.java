package dev.taizhang.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.LineKind;
import dev.taizhang.definition.MultiPlacePolicy;
import dev.taizhang.definition.Steps;
import dev.taizhang.ledger.TableDefinition;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Computes the members and weights of projects that lie in several districts or clusters, and the one member of each
 * dimension under which tables show a project that they count once.
 */
public final class AllocationSets {
    /** The weight of a whole project. Weights of lines are kept as whole numbers because shares have six decimals. */
    public static final long WHOLE = 1_000_000;

    /** The dimensions in which a project may lie in several members. */
    public static final List<String> DIMENSIONS = List.of("district", "cluster");

    /** The type of {@code <dimension>_lines}: the member's code, its weight in millionths, how often its project counts. */
    static final DataType LINES = DataTypes.createArrayType(new StructType()
            .add("code", DataTypes.StringType)
            .add("weight", DataTypes.LongType)
            .add("times", DataTypes.IntegerType));

    /** The type of the parts of a set: code of the member, and weight in millionths. */
    static final DataType PARTS = DataTypes.createArrayType(
            new StructType().add("code", DataTypes.StringType).add("weight", DataTypes.LongType));

    private static final String SHARED =
            "transform(parts, part -> named_struct('code', part.code, 'weight', part.weight, 'times', 1))";

    private final SparkSession spark;
    private final InterpretedLedger ledger;
    private final Map<String, MultiPlacePolicy> counting;

    /**
     * Prepares the computation.
     *
     * @param counting the policy of each dimension
     */
    AllocationSets(SparkSession spark, InterpretedLedger ledger, Map<String, MultiPlacePolicy> counting) {
        this.spark = spark;
        this.ledger = ledger;
        this.counting = counting;
    }

    /**
     * Adds to records on projects, for each dimension, {@code <dimension>_lines}, which is null if a project has no
     * set, and {@code <dimension>_once_code}, the one member under which tables that count it once show it. A project
     * that several lists name lies in their districts, unless a set was delivered for it.
     *
     * @param records as_of_date, project_code, the code of each dimension and {@link SeveralLists#PLACES}, among others
     */
    Dataset<Row> withSets(Steps records, List<AsOf> dates) {
        if (!ledger.delivered().hasRows(Datasets.ALLOCATIONS)) {
            return records.select(
                            col("*"),
                            listedLines().as("district_lines"),
                            lit(null).cast(LINES).as("cluster_lines"),
                            once(col(SeveralLists.PLACES).isNotNull(), "district")
                                    .as("district_once_code"),
                            col("cluster_code").as("cluster_once_code"))
                    .rows();
        }
        List<String> project = List.of(TableDefinition.AS_OF_DATE, "project_code");
        Steps analysed = Steps.from(records.rows());
        Steps districts = analysed.select(TableDefinition.AS_OF_DATE, "project_code", "district_code");
        Steps current = new FullLists(Datasets.ALLOCATIONS, ledger, dates)
                .withoutDeparted(spark, steps(dates).join(districts, project, "inner"))
                .group(
                        Steps.columns(TableDefinition.AS_OF_DATE, "project_code"),
                        lines("district").as("delivered_lines"),
                        lines("cluster").as("cluster_lines"),
                        several("district").as("in_several_districts"),
                        several("cluster").as("in_several_clusters"));
        Column inSeveralDistricts =
                expr("IF(delivered_lines IS NULL, " + SeveralLists.PLACES + " IS NOT NULL, in_several_districts)");
        return analysed.join(current, project, "left_outer")
                .select(
                        col("*"),
                        coalesce(col("delivered_lines"), listedLines()).as("district_lines"),
                        once(inSeveralDistricts, "district").as("district_once_code"),
                        once(col("in_several_clusters"), "cluster").as("cluster_once_code"))
                .drop("delivered_lines", "in_several_districts", "in_several_clusters")
                .rows();
    }

    /**
     * Returns the sets in force, one row per date, project and dimension: its snapshot_date and delivery_number, and
     * its {@code parts}, a list of member code and share in which rows of the same member are added up.
     */
    Dataset<Row> sets(List<AsOf> dates) {
        return steps(dates).rows();
    }

    private Steps steps(List<AsOf> dates) {
        Column dimension = ledger.code("dimensions", col("dimension"));
        return Steps.from(ledger.accepted(Datasets.ALLOCATIONS))
                .select(
                        AsOf.each(dates),
                        col("project_code"),
                        dimension.as("dimension"),
                        when(dimension.equalTo("district"), member("districts"))
                                .otherwise(member("clusters"))
                                .as("code"),
                        col("share"),
                        expr("member IS NULL AND share IS NULL").as("empties"),
                        col("snapshot_date"),
                        col("delivery_number"))
                .where("as_of_date >= snapshot_date")
                .group(
                        Steps.columns(
                                TableDefinition.AS_OF_DATE,
                                "project_code",
                                "dimension",
                                "snapshot_date",
                                "delivery_number",
                                "code"),
                        expr("CAST(coalesce(sum(share), 0) * " + WHOLE + " AS BIGINT)")
                                .as("weight"),
                        expr("min(empties)").as("empties"))
                .group(
                        Steps.columns(
                                TableDefinition.AS_OF_DATE,
                                "project_code",
                                "dimension",
                                "snapshot_date",
                                "delivery_number"),
                        expr("sort_array(collect_list(struct(code, weight)) FILTER (WHERE NOT empties))")
                                .as("parts"))
                .group(
                        Steps.columns(TableDefinition.AS_OF_DATE, "project_code", "dimension"),
                        expr("max_by(struct(snapshot_date, delivery_number, parts), struct(snapshot_date, delivery_number))")
                                .as("set"))
                .select(TableDefinition.AS_OF_DATE, "project_code", "dimension", "set.*");
    }

    private Column member(String table) {
        return ledger.code(table, col("member"));
    }

    private Column lines(String dimension) {
        return expr("first(" + lines(counting.get(dimension), dimension) + ", true) FILTER (WHERE dimension = '"
                + dimension + "' AND size(parts) > 0)");
    }

    /** Returns the lines of a project that several lists name. Their parts are equal, so nothing remains. */
    private Column listedLines() {
        MultiPlacePolicy policy = counting.get("district");
        String lines = policy == MultiPlacePolicy.BY_SHARE ? SHARED : lines(policy, "district");
        return when(col(SeveralLists.PLACES).isNotNull(), expr(lines)).cast(LINES);
    }

    private static String lines(MultiPlacePolicy counting, String dimension) {
        String whole =
                "transform(parts, part -> named_struct('code', part.code, 'weight', " + WHOLE + "L, 'times', 1))";
        String total = "aggregate(parts, 0L, (sum, part) -> sum + part.weight)";
        return switch (counting) {
            case OWN_LINE -> "IF(size(parts) > 1, " + line("cross_" + dimension, WHOLE + "L", "1") + ", " + whole + ")";
            case EVERY_PLACE ->
                "IF(size(parts) > 1, concat(" + whole + ", "
                        + line(LineKind.COUNTED_AGAIN.code(), "(1 - size(parts)) * " + WHOLE + "L", "1 - size(parts)")
                        + "), " + whole + ")";
            case BY_SHARE ->
                "concat(" + SHARED + ", IF("
                        + total + " = " + WHOLE + ", array(), "
                        + line(LineKind.NOT_SHARED_OUT.code(), WHOLE + " - " + total, "1") + "))";
        };
    }

    private static String line(String code, String weight, String times) {
        return "array(named_struct('code', '" + code + "', 'weight', " + weight + ", 'times', " + times + "))";
    }

    private static Column several(String dimension) {
        return expr("max(size(parts)) FILTER (WHERE dimension = '" + dimension + "') > 1");
    }

    private static Column once(Column several, String dimension) {
        return when(several, lit("cross_" + dimension)).otherwise(col(dimension + "_code"));
    }
}
