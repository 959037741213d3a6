package dev.taizhang.copies;

import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * A mart without a server, {@code exports/latest/taizhang.sqlite}: the tables of the newest date, the dimensions of a
 * star schema, and views with Chinese names. SQLite has no decimal numbers. An amount is therefore stored as a whole
 * number of hundredths in {@code <amount>_cents}, whose sums are exact, and a column with the amount's own name shows
 * it in whole units.
 */
final class SqliteMart implements TableCopy {
    private static final String FILE = "exports/latest/taizhang.sqlite";

    private final DisplayUnit unit;
    private final Warehouse warehouse;
    private LocalCopy file;
    private Connection sqlite;

    SqliteMart(DisplayUnit unit, Warehouse warehouse) {
        this.unit = unit;
        this.warehouse = warehouse;
    }

    @Override
    public void begin() throws IOException {
        file = new LocalCopy(warehouse, warehouse.path(FILE));
        try {
            sqlite = DriverManager.getConnection("jdbc:sqlite:" + file.local());
            execute("PRAGMA journal_mode = OFF");
            execute("PRAGMA synchronous = OFF");
            sqlite.setAutoCommit(false);
        } catch (SQLException broken) {
            throw asIo(broken);
        }
    }

    @Override
    public Optional<RowCopy> table(CopiedTable table) throws IOException {
        List<CopiedColumn> columns = table.columns();
        try {
            execute("CREATE TABLE " + table.name() + " ("
                    + columns.stream().map(SqliteMart::defined).collect(Collectors.joining(", ")) + ", PRIMARY KEY ("
                    + String.join(", ", table.key()) + "))");
            if (table.summary().isPresent()) {
                execute("CREATE VIEW \"" + table.title().zh() + "\" AS SELECT "
                        + columns.stream().map(this::shown).collect(Collectors.joining(", ")) + " FROM "
                        + table.name());
            }
            return Optional.of(new Inserts(
                    columns,
                    sqlite.prepareStatement("INSERT INTO " + table.name() + " ("
                            + columns.stream().map(SqliteMart::stored).collect(Collectors.joining(", ")) + ") VALUES ("
                            + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")")));
        } catch (SQLException broken) {
            throw asIo(broken);
        }
    }

    @Override
    public void complete() throws IOException {
        try {
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
            if (sqlite != null) {
                sqlite.close();
            }
        } catch (SQLException broken) {
            throw asIo(broken);
        } finally {
            if (file != null) {
                file.close();
            }
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
