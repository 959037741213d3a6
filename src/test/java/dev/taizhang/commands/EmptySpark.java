package dev.taizhang.commands;

import dev.taizhang.night.Sessions;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The floor that {@code jobs/bench} compares a night with: a session as every small night opens it, and one trivial query. */
final class EmptySpark {
    private EmptySpark() {}

    public static void main(String[] arguments) {
        SparkSession spark = Sessions.open("taizhang empty", Optional.empty(), 0, System.getProperty("java.io.tmpdir"));
        System.out.println(spark.sql("SELECT 1").collectAsList());
        System.exit(0);
    }
}
