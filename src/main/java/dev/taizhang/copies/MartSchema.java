package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Hashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;

/**
 * The schema of the PostgreSQL mart: {@code mart} contains the tables, {@code mart_zh} views of them in Chinese, {@code
 * mart_loader} the state of the loader. Missing tables and columns are added, and a table whose key has a new column is
 * created again; nothing else is ever removed or renamed.
 */
final class MartSchema {
    private final PostgresSession session;
    private final List<CopiedTable> published;
    private final List<DimensionTable> stars;
    private final List<CopiedTable> all;
    private final DisplayUnit unit;

    MartSchema(PostgresSession session, List<CopiedTable> published, List<DimensionTable> stars, DisplayUnit unit) {
        this.session = session;
        this.published = published;
        this.stars = stars;
        this.all = Stream.concat(stars.stream().map(CopiedTable::of), published.stream())
                .toList();
        this.unit = unit;
    }

    /** Returns the names of its tables. */
    Set<String> names() {
        return all.stream().map(CopiedTable::name).collect(Collectors.toSet());
    }

    /** Creates everything that is missing. If anything changed, comments and views are created again. */
    void bringUpToDate() throws SQLException {
        if (!session.hasRelation("mart_loader.parts")) {
            loader();
        }
        Set<String> changed = tables();
        // If a table or column was lost or added, its data are loaded again.
        for (String table : changed) {
            session.execute("DELETE FROM mart_loader.parts WHERE table_name = '" + table + "'");
        }
        join();
        protect();
        List<String> statements = statements();
        String hash = Hashes.of(String.join("\n", statements));
        Set<String> views = session.column("SELECT viewname FROM pg_views WHERE schemaname = 'mart_zh'");
        boolean allViewsExist = published.stream()
                .allMatch(table -> views.contains(table.title().zh()));
        if (!changed.isEmpty()
                || !allViewsExist
                || !session.column("SELECT hash FROM mart_loader.definition").contains(hash)) {
            session.execute(String.join(";\n", statements));
            session.execute("DELETE FROM mart_loader.definition");
            session.execute("INSERT INTO mart_loader.definition VALUES ('" + hash + "')");
        }
    }

    private void loader() throws SQLException {
        for (String schema : List.of("mart", "mart_zh", "mart_loader")) {
            // Checked first, because IF NOT EXISTS requires the right to create schemas even if nothing has to be
            // created.
            if (session.value("SELECT to_regnamespace('" + schema + "')").isEmpty()) {
                session.execute("CREATE SCHEMA " + schema);
            }
        }
        session.execute("CREATE TABLE IF NOT EXISTS mart_loader.definition (hash text PRIMARY KEY)");
        session.execute("CREATE TABLE mart_loader.parts"
                + " (table_name text, part text, digest text NOT NULL, PRIMARY KEY (table_name, part))");
    }

