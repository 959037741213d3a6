package dev.taizhang.copies;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Mart;
import dev.taizhang.ledger.Release;
import dev.taizhang.publication.CanonicalCsv;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * The mart in PostgreSQL: the tables of a release with every date that it holds, brought forward in one transaction, so that a
 * reader sees one release or the next. What the mart remembers of each table and date is compared with the manifest, and only what
 * differs is replaced: a mart that missed nights, or was restored from a backup, catches up by itself. Tables are emptied by
 * DELETE and filled from a temporary one, which waits for no reader and stops none.
 */
final class PostgresMart {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int LARGE_PIECE = 1 << 16;

    private final Mart mart;
    private final Configuration configuration;
    private final ReleaseRows rows;
    private final Release release;

    PostgresMart(Mart mart, Configuration configuration, ReleaseRows rows) {
        this.mart = mart;
        this.configuration = configuration;
        this.rows = rows;
        this.release = rows.release();
    }

    /** How many rows were copied, and the sum of each column that has decimals, by its place. */
    private record Copied(long rows, SortedMap<Integer, BigDecimal> sums) {}

    /**
     * Brings the mart to the release; one that holds it already is left alone.
     *
     * @throws IOException where it cannot be; the mart then holds the release that it held
     */
    void write() throws IOException {
        String standing = "";
        try (Connection postgres = DriverManager.getConnection(mart.url(), properties())) {
            postgres.setAutoCommit(false);
            try {
                prepare(postgres);
                Map<String, Long> held = held(postgres);
                standing = held.isEmpty()
                        ? "，集市尚空 the mart is still empty"
                        : "，集市仍为发布 the mart still holds release "
                                + held.values().iterator().next();
                if (!held.containsKey(release.hash())) {
                    bringForward(postgres);
                    postgres.commit();
                }
            } catch (SQLException failed) {
                postgres.rollback();
                throw new SQLException(failed.getMessage() + blockers(postgres, failed), failed.getSQLState(), failed);
            }
        } catch (SQLException failed) {
            throw new IOException(mart.place() + standing + ": " + failed.getMessage(), failed);
        }
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("user", mart.user());
        String password = mart.passwordFile().isPresent()
                ? Files.readString(Path.of(mart.passwordFile().get()), StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("")
                : System.getenv().getOrDefault(Mart.PASSWORD_VARIABLE, "");
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "taizhang " + release.runId());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    /** Bounds every wait where neither role nor URL does, and keeps a second loader out. */
    private static void prepare(Connection postgres) throws SQLException {
        Map<String, String> bounds = Map.of(
                "lock_timeout", "10s", "statement_timeout", "15min", "idle_in_transaction_session_timeout", "15min");
        for (Map.Entry<String, String> bound : bounds.entrySet()) {
            execute(
                    postgres,
                    "SELECT set_config('" + bound.getKey() + "', '" + bound.getValue()
                            + "', true) WHERE current_setting('" + bound.getKey() + "') = '0'");
        }
        try (Statement statement = postgres.createStatement();
                ResultSet lock = statement.executeQuery(
                        "SELECT pg_try_advisory_xact_lock(hashtextextended('taizhang mart', 0))")) {
            lock.next();
            if (!lock.getBoolean(1)) {
                throw new SQLException("另一个装载正在进行 another loader is at work");
            }
        }
    }

    /** The hash and the number of the release that the mart holds; empty where it holds none. */
    private static Map<String, Long> held(Connection postgres) throws SQLException {
        try (Statement statement = postgres.createStatement()) {
            try (ResultSet there = statement.executeQuery("SELECT to_regclass('mart." + StarTable.RELEASE + "')")) {
                there.next();
                if (there.getString(1) == null) {
                    return Map.of();
                }
            }
            try (ResultSet found =
                    statement.executeQuery("SELECT release_hash, release_number FROM mart." + StarTable.RELEASE)) {
                return found.next() ? Map.of(found.getString(1), found.getLong(2)) : Map.of();
            }
        }
    }

    private void bringForward(Connection postgres) throws SQLException, IOException {
        List<StarTable> stars = StarTable.all(configuration, release, release.publishedDates());
        new MartSchema(postgres, configuration, stars).bringUpToDate();
        for (SummaryTable table : SummaryTable.all(configuration)) {
            SortedMap<String, String> loaded = loaded(postgres, table);
            load(postgres, table, loaded);
            if (count(postgres, table) != standing(table).rows()) {
                // Somebody else has taken rows away or added some: all of it is loaded anew.
                execute(postgres, "DELETE FROM mart." + table.name());
                load(postgres, table, new TreeMap<>());
            }
            if (count(postgres, table) != standing(table).rows()) {
                throw new SQLException(table.name() + " 的行数与发布清单不符 has another number of rows than the manifest: "
                        + count(postgres, table) + ", " + standing(table).rows());
            }
        }
        for (StarTable star : stars) {
            execute(postgres, "DELETE FROM mart." + star.name());
            copy(postgres, "mart", star.name(), star.schema(), star.rows().iterator());
        }
    }

    private Release.Standing standing(SummaryTable table) {
        return release.tables().get(table.definition().name());
    }

    /** The digest of each date that the mart holds of a table. */
    private static SortedMap<String, String> loaded(Connection postgres, SummaryTable table) throws SQLException {
        SortedMap<String, String> loaded = new TreeMap<>();
        try (PreparedStatement select =
                postgres.prepareStatement("SELECT as_of_date, digest FROM mart_loader.loaded WHERE table_name = ?")) {
            select.setString(1, table.name());
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    loaded.put(found.getString(1), found.getString(2));
                }
            }
        }
        return loaded;
    }

    private static long count(Connection postgres, SummaryTable table) throws SQLException {
        try (Statement statement = postgres.createStatement();
                ResultSet found = statement.executeQuery("SELECT count(*) FROM mart." + table.name())) {
            found.next();
            return found.getLong(1);
        }
    }

    /** Replaces the dates of a table that differ from the manifest. */
    private void load(Connection postgres, SummaryTable table, SortedMap<String, String> loaded)
            throws SQLException, IOException {
        SortedMap<String, String> wanted = standing(table).digests();
        Set<String> fresh = wanted.keySet().stream()
                .filter(date -> !wanted.get(date).equals(loaded.get(date)))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> replaced = new TreeSet<>(fresh);
        loaded.keySet().stream().filter(date -> !wanted.containsKey(date)).forEach(replaced::add);
        if (replaced.isEmpty()) {
            return;
        }
        delete(postgres, "mart." + table.name() + " WHERE", replaced);
        delete(postgres, "mart_loader.loaded WHERE table_name = '" + table.name() + "' AND", replaced);
        if (!fresh.isEmpty()) {
            String incoming = "incoming_" + table.name();
            execute(
                    postgres,
                    "CREATE TEMPORARY TABLE " + incoming + " ON COMMIT DROP AS SELECT " + names(table.schema())
                            + " FROM mart." + table.name() + " WHERE false");
            Set<LocalDate> dates = fresh.stream().map(LocalDate::parse).collect(Collectors.toSet());
            Copied copied = copy(postgres, "pg_temp", incoming, table.schema(), rows.of(table, dates));
            requireSame(postgres, incoming, table.schema(), copied);
            execute(
                    postgres,
                    "INSERT INTO mart." + table.name() + " (" + names(table.schema()) + ") SELECT "
                            + names(table.schema()) + " FROM " + incoming);
        }
        try (PreparedStatement insert =
                postgres.prepareStatement("INSERT INTO mart_loader.loaded VALUES (?, ?::date, ?)")) {
            for (String date : fresh) {
                insert.setString(1, table.name());
                insert.setString(2, date);
                insert.setString(3, wanted.get(date));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void delete(Connection postgres, String from, Set<String> dates) throws SQLException {
        try (PreparedStatement delete =
                postgres.prepareStatement("DELETE FROM " + from + " as_of_date = ANY (?::date[])")) {
            Array array = postgres.createArrayOf("text", dates.toArray());
            delete.setArray(1, array);
            delete.executeUpdate();
        }
    }

    private static String names(StructType schema) {
        return String.join(", ", schema.fieldNames());
    }

    /** Streams rows in the text form of COPY. */
    private static Copied copy(
            Connection postgres, String schemaName, String table, StructType schema, Iterator<Row> all)
            throws SQLException {
        CopyManager manager = postgres.unwrap(PGConnection.class).getCopyAPI();
        CopyIn copy = manager.copyIn("COPY " + schemaName + "." + table + " (" + names(schema) + ") FROM STDIN");
        try {
            SortedMap<Integer, BigDecimal> sums = new TreeMap<>();
            long count = 0;
            StringBuilder piece = new StringBuilder();
            while (all.hasNext()) {
                Row row = all.next();
                count++;
                for (int index = 0; index < row.length(); index++) {
                    Object value = row.get(index);
                    if (value instanceof BigDecimal number) {
                        sums.merge(index, number, BigDecimal::add);
                    }
                    piece.append(index == 0 ? "" : "\t").append(value == null ? "\\N" : escaped(value));
                }
                piece.append('\n');
                if (piece.length() >= LARGE_PIECE) {
                    send(copy, piece);
                }
            }
            send(copy, piece);
            copy.endCopy();
            return new Copied(count, sums);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, StringBuilder piece) throws SQLException {
        byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        piece.setLength(0);
    }

    private static String escaped(Object value) {
        return CanonicalCsv.cell(value)
                .replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** Holds what the server has counted and summed against what was sent. */
    private static void requireSame(Connection postgres, String table, StructType schema, Copied copied)
            throws SQLException {
        StructField[] fields = schema.fields();
        String sums = Stream.of(fields)
                .filter(field -> field.dataType() instanceof DecimalType)
                .map(field -> ", sum(" + field.name() + ")")
                .collect(Collectors.joining());
        try (Statement statement = postgres.createStatement();
                ResultSet found = statement.executeQuery("SELECT count(*)" + sums + " FROM " + table)) {
            found.next();
            List<BigDecimal> there = new ArrayList<>();
            List<BigDecimal> sent = new ArrayList<>();
            int place = 2;
            for (int index = 0; index < fields.length; index++) {
                if (fields[index].dataType() instanceof DecimalType) {
                    there.add(found.getBigDecimal(place++));
                    sent.add(copied.sums().get(index));
                }
            }
            boolean same = found.getLong(1) == copied.rows()
                    && Arrays.equals(there.toArray(BigDecimal[]::new), sent.toArray(BigDecimal[]::new));
            if (!same) {
                throw new SQLException(table + " 的行数或合计与发出的不符 was sent other rows or sums than arrived");
            }
        }
    }

    /** Who holds what was waited for in vain, so that somebody can be asked. */
    private static String blockers(Connection postgres, SQLException failed) throws SQLException {
        if (!LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
            return "";
        }
        try (Statement statement = postgres.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT string_agg(DISTINCT concat(usename, ' (pid ', pid, ')'), ', ')"
                                + " FROM pg_locks JOIN pg_stat_activity USING (pid) JOIN pg_class ON pg_class.oid = relation"
                                + " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
                                + " WHERE nspname IN ('mart', 'mart_zh') AND pid <> pg_backend_pid()")) {
            found.next();
            return "；占用者 held by: " + found.getString(1);
        }
    }

    private static void execute(Connection postgres, String sql) throws SQLException {
        try (Statement statement = postgres.createStatement()) {
            statement.execute(sql);
        }
    }
}
