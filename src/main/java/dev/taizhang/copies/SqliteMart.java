package dev.taizhang.copies;

import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.sqlite.SQLiteConfig;

/**
 * A mart without a server, {@code exports/latest/taizhang.sqlite}: the published tables with every date, the dimensions
 * of a star schema, and views with Chinese names. The new file is a copy of the previous one, in which only the parts
 * that differ are replaced. SQLite has no decimal numbers. An amount is therefore stored as a whole number of hundredths
 * in {@code <amount>_cents}, whose sums are exact, and a column with the amount's own name shows it in whole units.
 */
final class SqliteMart implements TableCopy {

    private final DisplayUnit unit;
    private final Warehouse warehouse;
    private final List<DimensionTable> stars;
    private final Set<String> names = new TreeSet<>();
    private final List<CopiedTable> changed = new ArrayList<>();
    private LocalCopy file;
    private Connection sqlite;

    SqliteMart(DisplayUnit unit, Warehouse warehouse, List<DimensionTable> stars) {
        this.unit = unit;
        this.warehouse = warehouse;
        this.stars = stars;
    }

    @Override
    public void begin() throws IOException {
        file = new LocalCopy(warehouse, warehouse.path(FileCopy.SQLITE.place()));
        file.copyPrevious();
        try {
            if (!isSound()) {
                close(sqlite);
                Files.write(file.local(), new byte[0]);
                open();
            }
            execute("CREATE TABLE IF NOT EXISTS loaded"
                    + " (table_name TEXT, part TEXT, digest TEXT, PRIMARY KEY (table_name, part))");
            sqlite.setAutoCommit(false);
        } catch (SQLException broken) {
            throw asIo(broken);
        }
    }

