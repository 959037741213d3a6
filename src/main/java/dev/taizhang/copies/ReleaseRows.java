package dev.taizhang.copies;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.SummaryTable;
import java.sql.Date;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The rows of a release's date, table by table: those that the run holds, and those of large tables as they were written.
 *
 * @param spark reads large tables
 * @param held the rows of all tables but the large ones, in the order in which people read them
 */
public record ReleaseRows(
        Supplier<SparkSession> spark, Warehouse warehouse, Release release, Map<SummaryTable, List<Row>> held) {
    /** Up to so many rows of all dates are read without Spark, which may not have been started yet. */
    private static final long FEW_ROWS = 200_000;

    /** The rows of a table; those of a large one in the order of its grain. */
    Iterator<Row> of(SummaryTable table) {
        return held.entrySet().stream()
                .filter(one -> one.getKey().name().equals(table.name()))
                .findFirst()
                .map(one -> one.getValue().iterator())
                .orElseGet(() -> large(table));
    }

    private Iterator<Row> large(SummaryTable table) {
        TableDefinition definition = table.definition();
        Release.Standing standing = release.tables().get(definition.name());
        if (standing.rows() > FEW_ROWS) {
            return Tables.read(spark.get(), warehouse, definition, standing.version())
                    .where(col(TableDefinition.AS_OF_DATE).equalTo(lit(Date.valueOf(release.asOfDate()))))
                    .orderBy(table.grain().stream().map(name -> col(name)).toArray(Column[]::new))
                    .toLocalIterator();
        }
        Comparator<Row> byGrain = Comparator.comparing(row -> "");
        for (String column : table.grain()) {
            byGrain = byGrain.thenComparing(row -> String.valueOf(row.<Object>getAs(column)));
        }
        return warehouse.delta().rows(warehouse.table(definition.name()), standing.version()).stream()
                .filter(row -> row.getAs(TableDefinition.AS_OF_DATE).equals(release.asOfDate()))
                .sorted(byGrain)
                .iterator();
    }
}
