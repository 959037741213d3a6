package dev.taizhang.copies;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Executes short statements on a connection to PostgreSQL. */
record PostgresSession(Connection connection) implements AutoCloseable {
    /** Connects to a mart as its loader. The server's list of sessions shows the run. */
    static PostgresSession open(MartAddress mart, String runId) throws IOException, SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", mart.user());
        properties.setProperty("password", mart.password().read());
        properties.setProperty("ApplicationName", "taizhang " + runId);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        return new PostgresSession(DriverManager.getConnection(mart.url(), properties));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the first column of a query's result. */
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

    /** Returns the single value of a query's result; empty if it is null. */
    Optional<String> value(String sql) throws SQLException {
        return Optional.ofNullable(column(sql).iterator().next());
    }

    /** Whether a table or view of this name exists. */
    boolean hasRelation(String name) throws SQLException {
        return value("SELECT to_regclass('" + name + "')").isPresent();
    }
}
