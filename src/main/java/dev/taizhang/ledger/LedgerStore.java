package dev.taizhang.ledger;

import dev.taizhang.definition.Steps;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The tables of the ledger as a run sees them, to which it appends. */
public interface LedgerStore {
    /** Returns a table with what has been appended. */
    Dataset<Row> read(String table);

    /** Returns the rows of a small table, read without Spark. */
    List<Row> rows(String table);

    /** Returns the number of rows of a table. */
    long count(String table);

    /** Appends rows in memory; an empty list changes nothing. */
    void append(String table, List<Row> rows);

    /**
     * Appends rows that Spark computes.
     *
     * @param count the number of rows
     * @param sorted the columns by which rows are adjacent
     */
    void append(String table, Steps rows, long count, List<String> sorted);
}
