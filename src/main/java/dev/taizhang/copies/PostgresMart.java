package dev.taizhang.copies;

import com.google.common.collect.ImmutableMap;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.ledger.Release;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The mart in PostgreSQL: the tables of a release with every date that it holds. One transaction updates it, so that a
 * reader sees either one release or the next. The mart's record of each part of a table is compared with the manifest, and
 * only differences are replaced. A mart that missed runs, or was restored from a backup, therefore catches up by
 * itself. Tables are emptied by DELETE and filled from a temporary table, which neither waits for readers nor blocks
 * them.
 */
final class PostgresMart {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final MartAddress mart;
    private final List<DimensionTable> stars;
    private final DisplayUnit unit;
    private final ReleaseRows rows;
    private final Release release;

    PostgresMart(MartAddress mart, List<DimensionTable> stars, DisplayUnit unit, ReleaseRows rows) {
        this.mart = mart;
        this.stars = stars;
        this.unit = unit;
        this.rows = rows;
        this.release = rows.release();
    }

    /**
     * Updates the mart to the release. A mart that already holds the release is not changed.
     *
     * @throws IOException if the update fails; the mart then still holds the previous release
     */
    void write() throws IOException {
        Optional<Bilingual> state = Optional.empty();
        try (PostgresSession session = PostgresSession.open(mart, release.runId())) {
            Connection postgres = session.connection();
            postgres.setAutoCommit(false);
            try {
                prepare(session);
                state = Optional.of(CopyMessages.martUnchanged(held(session)));
                Map<String, String> wanted = Map.of(CopiedTable.WHOLE, release.hash() + " without " + rows.leftOut());
                if (!session.hasRelation("mart_loader.parts")
                        || !loaded(session, DimensionTable.RELEASE).equals(wanted)) {
                    bringForward(session);
                    record(session, DimensionTable.RELEASE, wanted);
                    state = Optional.of(CopyMessages.commitUncertain());
                    postgres.commit();
                }
            } catch (SQLException failed) {
                throw new SQLException(failed.getMessage() + blockers(session, failed), failed.getSQLState(), failed);
            }
        } catch (SQLException failed) {
            throw new IOException(CopyMessages.martNotLoaded(mart, failed.getMessage(), state), failed);
        }
    }

