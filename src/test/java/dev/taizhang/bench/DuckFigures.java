package dev.taizhang.bench;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Datasets;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** The figures of a release once more, by DuckDB from the same Parquet files of the ledger. */
final class DuckFigures {
    /** In the order of DuckDB's {@code grouping}, whose highest bit is the first. */
    private static final List<String> DIMENSIONS = List.of("district", "cluster", "status", "level", "ownership");

    private final DuckLedger ledger;
    private final int threads;

    DuckFigures(Warehouse warehouse, Configuration configuration, int threads) {
        this.ledger = new DuckLedger(warehouse, configuration);
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
            statement.execute("CREATE VIEW projects AS " + ledger.files(release, LedgerTables.of(Datasets.PROJECTS)));
            return DuckLedger.strings(statement.executeQuery("SELECT project_code FROM projects GROUP BY project_code"
                    + " ORDER BY md5(project_code) LIMIT " + atMost));
        } catch (SQLException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private void compute(Connection duck, Release release) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET threads = " + threads);
            ledger.open(duck, release, List.of(Datasets.PROJECTS, Datasets.PROGRESS, Datasets.ALLOCATIONS));
            DuckLedger.run(statement, "/bench/figures.sql");
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
        return ledger.published(release, table)
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
}