    private void open() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        // Each insert would be followed by a query for its key.
        config.setGetGeneratedKeys(false);
        sqlite = config.createConnection("jdbc:sqlite:" + file.local());
        execute("PRAGMA journal_mode = OFF");
        execute("PRAGMA synchronous = OFF");
        // What was removed must not remain in the free pages of the file.
        execute("PRAGMA secure_delete = ON");
    }

    /** Opens the previous file. Returns whether it is undamaged. */
    private boolean isSound() {
        try {
            open();
            return first("PRAGMA quick_check(1)").equals(Map.of("ok", ""));
        } catch (SQLException damaged) {
            return false;
        }
    }

    @Override
    public Set<String> needed(CopiedTable table, SortedMap<String, String> parts) throws IOException {
        try {
            names.add(table.name());
            define(table);
            Map<String, String> loaded =
                    first("SELECT part, digest FROM loaded WHERE table_name = '" + table.name() + "'");
            PartsToReplace differing = PartsToReplace.between(parts, loaded);
            for (String part : differing.replaced()) {
                remove(table, part);
            }
            if (!differing.fresh().isEmpty()) {
                changed.add(table);
            }
            for (Map.Entry<String, String> part : differing.fresh().entrySet()) {
                execute("INSERT INTO loaded VALUES ('" + table.name() + "', '" + part.getKey() + "', '"
                        + part.getValue() + "')");
            }
            return differing.fresh().keySet();
        } catch (SQLException broken) {
            throw asIo(broken);
        }
    }

    /** Creates a table, or creates it again without rows if its definition has changed. */
    private void define(CopiedTable table) throws SQLException {
        String definition = "CREATE TABLE " + table.name() + " ("
                + table.columns().stream()
                        .map(column -> defined(column) + references(table, column))
                        .collect(Collectors.joining(", "))
                + ", PRIMARY KEY (" + String.join(", ", table.key()) + "))";
        if (!first("SELECT sql FROM sqlite_master WHERE name = '" + table.name() + "'")
                .containsKey(definition)) {
            drop(table.name());
            execute(definition);
        }
        if (table.stored().isPresent()) {
            String view = "\"" + table.title().zh() + "\"";
            execute("DROP VIEW IF EXISTS " + view);
            execute("CREATE VIEW " + view + " AS SELECT "
                    + table.columns().stream().map(this::shown).collect(Collectors.joining(", ")) + " FROM "
                    + table.name());
        }
    }

    /** Removes a table with its view. */
    private void drop(String table) throws SQLException {
        Set<String> views = first(
                        "SELECT name FROM sqlite_master WHERE type = 'view' AND sql LIKE '% FROM " + table + "'")
                .keySet();
        for (String view : views) {
            execute("DROP VIEW \"" + view + "\"");
        }
        execute("DROP TABLE IF EXISTS " + table);
        execute("DELETE FROM loaded WHERE table_name = '" + table + "'");
    }

    private String references(CopiedTable table, CopiedColumn column) {
        return DimensionTable.meantBy(table.name(), column.field(), stars)
                .map(dimension -> " REFERENCES " + dimension.name())
                .orElse("");
    }

    /** Removes a part. Members of dimensions remain, because figures of earlier dates may be about them. */
    private void remove(CopiedTable table, String part) throws SQLException {
        if (!part.equals(CopiedTable.WHOLE)) {
            execute("DELETE FROM " + table.name() + " WHERE as_of_date = '" + part + "'");
        } else if (!table.isDimension()) {
            execute("DELETE FROM " + table.name());
        }
        execute("DELETE FROM loaded WHERE table_name = '" + table.name() + "' AND part = '" + part + "'");
    }

    /** Returns the first column of a query's result with the second one, if there is one. */
    private Map<String, String> first(String sql) throws SQLException {
        Map<String, String> values = new HashMap<>();
        try (Statement statement = sqlite.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                values.put(found.getString(1), columns > 1 ? found.getString(2) : "");
            }
        }
        return values;
    }

    @Override
    public RowCopy part(CopiedTable table, String part) throws IOException {
        List<CopiedColumn> columns = table.columns();
        try {
            return new Inserts(
                    columns,
                    sqlite.prepareStatement("INSERT OR REPLACE INTO " + table.name() + " ("
                            + columns.stream().map(SqliteMart::stored).collect(Collectors.joining(", ")) + ") VALUES ("
                            + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")"));
        } catch (SQLException broken) {
            throw asIo(broken);
        }
    }

    @Override
    public void complete() throws IOException {
        try {
            Set<String> others =
                    new TreeSet<>(first("SELECT table_name FROM loaded").keySet());
            others.removeAll(names);
            for (String table : others) {
                drop(table);
            }
            for (CopiedTable table : changed) {
                for (String missing : DimensionTable.missingKeys(table, "", table.name(), stars)) {
                    execute(missing);
                }
            }
            sqlite.commit();
            sqlite.close();
        } catch (SQLException broken) {
            throw asIo(broken);
        }
        file.replace();
    }

    @Override
    public void close() throws IOException {
        try {
            close(sqlite);
        } catch (SQLException broken) {
            throw asIo(broken);
        } finally {
            if (file != null) {
                file.close();
            }
        }
    }

    private static void close(Connection opened) throws SQLException {
        if (opened != null) {
            opened.close();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = sqlite.createStatement()) {
            statement.execute(sql);
        }
    }

    private static IOException asIo(SQLException broken) {
        return new IOException(broken.getMessage(), broken);
    }

    /** The rows of one table. */
    private record Inserts(List<CopiedColumn> columns, PreparedStatement insert) implements RowCopy {
        @Override
        public void add(Row row) throws IOException {
            try {
                for (int index = 0; index < columns.size(); index++) {
                    insert.setObject(index + 1, value(columns.get(index), row.get(index)));
                }
                insert.execute();
            } catch (SQLException broken) {
                throw asIo(broken);
            }
        }

        @Override
        public void complete() {
            // The transaction ends after the last table.
        }

        @Override
        public void close() throws IOException {
            try {
                insert.close();
            } catch (SQLException broken) {
                throw asIo(broken);
            }
        }
    }

    private static String stored(CopiedColumn column) {
        return column.isAmount() ? column.name() + "_cents" : column.name();
    }

    private static String defined(CopiedColumn column) {
        String stored = stored(column) + " " + column.sqliteType();
        return column.isAmount()
                ? stored + ", " + column.name() + " REAL GENERATED ALWAYS AS (" + stored(column) + " / 100.0) VIRTUAL"
                : stored;
    }

    /**
     * Shows amounts in the display unit for large amounts with four decimals. They are rounded half up in whole
     * numbers, because binary fractions would not be exact.
     */
    private String shown(CopiedColumn column) {
        String cents = stored(column);
        String whole = unit.size().movePointRight(2).toPlainString();
        String part = "(" + cents + " % " + whole + " * 10000 + sign(" + cents + ") * " + whole + " / 2) / " + whole;
        String expression = column.isAmount() ? cents + " / " + whole + " + " + part + " / 10000.0" : column.name();
        return expression + " AS \"" + column.title(unit.bare()) + "\"";
    }

    private static Object value(CopiedColumn column, Object value) {
        if (value instanceof BigDecimal number) {
            return column.isAmount()
                    ? (Object) number.movePointRight(2).longValueExact()
                    : (Object) number.doubleValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof Number || value == null ? value : value.toString();
    }
}
