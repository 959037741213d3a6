package dev.taizhang.facts;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that several queries read: computed by the first of them, and then kept in memory, or on disk where they are large.
 *
 * <p>The plans of those queries begin at the kept rows. Spark's {@code persist} alone would have each of them analysed from the
 * ledger on at every step of its making, and only then find that its beginning is kept.
 */
public final class CachedRows implements AutoCloseable {
    private final org.apache.spark.sql.classic.Dataset<Row> computed;
    private final Dataset<Row> rows;

    public CachedRows(Dataset<Row> rows) {
        this.computed = (org.apache.spark.sql.classic.Dataset<Row>) rows.persist(StorageLevel.MEMORY_AND_DISK());
        this.rows = org.apache.spark.sql.classic.Dataset.ofRows(
                computed.sparkSession(), computed.queryExecution().withCachedData());
    }

    public Dataset<Row> rows() {
        return rows;
    }

    /** Lets go of what was kept. */
    @Override
    public void close() {
        computed.unpersist();
    }
}
