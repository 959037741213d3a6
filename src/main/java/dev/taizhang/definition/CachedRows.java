package dev.taizhang.definition;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Caches rows shared by several queries: the first query computes them, and they then stay in memory, or on disk if
 * they are large.
 *
 * <p>The plans of those queries start at the cached rows. With Spark's {@code persist} alone, each plan would be
 * analysed from the ledger onwards at every step, and only then would Spark detect that the first part is cached.
 */
public final class CachedRows implements AutoCloseable {
    private final org.apache.spark.sql.classic.Dataset<Row> computed;
    private final Dataset<Row> rows;

    public CachedRows(Steps rows) {
        this.computed = (org.apache.spark.sql.classic.Dataset<Row>) rows.rows().persist(StorageLevel.MEMORY_AND_DISK());
        this.rows = org.apache.spark.sql.classic.Dataset.ofRows(
                computed.sparkSession(), computed.queryExecution().withCachedData());
    }

    public Dataset<Row> rows() {
        return rows;
    }

    /** Returns the beginning of a query over the rows. */
    public Steps steps() {
        return Steps.from(rows);
    }

    /** Releases the cache. */
    @Override
    public void close() {
        computed.unpersist();
    }
}
