package dev.taizhang.copies;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.Configuration;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/** Makes the page of a finished warehouse once more, for tests and for whoever changes how it looks. */
public final class PageOfWarehouse {
    private PageOfWarehouse() {}

    /** Takes a configuration folder and a warehouse. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    /** Writes the page from the standing release. */
    public static void write(Path conf, Path folder) throws IOException {
        write(conf, folder, held -> held);
    }

    /** Writes the page of a portfolio of many districts, each with the figures of the first. */
    public static void writeWithDistricts(Path conf, Path folder, int districts) throws IOException {
        write(
                conf,
                folder,
                held -> held.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, table -> multiplied(table.getKey(), table.getValue(), districts))));
    }

    private static List<Row> multiplied(SummaryTable table, List<Row> rows, int districts) {
        if (rows.isEmpty() || !table.grain().contains("district_code")) {
            return rows;
        }
        return IntStream.range(0, districts)
                .mapToObj(nth -> {
                    Object[] values = new Object[table.schema().size()];
                    for (int column = 0; column < values.length; column++) {
                        String name = table.schema().fieldNames()[column];
                        values[column] = name.startsWith("district_")
                                ? "D" + nth
                                : rows.get(0).get(column);
                    }
                    return (Row) new GenericRowWithSchema(values, table.schema());
                })
                .toList();
    }

    private static void write(Path conf, Path folder, UnaryOperator<Map<SummaryTable, List<Row>>> change)
            throws IOException {
        Warehouse warehouse = warehouse(folder);
        Configuration configuration = Configuration.read(conf);
        OfficeTables tables = OfficeTables.of(configuration);
        ReleaseRows rows = ReleaseRows.standing(
                TestSpark::session, warehouse, warehouse.current().orElseThrow(), tables);
        new Page(
                        configuration.settings(),
                        configuration.references(),
                        new ReleaseRows(
                                rows.spark(),
                                rows.warehouse(),
                                rows.release(),
                                rows.tables(),
                                change.apply(rows.held())),
                        Lineage.of(tables, configuration.settings(), FeedFiles.read(configuration)))
                .write();
    }

    static Warehouse warehouse(Path folder) {
        return Warehouse.at(folder.toString(), new org.apache.hadoop.conf.Configuration());
    }
}
