package dev.taizhang.bench;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.facts.AsOf;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** The ledger of a release in DuckDB: its Parquet files as views, and the codes that its senders' words mean. */
final class DuckLedger {
    private final Warehouse warehouse;
    private final Configuration configuration;

    DuckLedger(Warehouse warehouse, Configuration configuration) {
        this.warehouse = warehouse;
        this.configuration = configuration;
    }

    static String version() {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            return duck.getMetaData().getDatabaseProductVersion().replaceFirst("^v", "");
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The jar of DuckDB. */
    static Path library() {
        return Path.of(org.duckdb.DuckDBDriver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    /**
     * Makes the variables {@code as_of} and {@code month} (the latest month that has ended), a view of each dataset and of
     * {@code deliveries} and {@code rejected}, and the table {@code codes}: reference, word, code.
     */
    void open(Connection duck, Release release) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            AsOf asOf = new AsOf(release.asOfDate(), PlanYear.OF_THE_CALENDAR);
            statement.execute("SET VARIABLE as_of = DATE '" + asOf.date() + "'");
            statement.execute("SET VARIABLE month = DATE '" + asOf.reportMonth() + "'");
            statement.execute("SET VARIABLE programme = '" + configuration.settings().programmeCode() + "'");
            for (TableDefinition table : Stream.concat(
                            Datasets.ALL.stream().map(LedgerTables::of),
                            Stream.of(LedgerTables.DELIVERIES, LedgerTables.REJECTED))
                    .toList()) {
                statement.execute("CREATE VIEW " + table.name().replace("ledger.", "") + " AS "
                        + files(release, table));
            }
            statement.execute(
                    "CREATE TABLE codes (reference VARCHAR, word VARCHAR, code VARCHAR, PRIMARY KEY (reference, word))");
        }
    }

    /** Adds the codes of the words in the columns of a dataset. */
    void match(Connection duck, DatasetDefinition dataset) throws SQLException {
        for (Column column : dataset.columns()) {
            if (column.type() == ColumnType.REFERENCE) {
                match(duck, dataset.name(), column.name(), column.reference());
            }
        }
        if (dataset.equals(Datasets.ALLOCATIONS)) {
            match(duck, "allocations", "member", "districts");
            match(duck, "allocations", "member", "clusters");
        }
        if (dataset.equals(Datasets.PROJECTS)) {
            match(duck, "projects", "regexp_extract(industry_code, '[0-9]{2}')", "sectors");
            match(duck, "projects", "regexp_extract(industry_code, '[0-9]{2}')", "industry_groups");
        }
    }

    /** Some projects of the ledger, the same ones for the same release. */
    List<String> projects(Release release, long atMost) {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("CREATE VIEW projects AS " + files(release, LedgerTables.of(Datasets.PROJECTS)));
            return strings(statement.executeQuery("SELECT project_code FROM projects GROUP BY project_code"
                    + " ORDER BY md5(project_code) LIMIT " + atMost));
        } catch (SQLException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** The rows of the table's files; where it has none, its columns alone. */
    private String files(Release release, TableDefinition table) {
        List<String> files = warehouse
                .delta()
                .files(
                        warehouse.table(table.name()),
                        release.tables().get(table.name()).version());
        return files.isEmpty()
                ? Stream.of(table.schema().fields())
                        .map(DuckLedger::nothing)
                        .collect(Collectors.joining(", ", "SELECT ", " WHERE false"))
                : files.stream()
                        .map(file -> "'" + file.replace("'", "''") + "'")
                        .collect(Collectors.joining(", ", "FROM read_parquet([", "])"));
    }

    private static String nothing(StructField column) {
        String type = column.dataType().sql();
        return "NULL::" + (type.contains("<") ? "STRING" : type) + " AS \"" + column.name() + "\"";
    }

    /** The rows of a summary table as of the release's date, to be compared. */
    Stream<Row> published(Release release, String table) {
        return warehouse
                .delta()
                .rows(warehouse.table(table), release.tables().get(table).version())
                .stream()
                .filter(row -> row.getAs(TableDefinition.AS_OF_DATE).equals(release.asOfDate()));
    }

    /** DuckDB lacks NFKC, so each different word is matched here, once; {@code column} is SQL over the view. */
    private void match(Connection duck, String view, String column, String reference) throws SQLException {
        try (Statement statement = duck.createStatement();
                PreparedStatement insert = duck.prepareStatement("INSERT OR IGNORE INTO codes VALUES (?, ?, ?)")) {
            for (String word : strings(statement.executeQuery(
                    "SELECT DISTINCT %1$s FROM %2$s WHERE %1$s IS NOT NULL".formatted(column, view)))) {
                insert.setString(1, reference);
                insert.setString(2, word);
                insert.setString(
                        3, configuration.reference(reference).match(word).orElse(null));
                insert.execute();
            }
        }
    }

    /** Runs the statements of a file among the test's resources, each of which ends its last line. */
    static void run(Statement statement, String resource) throws SQLException {
        for (String sql : text(resource).split(";\n", -1)) {
            if (!sql.isBlank()) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> strings(ResultSet rows) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    static String text(String resource) {
        try (InputStream stream = DuckLedger.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
