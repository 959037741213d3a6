package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.MapEntries;
import org.apache.spark.sql.catalyst.expressions.XxHash64;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The digest of the rows of a table or of one date: their number and the sum of their hashes. It is independent of
 * order and files.
 */
final class RowDigest {
    /** The digest of zero rows. */
    static final String NO_ROWS = "0:0";

    private RowDigest() {}

    /**
     * Returns the hash of a row without its date. Spark's hash skips nulls, so the hash includes for each column
     * whether it is null; otherwise a value that moves into the next column would change nothing.
     */
    static Column hash(StructType columns) {
        return xxhash64(Stream.of(columns.fieldNames())
                        .filter(name -> !name.equals(TableDefinition.AS_OF_DATE))
                        .flatMap(name ->
                                Stream.of(value(columns.apply(name)), col(name).isNull()))
                        .toArray(Column[]::new))
                .cast("decimal(38,0)");
    }

    /** Returns the hashes of rows in memory, by the expressions of {@link #hash} but without a query. */
    static List<BigDecimal> hashes(List<Row> rows, StructType columns) {
        List<Expression> hashed = new ArrayList<>();
        for (int position = 0; position < columns.size(); position++) {
            StructField column = columns.apply(position);
            if (!column.name().equals(TableDefinition.AS_OF_DATE)) {
                Expression value = new BoundReference(position, column.dataType(), true);
                hashed.add(column.dataType() instanceof MapType ? new MapEntries(value) : value);
                hashed.add(new IsNull(value));
            }
        }
        Expression hash = new XxHash64(CollectionConverters.asScala(hashed).toIndexedSeq());
        Function1<Object, Object> internal = CatalystTypeConverters.createToCatalystConverter(columns);
        return rows.stream()
                .map(row -> BigDecimal.valueOf((long) hash.eval((InternalRow) internal.apply(row))))
                .toList();
    }

    /** Converts maps, which Spark does not hash, to their entries, which keep their order. */
    private static Column value(StructField column) {
        return column.dataType() instanceof MapType ? map_entries(col(column.name())) : col(column.name());
    }

    /** Returns the digest of two sets of rows together. */
    static String together(String one, String other) {
        String[] left = one.split(":", -1);
        String[] right = other.split(":", -1);
        return text(
                Long.parseLong(left[0]) + Long.parseLong(right[0]),
                new BigDecimal(left[1]).add(new BigDecimal(right[1])));
    }

    /** Returns the digest of rows by their hashes. */
    static String of(List<BigDecimal> hashes) {
        return text(hashes.size(), hashes.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Returns the digest of rows that Spark reads. */
    static String of(Dataset<Row> rows, StructType columns) {
        Row total = rows.agg(count(lit(1)), sum(hash(columns))).first();
        return text(total.getLong(0), total.isNullAt(1) ? BigDecimal.ZERO : total.getDecimal(1));
    }

    /** Returns the digests of the rows of each date that Spark reads. */
    static SortedMap<String, String> byDate(Dataset<Row> rows, StructType columns) {
        SortedMap<String, String> digests = new TreeMap<>();
        rows.groupBy(col(TableDefinition.AS_OF_DATE).cast("string"))
                .agg(count(lit(1)), sum(hash(columns)))
                .collectAsList()
                .forEach(date -> digests.put(date.getString(0), text(date.getLong(1), date.getDecimal(2))));
        return digests;
    }

    /** Returns the same rows, whose digest is available from {@link #of(Observation)} once they are written. */
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
