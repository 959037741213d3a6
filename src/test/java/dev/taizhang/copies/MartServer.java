package dev.taizhang.copies;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.file.PathUtils;

/** A PostgreSQL server with the roles of {@code docs/mart.sql}, where the loader needs its password. */
final class MartServer implements AutoCloseable {
    private static final String PASSWORD = "装载 pass";

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    MartServer() throws IOException, SQLException {
        data = Files.createTempDirectory("mart");
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        port = server.getPort();
        administer(
                Files.readString(Path.of("docs/mart.sql")), "ALTER ROLE taizhang_loader PASSWORD '" + PASSWORD + "'");
        Path access = Path.of(ask("postgres", "SHOW hba_file").get(0));
        Files.writeString(access, "host all taizhang_loader 127.0.0.1/32 scram-sha-256\n" + Files.readString(access));
        administer("SELECT pg_reload_conf()");
    }

    /** The configuration of the mart, its password in a file of that folder. */
    String configuration(Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("mart.password"), PASSWORD + "\n", StandardCharsets.UTF_8);
        return "mart { url = \"jdbc:postgresql://127.0.0.1:" + port
                + "/postgres\", user = taizhang_loader, password_file = \"" + password + "\" }\n";
    }

    int port() {
        return port;
    }

    Connection connect(String user) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", user, "");
    }

    void administer(String... statements) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows that a query answers to a user, the cells of each parted by {@code |}, null as nothing. */
    List<String> ask(String user, String sql) throws SQLException {
        try (Connection connection = connect(user)) {
            return ask(connection, sql);
        }
    }

    static List<String> ask(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    String cell = found.getString(column);
                    cells.add(cell == null ? "" : cell);
                }
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }

    void stop() throws IOException {
        server.close();
    }

    void startAgain() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        PathUtils.deleteDirectory(data);
    }
}
