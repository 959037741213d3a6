package dev.taizhang.night;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.udf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taizhang.TestSpark;
import java.util.List;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** Small queries are computed by the thread that asks for their rows. */
class PlanWithoutJobTest {
    private static final SparkSession SPARK = TestSpark.session();

    @Test
    void theThreadThatAsksComputesARow() {
        UDF1<Long, String> thread = row -> Thread.currentThread().getName();
        Column computedBy = udf(thread, DataTypes.StringType).apply(col("id"));
        assertEquals(
                List.of(RowFactory.create(Thread.currentThread().getName())),
                SPARK.range(7, 8).orderBy("id").select(computedBy).collectAsList());
    }

    @Test
    void theRowsAreThoseOfAJob() {
        // Places: 5, 4, 3, 2, 1 for the numbers 1 to 5, of which 5 is left out.
        assertEquals(
                List.of(RowFactory.create(0L, 6L, 4), RowFactory.create(1L, 4L, 5)),
                SPARK.sql("SELECT odd, sum(id), max(place) FROM (SELECT id, id % 2 AS odd,"
                                + " row_number() OVER (ORDER BY id DESC) AS place FROM range(1, 6))"
                                + " WHERE id NOT IN (SELECT id FROM range(5, 9)) GROUP BY odd ORDER BY odd")
                        .collectAsList());
    }

    @Test
    void aJobCanUseAPlanThatWasComputedWithoutOne() {
        Dataset<Row> sorted =
                SPARK.range(1, 4).toDF().sortWithinPartitions(col("id").desc());
        sorted.persist();
        try {
            assertEquals(3L, sorted.collectAsList().get(0).getLong(0));
            assertEquals(3, sorted.javaRDD().count());
        } finally {
            sorted.unpersist();
        }
    }

    @Test
    void aQueryEndsWhenItsThreadIsInterrupted() {
        Dataset<Row> rows = SPARK.range(0, 100_000_000L).agg(max("id"));
        Thread.currentThread().interrupt();
        try {
            assertThrows(TaskKilledException.class, rows::collectAsList);
        } finally {
            Thread.interrupted();
        }
    }
}
