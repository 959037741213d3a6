package dev.taizhang.cube;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.facts.ProjectState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows that roll-ups sum: a project once, and beside it the lines of one that lies in several districts or clusters. A
 * column for each way of counting says for which roll-ups a row is; {@code times} is how often its project counts.
 */
final class CountedLines {
    private static final List<String> AMOUNTS = List.copyOf(ProjectState.AMOUNTS);
    private static final Set<String> SPREAD = Set.of("district_code", "cluster_code");

    private CountedLines() {}

    /** Every project on the lines of every way of counting. */
    static Dataset<Row> of(Dataset<Row> state) {
        Column inOneDistrict = col("district_lines").isNull();
        Column inOneCluster = col("cluster_lines").isNull();
        return once(state, inOneDistrict, inOneCluster).unionByName(spread(state));
    }

    /** Every project once. */
    static Dataset<Row> once(Dataset<Row> figures) {
        return once(figures, lit(true), lit(true));
    }

    private static Dataset<Row> once(Dataset<Row> figures, Column inOneDistrict, Column inOneCluster) {
        List<Column> columns = new ArrayList<>(List.of(
                col("district_once_code").as("district_code"),
                col("cluster_once_code").as("cluster_code"),
                lit(1).as("times"),
                lit(true).as(Counted.ONCE.column()),
                inOneDistrict.as(Counted.BY_DISTRICT.column()),
                inOneCluster.as(Counted.BY_CLUSTER.column()),
                inOneDistrict.and(inOneCluster).as(Counted.BY_BOTH.column())));
        ProjectState.FIGURES.stream().filter(name -> !SPREAD.contains(name)).forEach(name -> columns.add(col(name)));
        return figures.select(columns.toArray(Column[]::new));
    }

    private static Dataset<Row> spread(Dataset<Row> state) {
        Column amounts = array(AMOUNTS.stream().map(name -> col(name)).toArray(Column[]::new));
        List<Column> columns = new ArrayList<>();
        Stream.of("district_code", "cluster_code", "times").forEach(name -> columns.add(col("line." + name)));
        Stream.of(Counted.values())
                .forEach(counted ->
                        columns.add(col("line.counted").equalTo(counted.name()).as(counted.column())));
        ProjectState.FIGURES.stream()
                .filter(name -> !SPREAD.contains(name))
                .forEach(name -> columns.add(
                        AMOUNTS.contains(name)
                                ? expr("line.amounts[" + AMOUNTS.indexOf(name) + "]")
                                        .as(name)
                                : col(name)));
        return state.where("district_lines IS NOT NULL OR cluster_lines IS NOT NULL")
                .withColumn(
                        "line",
                        explode(Spreading.function()
                                .apply(
                                        col("district_lines"),
                                        col("cluster_lines"),
                                        col("district_code"),
                                        col("cluster_code"),
                                        amounts)))
                .select(columns.toArray(Column[]::new));
    }
}
