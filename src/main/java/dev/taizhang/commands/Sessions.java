package dev.taizhang.commands;

import dev.taizhang.ledger.Release;
import java.util.Optional;
import org.apache.spark.sql.classic.SparkSession;

/** The Spark session of a command: embedded, on this machine's loopback address, without a web page. */
final class Sessions {
    /**
     * Below this many rows of the ledger and bytes of files to look through, Spark's own preparations cost more than the work: no
     * code is generated, nothing is planned anew half-way, and little is shuffled. Sorts and aggregates take pages of 1 MB;
     * Spark's own choice of 64 MB would be most of the memory. Results are the same either way. Both ways cost the same at about
     * 115,000 rows, which are 4 MB of Parquet or 14 MB of workbooks. What summaries keep of other dates is not read.
     */
    private static final long SMALL_LEDGER = 100_000;

    private static final long SMALL_FILES = 8L << 20;

    private Sessions() {}

    /**
     * Opens the session.
     *
     * @param standing the release whose ledger it will read
     * @param bytes of the files that it will look through
     * @param scratch a local folder for what Spark puts aside
     */
    static SparkSession open(String name, Optional<Release> standing, long bytes, String scratch) {
        Machine.requireSpark();
        boolean small = bytes < SMALL_FILES && standing.map(Release::ledgerRows).orElse(0L) < SMALL_LEDGER;
        // The builder of org.apache.spark.sql.SparkSession finds this one by Scala's reflection, which takes a sixth of
        // an empty process.
        SparkSession.Builder session = SparkSession.builder()
                .appName(name)
                .master("local[*]")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.local.dir", scratch)
                .config("spark.sql.extensions", ReleaseRelations.Extension.class.getName())
                .config("spark.sql.ansi.enabled", "true")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.runSQLOnFiles", "false")
                // Otherwise ${env:NAME} in a query becomes the value of that variable, passwords included.
                .config("spark.sql.variable.substitute", "false")
                // Spark creates this folder when it looks up an unknown table; by default it lies in the caller's.
                .config("spark.sql.warehouse.dir", scratch)
                // A task that runs out of memory fails its query; by default it ends the process without a word.
                .config("spark.executor.killOnFatalError.depth", "0")
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                // A table may have more files than this; listing them in a job of its own takes longer.
                .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "10000")
                // For rows that are kept Spark makes a session of its own unless buckets, of which there are none, and
                // adaptive plans are off; its pools of threads hold on to those sessions.
                .config("spark.sql.sources.bucketing.autoBucketedScan.enabled", "false")
                .config("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", Boolean.toString(small))
                .config("spark.sql.shuffle.partitions", small ? "2" : "64")
                .config("spark.sql.adaptive.enabled", Boolean.toString(!small))
                .config("spark.sql.codegen.wholeStage", Boolean.toString(!small))
                .config("spark.sql.codegen.factoryMode", small ? "NO_CODEGEN" : "FALLBACK");
        return (small ? session.config("spark.buffer.pageSize", "1m") : session).getOrCreate();
    }
}
