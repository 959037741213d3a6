package dev.taizhang.query;

import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.time.Duration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Answers questions to one release, one after the other, each within the bounds of {@link QueryGuard} and of its time. */
public final class QuerySession implements AutoCloseable {
    private final SparkSession spark;
    private final ReleaseRelations relations;
    private final Warehouse warehouse;

    public QuerySession(SparkSession spark, ReleaseRelations relations, Warehouse warehouse) {
        this.spark = spark;
        this.relations = relations;
        this.warehouse = warehouse;
    }

    /** Takes the rows of an answer, which are computed when they are read. */
    @FunctionalInterface
    public interface Reader {
        void read(Dataset<Row> rows) throws IOException;
    }

    /**
     * Answers one query. An interruption of the calling thread ends it.
     *
     * @throws Failure with the reason if it cannot be answered or was ended
     */
    public void answer(String sql, Duration limit, Reader reader) {
        // Created while enough memory is available.
        Failure outOfMemory = QueryFailure.outOfMemory();
        HeapWatch heap = HeapWatch.begin();
        try {
            BoundedQuery.run(spark.sparkContext(), limit, () -> {
                reader.read(QueryGuard.rows(spark, relations, sql));
                return null;
            });
        } catch (Throwable failed) {
            throw explained(failed, heap, outOfMemory);
        }
    }

    /** Explains a failed query. A query that ran out of memory may leave too little to build an explanation. */
    private Failure explained(Throwable failed, HeapWatch heap, Failure outOfMemory) {
        try {
            return QueryFailure.of(failed, relations::names, warehouse.folder(), heap);
        } catch (Error broken) {
            // Libraries wrap an OutOfMemoryError in errors of their own.
            if (heap.isExhausted() || QueryFailure.hasExhaustedMemory(broken)) {
                return outOfMemory;
            }
            throw broken;
        }
    }

    @Override
    public void close() {
        relations.close();
    }
}