    /** Returns the tables that were created or extended by a column. */
    private Set<String> tables() throws SQLException {
        Map<String, Set<String>> existing = new HashMap<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet found = statement.executeQuery("SELECT relname, attname FROM pg_class"
                        + " JOIN pg_attribute ON attrelid = pg_class.oid WHERE relnamespace = 'mart'::regnamespace"
                        + " AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped")) {
            while (found.next()) {
                existing.computeIfAbsent(found.getString(1), name -> new HashSet<>())
                        .add(found.getString(2));
            }
        }
        Set<String> changed = new TreeSet<>();
        for (CopiedTable table : all) {
            if (createOrExtend(existing.get(table.name()), table)) {
                changed.add(table.name());
            }
        }
        return changed;
    }

    private boolean createOrExtend(Set<String> columns, CopiedTable table) throws SQLException {
        boolean isKeyed = columns != null && columns.containsAll(table.key());
        if (!isKeyed) {
            // A table with another key could not receive the rows.
            session.execute("DROP TABLE IF EXISTS mart." + table.name());
            // The date is the first column of a dated table's key, so that the index finds the rows of a date.
            session.execute("CREATE TABLE mart." + table.name() + " ("
                    + Stream.of(table.schema().fields()).map(MartSchema::column).collect(Collectors.joining(", "))
                    + ", PRIMARY KEY (" + String.join(", ", table.key()) + "))");
            return true;
        }
        List<StructField> missing = Stream.of(table.schema().fields())
                .filter(field -> !columns.contains(field.name()))
                .toList();
        for (StructField field : missing) {
            session.execute("ALTER TABLE mart." + table.name() + " ADD COLUMN " + column(field));
        }
        return !missing.isEmpty();
    }

    private static String column(StructField field) {
        return field.name() + " " + CopiedColumn.of(field).postgresType();
    }

    /** Adds the missing foreign keys, from which tools draw the star. */
    private void join() throws SQLException {
        Set<String> existing = session.column("SELECT relname || '.' || attname FROM pg_constraint"
                + " JOIN pg_class ON pg_class.oid = conrelid"
                + " JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]"
                + " WHERE contype = 'f' AND connamespace = 'mart'::regnamespace");
        for (CopiedTable table : all) {
            List<String> missing = new ArrayList<>();
            for (StructField field : table.schema().fields()) {
                if (!existing.contains(table.name() + "." + field.name())) {
                    DimensionTable.meantBy(table.name(), field, stars)
                            .ifPresent(dimension -> missing.add(
                                    "ADD FOREIGN KEY (" + field.name() + ") REFERENCES mart." + dimension.name()));
                }
            }
            if (!missing.isEmpty()) {
                complete(table, "mart." + table.name());
                session.execute("ALTER TABLE mart." + table.name() + " " + String.join(", ", missing));
            }
        }
    }

    /**
     * Adds to the dimensions what they lack of the keys in some rows.
     *
     * @param rows the relation that contains the rows of the table
     */
    void complete(CopiedTable table, String rows) throws SQLException {
        List<String> statements = DimensionTable.missingKeys(table, "mart.", rows, stars);
        if (!statements.isEmpty()) {
            session.execute(String.join(";\n", statements));
        }
    }

    /** Gives new tables the row security that {@code docs/mart.sql} has prepared, if the administrator has run it. */
    private void protect() throws SQLException {
        if (session.value("SELECT to_regprocedure('mart_access.protect(text)')").isPresent()) {
            session.execute("SELECT mart_access.protect(relname::text) FROM pg_class"
                    + " WHERE relnamespace = 'mart'::regnamespace AND relkind = 'r' AND NOT relrowsecurity"
                    + " AND pg_get_userbyid(relowner) = current_user");
        }
    }

    /** Returns the statements for the descriptions in both languages and for the views. */
    private List<String> statements() throws SQLException {
        List<String> statements = new ArrayList<>();
        statements.add(comment(
                "SCHEMA mart",
                new Bilingual("台账已发布的表，金额单位为元", "Published tables of Taizhang, amounts in whole units")));
        statements.add(comment(
                "SCHEMA mart_zh",
                new Bilingual(
                        "中文视图，金额单位为" + unit.bare(),
                        "Chinese views of the published tables, amounts in units of " + unit.en())));
        statements.add(comment("SCHEMA mart_loader", new Bilingual("装载程序内部使用", "Internal state of the loader")));
        for (CopiedTable table : all) {
            statements.add(comment("TABLE mart." + table.name(), table.about()));
            for (CopiedColumn column : table.columns()) {
                statements.add(comment("COLUMN mart." + table.name() + "." + column.name(), column.meaning()));
            }
        }
        // In views with the rights of their owner, readers would see every row.
        String rights = session.value("SELECT CASE WHEN current_setting('server_version_num')::int >= 150000"
                        + " THEN ' WITH (security_invoker = true)' END")
                .orElse("");
        published.forEach(table -> view(statements, table, rights));
        return statements;
    }

    private void view(List<String> statements, CopiedTable table, String rights) {
        String view = "mart_zh.\"" + table.title().zh() + "\"";
        statements.add("DROP VIEW IF EXISTS " + view);
        statements.add("CREATE VIEW " + view + rights + " AS SELECT "
                + table.columns().stream().map(this::shown).collect(Collectors.joining(", ")) + " FROM mart."
                + table.name());
        statements.add(comment("VIEW " + view, table.about()));
        for (CopiedColumn column : table.columns()) {
            statements.add(comment("COLUMN " + view + ".\"" + column.title(unit.bare()) + "\"", column.meaning()));
        }
    }

    private static String comment(String what, Bilingual comment) {
        return "COMMENT ON " + what + " IS '" + comment.line().replace("'", "''") + "'";
    }

    private String shown(CopiedColumn column) {
        String value = column.isAmount()
                ? "round(" + column.name() + " / " + unit.size().toPlainString() + ", 4)"
                : column.name();
        return value + " AS \"" + column.title(unit.bare()) + "\"";
    }
}
