package dev.taizhang.night;

import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.InPlaceCommit;
import dev.taizhang.ledger.Release;
import dev.taizhang.query.ReleaseRelations;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.classic.SparkSession;

/**
 * The Spark session of a command: embedded, on this machine's loopback address and without a web interface, unless
 * Spark's settings name the master of a cluster.
 */
public final class Sessions {
    /**
     * Below this many rows of the ledger and bytes of files to read, Spark's own preparations cost more than the work.
     * In that case no code is generated and, without a cluster, plans are not adapted during execution and a query is
     * computed without a job. Its sorts and aggregates use pages of 1 MB, because Spark's own choice of 64 MB would be most of the
     * memory. Results are the same either way. Both ways cost the same at about 115,000 rows, which are 4 MB of Parquet
     * or 14 MB of workbooks. The data that summaries keep of other dates are not read.
     */
    private static final long SMALL_LEDGER = 100_000;

    private static final long SMALL_FILES = 8L << 20;

    /**
     * Rules of Spark's optimizer that change no result, and that take longer than what they save on few rows.
     */
    private static final String RULES_FOR_MANY_ROWS = Stream.of(
                    "RemoveRedundantAliases",
                    "PruneFilters",
                    "FoldablePropagation",
                    "SimplifyConditionals",
                    "SimplifyBinaryComparison",
                    "EliminateOuterJoin",
                    "InferFiltersFromConstraints",
                    "OptimizeCsvJsonExprs")
            .map(rule -> "org.apache.spark.sql.catalyst.optimizer." + rule)
            .collect(Collectors.joining(","));

    /** So many rows of the ledger, most of which are reports of months, are sorted in a few seconds. Starting a task costs 20 ms. */
    private static final long ROWS_OF_PART = 200_000;

    /** The size of a row in a file, most often in Parquet, where it has the fewest. */
    private static final long BYTES_OF_ROW = 40;

    private Sessions() {}

    /**
     * Opens the session.
     *
     * @param release the release whose ledger it will read
     * @param bytes the size of the files that it will read
     * @param scratch a local folder for Spark's temporary data
     */
    public static SparkSession open(String name, Optional<Release> release, long bytes, String scratch) {
        MachineRequirements.requireSpark();
        Optional<Cluster> cluster = Cluster.given();
        long ledgerRows = release.map(Release::ledgerRows).orElse(0L);
        boolean small = bytes < SMALL_FILES && ledgerRows < SMALL_LEDGER;
        // The builder of org.apache.spark.sql.SparkSession finds this one by Scala's reflection, which takes a sixth of
        // the time of an empty process.
        SparkSession.Builder session = SparkSession.builder().appName(name);
        configureQueries(session)
                // Spark creates this folder when it looks up an unknown table. By default it is in the caller's working
                // folder.
                .config("spark.sql.warehouse.dir", scratch);
        if (cluster.isPresent()) {
            cluster.get().configure(session);
        } else {
            embed(session, scratch);
        }
        if (small) {
            interpretPlans(session);
        } else {
            compilePlans(session);
        }
        // Whoever gives a cluster wants its machines to share the work, however small.
        if (small && cluster.isEmpty()) {
            keepTogether(session);
        } else {
            divide(session, ledgerRows + bytes / BYTES_OF_ROW, cluster);
        }
        SparkSession opened = session.getOrCreate();
        HadoopConfiguration.requirements().forEach(opened.sparkContext().hadoopConfiguration()::set);
        cluster.ifPresent(given -> given.awaitExecutor(opened.sparkContext()));
        // Otherwise Spark walks the stack at each step of each plan, to name the step in its web interface.
        opened.sparkContext().setLocalProperty("callSite.short", name);
        opened.sparkContext().setLocalProperty("callSite.long", name);
        return opened;
    }

