package dev.taizhang;

import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.night.Sessions;
import io.delta.sql.DeltaSparkSessionExtension;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of the test process, which the commands find when they open their own. */
public final class TestSpark {
    private static SparkSession session;

    private TestSpark() {}

    public static synchronized SparkSession session() {
        if (session == null) {
            org.apache.spark.sql.classic.SparkSession.Builder builder =
                    org.apache.spark.sql.classic.SparkSession.builder();
            HadoopConfiguration.requirements().forEach((key, value) -> builder.config("spark.hadoop." + key, value));
            Sessions.configureSmall(builder);
            session = builder.appName("taizhang tests")
                    .master("local[2]")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.ui.enabled", "false")
                    .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"))
                    .config("spark.executor.killOnFatalError.depth", "0")
                    // Nobody looks at the plans of a thousand queries, which take hundreds of megabytes.
                    .config("spark.sql.ui.retainedExecutions", "1")
                    .config("spark.databricks.delta.snapshotPartitions", "1")
                    .getOrCreate();
        }
        return session;
    }

    /** Opens a session beside it that reads and changes Delta tables as any other Spark would. */
    public static synchronized SparkSession delta() {
        SparkSession ours = session();
        SparkSession.clearDefaultSession();
        SparkSession.clearActiveSession();
        try {
            return SparkSession.builder()
                    .withExtensions(new DeltaSparkSessionExtension())
                    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                    .config("spark.sql.runSQLOnFiles", "true")
                    .getOrCreate();
        } finally {
            SparkSession.setDefaultSession(ours);
            SparkSession.setActiveSession(ours);
        }
    }
}
