package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Checks whether a PostgreSQL mart can be loaded, without changing it. */
public final class MartRights {
    private MartRights() {}

    /** Refuses a mart that cannot be reached, or in which the loader lacks a right that loading needs. */
    public static void check(Mart mart) {
        try (PostgresSession session = PostgresSession.open(mart, "doctor")) {
            for (String schema : List.of("mart", "mart_zh", "mart_loader")) {
                check(mart, session, schema);
            }
        } catch (IOException | SQLException unreachable) {
            throw wrong(mart, new Bilingual("连不上：" + unreachable.getMessage(), unreachable.getMessage()));
        }
    }

    private static void check(Mart mart, PostgresSession session, String schema) throws SQLException {
        boolean there =
                session.value("SELECT to_regnamespace('" + schema + "')").isPresent();
        String right = there
                ? "has_schema_privilege('" + schema + "', 'USAGE') AND has_schema_privilege('" + schema + "', 'CREATE')"
                : "has_database_privilege(current_database(), 'CREATE')";
        if (!session.value("SELECT (" + right + ")::text").equals(Optional.of("true"))) {
            throw wrong(
                    mart,
                    there
                            ? new Bilingual(
                                    mart.user() + " 无权在 schema " + schema + " 中使用或建表。",
                                    mart.user() + " may not use the schema " + schema + " or create in it.")
                            : new Bilingual(
                                    "没有 schema " + schema + "，" + mart.user() + " 也无权新建。",
                                    "there is no schema " + schema + ", and " + mart.user() + " may not create it."));
        }
        // The loader must own every object that it keeps up to date.
        Optional<String> strangers = session.value("SELECT string_agg(relname, ', ' ORDER BY relname) FROM pg_class"
                + " WHERE relnamespace = to_regnamespace('" + schema + "') AND relkind IN ('r', 'v')"
                + " AND NOT (pg_has_role(relowner, 'USAGE') AND has_table_privilege(oid, 'SELECT')"
                + " AND (relkind = 'v' OR has_table_privilege(oid, 'INSERT') AND has_table_privilege(oid, 'DELETE')))");
        if (strangers.isPresent()) {
            throw wrong(
                    mart,
                    new Bilingual(
                            "schema " + schema + " 中的 " + strangers.get() + " 不归 " + mart.user() + " 所有，或不准其读写。",
                            mart.user() + " does not own " + strangers.get() + " in the schema " + schema
                                    + ", or may not read and write there."));
        }
    }

    private static Failure wrong(Mart mart, Bilingual reason) {
        return Failure.usage(
                new Bilingual(
                        "集市 " + mart.place() + "：" + reason.zh(), "The mart " + mart.place() + ": " + reason.en()),
                new Bilingual(
                        "请核对 taizhang.conf 中的 mart，并由管理员按 docs/mart.sql 授权。",
                        "Check mart in taizhang.conf, and have an administrator grant what docs/mart.sql grants."));
    }
}
