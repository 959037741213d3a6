package dev.taizhang.commands;

import dev.taizhang.ledger.QuickLocalFileSystem;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a command: embedded, on this machine's loopback address, without a web page. */
final class Sessions {
    private Sessions() {}

    static SparkSession open(String name) {
        return SparkSession.builder()
                .appName(name)
                .master("local[*]")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.extensions", ReleaseRelations.Extension.class.getName())
                .config("spark.sql.ansi.enabled", "true")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.runSQLOnFiles", "false")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                // A flipped bit in a Parquet page is an error, not a wrong sum.
                .config("spark.hadoop.parquet.page.verify-checksum.enabled", "true")
                // Hadoop without its native library starts a process for the rights of every local file.
                .config("spark.hadoop.fs.file.impl", QuickLocalFileSystem.class.getName())
                .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                // A table may have more files than this; listing them in a job of its own takes longer.
                .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "10000")
                .getOrCreate();
    }
}
