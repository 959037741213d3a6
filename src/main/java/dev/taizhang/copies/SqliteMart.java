package dev.taizhang.copies;

import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.ReplacedFile;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/**
 * A mart without a server, {@code exports/latest/taizhang.sqlite}: the tables of the newest date, the dimensions of a
 * star schema, and views with Chinese names. SQLite has no decimal numbers. An amount is therefore stored as a whole
 * number of hundredths in {@code <amount>_cents}, whose sums are exact, and a column with the amount's own name shows
 * it in whole units.
 */
final class SqliteMart {
    private static final String FILE = "exports/latest/taizhang.sqlite";

    private final Configuration configuration;
    private final ReleaseRows rows;
    private final Release release;
    private final DisplayUnit unit;

    SqliteMart(Configuration configuration, ReleaseRows rows) {
        this.configuration = configuration;
        this.rows = rows;
        this.release = rows.release();
        this.unit = new DisplayUnit(configuration);
    }

    /** Writes the file beside the existing one, and then replaces that one. */
    void write() throws IOException {
        ReplacedFile.writeLocal(rows.warehouse(), rows.warehouse().path(FILE), this::write);
    }

    private void write(Path local) throws IOException {
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + local);
                Statement statement = sqlite.createStatement()) {
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            sqlite.setAutoCommit(false);
            for (SummaryTable table : SummaryTable.all(configuration)) {
                StructField[] fields = table.schema().fields();
                table(sqlite, statement, table.name(), fields, table.grain(), rows.of(table));
                view(statement, table);
            }
            for (DimensionTable star : DimensionTable.all(configuration, release, Set.of(release.asOfDate()))) {
                StructField[] fields = star.schema().fields();
                table(
                        sqlite,
                        statement,
                        star.name(),
                        fields,
                        star.key(),
                        star.rows().iterator());
            }
            sqlite.commit();
        } catch (SQLException broken) {
            throw new IOException(broken.getMessage(), broken);
        }
    }

    private static void table(
            Connection sqlite,
            Statement statement,
            String name,
            StructField[] fields,
            List<String> key,
            Iterator<Row> rows)
            throws SQLException {
        String columns = Stream.of(fields).map(SqliteMart::column).collect(Collectors.joining(", "));
        statement.execute("CREATE TABLE " + name + " (" + columns + ", PRIMARY KEY (" + String.join(", ", key) + "))");
        String names = Stream.of(fields).map(SqliteMart::stored).collect(Collectors.joining(", "));
        String places = Stream.of(fields).map(field -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                sqlite.prepareStatement("INSERT INTO " + name + " (" + names + ") VALUES (" + places + ")")) {
            while (rows.hasNext()) {
                Row row = rows.next();
                for (int index = 0; index < fields.length; index++) {
                    insert.setObject(index + 1, value(fields[index], row.get(index)));
                }
                insert.execute();
            }
        }
    }

    private void view(Statement statement, SummaryTable table) throws SQLException {
        statement.execute("CREATE VIEW \"" + table.title().zh() + "\" AS SELECT "
                + Stream.of(table.schema().fields()).map(this::shown).collect(Collectors.joining(", ")) + " FROM "
                + table.name());
    }

    private static String stored(StructField field) {
        return ChineseView.isAmount(field) ? field.name() + "_cents" : field.name();
    }

    private static String column(StructField field) {
        if (ChineseView.isAmount(field)) {
            return field.name() + "_cents INTEGER, " + field.name() + " REAL GENERATED ALWAYS AS (" + field.name()
                    + "_cents / 100.0) VIRTUAL";
        }
        if (field.dataType() instanceof DecimalType) {
            return field.name() + " REAL";
        }
        boolean whole = List.of(DataTypes.LongType, DataTypes.IntegerType, DataTypes.BooleanType)
                .contains(field.dataType());
        return field.name() + (whole ? " INTEGER" : " TEXT");
    }

    /**
     * Shows amounts in the display unit for large amounts with four decimals. They are rounded half up in whole
     * numbers, because binary fractions would not be exact.
     */
    private String shown(StructField field) {
        String cents = field.name() + "_cents";
        String whole = unit.size().movePointRight(2).toPlainString();
        String part = "(" + cents + " % " + whole + " * 10000 + sign(" + cents + ") * " + whole + " / 2) / " + whole;
        String expression =
                ChineseView.isAmount(field) ? cents + " / " + whole + " + " + part + " / 10000.0" : field.name();
        return expression + " AS \"" + ChineseView.name(field, unit.bare()) + "\"";
    }

    private static Object value(StructField field, Object value) {
        if (value instanceof BigDecimal number) {
            return ChineseView.isAmount(field)
                    ? (Object) number.movePointRight(2).longValueExact()
                    : (Object) number.doubleValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof Number || value == null ? value : value.toString();
    }
}