    private static void embed(SparkSession.Builder session, String scratch) {
        MachineRequirements.requireLoopback();
        HadoopConfiguration.requirements().forEach((key, value) -> session.config("spark.hadoop." + key, value));
        session.master("local[*]")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.local.dir", scratch)
                // A task that runs out of memory fails its query. By default it would end the process without a
                // message.
                .config("spark.executor.killOnFatalError.depth", "0");
    }

    /** Sets what queries mean, and what suits every session. */
    private static SparkSession.Builder configureQueries(SparkSession.Builder session) {
        return session.config("spark.sql.extensions", ReleaseRelations.Extension.class.getName())
                .config("spark.sql.ansi.enabled", "true")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.runSQLOnFiles", "false")
                // Otherwise ${env:NAME} in a query becomes the value of that variable, passwords included.
                .config("spark.sql.variable.substitute", "false")
                .config("spark.sql.sources.commitProtocolClass", InPlaceCommit.class.getName())
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                // Otherwise Spark walks the stack for each column that is named, for the text of an error.
                .config("spark.sql.dataFrameQueryContext.enabled", "false")
                // Rows that the driver makes are few.
                .config("spark.sql.leafNodeDefaultParallelism", "1")
                // Cached rows are read once or twice, which does not make up for a choice of compression for each
                // column.
                .config("spark.sql.inMemoryColumnarStorage.compressed", "false")
                // A table may have more files than Spark's default threshold. Listing them in a job of its own takes
                // longer.
                .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "10000")
                // For cached rows Spark creates a session of its own unless bucketing, which is not used, and adaptive
                // plans are off. Its thread pools keep references to those sessions.
                .config("spark.sql.sources.bucketing.autoBucketedScan.enabled", "false");
    }

    /** Configures a session for small runs, except where it runs. */
    public static void configureSmall(SparkSession.Builder session) {
        configureQueries(session);
        interpretPlans(session);
        keepTogether(session);
    }

    private static void compilePlans(SparkSession.Builder session) {
        session.config("spark.sql.codegen.wholeStage", "true").config("spark.sql.codegen.factoryMode", "FALLBACK");
    }

    private static void interpretPlans(SparkSession.Builder session) {
        session.config("spark.sql.codegen.wholeStage", "false").config("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    }

    private static void keepTogether(SparkSession.Builder session) {
        session.config(
                        "spark.sql.extensions",
                        ReleaseRelations.Extension.class.getName() + "," + SingleTaskPlans.Extension.class.getName())
                .config("spark.buffer.pageSize", "1m")
                .config("spark.sql.optimizer.excludedRules", RULES_FOR_MANY_ROWS)
                // Spark's check of its own rules, which looks for faults in them.
                .config("spark.sql.lightweightPlanChangeValidation", "false")
                // Otherwise Spark checks for each window whether its plan could be sent to tasks, by writing it.
                .config("spark.sql.execution.usePartitionEvaluator", "true")
                // Describes each plan for the web interface in one line, as no code is generated.
                .config("spark.sql.ui.explainMode", "codegen")
                .config("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", "true")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.sql.files.minPartitionNum", "1")
                .config("spark.sql.adaptive.enabled", "false");
    }

    private static void divide(SparkSession.Builder session, long rows, Optional<Cluster> cluster) {
        SparkConf site = new SparkConf();
        int tasks = cluster.map(Cluster::tasks).orElse(Runtime.getRuntime().availableProcessors());
        // Adaptive plans join parts of a shuffle that turn out small, but divide none.
        String parts = Long.toString(Math.max(2L * tasks, rows / ROWS_OF_PART));
        session.config("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", "false")
                .config("spark.sql.optimizer.excludedRules", "")
                .config("spark.sql.lightweightPlanChangeValidation", "true")
                .config("spark.sql.execution.usePartitionEvaluator", "false")
                .config("spark.sql.ui.explainMode", "formatted")
                .config("spark.sql.shuffle.partitions", site.get("spark.sql.shuffle.partitions", parts))
                .config("spark.sql.files.minPartitionNum", site.get("spark.sql.files.minPartitionNum", parts))
                .config("spark.sql.adaptive.enabled", "true");
    }
}