    /** Returns the tables that do not have the parts or the cells of the release, without changing anything. */
    List<CopiedTable> differing() throws IOException {
        try (PostgresSession session = PostgresSession.open(mart, "doctor")) {
            List<CopiedTable> differing = new ArrayList<>();
            boolean loaded = session.hasRelation("mart_loader.parts");
            for (CopiedTable table : rows.copied()) {
                if (!loaded
                        || !loaded(session, table.name()).equals(rows.parts(table))
                        || !isComplete(session, table)
                        || !hasSameRows(session, table)) {
                    differing.add(table);
                }
            }
            return differing;
        } catch (SQLException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    /** Has the next copy load a table again, although the mart names this release already. */
    void forget(CopiedTable table) {
        try (PostgresSession session = PostgresSession.open(mart, "doctor")) {
            if (session.hasRelation("mart_loader.parts")) {
                session.execute("DELETE FROM mart_loader.parts WHERE table_name IN ('" + DimensionTable.RELEASE + "', '"
                        + table.name() + "')");
            }
        } catch (IOException | SQLException failed) {
            throw CopyMessages.martUnreachable(mart, failed);
        }
    }

    /** Limits every wait if neither role nor URL does, and locks out a second loader. */
    private static void prepare(PostgresSession session) throws SQLException {
        Map<String, String> bounds = ImmutableMap.of(
                "lock_timeout", "10s", "statement_timeout", "15min", "idle_in_transaction_session_timeout", "15min");
        for (Map.Entry<String, String> bound : bounds.entrySet()) {
            session.execute("SELECT set_config('" + bound.getKey() + "', '" + bound.getValue()
                    + "', true) WHERE current_setting('" + bound.getKey() + "') = '0'");
        }
        Optional<String> locked =
                session.value("SELECT pg_try_advisory_xact_lock(hashtextextended('taizhang mart', 0))::text");
        if (!locked.equals(Optional.of("true"))) {
            throw new SQLException(CopyMessages.anotherLoad().line());
        }
    }

    /** Returns the number of the release that the mart holds; empty if it holds none. */
    private static Optional<Long> held(PostgresSession session) throws SQLException {
        return session.hasRelation("mart." + DimensionTable.RELEASE)
                ? session.value("SELECT max(release_number)::text FROM mart." + DimensionTable.RELEASE)
                        .map(Long::valueOf)
                : Optional.empty();
    }

    private void bringForward(PostgresSession session) throws SQLException {
        List<CopiedTable> published = rows.copied();
        MartSchema schema = new MartSchema(session, published, stars, unit);
        schema.bringUpToDate();
        for (DimensionTable star : stars) {
            if (star.isDimension()) {
                update(session, schema, star);
            }
        }
        for (CopiedTable table : published) {
            load(session, schema, table, loaded(session, table.name()));
            if (!isComplete(session, table)) {
                // Rows were removed or added by someone else, so the whole table is loaded again.
                session.execute("DELETE FROM mart." + table.name());
                load(session, schema, table, new TreeMap<>());
                if (!isComplete(session, table)) {
                    throw new SQLException(
                            CopyMessages.wrongRowCount(table.name()).line());
                }
            }
        }
        emptyOthers(session, schema);
        for (DimensionTable star : stars) {
            if (!star.isDimension()) {
                session.execute("DELETE FROM mart." + star.name());
                new PostgresCopy(session.connection(), "mart." + star.name(), star.schema()).send(star.rows());
            }
        }
    }

    /** Empties the tables that are no longer copied; other people's views may need their columns. */
    private static void emptyOthers(PostgresSession session, MartSchema schema) throws SQLException {
        Set<String> others = session.column("SELECT DISTINCT table_name FROM mart_loader.parts");
        others.removeAll(schema.names());
        for (String table : others) {
            session.execute("DELETE FROM mart." + table);
            session.execute("DELETE FROM mart_loader.parts WHERE table_name = '" + table + "'");
        }
    }

    /** Returns the digest of each part that the mart holds of a table. */
    private static SortedMap<String, String> loaded(PostgresSession session, String table) throws SQLException {
        SortedMap<String, String> loaded = new TreeMap<>();
        try (PreparedStatement select = session.connection()
                .prepareStatement("SELECT part, digest FROM mart_loader.parts WHERE table_name = ?")) {
            select.setString(1, table);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    loaded.put(found.getString(1), found.getString(2));
                }
            }
        }
        return loaded;
    }

