package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The digest of a table's rows of one date, in whatever order and files: their number and the sum of their hashes. */
final class RowDigest {
    /** The digest of no rows. */
    static final String NO_ROWS = "0:0";

    private RowDigest() {}

    /**
     * The hash of one row, its date left out. Spark's hash passes over nulls, so each column says besides whether it is one:
     * else a value that moves from one column into the next would change nothing.
     */
    static Column hash(StructType columns) {
        return xxhash64(Stream.of(columns.fieldNames())
                        .filter(name -> !name.equals(TableDefinition.AS_OF_DATE))
                        .flatMap(name ->
                                Stream.of(value(columns.apply(name)), col(name).isNull()))
                        .toArray(Column[]::new))
                .cast("decimal(38,0)");
    }

    /** Spark hashes no maps; their entries keep the order in which they were written. */
    private static Column value(StructField column) {
        return column.dataType() instanceof MapType ? map_entries(col(column.name())) : col(column.name());
    }

    /** The digest of two sets of rows together. */
    static String together(String one, String other) {
        String[] left = one.split(":", -1);
        String[] right = other.split(":", -1);
        return text(
                Long.parseLong(left[0]) + Long.parseLong(right[0]),
                new BigDecimal(left[1]).add(new BigDecimal(right[1])));
    }

    /** The digest of rows by their hashes. */
    static String of(List<BigDecimal> hashes) {
        return text(hashes.size(), hashes.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** The digest of rows that Spark reads. */
    static String of(Dataset<Row> rows, StructType columns) {
        Row total = rows.agg(count(lit(1)), sum(hash(columns))).first();
        return text(total.getLong(0), total.isNullAt(1) ? BigDecimal.ZERO : total.getDecimal(1));
    }

    /** The same rows, whose digest {@link #of(Observation)} tells as soon as they are written. */
    static Dataset<Row> observe(Dataset<Row> rows, StructType columns, Observation observation) {
        return rows.observe(
                observation, count(lit(1)).as("rows"), sum(hash(columns)).as("hashes"));
    }

    static String of(Observation observation) {
        try {
            Map<String, Object> seen = observation.getAsJava();
            BigDecimal hashes = (BigDecimal) seen.get("hashes");
            return text((long) seen.getOrDefault("rows", 0L), hashes == null ? BigDecimal.ZERO : hashes);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was stopped while Spark wrote.", stopped);
        }
    }

    private static String text(long rows, BigDecimal hashes) {
        return rows + ":" + hashes.toPlainString();
    }
}
