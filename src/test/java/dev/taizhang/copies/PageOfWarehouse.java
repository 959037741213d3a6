package dev.taizhang.copies;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.LargeTable;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Makes the page of a finished warehouse once more, for tests and for whoever changes how it looks. */
public final class PageOfWarehouse {
    private PageOfWarehouse() {}

    /** Takes a configuration folder and a warehouse. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    /** Writes the page from the standing release, and gives the rows that it was made of. */
    public static Map<String, List<Row>> write(Path conf, Path folder) throws IOException {
        Warehouse warehouse = warehouse(folder);
        Release release = warehouse.standing().orElseThrow();
        Map<SummaryTable, List<Row>> held = new LinkedHashMap<>();
        for (SummaryTable table : SummaryTable.all(Configuration.read(conf))) {
            if (!(table instanceof LargeTable)) {
                held.put(table, rows(warehouse, release, table.definition()));
            }
        }
        new Page(Configuration.read(conf), new ReleaseRows(TestSpark::session, warehouse, release, held)).write();
        Map<String, List<Row>> byName = new LinkedHashMap<>();
        held.forEach((table, rows) -> byName.put(table.name(), rows));
        return byName;
    }

    static Warehouse warehouse(Path folder) {
        return Warehouse.at(folder.toString(), new org.apache.hadoop.conf.Configuration());
    }

    private static List<Row> rows(Warehouse warehouse, Release release, TableDefinition table) {
        return warehouse
                .delta()
                .rows(
                        warehouse.table(table.name()),
                        release.tables().get(table.name()).version())
                .stream()
                .filter(row -> row.getAs(TableDefinition.AS_OF_DATE).equals(release.asOfDate()))
                .toList();
    }
}
