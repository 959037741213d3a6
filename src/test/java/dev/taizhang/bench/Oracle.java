package dev.taizhang.bench;

import com.google.common.collect.ImmutableMap;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The figures of a release by DuckDB, from the files of its ledger: each {@code oracle/facts/<table>.sql} makes what is true as of
 * the date, and each {@code oracle/<table>.sql} asks for the columns of that summary table which it names.
 */
public final class Oracle implements AutoCloseable {
    /** The facts, in the order in which they need one another, with the datasets whose words they read. */
    private static final Map<String, List<DatasetDefinition>> DATASETS = ImmutableMap.of(
            "project_state", List.of(Datasets.PROJECTS, Datasets.ALLOCATIONS),
            "contract_state", List.of(Datasets.CONTRACTS),
            "bottleneck_state", List.of(Datasets.BOTTLENECKS));

    /** The fact tables that have a query. */
    static final List<String> FACTS = List.copyOf(DATASETS.keySet());

    /** The summary tables that have a query. */
    public static final List<String> TABLES = tables();

    /** After this a statement ends with an exception. */
    private static final int MOST_SECONDS = 900;

    private final DuckLedger ledger;
    private final Release release;
    private final Connection duck;

    /**
     * Opens a DuckDB of its own, which knows the files of the ledger and has computed nothing.
     *
     * @param settings of DuckDB, each as {@code name = value}
     */
    Oracle(Warehouse warehouse, Release release, Configuration configuration, List<String> settings)
            throws SQLException {
        this.ledger = new DuckLedger(warehouse, configuration);
        this.release = release;
        this.duck = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duck.createStatement()) {
            for (String setting : settings) {
                statement.execute("SET " + setting);
            }
            ledger.open(duck, release);
            DuckLedger.run(statement, "/oracle/prelude.sql");
        }
    }

    /** Computes the facts of the current release of a warehouse. */
    public static Oracle of(Path folder, Path conf) {
        Warehouse warehouse = Warehouse.at(folder.toString(), HadoopConfiguration.read());
        Release release = warehouse.current().orElseThrow();
        try {
            Oracle oracle = new Oracle(warehouse, release, Configuration.read(conf), List.of());
            for (String table : FACTS) {
                oracle.computeFacts(table);
            }
            return oracle;
        } catch (SQLException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** Computes a fact table, with the codes of the words that it reads. */
    void computeFacts(String table) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.setQueryTimeout(MOST_SECONDS);
            for (DatasetDefinition dataset : DATASETS.get(table)) {
                ledger.match(duck, dataset);
            }
            DuckLedger.run(statement, "/oracle/facts/" + table + ".sql");
        }
    }

    /** Computes a summary table. */
    void computeSummary(String table) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.setQueryTimeout(MOST_SECONDS);
            try (ResultSet rows = statement.executeQuery(query(table))) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    rows.getString(columns);
                }
            }
        }
    }

    private static String query(String table) {
        return DuckLedger.text("/oracle/" + table + ".sql");
    }

    /** Confirms every table that has a query, and gives those of them that have rows. */
    public List<String> confirm() {
        return TABLES.stream().filter(table -> confirm(table) > 0).toList();
    }

    /**
     * Confirms a table in the columns that its query names.
     *
     * @return how many rows it has
     * @throws AssertionError where a row differs
     */
    public int confirm(String table) {
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(query(table))) {
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
        } catch (SQLException wrong) {
            throw new IllegalStateException("oracle/" + table + ".sql", wrong);
        }
    }

    /** Changes what is true, so that a table is no longer confirmed. */
    public void change(String sql) {
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
        try (Stream<Path> files = Files.list(
                Path.of(Oracle.class.getResource("/oracle/prelude.sql").toURI()).getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql") && !name.equals("prelude.sql"))
                    .map(name -> name.replace(".sql", ""))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
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
