package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.Hashes;
import dev.taizhang.summaries.SummaryTable;
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
import org.apache.spark.sql.types.StructType;

/**
 * The schema of the PostgreSQL mart: {@code mart} contains the tables, {@code mart_zh} views of them in Chinese, {@code
 * mart_loader} the state of the loader. Missing tables and columns are added; none are ever removed or renamed.
 */
final class MartSchema {
    private final PostgresSession session;
    private final List<SummaryTable> summaries;
    private final List<DimensionTable> stars;
    private final DisplayUnit unit;

    MartSchema(PostgresSession session, List<SummaryTable> summaries, List<DimensionTable> stars, DisplayUnit unit) {
        this.session = session;
        this.summaries = summaries;
        this.stars = stars;
        this.unit = unit;
    }

    /** Creates everything that is missing. If anything changed, comments and views are created again. */
    void bringUpToDate() throws SQLException {
        if (!session.hasRelation("mart_loader.definition")) {
            loader();
        }
        Set<String> changed = tables();
        // If a table or column was lost or added, its data are loaded again.
        for (String table : changed) {
            session.execute("DELETE FROM mart_loader.loaded WHERE table_name = '" + table + "'");
        }
        List<String> statements = statements();
        String hash = Hashes.of(String.join("\n", statements));
        Set<String> views = session.column("SELECT viewname FROM pg_views WHERE schemaname = 'mart_zh'");
        boolean allViewsExist = summaries.stream()
                .allMatch(table -> views.contains(table.title().zh()));
        if (!changed.isEmpty()
                || !allViewsExist
                || !session.column("SELECT hash FROM mart_loader.definition").contains(hash)) {
            for (String statement : statements) {
                session.execute(statement);
            }
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
        session.execute("CREATE TABLE mart_loader.definition (hash text PRIMARY KEY)");
        session.execute("CREATE TABLE IF NOT EXISTS mart_loader.loaded"
                + " (table_name text, as_of_date date, digest text NOT NULL, PRIMARY KEY (table_name, as_of_date))");
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
        for (SummaryTable table : summaries) {
            if (createOrExtend(existing, table.name(), table.schema(), table.grain())) {
                changed.add(table.name());
            }
        }
        for (DimensionTable star : stars) {
            if (createOrExtend(existing, star.name(), star.schema(), star.key())) {
                changed.add(star.name());
            }
        }
        return changed;
    }

    private boolean createOrExtend(Map<String, Set<String>> existing, String name, StructType schema, List<String> key)
            throws SQLException {
        Set<String> columns = existing.get(name);
        if (columns == null) {
            // The date is the first column of a summary's key, so that the index finds the rows of a date.
            session.execute("CREATE TABLE mart." + name + " ("
                    + Stream.of(schema.fields()).map(MartSchema::column).collect(Collectors.joining(", "))
                    + ", PRIMARY KEY (" + String.join(", ", key) + "))");
            return true;
        }
        List<StructField> missing = Stream.of(schema.fields())
                .filter(field -> !columns.contains(field.name()))
                .toList();
        for (StructField field : missing) {
            session.execute("ALTER TABLE mart." + name + " ADD COLUMN " + column(field));
        }
        return !missing.isEmpty();
    }

    private static String column(StructField field) {
        return field.name() + " " + CopiedColumn.of(field).postgresType();
    }

    /** Returns the statements for the descriptions in both languages and for the views. */
    private List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(comment(
                "SCHEMA mart", new Bilingual("台账汇总表，金额单位为元", "Summary tables of Taizhang, amounts in whole units")));
        statements.add(comment(
                "SCHEMA mart_zh",
                new Bilingual(
                        "中文视图，金额单位为" + unit.bare(),
                        "Chinese views of the summary tables, amounts in units of " + unit.en())));
        statements.add(comment("SCHEMA mart_loader", new Bilingual("装载程序内部使用", "Internal state of the loader")));
        for (SummaryTable table : summaries) {
            Bilingual about = new Bilingual(
                    table.title().zh() + "。" + table.sentence().zh(),
                    table.title().en() + ". " + table.sentence().en());
            comments(statements, table.name(), about, table.schema());
            String view = "mart_zh.\"" + table.title().zh() + "\"";
            statements.add("DROP VIEW IF EXISTS " + view);
            statements.add("CREATE VIEW " + view + " AS SELECT "
                    + Stream.of(table.schema().fields()).map(this::shown).collect(Collectors.joining(", "))
                    + " FROM mart." + table.name());
            statements.add(comment("VIEW " + view, about));
        }
        stars.forEach(star -> comments(statements, star.name(), star.title(), star.schema()));
        return statements;
    }

    private static void comments(List<String> statements, String table, Bilingual about, StructType schema) {
        statements.add(comment("TABLE mart." + table, about));
        for (StructField field : schema.fields()) {
            statements.add(comment("COLUMN mart." + table + "." + field.name(), Column.comment(field)));
        }
    }

    private static String comment(String what, Bilingual comment) {
        return "COMMENT ON " + what + " IS '" + comment.line().replace("'", "''") + "'";
    }

    private String shown(StructField field) {
        CopiedColumn column = CopiedColumn.of(field);
        String value = column.isAmount()
                ? "round(" + column.name() + " / " + unit.size().toPlainString() + ", 4)"
                : column.name();
        return value + " AS \"" + column.title(unit.bare()) + "\"";
    }
}
