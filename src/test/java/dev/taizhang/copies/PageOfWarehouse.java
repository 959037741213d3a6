package dev.taizhang.copies;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.OfficeTables;
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
        Configuration configuration = Configuration.read(conf);
        ReleaseRows rows = ReleaseRows.standing(
                TestSpark::session, warehouse, warehouse.current().orElseThrow(), OfficeTables.of(configuration));
        new Page(configuration.settings(), configuration.references(), rows).write();
        Map<String, List<Row>> byName = new LinkedHashMap<>();
        rows.held().forEach((table, held) -> byName.put(table.name(), held));
        return byName;
    }

    static Warehouse warehouse(Path folder) {
        return Warehouse.at(folder.toString(), new org.apache.hadoop.conf.Configuration());
    }
}
