package dev.taizhang.commands;

import dev.taizhang.bench.DuckLedger;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The figures of a release by DuckDB, from the files of its ledger: {@code oracle/prelude.sql} makes what is true as of the date,
 * and each {@code oracle/<table>.sql} asks for the columns of that table which it names.
 */
final class Oracle implements AutoCloseable {
    private static final Path QUERIES = Path.of("src/test/resources/oracle");

    /** The tables that have a query. */
    static final List<String> TABLES = tables();

    private final DuckLedger ledger;
    private final Release release;
    private final Connection duck;

    private Oracle(DuckLedger ledger, Release release, Connection duck) {
        this.ledger = ledger;
        this.release = release;
        this.duck = duck;
    }

    /** Of the release that stands in the warehouse. */
    static Oracle of(Path folder, Path conf) {
        Warehouse warehouse = Warehouse.at(folder.toString(), HadoopConfiguration.read());
        Release release = warehouse.current().orElseThrow();
        Configuration configuration = Configuration.read(conf);
        try {
            Connection duck = DriverManager.getConnection("jdbc:duckdb:");
            DuckLedger ledger = new DuckLedger(warehouse, configuration);
            ledger.open(duck, release, Datasets.ALL);
            ledger.match(duck, "projects", "regexp_extract(industry_code, '[0-9]{2}')", "sectors");
            ledger.match(duck, "projects", "regexp_extract(industry_code, '[0-9]{2}')", "industry_groups");
            try (Statement statement = duck.createStatement()) {
                statement.execute(
                        "SET VARIABLE programme = '" + configuration.settings().programmeCode() + "'");
                DuckLedger.run(statement, "/oracle/prelude.sql");
            }
            return new Oracle(ledger, release, duck);
        } catch (SQLException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** Confirms every table that has a query, and gives those of them that have rows. */
    List<String> confirm() {
        return TABLES.stream().filter(table -> confirm(table) > 0).toList();
    }

    /**
     * Confirms a table in the columns that its query names.
     *
     * @return how many rows it has
     * @throws AssertionError where a row differs
     */
    int confirm(String table) {
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(Files.readString(QUERIES.resolve(table + ".sql")))) {
            List<String> columns = new ArrayList<>();
            for (int place = 1; place <= rows.getMetaData().getColumnCount(); place++) {
                columns.add(rows.getMetaData().getColumnName(place));
            }
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int place = 1; place <= columns.size(); place++) {
                    cells.add(rows.getString(place));
                }
                found.add(line(columns, cells));
            }
            requireEqual(
                    table, published(table, columns), found.stream().sorted().toList());
            return found.size();
        } catch (SQLException | IOException wrong) {
            throw new IllegalStateException("oracle/" + table + ".sql", wrong);
        }
    }

    /** Changes what is true, so that a table is no longer confirmed. */
    void change(String sql) {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        } catch (SQLException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private List<String> published(String table, List<String> columns) {
        return ledger.published(release, "summaries." + table)
                .map(row -> line(
                        columns,
                        columns.stream().map(column -> cell(row, column)).toList()))
                .sorted()
                .toList();
    }

    private static String cell(Row row, String column) {
        Object value = row.getAs(column);
        return value == null ? null : value.toString();
    }

    private static String line(List<String> columns, List<String> cells) {
        return Stream.iterate(0, place -> place < columns.size(), place -> place + 1)
                .map(place -> columns.get(place) + "=" + cells.get(place))
                .collect(Collectors.joining(" "));
    }

    private static void requireEqual(String table, List<String> published, List<String> found) {
        if (!published.equals(found)) {
            throw new AssertionError("DuckDB does not confirm " + table + ".\nonly Taizhang:\n  "
                    + rest(published, found) + "\nonly DuckDB:\n  " + rest(found, published));
        }
    }

    private static String rest(List<String> lines, List<String> without) {
        List<String> rest = new ArrayList<>(lines);
        without.forEach(rest::remove);
        return rest.stream().limit(20).collect(Collectors.joining("\n  "));
    }

    private static List<String> tables() {
        try (Stream<Path> files = Files.list(QUERIES)) {
            return files.map(file -> file.getFileName().toString().replace(".sql", ""))
                    .filter(table -> !table.equals("prelude"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        try {
            duck.close();
        } catch (SQLException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
