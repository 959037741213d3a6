package dev.taizhang.copies;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Checks whether a PostgreSQL mart can be loaded, without changing it. */
public final class MartRights {
    private MartRights() {}

    /** Refuses a mart that cannot be reached, or in which the loader lacks a right that loading needs. */
    public static void check(MartAddress mart) {
        try (PostgresSession session = PostgresSession.open(mart, "doctor")) {
            for (String schema : List.of("mart", "mart_zh", "mart_loader")) {
                check(mart, session, schema);
            }
        } catch (IOException | SQLException unreachable) {
            throw CopyMessages.martUnreachable(mart, unreachable);
        }
    }

    private static void check(MartAddress mart, PostgresSession session, String schema) throws SQLException {
        boolean exists =
                session.value("SELECT to_regnamespace('" + schema + "')").isPresent();
        String right = exists
                ? "has_schema_privilege('" + schema + "', 'USAGE') AND has_schema_privilege('" + schema + "', 'CREATE')"
                : "has_database_privilege(current_database(), 'CREATE')";
        if (!session.value("SELECT (" + right + ")::text").equals(Optional.of("true"))) {
            throw exists ? CopyMessages.schemaNotUsable(mart, schema) : CopyMessages.schemaNotCreatable(mart, schema);
        }
        // The loader must own every object that it keeps up to date.
        Optional<String> others = session.value("SELECT string_agg(relname, ', ' ORDER BY relname) FROM pg_class"
                + " WHERE relnamespace = to_regnamespace('" + schema + "') AND relkind IN ('r', 'v')"
                + " AND NOT (pg_has_role(relowner, 'USAGE') AND has_table_privilege(oid, 'SELECT')"
                + " AND (relkind = 'v' OR has_table_privilege(oid, 'INSERT') AND has_table_privilege(oid, 'DELETE')))");
        if (others.isPresent()) {
            throw CopyMessages.objectsNotWritable(mart, schema, others.get());
        }
    }
}
