package dev.taizhang;

import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.query.ReleaseRelations;
import io.delta.sql.DeltaSparkSessionExtension;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of the test process, which the commands find when they open their own. */
public final class TestSpark {
    private static SparkSession session;

    private TestSpark() {}

    public static synchronized SparkSession session() {
        if (session == null) {
            SparkSession.Builder builder = SparkSession.builder();
            HadoopConfiguration.requirements().forEach((key, value) -> builder.config("spark.hadoop." + key, value));
            session = builder.appName("taizhang tests")
                    .master("local[2]")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.ui.enabled", "false")
                    .config("spark.sql.extensions", ReleaseRelations.Extension.class.getName())
                    .config("spark.sql.session.timeZone", "UTC")
                    .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"))
                    .config("spark.executor.killOnFatalError.depth", "0")
                    // As in every small run: no plan is worth compiling, and no stage a second task.
                    .config("spark.sql.codegen.wholeStage", "false")
                    .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                    .config("spark.sql.shuffle.partitions", "1")
                    .config("spark.sql.leafNodeDefaultParallelism", "1")
                    .config("spark.sql.adaptive.enabled", "false")
                    // Rows are kept in this session, not in one of their own.
                    .config("spark.sql.sources.bucketing.autoBucketedScan.enabled", "false")
                    .config("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", "true")
                    // Spark's own choice by the heap is 64 MB for each sort and aggregate.
                    .config("spark.buffer.pageSize", "1m")
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
                    .getOrCreate();
        } finally {
            SparkSession.setDefaultSession(ours);
            SparkSession.setActiveSession(ours);
        }
    }
}