    /** Records the digests of parts that were loaded. */
    private static void record(PostgresSession session, String table, Map<String, String> digests) throws SQLException {
        try (PreparedStatement insert = session.connection()
                .prepareStatement("INSERT INTO mart_loader.parts VALUES (?, ?, ?)"
                        + " ON CONFLICT (table_name, part) DO UPDATE SET digest = EXCLUDED.digest")) {
            for (Map.Entry<String, String> part : digests.entrySet()) {
                insert.setString(1, table);
                insert.setString(2, part.getKey());
                insert.setString(3, part.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Adds and changes members. None is removed, because figures of earlier dates may be about it. */
    private static void update(PostgresSession session, MartSchema schema, DimensionTable star) throws SQLException {
        Map<String, String> wanted = Map.of(CopiedTable.WHOLE, star.digest());
        if (loaded(session, star.name()).equals(wanted)) {
            return;
        }
        CopiedTable table = CopiedTable.of(star);
        String incoming = receive(session, table, star.rows());
        schema.complete(table, incoming);
        String columns = PostgresCopy.columns(star.schema());
        session.execute("INSERT INTO mart." + star.name() + " (" + columns + ") SELECT " + columns + " FROM "
                + incoming + " ON CONFLICT (" + star.key().get(0) + ") DO UPDATE SET (" + columns + ") = ("
                + Stream.of(star.schema().fieldNames())
                        .map(name -> "EXCLUDED." + name)
                        .collect(Collectors.joining(", "))
                + ")");
        session.execute("DROP TABLE " + incoming);
        record(session, star.name(), wanted);
    }

    private boolean isComplete(PostgresSession session, CopiedTable table) throws SQLException {
        String rows = Long.toString(table.version(release).rows());
        return session.value("SELECT count(*) FROM mart." + table.name()).equals(Optional.of(rows));
    }

    /** Compares a table with the rows of the release, which are sent once more to a table that only this session sees. */
    private boolean hasSameRows(PostgresSession session, CopiedTable table) throws SQLException {
        String sent = receive(session, table, rows.of(table, rows.parts(table).keySet()));
        String columns = PostgresCopy.columns(table.schema());
        Optional<String> missing = session.value("SELECT count(*) FROM (SELECT " + columns + " FROM " + sent
                + " EXCEPT ALL SELECT " + columns + " FROM mart." + table.name() + ") missing");
        session.execute("DROP TABLE " + sent);
        return missing.equals(Optional.of("0"));
    }

    /** Replaces the parts of a table that differ from the manifest. */
    private void load(PostgresSession session, MartSchema schema, CopiedTable table, SortedMap<String, String> loaded)
            throws SQLException {
        PartsToReplace differing = PartsToReplace.between(rows.parts(table), loaded);
        SortedMap<String, String> fresh = differing.fresh();
        Set<String> replaced = differing.replaced();
        if (replaced.isEmpty()) {
            return;
        }
        if (replaced.contains(CopiedTable.WHOLE)) {
            session.execute("DELETE FROM mart." + table.name());
        } else {
            delete(session, "mart." + table.name() + " WHERE as_of_date = ANY (?::date[])", replaced);
        }
        delete(session, "mart_loader.parts WHERE table_name = '" + table.name() + "' AND part = ANY (?)", replaced);
        if (!fresh.isEmpty()) {
            String incoming = receive(session, table, rows.of(table, fresh.keySet()));
            schema.complete(table, incoming);
            String columns = PostgresCopy.columns(table.schema());
            session.execute(
                    "INSERT INTO mart." + table.name() + " (" + columns + ") SELECT " + columns + " FROM " + incoming);
            session.execute("DROP TABLE " + incoming);
            record(session, table.name(), fresh);
        }
    }

    /**
     * Receives rows in a temporary table, where they are counted and summed before any visible rows change. Returns its
     * name.
     */
    private static String receive(PostgresSession session, CopiedTable table, Iterator<Row> rows) throws SQLException {
        String incoming = "pg_temp.incoming_" + table.name();
        session.execute("CREATE TABLE " + incoming + " AS SELECT " + PostgresCopy.columns(table.schema())
                + " FROM mart." + table.name() + " WHERE false");
        PostgresCopy copy = new PostgresCopy(session.connection(), incoming, table.schema());
        copy.send(rows);
        copy.requireArrived();
        return incoming;
    }

    private static void delete(PostgresSession session, String from, Set<String> parts) throws SQLException {
        try (PreparedStatement delete = session.connection().prepareStatement("DELETE FROM " + from)) {
            delete.setArray(1, session.connection().createArrayOf("text", parts.toArray()));
            delete.executeUpdate();
        }
    }

    /**
     * Returns the sessions that hold the lock on which the wait timed out, so that the operator can contact their
     * users.
     */
    private static String blockers(PostgresSession session, SQLException failed) throws SQLException {
        if (!LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
            return "";
        }
        session.connection().rollback();
        return CopyMessages.lockHeldBy(
                session.value("SELECT string_agg(DISTINCT concat(usename, ' (pid ', pid, ')'), ', ')"
                                + " FROM pg_locks JOIN pg_stat_activity USING (pid) JOIN pg_class ON pg_class.oid = relation"
                                + " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
                                + " WHERE nspname IN ('mart', 'mart_zh') AND pid <> pg_backend_pid()")
                        .orElse("?"));
    }
}
