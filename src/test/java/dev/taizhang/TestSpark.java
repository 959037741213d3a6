package dev.taizhang;

import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session of the test process: what the commands open themselves finds it, and it can read Delta tables as any
 * other Spark would.
 */
public final class TestSpark {
    private static SparkSession session;

    private TestSpark() {}

    public static synchronized SparkSession session() {
        if (session == null) {
            session = SparkSession.builder()
                    .appName("taizhang tests")
                    .master("local[2]")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.ui.enabled", "false")
                    .config(
                            "spark.sql.extensions",
                            "io.delta.sql.DeltaSparkSessionExtension,dev.taizhang.query.ReleaseRelations$Extension")
                    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
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
}
