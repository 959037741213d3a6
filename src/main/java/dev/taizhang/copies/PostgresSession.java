package dev.taizhang.copies;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Short statements on a connection to PostgreSQL. */
record PostgresSession(Connection connection) {
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of what a query finds. */
    Set<String> column(String sql) throws SQLException {
        Set<String> values = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                values.add(found.getString(1));
            }
        }
        return values;
    }

    /** The one value that a query finds; empty where it is null. */
    Optional<String> value(String sql) throws SQLException {
        return Optional.ofNullable(column(sql).iterator().next());
    }

    /** Whether there is a table or view of this name. */
    boolean hasRelation(String name) throws SQLException {
        return value("SELECT to_regclass('" + name + "')").isPresent();
    }
}
