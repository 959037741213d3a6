package dev.taizhang.bench;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Datasets;
import dev.taizhang.facts.AsOf;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;

/** The figures of a release once more, by DuckDB from the same Parquet files of the ledger. */
final class DuckFigures {
    /** In the order of DuckDB's {@code grouping}, whose highest bit is the first. */
    private static final List<String> DIMENSIONS = List.of("district", "cluster", "status", "level", "ownership");

    private final Warehouse warehouse;
    private final Configuration configuration;
    private final int threads;

    DuckFigures(Warehouse warehouse, Configuration configuration, int threads) {
        this.warehouse = warehouse;
        this.configuration = configuration;
        this.threads = threads;
    }

    static String version() {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            return duck.getMetaData().getDatabaseProductVersion().replaceFirst("^v", "");
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /**
     * Computes all figures of a release and compares those that its tables have.
     *
     * @return what computing took, without the comparison
     * @throws AssertionError where a figure differs
     */
    Effort check(Release release) {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            Effort effort = Effort.of(() -> compute(duck, release));
            for (String dimension : DIMENSIONS) {
                String table = "summaries.projects_by_" + dimension;
                if (release.tables().containsKey(table)) {
                    requireEqual(table, published(release, table, dimension), computed(statement, dimension));
                }
            }
            return effort;
        } catch (SQLException wrong) {
            throw new IllegalStateException(wrong);
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

    private void compute(Connection duck, Release release) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET threads = " + threads);
            AsOf asOf = new AsOf(release.asOfDate());
            statement.execute("SET VARIABLE as_of = DATE '" + asOf.date() + "'");
            statement.execute("SET VARIABLE month = DATE '" + asOf.reportMonth() + "'");
            for (TableDefinition table : List.of(
                    LedgerTables.of(Datasets.PROJECTS),
                    LedgerTables.of(Datasets.PROGRESS),
                    LedgerTables.of(Datasets.ALLOCATIONS),
                    LedgerTables.DELIVERIES,
                    LedgerTables.REJECTED)) {
                statement.execute(
                        "CREATE VIEW " + table.name().replace("ledger.", "") + " AS " + files(release, table));
            }
            matchCodes(duck, statement);
            for (String sql : sql().split(";\n", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
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
                        .map(DuckFigures::nothing)
                        .collect(Collectors.joining(", ", "SELECT ", " WHERE false"))
                : files.stream()
                        .map(file -> "'" + file.replace("'", "''") + "'")
                        .collect(Collectors.joining(", ", "FROM read_parquet([", "])"));
    }

    private static String nothing(StructField column) {
        String type = column.dataType().sql();
        return "NULL::" + (type.contains("<") ? "STRING" : type) + " AS \"" + column.name() + "\"";
    }

    /** DuckDB lacks NFKC, so each different word is matched here, once. */
    private void matchCodes(Connection duck, Statement statement) throws SQLException {
        statement.execute(
                "CREATE TABLE codes (reference VARCHAR, word VARCHAR, code VARCHAR, PRIMARY KEY (reference, word))");
        for (Column column : Datasets.PROJECTS.columns()) {
            if (column.type() == ColumnType.REFERENCE) {
                match(duck, "projects", column.name(), column.reference());
            }
        }
        match(duck, "allocations", "dimension", "dimensions");
        match(duck, "allocations", "member", "districts");
        match(duck, "allocations", "member", "clusters");
    }

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

    private List<String> computed(Statement statement, String dimension) throws SQLException {
        int grouping = 31 - (16 >> DIMENSIONS.indexOf(dimension));
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT " + dimension
                + "_code, currency, project_count, total_investment, year_to_date_investment FROM figures WHERE grouping = "
                + grouping)) {
            while (rows.next()) {
                String currency = rows.getString(2);
                lines.add(line(
                        rows.getString(1),
                        currency,
                        rows.getLong(3),
                        inWholeUnits(rows.getBigDecimal(4), currency),
                        inWholeUnits(rows.getBigDecimal(5), currency)));
            }
        }
        return lines.stream().sorted().toList();
    }

    private static BigDecimal inWholeUnits(BigDecimal smallest, String currency) {
        boolean whole = Currency.getInstance(currency).getDefaultFractionDigits() == 0;
        return smallest == null ? null : smallest.movePointLeft(whole ? 0 : 2).setScale(2);
    }

    private List<String> published(Release release, String table, String dimension) {
        return warehouse
                .delta()
                .rows(warehouse.table(table), release.tables().get(table).version())
                .stream()
                .filter(row -> row.getAs(TableDefinition.AS_OF_DATE).equals(release.asOfDate()))
                .map(row -> line(
                        row.getAs(dimension + "_code"),
                        row.getAs("currency"),
                        row.getAs("project_count"),
                        row.getAs("total_investment"),
                        row.getAs("year_to_date_investment")))
                .sorted()
                .toList();
    }

    private static String line(String code, String currency, long projects, BigDecimal total, BigDecimal yearToDate) {
        return code + " " + currency + ": " + projects + " projects, total " + total + ", year to date " + yearToDate;
    }

    private static void requireEqual(String table, List<String> published, List<String> computed) {
        if (!published.equals(computed)) {
            throw new AssertionError("DuckDB does not confirm " + table + ".\nTaizhang:\n  "
                    + String.join("\n  ", published) + "\nDuckDB:\n  " + String.join("\n  ", computed));
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

    private static String sql() {
        try (InputStream stream = DuckFigures.class.getResourceAsStream("/bench/figures.sql")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
